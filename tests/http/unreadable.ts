import { HttpResponse } from 'msw'
import { expect } from 'vitest'
import type { Source } from '../../src/clinical/facts.ts'
import type { AssessmentJson } from '../../src/services/assessment-json.ts'
import { BASE, fhirJson, outcome, outcomeEntry } from '../fhir/ehr.ts'
import { type AnyResource, aCall, PATIENT_ID, referNowPrefetch, searchset } from '../support/fhir.ts'
import { AUTHORIZATION } from './st-elsewhere.ts'

const subject = { reference: `Patient/${PATIENT_ID}` }

interface UnreadSource {
  readonly source: Source
  readonly type: string
  /** How a card calls it; undefined where no card does, since alone it settles nothing. */
  readonly words: string | undefined
}

/** Every source but the Patient, without whom nothing is answered at all. */
export const SEARCHED: readonly UnreadSource[] = [
  { source: 'conditions', type: 'Condition', words: 'diagnoses' },
  { source: 'imagingReports', type: 'DiagnosticReport', words: 'imaging reports' },
  { source: 'imagingStudies', type: 'ImagingStudy', words: undefined },
  { source: 'observations', type: 'Observation', words: 'measurements and scores' },
  { source: 'medications', type: 'MedicationRequest', words: 'medicines' },
  { source: 'procedures', type: 'Procedure', words: 'procedures' },
  { source: 'serviceRequests', type: 'ServiceRequest', words: 'orders and referrals' },
  { source: 'allergies', type: 'AllergyIntolerance', words: 'allergies' },
]

export const ENCOUNTER: UnreadSource = { source: 'encounter', type: 'Encounter', words: undefined }

/** One resource of a type that says nothing but what it is and whose. */
export function aBlank(type: string, id = 'blank', owner: object = subject): AnyResource {
  return { resourceType: type, id, [type === 'AllergyIntolerance' ? 'patient' : 'subject']: owner }
}

const encounter = { resourceType: 'Encounter', id: 'e-1', status: 'in-progress', class: { code: 'AMB' }, subject }

/** Everything is sent and read, but the one source. */
export function aCallLacking(source: Source, sent?: unknown) {
  const { [source]: _left, ...others }: Readonly<Record<string, unknown>> = { ...referNowPrefetch(), encounter }
  const prefetch = sent === undefined ? others : { ...others, [source]: sent }
  return { ...aCall({ context: { encounterId: 'e-1' } }), prefetch }
}

/** The one source is to be read from the server. */
export function aCallReading(source: Source) {
  return { ...aCallLacking(source), fhirServer: BASE, fhirAuthorization: AUTHORIZATION }
}

type Answer = () => Response | Promise<Response>

/** A server that answers one type, however it is asked, and further pages where it has any. Nothing else is asked of it. */
export function fetchOf(type: string, answer: Answer, furtherPage: Answer = () => fhirJson({}, 404)): typeof fetch {
  return async (input) => {
    const url = String(input)
    if (url.startsWith(`${BASE}?page=`)) return furtherPage()
    if (url.startsWith(`${BASE}/${type}`)) return answer()
    throw new Error(`nobody should ask for ${url}`)
  }
}

function never(): Promise<Response> {
  return new Promise(() => undefined)
}

/** Answers that are not the one that was asked for. */
export const REFUSALS: readonly (readonly [string, Answer])[] = [
  ['401', () => fhirJson(outcome('error', 'login'), 401)],
  ['403 without a body', () => new HttpResponse(null, { status: 403 })],
  [
    'Epic\'s 400 "Combination of parameters is not valid for any authorized sub-resource"',
    () => fhirJson(outcome('fatal', 'processing', '59187'), 400),
  ],
  [
    'a 404 in HTML',
    () => new HttpResponse('<h1>Not Found</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } }),
  ],
  ['500', () => new HttpResponse(null, { status: 500 })],
  ['nothing before the deadline', never],
  ['broken JSON', () => new HttpResponse('{"resour', { headers: { 'Content-Type': 'application/fhir+json' } })],
  ['an OperationOutcome with 200', () => fhirJson(outcome('error', 'exception'))],
  ['another type with 200', () => fhirJson(searchset({ resourceType: 'Basic', id: 'b', subject }))],
]

const somebody = { reference: 'Patient/somebody-else' }

/** What a prefetch key or a searchset may hold without being the whole answer. */
export const NO_ANSWERS: readonly (readonly [string, (type: string) => unknown])[] = [
  ['an OperationOutcome with an error', () => outcome('error', 'exception')],
  ['an OperationOutcome that is fatal', () => outcome('fatal', 'exception')],
  ['an OperationOutcome without issues', () => ({ resourceType: 'OperationOutcome' })],
  ['an OperationOutcome that warns of what is suppressed', () => outcome('warning', 'suppressed')],
  ['only resources of other types', () => searchset({ resourceType: 'Basic', id: 'b', subject })],
  ["only somebody else's resources", (type) => searchset(aBlank(type, 'blank', somebody))],
  ['more entries than are read', (type) => searchset(...blanks(type, 2_001))],
  ['a total larger than its entries', (type) => ({ ...searchset(aBlank(type)), total: 2 })],
  ['a total without its entries', () => ({ ...searchset(), total: 7 })],
  ["Epic's 59204 beside its entries", (type) => withOutcome(searchset(aBlank(type)), 'warning', 'processing', '59204')],
  ["Epic's 59204 and nothing else", () => withOutcome(searchset(), 'warning', 'processing', '59204')],
  ['"suppressed" beside its entries', (type) => withOutcome(searchset(aBlank(type)), 'information', 'suppressed')],
  ['"suppressed" and nothing else', () => withOutcome(searchset(), 'warning', 'suppressed')],
  ['an error beside its entries', (type) => withOutcome(searchset(aBlank(type)), 'error', 'incomplete')],
]

/** Honest answers, the empty ones among them. */
export const ANSWERS: readonly (readonly [string, (type: string) => unknown])[] = [
  ['null', () => null],
  ['no entries', () => searchset()],
  ['neither entries nor a total', () => ({ resourceType: 'Bundle', type: 'searchset' })],
  ['no entries, as Epic says it (4101)', () => withOutcome(searchset(), 'warning', 'processing', '4101')],
  ['entries and a warning', (type) => withOutcome(searchset(aBlank(type)), 'warning', 'processing', '4119')],
  ['a warning instead of entries', () => outcome('warning', 'not-found')],
  ['a total smaller than its entries', (type) => ({ ...searchset(aBlank(type), aBlank(type, 'b-2')), total: 1 })],
  ['included entries that the total does not count', withIncluded],
  ['one entry', (type) => searchset(aBlank(type))],
]

function blanks(type: string, count: number): readonly AnyResource[] {
  return Array.from({ length: count }, (_, index) => aBlank(type, `blank-${index}`))
}

function withOutcome(bundle: AnyResource, ...issue: Parameters<typeof outcomeEntry>): AnyResource {
  const entries = Array.isArray(bundle.entry) ? bundle.entry : []
  return { ...bundle, entry: [...entries, outcomeEntry(...issue)] }
}

function withIncluded(type: string): AnyResource {
  const bundle = searchset(aBlank(type))
  const entries = Array.isArray(bundle.entry) ? bundle.entry : []
  const included = { resource: { resourceType: 'Practitioner', id: 'p' }, search: { mode: 'include' } }
  return { ...bundle, entry: [...entries, included] }
}

/** Says in words that the answer is "none" or "not". */
const NOTHING_FOUND = /^(?:No|Nothing|Not) /

/** No gate that looks there says "none found", and nothing refers where the decisive sources are open. */
export function expectUnread(source: Source, words: string | undefined, assessment: AssessmentJson) {
  expect(assessment.couldNotLook).toEqual([source])
  for (const gate of assessment.gates.filter(({ couldNotLook }) => couldNotLook.includes(source))) {
    if (gate.finding === 'unknown' && gate.evidence.length === 0) {
      expect(gate.because, gate.id).toMatch(/^Could not look: /)
      expect(gate.because, gate.id).toContain(words)
    } else expect(gate.because, gate.id).not.toMatch(NOTHING_FOUND)
  }
  if (source !== 'conditions' && source !== 'imagingReports') return
  expect(assessment.outcome).not.toBe('refer-now')
  for (const row of Object.values(assessment.policies)) expect(row.outcome).not.toBe('refer-now')
}

export function expectNamed(words: string | undefined, detail: string | undefined) {
  if (words === undefined) expect(detail).not.toMatch(/could not be read/i)
  else expect(detail).toMatch(new RegExp(`Could not be read:\\*\\* ${words}\\.`))
}
