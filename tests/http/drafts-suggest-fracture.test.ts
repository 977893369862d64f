import { describe, expect, test } from 'vitest'
import { startEhr } from '../fhir/ehr.ts'
import { aDraft, drafts, KYPHOPLASTY, MRI } from '../services/a-hook-call.ts'
import { assessmentOf, cardsOf } from '../support/app.ts'
import { aFracture, anOpioid, aPainObservation, aPatient } from '../support/fhir.ts'
import { aCallThroughServer, anApp, serve } from './st-elsewhere.ts'

const { server, requests } = startEhr()
const FIRST_WAVE = 3

describe('the second wave is read', () => {
  test('for a draft that speaks of a vertebral fracture, although the record does not', async () => {
    serve(server, [aPatient()])
    const context = { draftOrders: drafts(KYPHOPLASTY) }
    const [card] = await cardsOf(
      await anApp().post('/cds-services/vcf-order-sign', aCallThroughServer({ hook: 'order-sign', context })),
    )
    expect(card?.summary).toContain('no current fracture')
    expect(requests.length).toBeGreaterThan(FIRST_WAVE)
  })

  test('for a problem that was just added, and what it brings is weighed', async () => {
    serve(server, [aPatient(), anOpioid(), aPainObservation(8)])
    const context = { conditions: { entry: [{ resource: aFracture({ id: undefined }) }] } }
    const body = aCallThroughServer({ hook: 'problem-list-item-create', context })
    const { fractures, facts } = await assessmentOf(await anApp().post('/assessments', body))
    expect(fractures).toMatchObject([{ level: 'T12' }])
    expect(facts.pain).toMatchObject([{ score: 8 }])
  })

  test('not for a study of the back alone', async () => {
    serve(server, [aPatient()])
    const context = { draftOrders: drafts(MRI) }
    expect(
      await cardsOf(
        await anApp().post('/cds-services/vcf-order-sign', aCallThroughServer({ hook: 'order-sign', context })),
      ),
    ).toEqual([])
    expect(requests).toHaveLength(FIRST_WAVE)
  })
})

test('nothing at all is read for an order about anything else', async () => {
  const context = { draftOrders: drafts(aDraft({ code: { text: 'Basic metabolic panel' } })) }
  const response = await anApp().post(
    '/cds-services/vcf-order-sign',
    aCallThroughServer({ hook: 'order-sign', context }),
  )
  expect(await cardsOf(response)).toEqual([])
  expect(requests).toHaveLength(0)
})
