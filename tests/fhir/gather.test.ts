import fc from 'fast-check'
import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import type { CdsRequest } from '../../src/cds-hooks/request.ts'
import { SOURCES, type Source } from '../../src/clinical/facts.ts'
import type { FhirReader } from '../../src/fhir/client.ts'
import { gatherFirstWave, gatherSecondWave, leaveSecondWave, withoutSecondWave } from '../../src/fhir/gather.ts'
import { couldNotLookOf, type Gathered } from '../../src/fhir/gathered.ts'
import {
  aReader,
  BASE,
  condition,
  fhirJson,
  idsOf,
  onGet,
  onPost,
  outcome,
  outcomeEntry,
  PATIENT_ID,
  searchset,
  startEhr,
} from './ehr.ts'

const ehr = startEhr()
const subject = { reference: `Patient/${PATIENT_ID}` }
const patient = { resourceType: 'Patient', id: PATIENT_ID }
const report = { resourceType: 'DiagnosticReport', id: 'report-1', subject }
const encounter = { resourceType: 'Encounter', id: 'enc-1', subject }

function aRequest(prefetch: Readonly<Record<string, unknown>>, context: object = {}): CdsRequest {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    fhirServer: BASE,
    accessToken: 'token',
    context: { userId: 'Practitioner/1', patientId: PATIENT_ID, encounterId: 'enc-1', ...context },
    prefetch,
  }
}

/** Everything our templates ask for, as a client that honours all of them sends it. */
const EVERYTHING = {
  patient,
  conditions: searchset([condition('sent')]),
  imagingReports: searchset([report]),
  imagingStudies: searchset([{ resourceType: 'ImagingStudy', id: 'study-1', subject }]),
  observations: searchset([{ resourceType: 'Observation', id: 'obs-1', subject }]),
  medications: searchset([{ resourceType: 'MedicationRequest', id: 'med-1', subject }]),
  procedures: searchset([{ resourceType: 'Procedure', id: 'proc-1', subject }]),
  serviceRequests: searchset([{ resourceType: 'ServiceRequest', id: 'order-1', subject }]),
  allergies: searchset([{ resourceType: 'AllergyIntolerance', id: 'allergy-1', patient: subject }]),
  encounter,
}

/** An EHR that gives one resource of the patient for whatever is asked. */
function willingEhr() {
  ehr.server.use(
    onGet(`/Patient/${PATIENT_ID}`, () => fhirJson(patient)),
    onGet('/Encounter/enc-1', () => fhirJson(encounter)),
    http.post<{ type: string }>(`${BASE}/:type/_search`, ({ params }) => {
      const owner = params.type === 'AllergyIntolerance' ? { patient: subject } : { subject }
      return fhirJson(searchset([{ resourceType: params.type, id: `${params.type}-fetched`, ...owner }]))
    }),
  )
}

async function gathered(request: CdsRequest, reader: FhirReader | undefined): Promise<Gathered> {
  const first = await gatherFirstWave(request, reader)
  if (!first.ok) throw new Error(`missing: ${first.failure.sources.join()}`)
  return first.value
}

describe('one prefetch key, without and with a reader', () => {
  const sent = searchset([condition('sent')])
  const foreign = searchset([condition('foreign', 'pat-2')])
  const ours = [condition('sent'), condition('foreign', 'pat-2')]
  const withError = { ...sent, entry: [...sent.entry, outcomeEntry('error', 'processing')] }
  const fetched = 'Condition-fetched'

  test.each<[string, unknown, string, readonly string[], string, readonly string[]]>([
    ['missing', undefined, 'not-provided', [], 'read', [fetched]],
    ['of the wrong shape', 'none', 'not-provided', [], 'read', [fetched]],
    ['of another type', searchset([report]), 'not-provided', [], 'read', [fetched]],
    ['with another patient only', foreign, 'not-provided', [], 'read', [fetched]],
    ['with another patient among ours', searchset(ours), 'read', ['sent'], 'read', ['sent']],
    ['null', null, 'empty', [], 'empty', []],
    ['empty', searchset([]), 'empty', [], 'empty', []],
    ['an OperationOutcome that informs', outcome('information', 'informational'), 'empty', [], 'empty', []],
    ['an OperationOutcome with an error', outcome('error', 'processing'), 'failed', [], 'failed', []],
    ['with entries and an error', withError, 'partial', ['sent'], 'partial', ['sent']],
    ['with entries', sent, 'read', ['sent'], 'read', ['sent']],
    ['a resource instead of a Bundle', condition('sent'), 'read', ['sent'], 'read', ['sent']],
  ])('%s', async (_case, value, alone, aloneIds, withReader, withReaderIds) => {
    const request = aRequest({ patient, imagingReports: null, ...(value === undefined ? {} : { conditions: value }) })
    const left = (await gathered(request, undefined)).conditions
    expect([left.state, idsOf(left.resources)]).toEqual([alone, aloneIds])

    willingEhr()
    const right = (await gathered(request, aReader())).conditions
    expect([right.state, idsOf(right.resources)]).toEqual([withReader, withReaderIds])
    expect(right.from).toBe(withReaderIds.includes(fetched) ? 'fhir-server' : 'prefetch')
  })

  test('with a next link is read to its end by a reader, and stays partial without', async () => {
    const request = aRequest({ patient, conditions: searchset([condition('sent')], `${BASE}?page=2`) })
    expect((await gathered(request, undefined)).conditions).toMatchObject({
      state: 'partial',
      resources: [condition('sent')],
    })

    willingEhr()
    ehr.server.use(onGet('', () => fhirJson(searchset([condition('second'), condition('foreign', 'pat-2')]))))
    const { conditions } = await gathered(request, aReader())
    expect(conditions).toMatchObject({ state: 'read', from: 'prefetch', foreign: 1 })
    expect(idsOf(conditions.resources)).toEqual(['sent', 'second'])
  })

  test('with a next link to another host is not followed', async () => {
    const request = aRequest({
      ...EVERYTHING,
      conditions: searchset([condition('sent')], 'https://canary.example/?page=2'),
    })
    expect((await gathered(request, aReader())).conditions).toMatchObject({
      state: 'partial',
      resources: [condition('sent')],
    })
    expect(ehr.requests).toEqual([])
  })
})

describe('what the call brings is not asked again', () => {
  test('nothing is requested when prefetch has it all', async () => {
    const request = aRequest(EVERYTHING)
    const reader = aReader()
    const all = await gatherSecondWave(await gathered(request, reader), request, reader)
    expect(ehr.requests).toEqual([])
    expect(SOURCES.map((source) => [source, all[source].state, all[source].from])).toEqual(
      SOURCES.map((source) => [source, 'read', 'prefetch']),
    )
    expect(couldNotLookOf(all)).toEqual([])
  })

  test('nothing is requested for keys that are null, empty or failed', async () => {
    const said = Object.fromEntries(
      SOURCES.map((source, index) => [source, [null, searchset([]), outcome('error', 'timeout')][index % 3]]),
    )
    const request = aRequest({ ...said, patient })
    const reader = aReader()
    await gatherSecondWave(await gathered(request, reader), request, reader)
    expect(ehr.requests).toEqual([])
  })
})

describe('the two waves', () => {
  test('read from the FHIR server what the call did not bring', async () => {
    willingEhr()
    const request = aRequest({})
    const reader = aReader()
    const first = await gathered(request, reader)
    expect(ehr.requests.map(({ url }) => url.slice(BASE.length)).toSorted()).toEqual([
      '/Condition/_search',
      '/DiagnosticReport/_search',
      '/Patient/pat-1',
    ])
    expect(couldNotLookOf(first)).toHaveLength(7)

    const all = await gatherSecondWave(first, request, reader)
    expect(SOURCES.map((source) => all[source].state)).toEqual(SOURCES.map(() => 'read'))
    expect(SOURCES.map((source) => all[source].from)).toEqual(SOURCES.map(() => 'fhir-server'))
    expect(couldNotLookOf(all)).toEqual([])
    expect(all.counts.requests).toBe(10)
    expect(all.counts.bytes).toBeGreaterThan(0)
    expect(all.counts.elapsedMs).toBeGreaterThanOrEqual(first.counts.elapsedMs)
  })

  test('add up the time they take', async () => {
    willingEhr()
    ehr.server.use(
      onPost('Condition', async () => {
        await new Promise((resolve) => setTimeout(resolve, 60))
        return fhirJson(searchset([condition('1')]))
      }),
    )
    const { conditions, ...rest } = EVERYTHING
    const request = aRequest(rest)
    const reader = aReader()
    const all = await gatherSecondWave(await gathered(request, reader), request, reader)
    expect(all.counts.elapsedMs).toBeGreaterThan(50)
  })

  test('put the patient into no address but his own', async () => {
    willingEhr()
    const request = aRequest({})
    const reader = aReader()
    await gatherSecondWave(await gathered(request, reader), request, reader)
    const addresses = ehr.requests.map(({ url }) => url).filter((url) => url.includes(PATIENT_ID))
    expect(addresses).toEqual([`${BASE}/Patient/${PATIENT_ID}`])
  })

  test('ask everything of a wave at once', async () => {
    let waiting = 0
    let release = (): void => undefined
    const three = new Promise<void>((resolve) => {
      release = resolve
    })
    const together = async (body: unknown) => {
      waiting += 1
      if (waiting === 3) release()
      await three
      return fhirJson(body)
    }
    ehr.server.use(
      onGet(`/Patient/${PATIENT_ID}`, () => together(patient)),
      onPost('Condition', () => together(searchset([]))),
      onPost('DiagnosticReport', () => together(searchset([]))),
    )
    expect((await gathered(aRequest({}), aReader())).conditions.state).toBe('empty')
  })

  test('show in the first what was sent for the second', async () => {
    const first = await gathered(aRequest({ ...EVERYTHING, observations: undefined }), undefined)
    expect(first.procedures.state).toBe('read')
    expect(first.observations.state).toBe('not-provided')
  })

  test('leave out what was not sent when the second is not needed', async () => {
    const { procedures, allergies, ...some } = EVERYTHING
    const first = await gathered(aRequest({ ...some, medications: outcome('error', 'timeout') }), undefined)
    const left = leaveSecondWave(first)
    expect([left.procedures.state, left.allergies.state]).toEqual(['not-needed', 'not-needed'])
    expect([left.conditions.state, left.observations.state]).toEqual(['read', 'read'])
    expect(couldNotLookOf(left)).toEqual(['medications'])
  })

  test('leave unread what was sent for the second, but the encounter, when no answer hangs on it', async () => {
    const first = await gathered(aRequest(EVERYTHING), undefined)
    const left = withoutSecondWave(first)
    expect([left.conditions, left.imagingReports, left.encounter]).toEqual([
      first.conditions,
      first.imagingReports,
      first.encounter,
    ])
    expect(first.observations.resources).not.toEqual([])
    expect([left.observations.state, left.observations.resources]).toEqual(['not-needed', []])
    expect(couldNotLookOf(left)).toEqual([])
  })

  test('without a reader say where nobody could look', async () => {
    const request = aRequest({ patient, conditions: null, imagingReports: searchset([report], `${BASE}?page=2`) })
    const all = await gatherSecondWave(await gathered(request, undefined), request, undefined)
    expect(couldNotLookOf(all)).toEqual([
      'imagingReports',
      'imagingStudies',
      'observations',
      'medications',
      'procedures',
      'serviceRequests',
      'allergies',
      'encounter',
    ])
    expect(all.counts).toEqual({ requests: 0, bytes: 0, elapsedMs: 0 })
  })

  test('keep a source that fails to itself', async () => {
    willingEhr()
    ehr.server.use(
      onPost('MedicationRequest', () => fhirJson({}, 401)),
      onPost('ImagingStudy', () => fhirJson({}, 404)),
    )
    const request = aRequest({})
    const reader = aReader()
    const all = await gatherSecondWave(await gathered(request, reader), request, reader)
    expect(couldNotLookOf(all)).toEqual(['imagingStudies', 'medications'])
    expect(all.medications.failure).toEqual({ reason: 'status', status: 401 })
  })
})

describe('what cannot be had', () => {
  const WITHOUT_PATIENT: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['no Patient', {}],
    ['a null Patient', { patient: null }],
    ['a Patient that failed', { patient: outcome('error', 'timeout') }],
    ['an empty Bundle for the Patient', { patient: searchset([]) }],
    ['another Patient', { patient: { resourceType: 'Patient', id: 'pat-2' } }],
    ['a Patient without id', { patient: { resourceType: 'Patient' } }],
    ['no resource for the Patient', { patient: PATIENT_ID }],
  ]

  test.each(WITHOUT_PATIENT)('%s is missing data', async (_case, prefetch) => {
    const result = await gatherFirstWave(aRequest({ conditions: null, ...prefetch }), undefined)
    expect(result).toEqual({ ok: false, failure: { reason: 'missing-data', sources: ['patient'] } })
  })

  test('a null Patient is not asked for again', async () => {
    const result = await gatherFirstWave(aRequest({ ...EVERYTHING, patient: null }), aReader())
    expect(result.ok).toBe(false)
    expect(ehr.requests).toEqual([])
  })

  test('another Patient is replaced by the right one where there is a reader', async () => {
    willingEhr()
    const all = await gathered(
      aRequest({ ...EVERYTHING, patient: { resourceType: 'Patient', id: 'pat-2' } }),
      aReader(),
    )
    expect(all.patient).toMatchObject({ state: 'read', resources: [patient], from: 'fhir-server', foreign: 1 })
  })

  test('another Patient from the FHIR server is missing data', async () => {
    ehr.server.use(onGet(`/Patient/${PATIENT_ID}`, () => fhirJson({ resourceType: 'Patient', id: 'pat-2' })))
    const result = await gatherFirstWave(aRequest({ ...EVERYTHING, patient: undefined }), aReader())
    expect(result).toMatchObject({ ok: false, failure: { sources: ['patient'] } })
  })

  test.each<[string, unknown, unknown, boolean]>([
    ['neither sent', undefined, undefined, false],
    ['both failed', outcome('error', 'timeout'), outcome('error', 'timeout'), false],
    ['one failed, one of another patient', outcome('error', 'timeout'), searchset([condition('x', 'pat-2')]), false],
    ['both null', null, null, true],
    ['both empty', searchset([]), searchset([]), true],
    ['only Conditions', searchset([condition('1')]), undefined, true],
    ['only Conditions, and null', null, undefined, true],
    ['only reports', undefined, searchset([report]), true],
    ['only a part of the Conditions', searchset([condition('1')], `${BASE}?page=2`), undefined, true],
  ])('Conditions and reports: %s', async (_case, conditions, imagingReports, obtained) => {
    const result = await gatherFirstWave(aRequest({ patient, conditions, imagingReports }), undefined)
    expect(result.ok).toBe(obtained)
    if (!result.ok) expect(result.failure.sources).toEqual(['conditions', 'imagingReports'])
  })

  test('everything is missing when the FHIR server knows nobody', async () => {
    ehr.server.use(http.all(`${BASE}/*`, () => fhirJson({}, 401)))
    const result = await gatherFirstWave(aRequest({}), aReader())
    expect(result).toMatchObject({ ok: false, failure: { sources: ['patient', 'conditions', 'imagingReports'] } })
  })

  test('is never waited for beyond the deadline', async () => {
    ehr.server.use(http.all(`${BASE}/*`, () => new Promise<Response>(() => undefined)))
    const result = await gatherFirstWave(aRequest({}), aReader({}, AbortSignal.timeout(50)))
    expect(result.ok).toBe(false)
  })
})

describe("somebody else's data", () => {
  test('from the FHIR server is dropped and counted', async () => {
    willingEhr()
    ehr.server.use(onPost('Condition', () => fhirJson(searchset([condition('1'), condition('2', 'pat-2')]))))
    const { conditions } = await gathered(aRequest({}), aReader())
    expect(conditions).toMatchObject({ state: 'read', foreign: 1 })
    expect(idsOf(conditions.resources)).toEqual(['1'])
  })

  test('alone is no answer of the FHIR server', async () => {
    willingEhr()
    ehr.server.use(onPost('Condition', () => fhirJson(searchset([condition('2', 'pat-2')]))))
    const { conditions } = await gathered(aRequest({}), aReader())
    expect(conditions).toEqual({
      state: 'failed',
      resources: [],
      from: 'fhir-server',
      foreign: 1,
      failure: { reason: 'wrong-patient' },
    })
  })

  test('is told apart by the server the client names, allowed or not', async () => {
    const elsewhere = { ...condition('1'), subject: { reference: 'https://elsewhere.example/fhir/Patient/pat-1' } }
    const here = { ...condition('2'), subject: { reference: `${BASE}/Patient/pat-1` } }
    const { conditions } = await gathered(aRequest({ patient, conditions: searchset([elsewhere, here]) }), undefined)
    expect(idsOf(conditions.resources)).toEqual(['2'])
  })
})

describe('the encounter', () => {
  test('is not needed when the call names none', async () => {
    willingEhr()
    const request = aRequest(EVERYTHING, { encounterId: undefined })
    const reader = aReader()
    const all = await gatherSecondWave(await gathered(request, reader), request, reader)
    expect(all.encounter).toMatchObject({ state: 'not-needed', resources: [], from: 'none' })
    expect(ehr.requests).toEqual([])
  })

  test('is the one that the call names', async () => {
    const other = { ...encounter, id: 'enc-2' }
    const { encounter: found } = await gathered(
      aRequest({ ...EVERYTHING, encounter: searchset([other, encounter]) }),
      undefined,
    )
    expect(idsOf(found.resources)).toEqual(['enc-1'])
  })

  test('is read by its id when another was sent', async () => {
    willingEhr()
    const request = aRequest({ ...EVERYTHING, encounter: { ...encounter, id: 'enc-2' } })
    const reader = aReader()
    const all = await gatherSecondWave(await gathered(request, reader), request, reader)
    expect(idsOf(all.encounter.resources)).toEqual(['enc-1'])
    expect(ehr.requests.map(({ url }) => url)).toEqual([`${BASE}/Encounter/enc-1`])
  })
})

describe('medicines', () => {
  const medication = { resourceType: 'Medication', id: 'm-1' }

  test('keep the Medication beside the request', async () => {
    const medications = searchset([{ resourceType: 'MedicationRequest', id: 'r-1', subject }, medication])
    expect(idsOf((await gathered(aRequest({ ...EVERYTHING, medications }), undefined)).medications.resources)).toEqual([
      'r-1',
      'm-1',
    ])
  })

  test('are not provided by a Medication alone', async () => {
    const all = await gathered(aRequest({ ...EVERYTHING, medications: searchset([medication]) }), undefined)
    expect(all.medications.state).toBe('not-provided')
  })
})

test("any JSON under every key is gathered without an exception, and only the patient's own is kept", async () => {
  const keys = fc.constantFrom<Source | '__proto__' | 'constructor'>(...SOURCES, '__proto__', 'constructor')
  const anyResource = fc.record({
    resourceType: fc.constantFrom('Condition', 'Patient', 'DiagnosticReport', 'Encounter'),
    id: fc.constantFrom(PATIENT_ID, 'pat-2', 'enc-1'),
    subject: fc.oneof(fc.jsonValue(), fc.record({ reference: fc.constantFrom('Patient/pat-1', 'Patient/pat-2') })),
  })
  const anyValue = fc.oneof(
    fc.jsonValue(),
    anyResource,
    fc.array(anyResource).map((resources) => searchset(resources)),
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(keys, anyValue), async (prefetch) => {
      const result = await gatherFirstWave(aRequest(prefetch), undefined)
      if (!result.ok) return
      const { value } = result
      const kept = SOURCES.flatMap((source) => value[source].resources)
      for (const resource of kept) {
        const owner =
          resource.resourceType === 'Patient' ? { id: PATIENT_ID } : { subject: { reference: 'Patient/pat-1' } }
        expect(resource).toMatchObject(owner)
      }
    }),
  )
})
