import { describe, expect, test } from 'vitest'
import type { CdsClient } from '../../src/cds-client.ts'
import { startEhr } from '../fhir/ehr.ts'
import { assessmentOf, cardsOf, createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { type AnyResource, aCall, PATIENT_ID, referNowPrefetch, searchset } from '../support/fhir.ts'
import { aCallThroughServer, anApp, RECORD, serve } from './st-elsewhere.ts'

const { server, requests } = startEhr()

function clientWith(changes: Partial<CdsClient>): CdsClient {
  return { ...ST_ELSEWHERE, ...changes }
}

async function cardFor(changes: Partial<CdsClient>) {
  const app = createTestApp({ client: clientWith(changes) })
  const [card] = await cardsOf(await app.post(PATIENT_VIEW, aCall()))
  return card
}

describe('links', () => {
  test('stand on every card, absolute, as they are registered', async () => {
    const links = [{ label: 'Local spine pathway', url: 'https://intranet.example.org/spine?view=1' }]
    expect((await cardFor({ links }))?.links).toEqual([{ ...links[0], type: 'absolute' }])
  })

  test('are not there where none is registered', async () => {
    expect(await cardFor({})).not.toHaveProperty('links')
  })
})

describe('codes of orders', () => {
  const epic = {
    system: 'urn:com.epic.cdshooks.action.code.system.preference-list-item',
    code: '123456',
    display: 'Referral to spine surgery',
  }

  function codesOf(card: Awaited<ReturnType<typeof cardFor>>, at: number) {
    return Object(card?.suggestions?.[at]?.actions[0]?.resource.code).coding
  }

  test('come before ours in the order they are for, and in no other', async () => {
    const [usual, own] = [await cardFor({}), await cardFor({ orderCodes: { referral: epic } })]
    expect(codesOf(own, 0)).toEqual([epic, ...codesOf(usual, 0)])
    expect(codesOf(own, 1)).toEqual(codesOf(usual, 1))
  })

  test('make no new card of it', async () => {
    const [usual, own] = [await cardFor({}), await cardFor({ orderCodes: { referral: epic } })]
    expect(own?.uuid).toBe(usual?.uuid)
  })
})

describe('codes of facts', () => {
  const RDQ = { fact: 'roland-morris-24', system: 'https://ehr.example.org/codes', code: 'rdq' }
  const client = clientWith({ factCodes: [RDQ] })

  function observation(code: unknown, rest: object = { valueInteger: 21 }): AnyResource {
    return {
      resourceType: 'Observation',
      id: 'rdq',
      status: 'final',
      code,
      subject: { reference: `Patient/${PATIENT_ID}` },
      effectiveDateTime: '2026-11-20',
      ...rest,
    }
  }

  async function scoreIn(resource: AnyResource, caller = client) {
    const prefetch = { ...referNowPrefetch(), observations: searchset(resource) }
    const app = createTestApp({ client: caller })
    const { facts } = await assessmentOf(await app.post('/assessments', aCall({ prefetch })))
    return Object(facts.function['roland-morris-24']).value
  }

  const coded = { coding: [{ system: RDQ.system, code: RDQ.code }] }

  test('are read as ours', async () => {
    expect(await scoreIn(observation(coded))).toBe(21)
    const part = { component: [{ code: coded, valueInteger: 19 }] }
    expect(await scoreIn(observation({ text: 'panel' }, part))).toBe(19)
  })

  test.each<[string, unknown]>([
    ['another system', { coding: [{ ...coded.coding[0], system: 'https://other.example.org' }] }],
    ['another code', { coding: [{ ...coded.coding[0], code: 'RDQ' }] }],
    ['no code', undefined],
    ['codes that are no list', { coding: 'rdq' }],
  ])('are not read under %s', async (_words, code) => {
    expect(await scoreIn(observation(code))).toBeUndefined()
  })

  test('of one client are not read for another', async () => {
    expect(await scoreIn(observation(coded), ST_ELSEWHERE)).toBeUndefined()
  })

  test.each<[string, object]>([
    ['a text as component', { component: 'x' }],
    ['nothing in a component', { component: [null, 1, 'x', {}] }],
  ])('survive %s', async (_words, rest) => {
    expect(await scoreIn(observation(coded, { valueInteger: 21, ...rest }))).toBe(21)
  })

  test('are searched for beside ours', async () => {
    serve(server, [...RECORD, observation(coded)])
    const app = anApp({ client })
    const { facts } = await assessmentOf(await app.post('/assessments', aCallThroughServer()))
    expect(Object(facts.function['roland-morris-24']).value).toBe(21)
    const asked = requests.find(({ url }) => url.endsWith('/Observation/_search'))
    const code = new URLSearchParams(asked?.body).get('code')?.split(',') ?? []
    expect(code).toContain('https://ehr.example.org/codes|rdq')
    expect(code).toContain('urn:kyphoplasty-cds:fact|roland-morris-24')
    const others = requests.filter(({ url }) => !url.endsWith('/Observation/_search'))
    expect(others.some(({ body }) => body.includes('rdq'))).toBe(false)
  })
})

describe('the policy', () => {
  test('of the client decides', async () => {
    const app = createTestApp({ client: clientWith({ policy: 'medicare-lcd' }) })
    const { policy } = await assessmentOf(await app.post('/assessments', aCall()))
    expect(policy).toBe('medicare-lcd')
  })
})
