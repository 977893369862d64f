import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImagingFinding, Onset } from '../../src/clinical/facts.ts'
import { anyCare, anyFunction, anyPain } from '../support/any-record.ts'
import { assessed } from '../support/assessed.ts'
import { permissiveness, unknownBecomeMet } from '../support/conclusions.ts'
import { daysAgo, facts, fracture, mri, radiograph } from '../support/facts.ts'

const IMAGING: readonly (readonly ImagingFinding[])[] = [
  [],
  [radiograph()],
  [mri()],
  [mri({ date: daysAgo(90) })],
  [mri({ acuity: 'old', marrowEdema: 'no' })],
  [mri({ acuity: 'unknown', marrowEdema: 'unreliable' })],
]

/** A window, and one at least as wide: it ends later, and begins earlier or nowhere. */
const windows = fc
  .record({ end: fc.nat(120), length: fc.nat(60), later: fc.nat(120), earlier: fc.option(fc.nat(60)) })
  .map(({ end, length, later, earlier }) => {
    const narrow: Onset = { earliest: daysAgo(end + length), latest: daysAgo(end), basis: 'onsetDateTime' }
    const latest = daysAgo(Math.max(0, end - later))
    const wide: Onset =
      earlier === null
        ? { earliest: null, latest, basis: 'recordedDate' }
        : { earliest: daysAgo(end + length + earlier), latest, basis: 'onsetDateTime' }
    return { narrow, wide }
  })

const others = fc.record({
  imaging: fc.constantFrom(...IMAGING),
  pain: fc.array(anyPain, { maxLength: 4 }),
  function: fc.array(anyFunction, { maxLength: 3 }),
  nonSurgicalCare: fc.array(anyCare, { maxLength: 3 }),
})

test('a wider window of onset makes no referral and turns no unknown criterion into met', () => {
  fc.assert(
    fc.property(windows, others, ({ narrow, wide }, { imaging, ...change }) => {
      const [known, lessKnown] = [narrow, wide].map((onset) =>
        assessed(facts({ ...change, imaging, fractures: [fracture({ onset, imaging, acuity: 'unknown' })] })),
      )
      if (!known || !lessKnown) throw new Error('Two windows make two assessments')
      expect(unknownBecomeMet(known, lessKnown)).toEqual([])
      if (permissiveness(known) < 2) expect(permissiveness(lessKnown)).toBeLessThan(2)
    }),
    { numRuns: 500 },
  )
})
