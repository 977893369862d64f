import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConsent } from '../../src/fhir/read-consent.ts'
import { factsOf } from './a-record.ts'

const SNOMED = 'http://snomed.info/sct'
const KYPHOPLASTY = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22514' }] }
const HOSPICE = { coding: [{ system: SNOMED, code: '385763009' }] }
const REFUSED = { coding: [{ system: SNOMED, code: '183944003' }] }

function consent(change: object) {
  return { resourceType: 'Consent', id: 'n1', status: 'active', dateTime: '2026-11-10T10:00:00Z', ...change }
}

describe('augmentation is declined', () => {
  test.each([
    ['a consent that was not given', { status: 'rejected', provision: { code: [KYPHOPLASTY] } }, 'coded'],
    ['a rule that denies it', { provision: { type: 'deny', code: [KYPHOPLASTY] } }, 'coded'],
    [
      'an exception that denies it',
      { provision: { type: 'permit', provision: [{ type: 'deny', code: [KYPHOPLASTY] }] } },
      'coded',
    ],
    [
      'a refusal code beside its name',
      { category: [REFUSED], provision: { code: [{ text: 'Vertebroplasty' }] } },
      'text',
    ],
  ])('by %s', (_by, change, basis) => {
    const evidence = { reference: 'Consent/n1', date: '2026-11-10', basis }
    expect(readConsent(consent(change))).toEqual({ declined: { kind: 'declined', date: '2026-11-10', evidence } })
  })

  test.each([
    ['a consent to it', { provision: { type: 'permit', code: [KYPHOPLASTY] } }],
    ['a refusal of something else', { status: 'rejected', provision: { code: [{ text: 'Blood transfusion' }] } }],
    ['a draft', { status: 'draft', provision: { type: 'deny', code: [KYPHOPLASTY] } }],
    ['one that is over', { status: 'inactive', provision: { type: 'deny', code: [KYPHOPLASTY] } }],
    ['one entered in error', { status: 'entered-in-error', provision: { type: 'deny', code: [KYPHOPLASTY] } }],
    ['privacy rules', { provision: { type: 'deny', action: [{ text: 'disclose' }] } }],
  ])('not by %s', (_by, change) => {
    expect(readConsent(consent(change))).toEqual({})
  })
})

describe('hospice', () => {
  test.each([
    ['its category', { category: [HOSPICE] }],
    ['a rule that permits it', { provision: { type: 'permit', code: [HOSPICE] } }],
  ])('is told by %s', (_by, change) => {
    expect(readConsent(consent(change)).safety).toMatchObject({ kind: 'comfort-care', date: '2026-11-10' })
  })

  test.each([
    ['one that was refused', { status: 'rejected', category: [HOSPICE] }],
    ['a rule that denies it', { provision: { type: 'deny', code: [HOSPICE] } }],
    ['words', { category: [{ text: 'Hospice' }] }],
  ])('is not told by %s', (_by, change) => {
    expect(readConsent(consent(change)).safety).toBeUndefined()
  })
})

test('a Consent is read among the orders of a record', () => {
  const sent = [consent({ provision: { type: 'deny', code: [KYPHOPLASTY] } })]
  expect(factsOf({ serviceRequests: sent }).plannedCare).toMatchObject([{ kind: 'declined' }])
})

test('any JSON as a Consent, and as any of its fields, is no exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readConsent(value)
      readConsent(consent({ category: value, provision: value, dateTime: value }))
      readConsent(consent({ provision: { type: 'deny', code: value, action: value, provision: value } }))
    }),
  )
})
