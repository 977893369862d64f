import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('the shape of a broken vertebra', () => {
  test.each([
    ['The L2 vertebra is pancaked.', [{ level: 'L2', fracture: 'present' }]],
    ['L3 biconcave, new.', [{ level: 'L3', fracture: 'present', acuity: 'acute' }]],
    ['Flattening of the T6 vertebral body, chronic.', [{ level: 'T6', fracture: 'present', acuity: 'old' }]],
    ['T9 biconcave, grade 1, 21%.', [{ level: 'T9', fracture: 'present', heightLossPercent: 21 }]],
    ['T6 is possibly flattened.', [{ level: 'T6', fracture: 'uncertain' }]],
    ['T6 is not flattened.', [{ level: 'T6', fracture: 'absent' }]],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test.each([
    'Biconcave disc at L4.',
    'T8 wedge resection.',
    'L3 shows a flattened lordosis.',
    'The thecal sac is flattened at L3.',
    'Disc protrusion at T8 flattening and deforming the cord.',
    'T12 is slightly wedge-shaped, stable and likely developmental.',
    'The liver at L1 is wedge-shaped.',
  ])('is not that of something else: %s', (text) => {
    expect(said(text)).toEqual([])
  })
})
