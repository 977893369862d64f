import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TABLE } from '../../src/report-text/fracture-words.ts'
import { namedLevels } from '../../src/report-text/named-levels.ts'
import { partsOf } from '../../src/report-text/phrases.ts'
import { readReport } from '../../src/report-text/read-report.ts'

const FRACTURE_WORDS = [...TABLE.phrases.values()]
  .flat()
  .flatMap((phrase) => partsOf(phrase).steps.flatMap(({ words }) => [...words]))
const PLACES =
  'T12 L1 D12 Th8 L1-L3 L1/2 T11-12 T12,L1 first second twelfth lumbar thoracic dorsal vertebra vertebral body level levels disc root through to and of at S1 C7'
const OTHERS = 'no old new acute healed fracture loss of height 40 % : , . - ( ) superior endplate'
const WORDS = [...new Set([...FRACTURE_WORDS, ...`${PLACES} ${OTHERS}`.split(' ')])]
const words = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...PLACES.split(' '))), { maxLength: 10 })

describe('the vertebrae that a name names', () => {
  test('are some wherever the report reader places a fracture at one', () => {
    fc.assert(
      fc.property(words, (all) => {
        const name = all.join(' ')
        const placed = readReport(name).levels.filter(
          ({ level, fracture }) => level !== null && (fracture === 'present' || fracture === 'uncertain'),
        )
        expect(placed.length > 0 && namedLevels(name).length === 0).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  test.each([
    ['Osteoporotic compression fracture of T12 vertebra', ['T12']],
    ['Wedge fracture of first lumbar vertebra', ['L1']],
    ['T11 and L1-L2 fractures', ['T11', 'L1', 'L2']],
    ['Disc prolapse L4-L5 disc', []],
    ['Age-related osteoporosis with current pathological fracture, vertebra(e)', []],
  ])('"%s": %j', (name, levels) => {
    expect(namedLevels(name)).toEqual(levels)
  })
})
