import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

// The table of negation and scope rules in the clinical reference: text, present?, acute?
describe('negation and scope rules', () => {
  test.each([
    ['no acute compression fracture', [{ level: null, fracture: 'uncertain', acuity: 'old' }]],
    ['no compression fracture', [{ level: null, fracture: 'absent' }]],
    [
      'unchanged compression deformity of L1',
      [{ level: 'L1', fracture: 'present', acuity: 'old', heightLossProgressed: 'no' }],
    ],
    [
      'stable compression deformity of L1',
      [{ level: 'L1', fracture: 'present', acuity: 'old', heightLossProgressed: 'no' }],
    ],
    ['old T12 compression fracture', [{ level: 'T12', fracture: 'present', acuity: 'old' }]],
    ['healed T12 compression fracture', [{ level: 'T12', fracture: 'present', acuity: 'old' }]],
    ['chronic T12 compression fracture', [{ level: 'T12', fracture: 'present', acuity: 'old' }]],
    ['age-indeterminate compression fracture of T12', [{ level: 'T12', fracture: 'present' }]],
    ['T12 compression deformity, cannot exclude acute fracture', [{ level: 'T12', fracture: 'present' }]],
    ['T12 compression deformity, cannot exclude acute component', [{ level: 'T12', fracture: 'present' }]],
    [
      'T12 compression fracture. No definite marrow edema, limited by motion; consider repeat MRI.',
      [{ level: 'T12', fracture: 'present', marrowEdema: 'unreliable' }],
    ],
    ['T12 compression fracture, no retropulsion', [{ level: 'T12', fracture: 'present', retropulsion: 'no' }]],
    [
      'T12 compression fracture without canal compromise',
      [{ level: 'T12', fracture: 'present', canalCompromise: 'no' }],
    ],
    ['T12 compression fracture with mild retropulsion', [{ level: 'T12', fracture: 'present', retropulsion: 'yes' }]],
    [
      'T12 compression fracture with posterior cortical bulge, no retropulsion',
      [{ level: 'T12', fracture: 'present', retropulsion: 'no' }],
    ],
    ['history of compression fracture of L1', []],
    ['s/p kyphoplasty L1', [{ level: 'L1', fracture: 'not-stated', acuity: 'old', augmented: 'yes' }]],
    ['INDICATION: r/o fracture', []],
    ['compression of the spinal cord at T10', []],
    ['compression of the right L5 nerve root', []],
    ['compressive atelectasis in the left lower lobe', []],
    ['T12-L1 disc protrusion', []],
    ['decreased sensation in the L1-S1 dermatomes', []],
    ['L1 compression fracture with loss of height 25 %', [{ level: 'L1', fracture: 'present', heightLossPercent: 25 }]],
    [
      'L1 compression fracture, 25-30 % loss of height',
      [{ level: 'L1', fracture: 'present', heightLossPercent: [25, 30] }],
    ],
    [
      'L1 compression fracture, one-third loss of height',
      [{ level: 'L1', fracture: 'present', heightLossPercent: 33 }],
    ],
    ['L1 compression fracture with mild loss of height', [{ level: 'L1', fracture: 'present' }]],
    ['L1 compression fracture with moderate loss of height', [{ level: 'L1', fracture: 'present' }]],
    ['L1 compression fracture with severe loss of height', [{ level: 'L1', fracture: 'present' }]],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})
