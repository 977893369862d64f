import type { Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { developmentClient } from '../../src/development-client.ts'
import { TOKEN } from '../fhir/ehr.ts'
import { AUTHORIZATION, RECORD } from '../http/st-elsewhere.ts'
import { SEARCHED } from '../http/unreadable.ts'
import { assessmentOf, cardsOf, createTestApp, PATIENT_VIEW } from '../support/app.ts'
import { aCallWithOnly } from '../support/fhir.ts'
import { QUIRKS, type Quirk, sendBytes } from '../support/hostile-ehr/quirks.ts'
import { type HostileEhr, OWNER, startHostileEhr } from '../support/hostile-ehr/server.ts'

const MB = 1024 * 1024
/** For an EHR that hangs. Everybody else gets more time than he can need on a slow machine. */
const SHORT_DEADLINE_MS = 1_000
const LONG_DEADLINE_MS = 8_000
/** The test machine may be slow; a call that waits for a server that hangs would never come back. */
const PATIENCE_MS = 10_000

const AN_ALLERGY = { resourceType: 'AllergyIntolerance', id: 'allergy', patient: OWNER, code: { text: 'penicillin' } }

/** One for each test, so that those that wait can wait together. */
async function anEhr(): Promise<HostileEhr> {
  const ehr = await startHostileEhr([...RECORD, AN_ALLERGY])
  onTestFinished(ehr.close)
  return ehr
}

async function ask(ehr: HostileEhr, path: string, deadlineMs = LONG_DEADLINE_MS): Promise<Response> {
  const app = createTestApp({
    client: developmentClient({ timeZone: 'UTC' }),
    fetch: (input, init) => fetch(input, init),
    readLimits: { deadlineMs },
  })
  const body = aCallWithOnly({}, { fhirServer: ehr.baseUrl, fhirAuthorization: AUTHORIZATION })
  const response = await Promise.race([
    app.post(path, body),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS)),
  ])
  if (!response) throw new Error(`no answer within ${PATIENCE_MS} ms`)
  expect(app.failures).toEqual([])
  return response
}

/** The token went only to the EHR, and nobody was lured anywhere. */
function expectNobodyStrayed(ehr: HostileEhr) {
  expect(ehr.strayRequests()).toEqual([])
  for (const { url } of ehr.requests()) expect(url).not.toContain(TOKEN)
}

test('an honest EHR is read, and the card rests on it', async () => {
  const ehr = await anEhr()
  const [card] = await cardsOf(await ask(ehr, PATIENT_VIEW))
  expect(card?.summary).toMatch(/^Consider kyphoplasty referral/)
  expect(card?.detail).not.toMatch(/could not be read/i)
  expect(ehr.requests().every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true)
  expectNobodyStrayed(ehr)
})

const QUIRKY = SEARCHED.filter(({ source }) => ['conditions', 'imagingReports', 'allergies'].includes(source))

/** Those that hang wait together, the others come one after the other. */
const HANGING = QUIRKS.filter(({ hangs }) => hangs)
const ANSWERING = QUIRKS.filter(({ hangs }) => !hangs)

describe.each(QUIRKY)('an EHR that for $type', (about) => {
  test.concurrent.each(HANGING)('$words is answered, and what was not seen is named', (quirk) =>
    expectNamed(about, quirk),
  )
  test.each(ANSWERING)('$words is answered, and what was not seen is named', (quirk) => expectNamed(about, quirk))
})

async function expectNamed({ type, source, words: named = '' }: (typeof QUIRKY)[number], quirk: Quirk) {
  const ehr = await anEhr()
  ehr.misbehave([type], quirk.behave)
  const deadlineMs = quirk.hangs ? SHORT_DEADLINE_MS : LONG_DEADLINE_MS
  const [assessed, called] = await Promise.all([
    ask(ehr, '/assessments', deadlineMs),
    ask(ehr, PATIENT_VIEW, deadlineMs),
  ])

  const { couldNotLook, outcome } = await assessmentOf(assessed)
  expect(couldNotLook.includes(source)).toBe(quirk.worth === 'unread')
  if (quirk.worth === 'unread' && source !== 'allergies') expect(outcome).not.toBe('refer-now')

  const [card] = await cardsOf(called)
  const unread = card?.detail?.match(/Could not be read:\*\* ([^.]*)\./)?.[1] ?? ''
  expect(unread.includes(named)).toBe(quirk.worth === 'unread')
  expect(JSON.stringify(card)).not.toContain(TOKEN)
  expectNobodyStrayed(ehr)
}

describe('an EHR that for everything', () => {
  test.concurrent.each(HANGING)('$words is answered without a guess', expectNoGuess)
  test.each(ANSWERING)('$words is answered without a guess', expectNoGuess)
})

async function expectNoGuess({ behave, hangs }: Quirk) {
  const ehr = await anEhr()
  ehr.misbehave('*', behave)
  const response = await ask(ehr, PATIENT_VIEW, hangs ? SHORT_DEADLINE_MS : LONG_DEADLINE_MS)
  expect([200, 412]).toContain(response.status)
  expect(await response.text()).not.toContain(TOKEN)
  expect(ehr.requests().length).toBeLessThanOrEqual(40)
  expectNobodyStrayed(ehr)
}

test('a body larger than what is read at all is not read on', async () => {
  const ehr = await anEhr()
  const sockets: Socket[] = []
  ehr.misbehave(['Condition'], ({ request, response }) => {
    sockets.push(request.socket)
    sendBytes(response, 50 * MB)
  })
  const { couldNotLook } = await assessmentOf(await ask(ehr, '/assessments'))
  expect(couldNotLook).toContain('conditions')
  expect(sockets.map(({ bytesWritten }) => bytesWritten < 20 * MB)).toEqual([true])
})

describe('an honest EHR that lets a client see only some types', () => {
  const SCOPES = ['Patient', 'Condition', 'DiagnosticReport', 'Observation']

  test.each([
    ['as Epic (403 without a body)', 403],
    ['as a server that asks for a token again (401)', 401],
  ])('%s is answered from those, and every other source is named', async (_words, status) => {
    const ehr = await anEhr()
    ehr.misbehave('*', ({ type, beHonest, response }) =>
      SCOPES.includes(type) ? beHonest() : void response.writeHead(status).end(),
    )
    const { couldNotLook } = await assessmentOf(await ask(ehr, '/assessments'))
    expect(couldNotLook).toEqual(['imagingStudies', 'medications', 'procedures', 'serviceRequests', 'allergies'])
    const [card] = await cardsOf(await ask(ehr, PATIENT_VIEW))
    expect(card?.detail).toContain('Could not be read:** medicines, procedures, orders and referrals, allergies.')
    expectNobodyStrayed(ehr)
  })

  test('to whom the token is unknown is 412', async () => {
    const ehr = await anEhr()
    ehr.misbehave('*', ({ request, response, beHonest }) =>
      request.headers.authorization === 'Bearer another' ? beHonest() : void response.writeHead(401).end(),
    )
    expect((await ask(ehr, PATIENT_VIEW)).status).toBe(412)
    expectNobodyStrayed(ehr)
  })

  test('that ends the token in the middle of the call leaves what was read, and names the rest', async () => {
    const ehr = await anEhr()
    let answered = 0
    ehr.misbehave('*', ({ beHonest, response }) => {
      answered += 1
      if (answered <= 3) beHonest()
      else response.writeHead(401).end()
    })
    const { couldNotLook, fractures } = await assessmentOf(await ask(ehr, '/assessments'))
    expect(fractures).toHaveLength(1)
    expect(couldNotLook).toEqual(SEARCHED.slice(2).map(({ source }) => source))
    expectNobodyStrayed(ehr)
  })
})

test("an EHR that answers each call with another patient's record never gets them mixed", async () => {
  const ehr = await anEhr()
  const somebody = { reference: 'Patient/somebody-else' }
  ehr.misbehave('*', ({ type, answer, resources, beHonest }) => {
    if (type === 'Patient') beHonest()
    else {
      const foreign = resources.map((resource) => ({ ...resource, id: `foreign-${resource.id}`, subject: somebody }))
      answer({ resourceType: 'Bundle', type: 'searchset', entry: foreign.map((resource) => ({ resource })) })
    }
  })
  const response = await ask(ehr, '/assessments')
  expect(response.status).toBe(412)
  expect(await response.text()).not.toContain('foreign')
})
