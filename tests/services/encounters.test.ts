import { describe, expect, test } from 'vitest'
import { createTestApp, expressionsOf } from '../support/app.ts'
import { aCall, PATIENT_ID, searchset } from '../support/fhir.ts'
import { aDraft, callHook } from './a-hook-call.ts'

const context = { encounterId: 'stay' }
const subject = { reference: `Patient/${PATIENT_ID}` }

function anEncounter(code: string) {
  return { resourceType: 'Encounter', id: 'stay', status: 'in-progress', class: { code }, subject }
}

function discharge(code: string, prefetch = {}) {
  return callHook('encounter-discharge', { context, prefetch: { encounter: anEncounter(code), ...prefetch } })
}

describe('encounter-discharge', () => {
  test.each(['IMP', 'ACUTE', 'OBSENC', 'EMER', 'another'])(
    'speaks when a patient with a current fracture leaves an encounter of class %s',
    async (code) => {
      expect((await discharge(code)).card?.summary).toMatch(/^Consider kyphoplasty referral: T12/)
    },
  )

  test('speaks where the encounter could not be read', async () => {
    expect((await callHook('encounter-discharge', { context })).card).toBeDefined()
  })

  test.each(['AMB', 'VR', 'HH'])('is silent at the end of a visit of class %s', async (code) => {
    expect(await discharge(code)).toEqual({ card: undefined, silence: 'not-leaving-hospital' })
  })

  test('is silent where a referral is ordered already', async () => {
    const referral = aDraft({ status: 'active', code: { text: 'Referral to spine surgery' }, authoredOn: '2026-11-20' })
    const answer = await discharge('IMP', { serviceRequests: searchset(referral) })
    expect(answer).toEqual({ card: undefined, silence: 'already-referred' })
  })

  test('is silent where the fracture was augmented', async () => {
    const kyphoplasty = {
      resourceType: 'Procedure',
      id: 'done',
      status: 'completed',
      code: { text: 'Kyphoplasty of T12' },
      subject,
      performedDateTime: '2026-11-21',
    }
    const answer = await discharge('IMP', { procedures: searchset(kyphoplasty) })
    expect(answer.card).toBeUndefined()
  })

  test('is silent where there is no fracture', async () => {
    const answer = await discharge('IMP', { conditions: null, imagingReports: null })
    expect(answer).toEqual({ card: undefined, silence: 'no-fracture' })
  })
})

describe('encounter-start', () => {
  test('speaks as the opening of the chart does', async () => {
    const opened = await callHook('patient-view', {})
    const started = await callHook('encounter-start', { context })
    expect(started.card?.summary).toBe(opened.card?.summary)
  })

  test('is silent where there is no fracture', async () => {
    const prefetch = { conditions: null, imagingReports: null }
    expect((await callHook('encounter-start', { context, prefetch })).silence).toBe('no-fracture')
  })
})

test.each(['encounter-start', 'encounter-discharge'])('%s needs the encounter', async (hook) => {
  for (const encounterId of [undefined, null, '']) {
    const response = await createTestApp().post(`/cds-services/vcf-${hook}`, aCall({ hook, context: { encounterId } }))
    expect(response.status).toBe(400)
    expect(await expressionsOf(response)).toEqual(['context.encounterId'])
  }
})
