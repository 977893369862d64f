import { describe, expect, onTestFinished, test } from 'vitest'
import { developmentClient } from '../../src/development-client.ts'
import { TOKEN } from '../fhir/ehr.ts'
import { AUTHORIZATION, RECORD } from '../http/st-elsewhere.ts'
import { assessmentOf, createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall, aCallWithOnly, anMriReport, searchset } from '../support/fhir.ts'
import { EVIL_LINKS, QUIRKS } from '../support/hostile-ehr/quirks.ts'
import { type HostileEhr, startHostileEhr } from '../support/hostile-ehr/server.ts'

async function anEhr(): Promise<HostileEhr> {
  const ehr = await startHostileEhr(RECORD)
  onTestFinished(ehr.close)
  return ehr
}

/** A service in development, which may read servers on this machine over real HTTP. */
function aService(deadlineMs = 8_000) {
  return createTestApp({
    client: developmentClient({ timeZone: 'UTC' }),
    fetch: (input, init) => fetch(input, init),
    readLimits: { deadlineMs },
  })
}

function callThrough(fhirServer: string) {
  return aCallWithOnly({}, { fhirServer, fhirAuthorization: AUTHORIZATION })
}

describe('11 fhirServer', () => {
  test.each([
    'https://host.evil/fhir/R4',
    'https://ehr.example.org.host.evil/fhir/R4',
    'https://ehr.example.org@host.evil/fhir/R4',
    'https://user@ehr.example.org/fhir/R4',
    'http://ehr.example.org/fhir/R4',
    'https://ehr.example.org:8443/fhir/R4',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/fhir/R4',
    'https://2130706433/fhir/R4',
    'https://0x7f.1/fhir/R4',
    'https://127.0.0.1/fhir/R4',
    'https://ehr.example.org./fhir/R4',
    'https://xn--hr-cja.example.org/fhir/R4',
    'https://ｅhr.example.org/fhir/R4',
    'https://ehr.example.org/fhir/R4/..%2f..%2fadmin',
    'https://ehr.example.org\\@host.evil/fhir/R4',
    'https://ehr.example.org/fhir/R4-evil',
    'https://ehr.example.org/FHIR/R4',
    'https://ehr.example.org/fhir/R4?x=y',
    'https://ehr.example.org/fhir/R4#x',
    'file:///etc/passwd',
  ])('%s is not the registered one and is never asked', async (fhirServer) => {
    const asked: unknown[] = []
    const app = createTestApp({ client: ST_ELSEWHERE, fetch: async (input) => Response.json(asked.push(input)) })
    const response = await app.post(PATIENT_VIEW, callThrough(fhirServer))
    expect(response.status).toBe(412)
    expect(asked).toEqual([])
  })

  test('on this machine is asked in development alone', async () => {
    const ehr = await anEhr()
    const app = createTestApp({ client: ST_ELSEWHERE, fetch: (input, init) => fetch(input, init) })
    expect((await app.post(PATIENT_VIEW, callThrough(ehr.baseUrl))).status).toBe(412)
    expect(ehr.requests()).toEqual([])
    expect((await aService().post(PATIENT_VIEW, callThrough(ehr.baseUrl))).status).toBe(200)
  })
})

describe('12 a redirect', () => {
  test.each([301, 302, 303, 307, 308])('with %i takes no request and no token elsewhere', async (status) => {
    const ehr = await anEhr()
    ehr.misbehave('*', ({ response, canaryUrl }) => {
      response.writeHead(status, { Location: `${canaryUrl}/fhir/R4/Patient/pat-1` }).end()
    })
    expect((await aService().post(PATIENT_VIEW, callThrough(ehr.baseUrl))).status).toBe(412)
    expect(ehr.requests().length).toBeGreaterThan(0)
    expect(ehr.strayRequests()).toEqual([])
  })
})

describe('13 an address inside an answer', () => {
  test.each(EVIL_LINKS)('that is a next page with %s is not followed', async (_words, url) => {
    const ehr = await anEhr()
    ehr.misbehave(['Condition'], (exchange) =>
      exchange.answer({ ...searchset(...exchange.resources), link: [{ relation: 'next', url: url(exchange) }] }),
    )
    const { couldNotLook } = await assessmentOf(await aService().post('/assessments', callThrough(ehr.baseUrl)))
    expect(couldNotLook).toContain('conditions')
    expect(ehr.strayRequests()).toEqual([])
  })

  test('that is an attachment, an endpoint or a reference elsewhere is not asked for', async () => {
    const ehr = await anEhr()
    const resources = (canaryUrl: string) => [
      anMriReport({
        conclusion: undefined,
        presentedForm: [{ contentType: 'text/plain', url: `${canaryUrl}/fhir/R4/Binary/1` }],
        result: [{ reference: `${canaryUrl}/fhir/R4/Observation/1` }],
        imagingStudy: [{ reference: `${canaryUrl}/fhir/R4/ImagingStudy/1` }],
      }),
      { ...anMriReport(), resourceType: 'ImagingStudy', endpoint: [{ reference: `${canaryUrl}/Endpoint/1` }] },
    ]
    ehr.misbehave(['DiagnosticReport', 'ImagingStudy'], ({ answer, canaryUrl, type }) =>
      answer(searchset(...resources(canaryUrl).filter(({ resourceType }) => resourceType === type))),
    )
    expect((await aService().post(PATIENT_VIEW, callThrough(ehr.baseUrl))).status).toBe(200)
    expect(ehr.strayRequests()).toEqual([])
  })
})

describe('14 an id', () => {
  test.each([
    '../Condition',
    '..',
    '.',
    '1?_include=*',
    '1&_include=*',
    'a/b',
    'a\nb',
    'a%2fb',
    'a b',
    '',
    'x'.repeat(129),
  ])('%j never becomes a part of an address', async (patientId) => {
    const ehr = await anEhr()
    const body = aCallWithOnly(
      {},
      { context: { patientId }, fhirServer: ehr.baseUrl, fhirAuthorization: AUTHORIZATION },
    )
    expect((await aService().post(PATIENT_VIEW, body)).status).toBe(400)
    expect(ehr.requests()).toEqual([])
  })
})

describe('18 a search', () => {
  test('goes by POST, with no word about the patient in the address, and no token there', async () => {
    const ehr = await anEhr()
    await aService().post(PATIENT_VIEW, callThrough(ehr.baseUrl))
    const searches = ehr.requests().filter(({ method }) => method === 'POST')
    expect(searches.length).toBeGreaterThan(5)
    for (const { url } of searches) expect(url).toMatch(/^\/fhir\/R4\/[A-Za-z]+\/_search$/)
    for (const { url } of ehr.requests()) expect(url).not.toContain(TOKEN)
  })
})

describe('32 a slow FHIR server', () => {
  test.each(QUIRKS.filter(({ hangs }) => hangs))('that $words does not hold the answer', async ({ behave }) => {
    const ehr = await anEhr()
    ehr.misbehave(['Procedure'], behave)
    const { couldNotLook } = await assessmentOf(await aService(1_000).post('/assessments', callThrough(ehr.baseUrl)))
    expect(couldNotLook).toEqual(['procedures'])
  })

  test('is asked for at most six things at once and forty in all', async () => {
    const ehr = await anEhr()
    let open = 0
    let most = 0
    ehr.misbehave('*', ({ type, page, baseUrl, resources, answer, beHonest }) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        if (type === 'Patient') beHonest()
        else
          answer({
            ...searchset(...resources),
            link: [{ relation: 'next', url: `${baseUrl}?type=${type}&page=${page + 1}` }],
          })
      }, 5)
    })
    expect((await aService().post(PATIENT_VIEW, callThrough(ehr.baseUrl))).status).toBe(200)
    expect(most).toBeLessThanOrEqual(6)
    expect(ehr.requests().length).toBeLessThanOrEqual(40)
    expect(ehr.requests().length).toBeGreaterThan(20)
  })

  test('is not asked at all for what the client has sent', async () => {
    const ehr = await anEhr()
    await aService().post(PATIENT_VIEW, { ...aCall(), fhirServer: ehr.baseUrl, fhirAuthorization: AUTHORIZATION })
    expect(ehr.requests()).toEqual([])
  })
})
