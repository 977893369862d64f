import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const ROOT = new URL('../', import.meta.url)
const CONFORMANCE = new URL('src/tools/conformance/', ROOT)
const FIELDS = ['id', 'level', 'specification', 'requirement', 'test', 'title', 'check', 'reason'] as const

type Requirement = Readonly<Record<(typeof FIELDS)[number], string>>

/** Every field stands in double quotes and holds none: what a spreadsheet and this line both read. */
const LINE = /^"[^"]*"(?:,"[^"]*")*$/

const lines = readFileSync(new URL('docs/requirements.csv', ROOT), 'utf8').trimEnd().split('\n')

function fieldsOf(line: string): readonly string[] {
  return line.slice(1, -1).split('","')
}

const requirements: readonly Requirement[] = lines.slice(1).map((line) => {
  const values = fieldsOf(line)
  return Object.fromEntries(FIELDS.map((name, at) => [name, values[at] ?? ''])) as Requirement
})

const kit = readdirSync(CONFORMANCE).map((name) => readFileSync(new URL(name, CONFORMANCE), 'utf8'))
const checks = new Set(kit.flatMap((text) => [...text.matchAll(/^\s+id: '([a-z0-9-]+)',$/gm)].map(([, id]) => id)))

/** A test by its title, as a call of `test` or `test.each(…)`. */
function hasTest(text: string, title: string): boolean {
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``]
  return quoted.some(
    (each) => text.includes(`test(${each},`) || text.includes(`)(${each},`) || text.includes(`(\n    ${each},`),
  )
}

describe('docs/requirements.csv', () => {
  test('is a table of quoted fields, with one row for each requirement on a service', () => {
    expect(fieldsOf(lines[0] ?? '')).toEqual(FIELDS)
    for (const line of lines) {
      expect(line).toMatch(LINE)
      expect(fieldsOf(line)).toHaveLength(FIELDS.length)
    }
    expect(requirements.length).toBeGreaterThan(90)
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
  })

  test.each(requirements)('$id: $requirement', ({ id, level, specification, requirement, ...shown }) => {
    expect(id).toMatch(/^2\.0-\d+$|^2\.0\.1-L\d+$/)
    expect(['SHALL', 'SHALL NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'DEPRECATED']).toContain(level)
    expect(specification).toMatch(/^https:\/\/cds-hooks\.hl7\.org\/2\.0\/#[a-z0-9_-]+$/)
    expect(requirement).toMatch(/^\w.{10,}[^.]$/)
    // Shown by a test, or not, for a reason: never both and never neither.
    expect(shown.test === '').toBe(shown.reason !== '')
    expect(shown.title === '').toBe(shown.test === '')
    if (shown.reason !== '') expect(shown.reason).toMatch(/\w{3}.{5}/)
    if (shown.check !== '') expect(checks).toContain(shown.check)
    if (shown.test !== '') {
      expect(hasTest(readFileSync(new URL(shown.test, ROOT), 'utf8'), shown.title)).toBe(true)
    }
  })
})
