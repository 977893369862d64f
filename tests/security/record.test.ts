import { describe, expect, test } from 'vitest'
import { assessmentOf, cardsOf, createTestApp, PATIENT_VIEW } from '../support/app.ts'
import {
  type AnyResource,
  aCall,
  aFracture,
  anMriReport,
  anOpioid,
  aPainObservation,
  aPatient,
  searchset,
} from '../support/fhir.ts'

const somebody = { reference: 'Patient/somebody-else' }

async function assessed(prefetch: Readonly<Record<string, unknown>>) {
  return assessmentOf(await createTestApp().post('/assessments', aCall({ prefetch })))
}

describe("15 another patient's resource", () => {
  const foreign = [
    ['conditions', aFracture({ id: 'foreign', subject: somebody })],
    ['imagingReports', anMriReport({ id: 'foreign', subject: somebody })],
    [
      'observations',
      aPainObservation(10, { id: 'foreign', subject: somebody, effectiveDateTime: '2026-11-22T08:00:00Z' }),
    ],
    ['medications', anOpioid({ id: 'foreign', subject: somebody })],
  ] as const

  test.each(foreign)('among %s is dropped and counted', async (source, resource) => {
    const own = aCall().prefetch
    const bundle: unknown = Object.getOwnPropertyDescriptor(own, source)?.value
    const entries = typeof bundle === 'object' && bundle !== null && 'entry' in bundle ? bundle.entry : []
    const app = createTestApp()
    const sent = { resourceType: 'Bundle', entry: [...(Array.isArray(entries) ? entries : []), { resource }] }
    const response = await app.post(PATIENT_VIEW, aCall({ prefetch: { [source]: sent } }))
    const [card] = await cardsOf(response)
    expect(card?.summary).toContain('pain 8/10')
    expect(JSON.stringify(card)).not.toContain('foreign')
    expect(app.auditEntries()).toMatchObject([{ foreignResources: 1 }])
  })

  test.each(foreign)('alone as %s is no answer about this patient', async (source, resource) => {
    expect((await assessed({ [source]: searchset(resource) })).couldNotLook).toEqual([source])
  })

  test('who is the Patient itself is 412', async () => {
    const body = aCall({ prefetch: { patient: aPatient({ id: 'somebody-else' }) } })
    expect((await createTestApp().post(PATIENT_VIEW, body)).status).toBe(412)
  })
})

describe('16 a fact that does not count', () => {
  const verification = (code: string) => ({
    verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }] },
  })
  const without = { conditions: searchset(), imagingReports: searchset() }

  test.each<[string, Readonly<Record<string, AnyResource>>]>([
    [
      'a diagnosis entered in error',
      { ...without, conditions: searchset(aFracture(verification('entered-in-error'))) },
    ],
    ['a diagnosis that was refuted', { ...without, conditions: searchset(aFracture(verification('refuted'))) }],
    [
      'a report entered in error',
      { ...without, imagingReports: searchset(anMriReport({ status: 'entered-in-error' })) },
    ],
    ['a report that was cancelled', { ...without, imagingReports: searchset(anMriReport({ status: 'cancelled' })) }],
    ['a pain score entered in error', { observations: searchset(aPainObservation(9, { status: 'entered-in-error' })) }],
    [
      'a pain score of last year',
      { observations: searchset(aPainObservation(9, { effectiveDateTime: '2025-11-20' })) },
    ],
    [
      'a pain score of the future',
      { observations: searchset(aPainObservation(9, { effectiveDateTime: '2027-11-20' })) },
    ],
    ['a pain score over its scale', { observations: searchset(aPainObservation(99)) }],
    [
      'a pain score in another unit',
      { observations: searchset(aPainObservation(9, { valueQuantity: { value: 9, unit: 'mm', code: 'mm' } })) },
    ],
    ['a pain score as text', { observations: searchset(aPainObservation(9, { valueQuantity: { value: '9' } })) }],
  ])('%s refers nobody', async (_words, prefetch) => {
    const { outcome } = await assessed(prefetch)
    expect(outcome).not.toBe('refer-now')
  })

  test('whereas the whole record does', async () => {
    expect((await assessed({})).outcome).toBe('refer-now')
  })
})

describe('30 200 patients at once', () => {
  test('never see the score of another, whichever of them are answered first', async () => {
    const app = createTestApp()
    const people = Array.from({ length: 200 }, (_, n) => ({ id: `person-${n}`, score: 7 + (n % 30) / 10 }))
    const answers = await Promise.all(
      people.map(async ({ id, score }) => {
        const subject = { reference: `Patient/${id}` }
        const prefetch = {
          patient: aPatient({ id }),
          conditions: searchset(aFracture({ id: `fracture-of-${id}`, subject })),
          imagingReports: searchset(anMriReport({ subject })),
          observations: searchset(aPainObservation(score, { subject })),
          medications: searchset(anOpioid({ subject })),
        }
        return cardsOf(await app.post(PATIENT_VIEW, aCall({ context: { patientId: id }, prefetch })))
      }),
    )
    for (const [n, [card]] of answers.entries()) {
      const { id, score } = people[n] ?? { id: '', score: 0 }
      expect(card?.summary).toContain(`pain ${score}/10`)
      expect(new Set(JSON.stringify(card).match(/person-\d+/g))).toEqual(new Set([id]))
    }
    expect(new Set(answers.map(([card]) => card?.uuid)).size).toBe(200)
  })
})
