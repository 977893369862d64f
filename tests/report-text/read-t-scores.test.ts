import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTScores } from '../../src/report-text/read-t-scores.ts'

/** "lumbar-spine -2.8; hip -1.9" */
function scores(text: string): string {
  return readTScores(text)
    .map(({ site, tScore }) => `${site} ${tScore}`)
    .join('; ')
}

describe('a T-score', () => {
  test.each([
    ['T-score of -2.8 at the lumbar spine.', 'lumbar-spine -2.8'],
    ['Lumbar spine T score: \u22123.1', 'lumbar-spine -3.1'],
    ['L1-L4 T-score is minus 2.8.', 'lumbar-spine -2.8'],
    ['T-scores for L1-L4 -2.8, femoral neck -2.1', 'lumbar-spine -2.8; femoral-neck -2.1'],
    ['L2-L4: T-score = -2.8 SD', 'lumbar-spine -2.8'],
    ['L1 through L4 (L3 excluded) T-score -2.6', 'lumbar-spine -2.6'],
    ['Total hip T-score +1.0', 'hip 1'],
    ['The T-score of the left hip is 0.4.', 'hip 0.4'],
    ['Left femoral neck: BMD 0.612 g/cm2, T-score -2.9, Z-score -1.1', 'femoral-neck -2.9'],
    ['T-score at the distal 1/3 radius is -3.', 'forearm -3'],
    ['Heel T-score -1.5', 'heel -1.5'],
    ['Femur T-score -2.2', 'femoral-neck -2.2'],
    ['The lowest T-score is -2.7.', 'unknown -2.7'],
    ['The lowest T-score is -2.7 at the femoral neck.', 'femoral-neck -2.7'],
    ['T-score -2.8 (L1-L4), -2.1 (femoral neck).', 'lumbar-spine -2.8; femoral-neck -2.1'],
    ['T-score -2.8 in the lumbar spine (L1-L4) and -2.1 in the left hip.', 'lumbar-spine -2.8; hip -2.1'],
    ['Femoral neck T-score -2.1 (total hip T-score -1.9).', 'femoral-neck -2.1; hip -1.9'],
    [
      'T-scores of the lumbar spine and femoral neck are -2.8 and -2.1, respectively.',
      'lumbar-spine -2.8; femoral-neck -2.1',
    ],
    [
      'LUMBAR SPINE (L1-L4):\nBMD: 0.789 g/cm2\nT-score: -2.8\nZ-score: -1.0\nLEFT FEMORAL NECK:\nBMD: 0.612\nT-score: -2.1',
      'lumbar-spine -2.8; femoral-neck -2.1',
    ],
    ['T-scores:\n- L1-L4: -2.8\n- Femoral neck: -2.1', 'lumbar-spine -2.8; femoral-neck -2.1'],
    ['The density of the lumbar spine is 0.789 g/cm2. T-score is -2.8.', 'lumbar-spine -2.8'],
    ['FINDINGS: Lumbar spine T-score -2.8.\nIMPRESSION: Lumbar spine T-score -2.8, osteoporosis.', 'lumbar-spine -2.8'],
  ])('%s', (text, expected) => {
    expect(scores(text)).toBe(expected)
  })

  test('is not what was measured before', () => {
    expect(scores('Lumbar spine T-score -2.8 (previously -2.5), femoral neck -2.1 (previously -2.0).')).toBe(
      'lumbar-spine -2.8; femoral-neck -2.1',
    )
    expect(scores('The lumbar spine T-score was previously -2.5 and is now -2.8.')).toBe('lumbar-spine -2.8')
    expect(scores('Lumbar spine T-score -2.5 in 2019.')).toBe('')
    expect(scores('COMPARISON: Lumbar spine T-score -2.5.\nFINDINGS: Hip T-score -1.9.')).toBe('hip -1.9')
    expect(scores('Lumbar spine T-score has decreased from -2.5 to -2.8.')).toBe('')
  })

  test.each([
    ['Lumbar spine Z-score -2.8.'],
    ['T/Z-score of the lumbar spine -2.8/-1.1'],
    ['Region BMD T-score Z-score\nL1-L4 0.789 -2.8 -1.1'],
    ['Lumbar spine BMD 0.789 g/cm2.'],
    [
      'Normal: T-score -1.0 and above. Osteopenia: T-score between -1.0 and -2.5. Osteoporosis: T-score -2.5 and below.',
    ],
    ['Osteoporosis: T-score at or below -2.5. Osteopenia: T-score -1.0 to -2.5.'],
    ['Treatment is recommended in patients with a T-score of -2.5 at the spine or hip.'],
    ['Lumbar spine T-score less than -2.5.'],
    ['Lumbar spine T-score -2.5 or lower.'],
    ['Lumbar spine T-score -12.0'],
    ['Lumbar spine T-score 789'],
    ['Lumbar spine T-score -2,8'],
    ['Lumbar spine T-score - 2.8'],
    ['L2 T-score -3.4.'],
    ['Trochanter T-score -1.9.'],
    ['T-scores of the lumbar spine and femoral neck are -2.8.'],
    ['Lumbar spine T-score 05/02/2026'],
    ['Change of the lumbar spine T-score: -5.2 % since 2019'],
    ['El T-score de la columna lumbar es -2.8 en el paciente y se hizo por la osteoporosis.'],
  ])('is not read from: %s', (text) => {
    expect(scores(text)).toBe('')
  })

  test('of one place is not given to another', () => {
    expect(scores('Degenerative change of the lumbar spine limits it, T-score -2.1 at the femoral neck.')).toBe(
      'femoral-neck -2.1',
    )
    expect(scores('L1-L4 T-score -2.8. Femoral neck 0.712.')).toBe('lumbar-spine -2.8')
    expect(scores('L1 -2.1, L2 -2.5, L1-L4 T-score -2.6')).toBe('lumbar-spine -2.6')
  })
})

test('whatever the text, values are in range and no exception is thrown', () => {
  const words = fc.constantFrom(
    ...'T-score T score Z-score -2.8 -2.1 0.7 , . ( ) and of at L1-L4 L2 hip femoral neck lumbar spine previously now % \n : ; - 2019'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(words).map((all) => all.join(' ')),
      ),
      (text) => {
        for (const { tScore } of readTScores(text)) {
          expect(tScore).toBeGreaterThanOrEqual(-10)
          expect(tScore).toBeLessThanOrEqual(6)
        }
      },
    ),
  )
})

test('a text of 200,000 characters is read in linear time', () => {
  const unit = 'lumbar spine and hip, ( T-score at of '
  const started = performance.now()
  readTScores(unit.repeat(Math.floor(200_000 / unit.length)))
  expect(performance.now() - started).toBeLessThan(5_000)
})
