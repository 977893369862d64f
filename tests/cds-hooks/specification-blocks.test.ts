import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseFeedback } from '../../src/cds-hooks/feedback.ts'
import { parseCdsRequest } from '../../src/cds-hooks/request.ts'
import { HOOKS } from '../../src/services/index.ts'
import { problemsOfAnswer, problemsOfDiscovery } from './judged-by-the-kit.ts'

const EXAMPLES = new URL('../../fixtures/cds-hooks/examples/', import.meta.url)
const NOW = Date.parse('2026-11-22T12:00:00Z')

type Json = Readonly<Record<string, unknown>>

const OTHER_HOOK = ['hook: must be ', 'there is no reason for this service to speak at this hook'] as const
const SHORTENED = [
  'context.userId: ',
  'shows a few fields of a context; every hook we answer requires the user',
] as const
const BEFORE_R4 = [
  "prefetch-subset: example hemoglobin-a1c: 'sort:desc' is no FHIR R4 search parameter",
  'the text itself names _sort',
] as const
const NEXT_RELEASE = ['prefetch-tokens: ', 'tokens of the 3.0 draft, which a client of 2.0.1 does not resolve'] as const

/** What the specification shows and we knowingly refuse or report: how that begins, and why. All others are read without a word. */
const KNOWN: Readonly<Record<string, readonly [problem: string, why: string]>> = {
  'hook-allergyintolerance-create-01.json': OTHER_HOOK,
  'hook-allergyintolerance-create-02.json': OTHER_HOOK,
  'hook-allergyintolerance-create-03.json': OTHER_HOOK,
  'hook-appointment-book-01.json': OTHER_HOOK,
  'hook-appointment-book-02.json': OTHER_HOOK,
  'hook-medication-prescribe-01.json': OTHER_HOOK,
  'hook-medication-prescribe-02.json': OTHER_HOOK,
  'hook-medication-refill-01.json': OTHER_HOOK,
  'hook-medication-refill-02.json': OTHER_HOOK,
  'hook-medication-verify-01.json': OTHER_HOOK,
  'hook-medication-verify-03.json': OTHER_HOOK,
  'hook-order-dispatch-01.json': ['context.userId: ', 'another hook, which has no user'],
  'hook-order-review-01.json': OTHER_HOOK,
  'hook-order-review-02.json': OTHER_HOOK,
  'hook-template-01.json': ['context.userId: ', 'the pattern of a page, with made-up fields'],
  'hook-template-02.json': ['context.userId: ', 'the pattern of a page, with made-up fields'],
  'spec-2.0.1-03.json': BEFORE_R4,
  'spec-2.0.1-04.json': SHORTENED,
  'spec-2.0.1-05.json': SHORTENED,
  'spec-2.0.1-06.json': SHORTENED,
  'spec-2.0.1-07.json': BEFORE_R4,
  'spec-2.0.1-18.json': ['card-indicator: ', 'the card has no indicator, which the text requires'],
  'spec-2.0.1-26.json': ['context.patientId: ', 'the context has no patientId, which patient-view requires'],
  'spec-2.0.1-30.json': SHORTENED,
  'spec-3.0-main-05.json': NEXT_RELEASE,
  'spec-3.0-main-06.json': NEXT_RELEASE,
  'spec-3.0-main-07.json': NEXT_RELEASE,
}

interface Example {
  readonly name: string
  readonly body: Json
}

const examples: readonly Example[] = readdirSync(EXAMPLES).map((name) => ({
  name,
  body: JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')),
}))

/** The hook that a page of the hook library is about. */
function hookOf({ name, body }: Example): string {
  return typeof body.hook === 'string' ? body.hook : name.replace(/^hook-|-\d+\.json$/g, '')
}

function requestProblems(example: Example): readonly string[] {
  const hook = hookOf(example)
  const body = { hook, hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', ...example.body }
  const parsed = parseCdsRequest(body, HOOKS)
  return parsed.ok ? [] : parsed.failure.problems.map(({ field, problem }) => `${field}: ${problem}`)
}

const CARD = { summary: 'A card', indicator: 'info', source: { label: 'Example' } }

/** How each kind of example is read, by what it holds. The first that fits is taken. */
const KINDS: readonly (readonly [
  kind: string,
  fits: (example: Example) => boolean,
  problems: (example: Example) => readonly string[],
])[] = [
  ['discovery', ({ body }) => 'services' in body, ({ body }) => problemsOfDiscovery(body)],
  ['a request', ({ body, name }) => 'hook' in body || ('context' in body && name.startsWith('hook-')), requestProblems],
  ['feedback', ({ body }) => 'feedback' in body, feedbackProblems],
  ['an answer', ({ body }) => 'cards' in body, ({ body }) => problemsOfAnswer(body)],
  ['a source', ({ body }) => 'source' in body, ({ body }) => problemsOfAnswer({ cards: [{ ...CARD, ...body }] })],
  [
    'override reasons',
    ({ body }) => 'overrideReasons' in body,
    ({ body }) => problemsOfAnswer({ cards: [{ ...CARD, ...body }] }),
  ],
  ['an action', ({ body }) => 'type' in body, ({ body }) => problemsOfAnswer({ cards: [], systemActions: [body] })],
  ['prefetch templates', ({ body }) => isTemplates(body.prefetch), templateProblems],
  [
    'prefetched data',
    ({ body }) => 'prefetch' in body,
    ({ name, body }) => requestProblems({ name, body: { ...PATIENT_VIEW, ...body } }),
  ],
  [
    'an access token',
    ({ body }) => 'fhirAuthorization' in body,
    ({ name, body }) => requestProblems({ name, body: { ...PATIENT_VIEW, ...body } }),
  ],
  [
    'a context',
    ({ body }) => 'context' in body,
    ({ name, body }) => requestProblems({ name, body: { ...body, hook: 'patient-view' } }),
  ],
]

const PATIENT_VIEW = {
  hook: 'patient-view',
  fhirServer: 'https://ehr.example.org/fhir',
  context: { userId: 'Practitioner/example', patientId: '1288992' },
}

function feedbackProblems({ body }: Example): readonly string[] {
  const parsed = parseFeedback(body, NOW)
  if (!parsed.ok) return parsed.failure.problems.map(({ problem }) => problem)
  return parsed.value.ignored === 0 ? [] : [`${parsed.value.ignored} entries are left out`]
}

function templateProblems({ body }: Example): readonly string[] {
  const service = { hook: 'patient-view', id: 'example', title: 'Example', description: 'Example' }
  return problemsOfDiscovery({ services: [{ ...service, ...body }] })
}

function isTemplates(prefetch: unknown): boolean {
  const values = Object.values(Object(prefetch))
  return values.length > 0 && values.every((each) => typeof each === 'string')
}

function kindOf(example: Example) {
  return KINDS.find(([, fits]) => fits(example))
}

describe('every example of the specification and of the hook library', () => {
  test('is one of the kinds we read', () => {
    expect(examples.length).toBeGreaterThan(55)
    expect(examples.filter((example) => kindOf(example) === undefined).map(({ name }) => name)).toEqual([])
  })

  test.each(examples.map((example) => ({ kind: kindOf(example)?.[0], ...example })))('$name, $kind', (example) => {
    const problems = (kindOf(example)?.[2](example) ?? []).join('; ')
    const [known] = KNOWN[example.name] ?? []
    expect(known === undefined ? problems : problems.slice(0, known.length)).toBe(known ?? '')
  })

  test('that is refused or reported is there, and there is a reason for it', () => {
    for (const [name, [, why]] of Object.entries(KNOWN)) {
      expect(examples.map((example) => example.name)).toContain(name)
      expect(why).toMatch(/\w{3}/)
    }
  })
})
