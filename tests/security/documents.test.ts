import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'

const DOCUMENT = new URL('../../docs/security.md', import.meta.url)
const text = await readFile(DOCUMENT, 'utf8')
const rows = text.split('\n').flatMap((line) => {
  const [, number, control, tests] = /^\| (\d+) \| (.+) \| (.+) \|$/.exec(line) ?? []
  return number === undefined || control === undefined || tests === undefined ? [] : [{ number, control, tests }]
})

describe('docs/security.md', () => {
  test('lists every row of the control list once, in order', () => {
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 38 }, (_, index) => index + 1))
  })

  test.each(rows)('row $number leads to a test that carries its number', async ({ number, tests }) => {
    const paths = [...tests.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path)
    const files = await Promise.all(paths.map((path) => readFile(new URL(path, DOCUMENT), 'utf8')))
    expect(files.length).toBeGreaterThan(0)
    expect(files.some((file) => file.includes(`describe('${number} `) || file.includes(`describe("${number} `))).toBe(
      true,
    )
  })

  test('leads only to files that are there', async () => {
    const links = [...text.matchAll(/\]\((\.[^)#]+)\)/g)].map(([, path = '']) => path)
    for (const path of new Set(links)) await expect(readFile(new URL(path, DOCUMENT), 'utf8')).resolves.not.toBe('')
  })
})
