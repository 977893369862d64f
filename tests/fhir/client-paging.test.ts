import { HttpResponse, http } from 'msw'
import { describe, expect, test } from 'vitest'
import { readAnswer } from '../../src/fhir/answer.ts'
import { SOURCE_ROWS } from '../../src/fhir/sources.ts'
import {
  aReader,
  BASE,
  condition,
  fhirJson,
  idsOf,
  onGet,
  onPost,
  outcomeEntry,
  searchConditions,
  searchset,
  startEhr,
} from './ehr.ts'

const ehr = startEhr()

/** Page n holds Condition n; `next` names the address of the page after it. */
function pages(next: (page: number) => string | undefined) {
  const page = (number: number) => fhirJson(searchset([condition(`c-${number}`)], next(number)))
  return [
    onPost('Condition', () => page(1)),
    http.get(`${BASE}*`, ({ request }) => page(Number(new URL(request.url).searchParams.get('page')))),
  ]
}

describe('the next page', () => {
  test.each([
    ['below the type', (page: number) => `${BASE}/Condition?page=${page}`],
    ['on the base itself (HAPI)', (page: number) => `${BASE}?page=${page}`],
    ['by a query alone (Epic)', (page: number) => `?page=${page}`],
    ['from the root of the host', (page: number) => `/fhir/R4/Condition?page=${page}`],
    ['relative to the base', (page: number) => `Condition?page=${page}`],
  ])('named %s is read', async (_case, address) => {
    ehr.server.use(...pages((page) => (page < 3 ? address(page + 1) : undefined)))
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('read')
    expect(idsOf(answer.resources)).toEqual(['c-1', 'c-2', 'c-3'])
  })

  test('is found by its relation, whatever total says', async () => {
    const first = { ...searchset([condition('1')], `${BASE}?page=2`), total: 1 }
    ehr.server.use(
      onPost('Condition', () => fhirJson(first)),
      onGet('', () => fhirJson({ ...searchset([condition('2')]), total: 99 })),
    )
    const answer = await searchConditions(aReader())
    expect(answer).toMatchObject({ state: 'read' })
    expect(idsOf(answer.resources)).toEqual(['1', '2'])
  })

  test('is read on after an empty page', async () => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([], `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset([condition('1')]))),
    )
    expect(await searchConditions(aReader())).toMatchObject({ state: 'read', resources: [condition('1')] })
  })

  test('that holds nothing either leaves nothing found', async () => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([], `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset([]))),
    )
    expect(await searchConditions(aReader())).toEqual({ state: 'empty', resources: [] })
  })

  test('that repeats a resource does not double it', async () => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1'), condition('2')], `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset([condition('2'), condition('3')]))),
    )
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('read')
    expect(idsOf(answer.resources)).toEqual(['1', '2', '3'])
  })
})

describe('an answer is partial when the next page', () => {
  test.each([
    ['is on another host', 'https://canary.example/fhir/R4?page=2'],
    ['is on another host without a scheme', '//canary.example/fhir/R4?page=2'],
    ['is on a host that begins like ours', 'https://ehr.example.org.canary.example/fhir/R4?page=2'],
    ['has our host as user name', 'https://ehr.example.org@canary.example/fhir/R4?page=2'],
    ['is on another path', 'https://ehr.example.org/other?page=2'],
    ['steps out of the base', `${BASE}/../admin?page=2`],
    ['steps out with encoded slashes', `${BASE}/..%2f..%2fadmin?page=2`],
    ['is on http', 'http://ehr.example.org/fhir/R4?page=2'],
    ['is no address', 'https://'],
  ])('%s, which is never called', async (_case, next) => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1')], next))),
      http.all('*', () => fhirJson(searchset([condition('evil')]))),
    )
    const answer = await searchConditions(aReader())
    expect(answer).toMatchObject({ state: 'partial', failure: { reason: 'outside-base' } })
    expect(idsOf(answer.resources)).toEqual(['1'])
    expect(ehr.requests).toHaveLength(1)
  })

  test.each([401, 403, 404, 500])('answers %i', async (status) => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1')], `${BASE}?page=2`))),
      onGet('', () => new HttpResponse(null, { status })),
    )
    const answer = await searchConditions(aReader())
    expect(answer).toMatchObject({ state: 'partial', failure: { reason: 'status', status } })
    expect(idsOf(answer.resources)).toEqual(['1'])
  })

  test.each([
    ['an OperationOutcome', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] }],
    ['no Bundle', { resourceType: 'Patient', id: 'pat-1' }],
    ['a text', 'the end'],
  ])('is %s', async (_case, body) => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1')], `${BASE}?page=2`))),
      onGet('', () => fhirJson(body)),
    )
    expect(await searchConditions(aReader())).toEqual({ state: 'partial', resources: [condition('1')] })
  })

  test('is the same again', async () => {
    ehr.server.use(...pages(() => `${BASE}?page=2`))
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('partial')
    expect(ehr.requests).toHaveLength(2)
  })

  test('is one of a circle', async () => {
    ehr.server.use(...pages((page) => `${BASE}?page=${page === 2 ? 3 : 2}`))
    expect((await searchConditions(aReader())).state).toBe('partial')
    expect(ehr.requests).toHaveLength(3)
  })

  test('is the eleventh', async () => {
    ehr.server.use(...pages((page) => `${BASE}?page=${page + 1}`))
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('partial')
    expect(answer.resources).toHaveLength(10)
    expect(ehr.requests).toHaveLength(10)
  })

  test('is not the eleventh but the tenth and last, it is whole', async () => {
    ehr.server.use(...pages((page) => (page < 10 ? `${BASE}?page=${page + 1}` : undefined)))
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('read')
    expect(answer.resources).toHaveLength(10)
  })

  test('goes over 2,000 resources, which are cut there', async () => {
    const many = (from: number) => Array.from({ length: 1_500 }, (_, index) => condition(`c-${from + index}`))
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset(many(0), `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset(many(1_500)))),
    )
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('partial')
    expect(answer.resources).toHaveLength(2_000)
  })

  test('would be one request too many', async () => {
    ehr.server.use(...pages((page) => `${BASE}?page=${page + 1}`))
    expect(await searchConditions(aReader({ requests: 3 }))).toMatchObject({
      state: 'partial',
      failure: { reason: 'too-many-requests' },
    })
  })
})

test('entries withheld on one page make the whole partial, and the other pages are still read', async () => {
  const withheld = { ...searchset([condition('1')], `${BASE}?page=2`) }
  withheld.entry = [...withheld.entry, { ...outcomeEntry('warning', 'suppressed', '59204') }]
  ehr.server.use(
    onPost('Condition', () => fhirJson(withheld)),
    onGet('', () => fhirJson(searchset([condition('2')]))),
  )
  const answer = await searchConditions(aReader())
  expect(answer.state).toBe('partial')
  expect(idsOf(answer.resources)).toEqual(['1', '2'])
})

describe('a first page that came with the call', () => {
  test('is read on from', async () => {
    ehr.server.use(onGet('', () => fhirJson(searchset([condition('2')]))))
    const first = readAnswer(searchset([condition('1')], `${BASE}?page=2`), SOURCE_ROWS.conditions)
    const answer = await aReader().follow(first, SOURCE_ROWS.conditions)
    expect(answer.state).toBe('read')
    expect(idsOf(answer.resources)).toEqual(['1', '2'])
  })

  test('stays partial when it leads elsewhere', async () => {
    const first = readAnswer(searchset([condition('1')], 'https://canary.example/?page=2'), SOURCE_ROWS.conditions)
    expect(await aReader().follow(first, SOURCE_ROWS.conditions)).toMatchObject({
      state: 'partial',
      resources: [condition('1')],
    })
    expect(ehr.requests).toEqual([])
  })
})
