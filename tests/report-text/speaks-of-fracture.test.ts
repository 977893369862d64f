import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TABLE } from '../../src/report-text/fracture-words.ts'
import { partsOf } from '../../src/report-text/phrases.ts'
import { readReport } from '../../src/report-text/read-report.ts'
import { maySpeakOfFracture } from '../../src/report-text/speaks-of-fracture.ts'

/** The words of all its phrases, and others of spines. */
const FRACTURE_WORDS = [...TABLE.phrases.values()]
  .flat()
  .flatMap((phrase) => partsOf(phrase).steps.flatMap(({ words }) => [...words]))
const OTHERS =
  'loss of height 40 % pct one half third 1/3 end plate no old T12 L1 lumbar spine edema cement cord kyphosis'
const words = fc.array(fc.constantFrom(...new Set([...FRACTURE_WORDS, ...OTHERS.split(' ')])), { maxLength: 8 })

describe('a name is kept from the reader', () => {
  test('only where the reader finds neither a fracture nor a doubt of one', () => {
    fc.assert(
      fc.property(words, (all) => {
        const name = all.join(' ')
        const findings = readReport(name).levels
        const isFound = findings.some(({ fracture }) => fracture === 'present' || fracture === 'uncertain')
        expect(isFound && !maySpeakOfFracture(name)).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['', false],
    ['Essential (primary) hypertension', false],
    ['Osteoarthritis of knee', false],
    ['VCF of T12', true],
    ['Fx L1', true],
    ['T12 with loss of one third of its height', true],
  ])('%s: %s', (name, expected) => {
    expect(maySpeakOfFracture(name)).toBe(expected)
  })
})
