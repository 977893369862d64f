import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('a form with one answer a line', () => {
  test.each([
    [
      'Compression fracture: Yes. Level: T12. Age: Acute. Percent height loss: 40.',
      [{ level: 'T12', fracture: 'present', acuity: 'acute', heightLossPercent: 40 }],
    ],
    [
      'Vertebral fracture: Present\nLocation: L1 and L2\nAcuity: Chronic',
      [
        { level: 'L1', fracture: 'present', acuity: 'old' },
        { level: 'L2', fracture: 'present', acuity: 'old' },
      ],
    ],
    ['Compression fracture: Indeterminate. Level: L3.', [{ level: 'L3', fracture: 'uncertain' }]],
    [
      'Fractures:\n- T6: chronic, mild\n- T8: acute',
      [
        { level: 'T6', fracture: 'present', acuity: 'old' },
        { level: 'T8', fracture: 'present', acuity: 'acute' },
      ],
    ],
    ['L1 compression fracture: indeterminate age.', [{ level: 'L1', fracture: 'present' }]],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test.each(['Compression fracture: No. Level: T12.', 'Compression fracture: none. Stenosis: Yes. Level: L4.'])(
    'makes no fracture of a no: %s',
    (text) => {
      expect(said(text)).toEqual([{ level: null, fracture: 'absent' }])
    },
  )

  test.each([
    'Rib fracture: Yes. Level: T8.',
    'Prior fracture: Yes. Level: L1.',
    'Stenosis: Yes. Level: L4.',
    'Fractures:\n- L1: disc bulge',
    'Fractures:\n\nL4: mild stenosis',
  ])('makes no fracture of what is asked besides: %s', (text) => {
    expect(said(text)).toEqual([])
  })

  test('gives the level of another answer to no fracture', () => {
    expect(said('Compression fracture: Yes. Level: L1. Disc herniation: Yes. Level: L4.')).toEqual([
      { level: 'L1', fracture: 'present' },
    ])
  })
})
