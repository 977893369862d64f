import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

const presence = (text: string) => Object.fromEntries(said(text).map(({ level, fracture }) => [level, fracture]))

describe('a vertebra called normal in passing has no fracture', () => {
  test.each([
    ['T8 is normal.', ['T8']],
    ['T8: unremarkable.', ['T8']],
    ['T12 intact. L1 intact.', ['T12', 'L1']],
    ['L1 and L2 normal in height.', ['L1', 'L2']],
    ['The L3 vertebral body is of normal height and signal.', ['L3']],
    ['The height of L3 is preserved.', ['L3']],
    ['Normal T11.', ['T11']],
    ['Right twelfth rib fracture. L1 is normal.', ['L1']],
  ])('%s', (text, levels) => {
    expect(presence(text)).toEqual(Object.fromEntries(levels.map((level) => [level, 'absent'])))
  })

  test('beside one that has', () => {
    expect(presence('T12: normal, L1: wedge fracture, L2: normal')).toEqual({
      T12: 'absent',
      L1: 'present',
      L2: 'absent',
    })
    expect(presence('Fracture of L1, L2 intact.')).toEqual({ L1: 'present', L2: 'absent' })
  })

  test('and what follows is about the fracture before', () => {
    expect(said('L2 fracture. L1 is intact. There is retropulsion.')[1]).toMatchObject({
      level: 'L2',
      retropulsion: 'yes',
    })
  })
})

describe('a vertebra called normal is left open', () => {
  test.each([
    'Normal marrow signal in T8.',
    'T8 has normal signal and reduced height.',
    'Previously normal T8.',
    'T8 was normal in 2019.',
    'T8 is not normal.',
    'T8 is probably normal.',
    'Is T8 normal?',
    'L3 is normal, apart from a Schmorl node.',
    'The cord at T8 is normal.',
    'Disc height is maintained at L3.',
    'Posterior elements of T12 and L1 are intact.',
    'The screws at L4 and L5 are intact.',
    'Discs: L1 normal. L2 normal.',
    'L1-L2 through L3-L4: normal.',
    'L1 to L3 are unremarkable. L3-L4: disc bulge.',
    'T-score -0.5. L1-L4: Normal.',
    'Sensation intact L1 to S1.',
    'L1 height is preserved. There is marrow edema at L1.',
  ])('where it is of something else, or more is said there: %s', (text) => {
    expect(said(text)).toEqual([])
  })

  test.each(['L1 normal. L1 fracture.', 'FINDINGS: L1 normal. IMPRESSION: Compression fracture of L1.'])(
    'where a fracture is told there: %s',
    (text) => {
      expect(presence(text)).toEqual({ L1: 'present' })
    },
  )

  test('where a fracture without a place is told or doubted', () => {
    expect(presence('A vertebral fracture cannot be excluded. L1 to L5 are normal.')).toEqual({ null: 'uncertain' })
    expect(presence('There is a compression fracture. L1 is normal.')).toEqual({ null: 'present' })
  })
})
