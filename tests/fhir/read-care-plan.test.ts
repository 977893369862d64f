import { describe, expect, test } from 'vitest'
import { readCarePlan } from '../../src/fhir/read-care-plan.ts'

const THERAPY = { coding: [{ system: 'http://snomed.info/sct', code: '91251008' }] }

function plan(change: object) {
  return {
    resourceType: 'CarePlan',
    id: 'cp1',
    status: 'active',
    intent: 'plan',
    period: { start: '2026-10-25', end: '2026-12-25' },
    created: '2026-10-24',
    ...change,
  }
}

function activity(detail: object) {
  return { activity: [{ detail: { status: 'in-progress', code: THERAPY, ...detail } }] }
}

describe('care in a plan', () => {
  test('is its kind, its day and where it stands', () => {
    expect(readCarePlan(plan(activity({})))).toEqual([
      {
        kind: 'physical-therapy',
        startedOn: '2026-10-25',
        startedAt: null,
        evidence: { reference: 'CarePlan/cp1', date: '2026-10-25', basis: 'coded' },
      },
    ])
  })

  test.each([
    ['when the activity was scheduled', activity({ scheduledPeriod: { start: '2026-11-02' } }), '2026-11-02'],
    ['when the plan began', activity({ scheduledPeriod: {} }), '2026-10-25'],
    ['when the plan was made', { ...activity({}), period: { end: '2026-12-25' } }, '2026-10-24'],
    ['by nothing', { ...activity({}), period: undefined, created: undefined }, null],
  ])('is dated %s', (_name, change, day) => {
    expect(readCarePlan(plan(change)).map(({ startedOn }) => startedOn)).toEqual([day])
  })

  test('is what its category says, also beside activities of another kind', () => {
    expect(readCarePlan(plan({ category: [THERAPY] }))).toHaveLength(1)
    expect(readCarePlan(plan({ category: [THERAPY], ...activity({ code: { text: 'Rest' } }) }))).toHaveLength(1)
  })

  test('is told once, where category and activity say the same', () => {
    expect(readCarePlan(plan({ category: [THERAPY], ...activity({}) }))).toHaveLength(1)
  })

  test.each(['bed rest', 'TLSO brace'])('may be %s', (text) => {
    expect(readCarePlan(plan(activity({ code: { text } })))).toHaveLength(1)
  })
})

describe('no care was begun', () => {
  test.each(['not-started', 'cancelled', 'entered-in-error'])('in an activity that is %s', (status) => {
    expect(readCarePlan(plan({ category: [THERAPY], ...activity({ status }) }))).toEqual([])
  })

  test.each([
    ['that is not to be done', activity({ doNotPerform: true })],
    ['of another kind', activity({ code: { text: 'Chest physiotherapy' } })],
    ['that is only referred to', { activity: [{ reference: { reference: 'ServiceRequest/7' } }] }],
  ])('in an activity %s', (_name, change) => {
    expect(readCarePlan(plan(change))).toEqual([])
  })

  test.each([{ status: 'draft' }, { status: 'revoked' }, { status: 'entered-in-error' }, { intent: 'proposal' }])(
    'in a plan with %j',
    (change) => {
      expect(readCarePlan(plan({ ...activity({}), ...change }))).toEqual([])
    },
  )
})
