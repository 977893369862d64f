import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('age of a fracture', () => {
  test.each([
    'Acute compression fracture of T12.',
    'Subacute T12 compression fracture.',
    'Acute to subacute compression fracture of T12.',
    'Acute on chronic compression fracture of T12.',
    'Recent T12 compression fracture.',
    'New T12 wedge deformity.',
    'T12 compression fracture, new since 2024.',
    'T12 compression fracture was not present on the prior study.',
    'Interval development of a T12 compression fracture.',
    'Acute mild osteoporotic superior endplate compression fracture of T12.',
    'T12 VCF, s/p fall, new.',
    'Unhealed T12 compression fracture.',
    'T12 compression fracture with a fluid cleft.',
    'T12 compression fracture with low T1 signal.',
    'Hypointense T1 signal replaces the normal marrow signal at the T12 compression fracture.',
    'T12 compression fracture with marrow edema.',
    'T12 compression fracture with STIR hyperintensity.',
    'T12 compression fracture with intense radiotracer uptake.',
    'Unchanged T12 compression fracture with persistent marrow edema.',
    'Subacute T12 compression fracture. No new compression fracture.',
    'T12 compression fracture, likely recent, with marrow edema.',
  ])('acute: %s', (text) => {
    expect(said(text)[0]).toMatchObject({ level: 'T12', fracture: 'present', acuity: 'acute' })
  })

  test.each([
    'Chronic compression fracture of T12.',
    'Old T12 compression fracture.',
    'Remote T12 compression fracture.',
    'Healed T12 compression fracture.',
    'T12 compression fracture has healed.',
    'Prior T12 compression fracture.',
    'Chronic-appearing T12 compression deformity.',
    'Nonacute T12 compression fracture.',
    'Non-acute T12 compression fracture.',
    'Long-standing T12 wedge deformity.',
    'T12 compression deformity, unchanged from 2023.',
    'T12 compression deformity is similar to the prior examination.',
    'T12 compression deformity without significant change.',
    'T12 compression fracture with normal marrow signal.',
    'T12 compression fracture with return of normal marrow signal.',
    'Previously acute T12 compression fracture is now healed.',
    'As seen on the prior MRI, there is a chronic T12 compression fracture.',
  ])('old: %s', (text) => {
    expect(said(text)[0]).toMatchObject({ level: 'T12', fracture: 'present', acuity: 'old' })
  })

  test.each([
    ['no word about it', 'T12 compression fracture.'],
    ['age indeterminate', 'T12 compression fracture, age indeterminate.'],
    ['uncertain age', 'T12 compression fracture of uncertain age.'],
    ['acuity unknown', 'T12 compression fracture, acuity indeterminate.'],
    ['contradiction', 'Subacute to chronic compression fracture of T12.'],
    ['acute versus chronic', 'Acute versus chronic compression fracture of T12.'],
    ['one or the other', 'T12 compression fracture acute versus chronic.'],
    ['an old patient', '80 year old female with T12 compression fracture.'],
    ['another old thing', 'Old granulomatous disease. T12 compression fracture.'],
    ['another new thing', 'New pleural effusion. T12 compression fracture.'],
    ['a recent fall', 'Recent fall. T12 compression fracture.'],
    ['stable alignment', 'Stable alignment. T12 compression fracture.'],
    ['a mechanically stable fracture', 'Stable burst fracture of T12.'],
    ['known', 'Known T12 compression fracture.'],
    ['acute at an earlier time', 'The acute T12 compression fracture on the prior MRI has lost height.'],
    ['no edema alone: the modality decides what that means', 'T12 compression fracture without marrow edema.'],
  ])('unknown: %s', (_name, text) => {
    expect(said(text)[0]).toMatchObject({ level: 'T12', fracture: 'present' })
    expect(said(text)[0]).not.toHaveProperty('acuity')
  })

  test('the impression wins over the findings', () => {
    expect(said('FINDINGS: Acute L1 compression fracture.\nIMPRESSION: Chronic L1 compression fracture.')).toEqual([
      { level: 'L1', fracture: 'present', acuity: 'old' },
    ])
  })

  test('an impression that cannot tell wins too', () => {
    expect(said('FINDINGS: Acute L1 compression fracture.\nIMPRESSION: Age-indeterminate L1 fracture.')).toEqual([
      { level: 'L1', fracture: 'present' },
    ])
  })
})
