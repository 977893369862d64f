import { describe, expect, test } from 'vitest'
import { createAsk, summaryOf, withoutForm } from './support/case-library/answers.ts'
import { problemOf } from './support/case-library/covers.ts'
import { readFile } from './support/case-library/read-library.ts'
import { readFactsOf, writtenFacts, writtenImaging } from './support/case-library/written-down.ts'
import { type Form, factsOfCase, type LibraryCase, libraryCases } from './support/case-library.ts'

const cases = libraryCases()
const ask = createAsk()

const FORMS: Readonly<Record<LibraryCase['expect']['forms'], readonly Form[]>> = {
  both: ['coded', 'text'],
  coded: ['coded'],
}

const inEachForm = cases.flatMap((one) =>
  FORMS[one.expect.forms].map((form) => ({ one, form, title: `${one.name} (${form}, ${one.file})` })),
)
const inBothForms = cases
  .filter(({ expect: { forms } }) => forms === 'both')
  .map((one) => ({ one, title: `${one.name} (${one.file})` }))

/** How each kind of card starts to say what it is. */
const KIND_WORDS = {
  'refer-now': /^Consider kyphoplasty referral:/,
  'complete-workup': /before a kyphoplasty decision, missing:/,
  'other-route': /outside this tool, follow your local urgent pathway\.$/,
} as const

describe('the case library, as people wrote it', () => {
  test.each(inEachForm)('$title', async ({ one, form }) => {
    const answers = await ask(one, form)
    const { outcome, policies, findings, gates, companions, card } = one.expect
    expect(summaryOf(answers)).toMatchObject({
      ...(outcome === undefined ? {} : { outcome }),
      policies,
      findings,
      gates,
      companions,
    })
    const { cards } = answers
    if (card === null) expect(cards).toEqual([])
    if (card) expect(cards).toEqual([expect.objectContaining({ summary: expect.stringMatching(KIND_WORDS[card]) })])
  })
})

describe('the two forms of a record', () => {
  test.each(inBothForms)('agree: $title', async ({ one }) => {
    const [coded, text] = await Promise.all([ask(one, 'coded'), ask(one, 'text')])
    expect(withoutForm(text.assessment)).toEqual(withoutForm(coded.assessment))
  })

  test.each(inEachForm)('are read as written: $title', ({ one, form }) => {
    const facts = factsOfCase(one, form)
    const unread = new Set<string>(one.patient.unread)
    if (!unread.has('imagingReports')) {
      const written = writtenImaging(one.patient).map((entry) => expect.objectContaining(entry))
      expect(facts.imaging).toEqual(expect.arrayContaining(written))
      const named = (findings: readonly { readonly level?: unknown }[]) =>
        findings.filter(({ level }) => level !== null)
      expect(named(facts.imaging)).toHaveLength(named(one.patient.imaging).length)
    }
    if (unread.size === 0) expect(readFactsOf(facts, one.patient)).toEqual(writtenFacts(one.patient))
  })
})

describe('what the library claims to cover', () => {
  test('each case has a name of its own', () => {
    const names = cases.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('each path names a rule that exists and that the case asserts in the direction it claims', () => {
    const problems = cases.flatMap((one) =>
      one.covers.flatMap((path) => {
        const problem = problemOf(path, one)
        return problem === undefined ? [] : [`${one.file}, case ${one.name}, ${path}: ${problem}`]
      }),
    )
    expect(problems).toEqual([])
  })

  const dated = inEachForm.filter(({ one }) => one.covers.some((path) => path.startsWith('onset/')))
  test.each(dated)('finds the onset it claims: $title', async ({ one, form }) => {
    const { assessment } = await ask(one, form)
    const bases = [...assessment.fractures, ...assessment.otherFractures].map(({ onsetBasis }) => onsetBasis)
    const claimed = one.covers.flatMap((path) => (path.startsWith('onset/') ? [path.slice('onset/'.length)] : []))
    expect(bases).toEqual(expect.arrayContaining(claimed))
  })
})

describe('a file of the library', () => {
  const FILE = `
about: 'test'
source: 'test'
patients: { someone: { age: 78, setting: none, pain: [{ on: 1, score: 8 }] } }
cases:
  - { name: first, why: 'because', from: someone, expect: { outcome: refer-now } }
`

  test('completes a patient that says little', () => {
    const { cases: read, problems } = readFile('some.yaml', FILE)
    expect(problems).toEqual([])
    expect(read[0]?.patient).toMatchObject({ age: 78, sex: 'female', fractures: [], unread: [] })
  })

  test('replaces a list by a change and keeps the rest', () => {
    const { cases: read } = readFile(
      'some.yaml',
      FILE.replace("why: 'because'", "why: 'because', change: { pain: [] }"),
    )
    expect(read[0]?.patient).toMatchObject({ age: 78, setting: 'none', pain: [] })
  })

  test.each([
    ['a field of the patient', ["why: 'because'", "why: 'because', change: { paint: [] }"], /case first: .*paint/],
    ['an expectation', ['refer-now', 'refer-now, colour: green'], /some\.yaml: case first expect: .*colour/],
    ['the patient a case starts from', ['from: someone', 'from: constructor'], /case first: .*constructor/],
    ['a field of a base', ['age: 78', 'height: 78'], /patient someone: .*height/],
    ['the text, which is no YAML', ['cases:', 'cases: ]'], /some\.yaml: /],
  ] as const)('is refused, with its name and the place, for %s that is not known', (_what, [from, to], problem) => {
    expect(readFile('some.yaml', FILE.replace(from, to)).problems.join('\n')).toMatch(problem)
  })
})
