import { HttpResponse } from 'msw'
import { describe, expect, test } from 'vitest'
import type { Source } from '../../src/clinical/facts.ts'
import { BASE, fhirJson, onGet, onPost, outcome, startEhr } from '../fhir/ehr.ts'
import { assessmentOf, cardsOf, expressionsOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall, aCallWithOnly, aPatient, referNowPrefetch, searchset, withNext } from '../support/fhir.ts'
import { aCallThroughServer, anApp, RECORD, serve } from './st-elsewhere.ts'
import {
  ANSWERS,
  aBlank,
  aCallLacking,
  aCallReading,
  ENCOUNTER,
  expectNamed,
  expectUnread,
  fetchOf,
  NO_ANSWERS,
  REFUSALS,
  SEARCHED,
} from './unreadable.ts'

const { server } = startEhr()
const readLimits = { deadlineMs: 60 }

async function assessed(body: object, overrides: Parameters<typeof anApp>[0] = {}) {
  return assessmentOf(await anApp(overrides).post('/assessments', body))
}

async function detailOf(body: object, overrides: Parameters<typeof anApp>[0] = {}) {
  const [card] = await cardsOf(await anApp(overrides).post(PATIENT_VIEW, body))
  return card?.detail
}

describe.each([...SEARCHED, ENCOUNTER])('$source could not be read', ({ source, type, words }) => {
  test('where its key is absent and no server is named', async () => {
    expectUnread(source, words, await assessed(aCallLacking(source)))
    expectNamed(words, await detailOf(aCallLacking(source)))
  })

  test.each(REFUSALS)('where the server answers %s', async (_words, answer) => {
    const tools = { fetch: fetchOf(type, answer), readLimits }
    expectUnread(source, words, await assessed(aCallReading(source), tools))
    expectNamed(words, await detailOf(aCallReading(source), tools))
  })

  test('where the server sends more bytes than are read', async () => {
    const answer = () => fhirJson({ ...aBlank(type, 'e-1'), text: { div: 'x'.repeat(10_000) } })
    const tools = { fetch: fetchOf(type, answer), readLimits: { bytes: 10_000 } }
    expectUnread(source, words, await assessed(aCallReading(source), tools))
    expectNamed(words, await detailOf(aCallReading(source), tools))
  })
})

describe.each(SEARCHED)('$source were not read to the end', ({ source, type, words }) => {
  const firstOfTwo = () => fhirJson(withNext(searchset(aBlank(type)), `${BASE}?page=2`))

  test.each(NO_ANSWERS)('where the key holds %s', async (_words, valueFor) => {
    expectUnread(source, words, await assessed(aCallLacking(source, valueFor(type))))
    expectNamed(words, await detailOf(aCallLacking(source, valueFor(type))))
  })

  test.each(NO_ANSWERS)('where the server answers %s', async (_words, valueFor) => {
    const tools = { fetch: fetchOf(type, () => fhirJson(valueFor(type))) }
    expectUnread(source, words, await assessed(aCallReading(source), tools))
    expectNamed(words, await detailOf(aCallReading(source), tools))
  })

  test.each(REFUSALS)('where the next page is %s', async (_words, answer) => {
    const tools = { fetch: fetchOf(type, firstOfTwo, answer), readLimits }
    expectUnread(source, words, await assessed(aCallReading(source), tools))
    expectNamed(words, await detailOf(aCallReading(source), tools))
  })

  test.each([
    ['is on another host', 'https://canary.example/?page=2'],
    ['may not be asked for, without a server', `${BASE}?page=2`],
  ])('where the next page of what was sent %s', async (_words, next) => {
    const body = aCallLacking(source, withNext(searchset(aBlank(type)), next))
    expectUnread(source, words, await assessed(body))
    expectNamed(words, await detailOf(body))
  })

  test('where there is always one more page', async () => {
    let page = 1
    const another = () => {
      page += 1
      return fhirJson(withNext(searchset(aBlank(type, `blank-${page}`)), `${BASE}?page=${page}`))
    }
    expectUnread(source, words, await assessed(aCallReading(source), { fetch: fetchOf(type, another, another) }))
  })

  test('where the pages hold more entries than are read', async () => {
    const pageOf = (from: number) =>
      searchset(...Array.from({ length: 3 }, (_, index) => aBlank(type, `blank-${from + index}`)))
    const first = () => fhirJson(withNext(pageOf(0), `${BASE}?page=2`))
    const tools = { fetch: fetchOf(type, first, () => fhirJson(pageOf(3))), readLimits: { entriesPerSearch: 5 } }
    expectUnread(source, words, await assessed(aCallReading(source), tools))
  })
})

describe.each(SEARCHED)('$source were read', ({ source, type }) => {
  test.each(ANSWERS)('where the key holds %s', async (_words, valueFor) => {
    expect((await assessed(aCallLacking(source, valueFor(type)))).couldNotLook).toEqual([])
    expect(await detailOf(aCallLacking(source, valueFor(type)))).not.toMatch(/could not (?:look|be read)/i)
  })

  test.each(ANSWERS.filter(([words]) => words !== 'null'))('where the server answers %s', async (_words, valueFor) => {
    const tools = { fetch: fetchOf(type, () => fhirJson(valueFor(type))) }
    expect((await assessed(aCallReading(source), tools)).couldNotLook).toEqual([])
  })

  test('to the last page', async () => {
    const first = () => fhirJson({ ...withNext(searchset(aBlank(type)), `${BASE}?page=2`), total: 1 })
    const second = () => fhirJson({ ...searchset(aBlank(type, 'second')), total: 2 })
    const tools = { fetch: fetchOf(type, first, second) }
    expect((await assessed(aCallReading(source), tools)).couldNotLook).toEqual([])
  })
})

describe('the encounter', () => {
  test.each([
    ['of another id', { ...aBlank('Encounter', 'e-2') }],
    ['of somebody else', { ...aBlank('Encounter', 'e-1', { reference: 'Patient/somebody-else' }) }],
  ])('%s is none that was read', async (_words, encounter) => {
    expect((await assessed(aCallLacking('encounter', encounter))).couldNotLook).toEqual(['encounter'])
    const tools = { fetch: fetchOf('Encounter', () => fhirJson(encounter)) }
    expect((await assessed(aCallReading('encounter'), tools)).couldNotLook).toEqual(['encounter'])
  })

  test('is not asked for where the call names none', async () => {
    expect((await assessed(aCall())).couldNotLook).toEqual([])
  })
})

describe('the Patient', () => {
  test.each(REFUSALS)('whom the server answers with %s is 412', async (_words, answer) => {
    const response = await anApp({ fetch: fetchOf('Patient', answer), readLimits }).post(
      '/assessments',
      aCallReading('patient'),
    )
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toEqual(['prefetch.patient'])
  })

  test.each([
    ['nobody', null],
    ['an error', outcome('error', 'exception')],
    ['a searchset of nobody', searchset()],
    ['somebody else', aPatient({ id: 'somebody-else' })],
  ])('for whom the key holds %s is 412', async (_words, sent) => {
    const response = await anApp().post('/assessments', aCallLacking('patient', sent))
    expect(response.status).toBe(412)
  })
})

describe('a token', () => {
  test('that the server refuses from the first request on is 412', async () => {
    const refused = async () => fhirJson({}, 401)
    expect((await anApp({ fetch: refused }).post('/assessments', aCallThroughServer())).status).toBe(412)
  })

  test('that ends after the first wave leaves the second unread, and every source of it is named', async () => {
    serve(server, RECORD)
    const second = SEARCHED.slice(2)
    server.use(...second.map(({ type }) => onPost(type, () => fhirJson(outcome('error', 'expired'), 401))))
    const assessment = await assessed(aCallThroughServer())
    expect(assessment.couldNotLook).toEqual(second.map(({ source }) => source))
    expect(assessment.policies.clinic?.criteria.find(({ id }) => id === 'severe-pain')).toMatchObject({
      finding: 'unknown',
      because: 'Could not look: measurements and scores.',
    })
    expect(await detailOf(aCallThroughServer())).toContain(
      'Could not be read:** measurements and scores, medicines, procedures, orders and referrals, allergies.',
    )
  })

  test('that ends between two pages leaves what was read, and says that it is not all', async () => {
    serve(server, RECORD)
    const fracture = RECORD.filter(({ resourceType }) => resourceType === 'Condition')
    server.use(
      onPost('Condition', () => fhirJson(withNext(searchset(...fracture), `${BASE}?page=2`))),
      onGet('', () => new HttpResponse(null, { status: 401 })),
    )
    const { couldNotLook, fractures, outcome: reached } = await assessed(aCallThroughServer())
    expect(couldNotLook).toEqual(['conditions'])
    expect(fractures).toHaveLength(1)
    expect(reached).toBe('complete-workup')
  })
})

test('several sources that could not be read are all named', async () => {
  const { patient, conditions, imagingReports } = referNowPrefetch()
  const body = aCallWithOnly({ patient, conditions, imagingReports })
  expect((await assessed(body)).couldNotLook).toEqual(SEARCHED.slice(2).map(({ source }) => source))
  expect(await detailOf(body)).toContain(
    'Could not be read:** measurements and scores, medicines, procedures, orders and referrals, allergies.',
  )
})

/** What needs a source alone, by policy and criterion; `companions` stand beside the policies. */
const NEEDED: readonly (readonly [source: Source, where: string, ids: readonly string[]])[] = [
  ['observations', 'clinic', ['severe-pain', 'pain-from-this-fracture', 'pain-not-settling']],
  ['observations', 'medicare-lcd', ['non-hospitalised-pain', 'worsening-pain', 'pain-not-settling']],
  ['observations', 'nice-ta279', ['severe-ongoing-pain', 'examination-confirms-level']],
  ['observations', 'rand-2018', ['pain-at-least-5', 'worsening-symptoms']],
  ['observations', 'companions', ['bone-density-evaluation']],
  ['imagingReports', 'clinic', ['fracture-shown']],
  [
    'imagingReports',
    'medicare-lcd',
    ['edema-or-uptake', 'height-loss-progression', 'height-loss-over-25-percent', 'kyphotic-deformity'],
  ],
  ['imagingReports', 'nice-ta279', ['recent-unhealed-fracture']],
  ['imagingReports', 'rand-2018', ['positive-advanced-imaging', 'height-loss-over-25-percent', 'kyphotic-deformity']],
  ['imagingReports', 'acr-2018', ['advanced-imaging']],
  ['medications', 'clinic', ['other-treatment-failed']],
  ['medications', 'medicare-lcd', ['despite-treatment']],
  ['medications', 'nice-ta279', ['optimal-pain-management']],
  ['medications', 'companions', ['osteoporosis-treatment']],
  ['serviceRequests', 'companions', ['fracture-liaison-referral']],
]

describe.each(NEEDED)('without %s, under %s', (source, where, ids) => {
  const saidOf = async (sent: unknown) => {
    const { policies, companions } = await assessed(aCallLacking(source, sent))
    const said = where === 'companions' ? companions : policies[where]?.criteria
    return ids.map((id) => said?.find((criterion) => criterion.id === id))
  }

  test.each(ids)('%s is unknown, and says that nobody could look', async (id) => {
    const [unread] = (await saidOf(outcome('error', 'exception'))).filter((criterion) => criterion?.id === id)
    expect(unread).toMatchObject({ finding: 'unknown', because: expect.stringMatching(/^Could not look: /) })
  })

  test('says that nothing was found where the answer is empty', async () => {
    for (const criterion of await saidOf(null)) {
      expect(criterion).toMatchObject({ finding: 'unknown', because: expect.stringMatching(/\b[Nn]o\b/) })
    }
  })
})

test('without the encounter nobody knows whether the patient is hospitalised', async () => {
  const { policies } = await assessed(aCallLacking('encounter'))
  const hospitalised = policies['medicare-lcd']?.criteria.find(({ id }) => id === 'hospitalised-pain')
  expect(hospitalised).toMatchObject({
    finding: 'unknown',
    because: expect.stringContaining('Could not look: the encounter.'),
  })
})
