import { validateResource } from '@medplum/core'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadDefinitions } from '../../src/sandbox/definitions.ts'
import { draftOrder } from '../../src/services/suggestions.ts'
import { assessed } from '../support/assessed.ts'
import { diagnosis, facts, factsOfRecord, mri, radiograph } from '../support/facts.ts'
import { aRequest } from './a-request.ts'
import { cardFor } from './decided.ts'

const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const IDS = ['referral', 'mri', 'bone-density', 'bone-health-referral'] as const

// Indexes the structure definitions that the validator checks against.
beforeAll(() => loadDefinitions(), 60_000)

function orderFor(id: (typeof IDS)[number], userId = 'Practitioner/7', encounterId?: string): ServiceRequest {
  return draftOrder(id, assessed(facts()), aRequest({ userId, encounterId })).resource
}

describe.each(IDS)('the draft order of %s', (id) => {
  test('is a valid FHIR R4 ServiceRequest', () => {
    expect(validateResource(orderFor(id))).toEqual([])
  })

  test('is valid for a fracture without a level too', () => {
    const unplaced = factsOfRecord({ diagnoses: [diagnosis({ level: null, region: 'lumbar' })] })
    expect(validateResource(draftOrder(id, assessed(unplaced), aRequest()).resource)).toEqual([])
  })

  test('is a draft proposal for this patient, by this user, in this encounter', () => {
    expect(orderFor(id, 'Practitioner/7', '456')).toMatchObject({
      status: 'draft',
      intent: 'proposal',
      subject: { reference: 'Patient/123' },
      requester: { reference: 'Practitioner/7' },
      encounter: { reference: 'Encounter/456' },
      authoredOn: '2026-11-22',
    })
  })

  test('names the fracture as its reason', () => {
    expect(orderFor(id).reasonCode).toEqual([{ text: 'Vertebral compression fracture T12' }])
  })
})

test('the validator refuses what is no ServiceRequest', () => {
  const { intent, ...withoutIntent } = orderFor('referral')
  expect(intent).toBe('proposal')
  expect(() => validateResource(JSON.parse(JSON.stringify(withoutIntent)))).toThrow(/intent/)
})

describe('codes', () => {
  test('the referral is coded as a referral, not as the procedure', () => {
    expect(orderFor('referral').code?.coding).toMatchObject([{ system: SNOMED, code: '308481009' }])
  })

  test('the MRI is LOINC 36531-2, MR spine without contrast', () => {
    expect(orderFor('mri').code?.coding).toMatchObject([{ system: LOINC, code: '36531-2' }])
  })

  test('the bone density study is LOINC 38268-9', () => {
    expect(orderFor('bone-density').code?.coding).toMatchObject([{ system: LOINC, code: '38268-9' }])
  })

  test('the bone-health referral goes to an endocrinologist', () => {
    expect(orderFor('bone-health-referral').code?.coding).toMatchObject([{ system: SNOMED, code: '306278007' }])
  })

  test('T12 is SNOMED CT 23215003', () => {
    expect(orderFor('referral').bodySite).toEqual([
      { coding: [{ system: SNOMED, code: '23215003', display: 'T12 vertebra' }], text: 'T12 vertebra' },
    ])
  })

  test('a bone density study has no vertebra as its site', () => {
    expect(orderFor('bone-density').bodySite).toBeUndefined()
  })
})

describe('what is taken over', () => {
  test('the diagnosis is named as a reason, imaging is not', () => {
    const reasons = orderFor('referral').reasonReference?.map(({ reference }) => reference)
    expect(reasons).toEqual(['Condition/9'])
  })

  test('a fracture that only a report names has no diagnosis to point to', () => {
    const reported = factsOfRecord({ imaging: [mri()] })
    expect(draftOrder('referral', assessed(reported), aRequest()).resource.reasonReference).toBeUndefined()
  })

  test.each([
    ['a patient', 'Patient/123'],
    ['a related person', 'RelatedPerson/5'],
    ['a name', 'Jane Canary'],
    ['an id of strange shape', 'Practitioner/7?x=1'],
    ['a script', 'Practitioner/<script>'],
    ['dots', 'Practitioner/..'],
  ])('%s as user is not named as requester', (_words, userId) => {
    expect(orderFor('referral', userId).requester).toBeUndefined()
  })

  test('an absolute reference to the user becomes a relative one', () => {
    expect(orderFor('referral', 'https://ehr.example.org/fhir/R4/PractitionerRole/7').requester).toEqual({
      reference: 'PractitionerRole/7',
    })
  })

  test('nothing else of the request gets into an order', () => {
    const request = aRequest({ extension: { note: 'canary-4711' }, draftOrders: { note: 'canary-4711' } })
    expect(JSON.stringify(draftOrder('referral', assessed(facts()), request))).not.toContain('canary')
  })
})

describe('labels', () => {
  test('the referral says that it is for a kyphoplasty evaluation', () => {
    expect(cardFor(facts()).suggestions[0]?.label).toMatch(/kyphoplasty evaluation/)
  })

  test('the MRI says STIR', () => {
    const onRadiograph = factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph()] })
    expect(cardFor(onRadiograph).suggestions[0]?.label).toMatch(/MRI of the spine with STIR/)
  })
})
