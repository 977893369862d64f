import { describe, expect, test } from 'vitest'
import { cardsOf, createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import {
  type AnyResource,
  aCall,
  aCallWithOnly,
  aFracture,
  anMriReport,
  anOpioid,
  aPainObservation,
  aPatient,
  searchset,
} from '../support/fhir.ts'

const BASE = 'https://ehr.example.org/fhir/R4'
const LEVELS = ['T7', 'T8', 'T9', 'T10', 'T11', 'T12', 'L1', 'L2', 'L3', 'L4']

/** Patient n, told apart from all others by an own level and an own score. */
function aPersonalRecord(n: number) {
  const id = `person-${n}`
  const subject = { reference: `Patient/${id}` }
  const level = LEVELS[n % LEVELS.length] ?? 'T12'
  const score = 7 + (Math.floor(n / LEVELS.length) % 20) / 10
  const record: readonly AnyResource[] = [
    aPatient({ id }),
    aFracture({
      id: `fracture-${n}`,
      subject,
      bodySite: [],
      code: { text: `Compression fracture of ${level} vertebra` },
    }),
    anMriReport({
      id: `mri-${n}`,
      subject,
      conclusion: `Acute compression fracture of ${level} with bone marrow edema.`,
    }),
    aPainObservation(score, { id: `pain-${n}`, subject }),
    anOpioid({ id: `opioid-${n}`, subject }),
  ]
  return { id, level, score, record }
}

function ofType(record: readonly AnyResource[], type: string) {
  return searchset(...record.filter(({ resourceType }) => resourceType === type))
}

/** Everything in prefetch. */
function asPrefetch(n: number) {
  const { id, record } = aPersonalRecord(n)
  const [patient] = record
  return aCall({
    context: { patientId: id },
    prefetch: {
      patient,
      conditions: ofType(record, 'Condition'),
      imagingReports: ofType(record, 'DiagnosticReport'),
      observations: ofType(record, 'Observation'),
      medications: ofType(record, 'MedicationRequest'),
    },
  })
}

/** Everything to be read with a token of this patient's own. */
function asServer(n: number) {
  const fhirAuthorization = {
    access_token: `token-${n}`,
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'x',
    subject: 'y',
  }
  return aCallWithOnly({}, { context: { patientId: `person-${n}` }, fhirServer: BASE, fhirAuthorization })
}

/** An EHR that answers late and in no order, and only with the right token for the patient. */
async function slowEhr(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const url = new URL(String(input))
  const token = new Headers(init?.headers).get('Authorization')?.replace('Bearer token-', '')
  const patient = url.pathname.split('/Patient/')[1] ?? new URLSearchParams(String(init?.body)).get('patient')
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
  if (patient !== `person-${token}`) return new Response(null, { status: 403 })
  const { record } = aPersonalRecord(Number(token))
  const type = url.pathname.slice('/fhir/R4/'.length).split('/')[0] ?? ''
  const body = type === 'Patient' ? record[0] : ofType(record, type)
  return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/fhir+json' } })
}

describe('200 patients at once', () => {
  test.each([
    ['from prefetch', () => asPrefetch],
    ['from the FHIR server', () => asServer],
    ['half from the one and half from the other', () => (n: number) => (n % 2 === 0 ? asPrefetch(n) : asServer(n))],
  ])(
    '%s never see each other',
    async (_words, bodies) => {
      const app = createTestApp({ client: ST_ELSEWHERE, fetch: slowEhr })
      const bodyOf = bodies()
      const answers = await Promise.all(
        Array.from({ length: 200 }, async (_, n) => cardsOf(await app.post(PATIENT_VIEW, bodyOf(n)))),
      )

      const uuids = new Set<string>()
      for (const [n, cards] of answers.entries()) {
        const { id, level, score } = aPersonalRecord(n)
        const [card] = cards
        expect(card?.summary).toBe(
          `Consider kyphoplasty referral: ${level} compression fracture, 4 weeks, pain ${score}/10 despite treatment.`,
        )
        const named = JSON.stringify(card).match(/(?:person|fracture|mri|pain|opioid)-\d+/g) ?? []
        expect([...new Set(named)].sort()).toEqual([`fracture-${n}`, id])
        uuids.add(card?.uuid ?? '')
      }
      expect(uuids.size).toBe(200)
      expect(app.failures).toEqual([])
    },
    30_000,
  )
})
