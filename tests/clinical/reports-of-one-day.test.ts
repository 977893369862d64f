import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImagingFinding, Sign } from '../../src/clinical/facts.ts'
import { assessed, criterionOf } from '../support/assessed.ts'
import { conclusions } from '../support/conclusions.ts'
import { diagnosis, evidence, factsOfRecord, mri } from '../support/facts.ts'

const ON = '2026-11-19'

type Saying = Partial<ImagingFinding>

/** One patient with these reports of one day; ids are given in this order, and the record lists them in this order. */
function patientWith(reports: readonly Saying[], ids: readonly string[], isReversed = false) {
  const imaging = reports.map((report, at) =>
    mri({ acuity: 'unknown', date: ON, ...report, evidence: evidence(`DiagnosticReport/${ids[at]}`, ON) }),
  )
  return factsOfRecord({ diagnoses: [diagnosis()], imaging: isReversed ? imaging.toReversed() : imaging })
}

function answersTo(reports: readonly Saying[]) {
  return [
    conclusions(assessed(patientWith(reports, ['a', 'b', 'c']))),
    conclusions(assessed(patientWith(reports, ['c', 'b', 'a']))),
    conclusions(assessed(patientWith(reports, ['b', 'c', 'a'], true))),
  ]
}

function expectOneAnswer(reports: readonly Saying[]) {
  const [first, ...others] = answersTo(reports)
  for (const other of others) expect(other).toEqual(first)
}

const signs = fc.constantFrom<Sign>('yes', 'no', 'unreliable', 'unknown')
/** What doubt comes to has its own tests, with the gates. */
const told = fc.constantFrom<Sign>('yes', 'no', 'unknown')
const modalities = fc.constantFrom<ImagingFinding['modality']>('MR', 'CT', 'NM', 'XR', 'unknown')

describe('reports of one day that disagree', () => {
  test('about edema are answered whatever their ids and order', () => {
    const sayings = fc.record({ marrowEdema: signs, modality: modalities })
    fc.assert(fc.property(fc.array(sayings, { minLength: 2, maxLength: 3 }), expectOneAnswer), { numRuns: 300 })
  })

  test('about the age of the fracture are answered whatever their ids and order', () => {
    const acuity = fc.constantFrom<ImagingFinding['acuity']>('acute', 'old', 'unknown')
    const sayings = fc.record({ acuity, marrowEdema: signs, modality: modalities })
    fc.assert(fc.property(fc.array(sayings, { minLength: 2, maxLength: 3 }), expectOneAnswer), { numRuns: 300 })
  })

  test('about progression and height are answered whatever their ids and order', () => {
    const figure = fc.constantFrom<ImagingFinding['heightLossPercent']>(null, 20, 30, 40, [20, 30])
    const sayings = fc.record({
      heightLossProgressed: signs,
      kyphoticDeformity: signs,
      heightLossPercent: figure,
      earlierHeightLossPercent: figure,
    })
    fc.assert(fc.property(fc.array(sayings, { minLength: 2, maxLength: 3 }), expectOneAnswer), { numRuns: 300 })
  })

  test('about a danger are answered whatever their ids and order', () => {
    const sayings = fc.record({
      canalCompromise: told,
      instability: told,
      infection: told,
      malignantPattern: told,
      epiduralTumour: told,
      neuralCompression: told,
      retropulsion: told,
    })
    fc.assert(fc.property(fc.array(sayings, { minLength: 2, maxLength: 3 }), expectOneAnswer), { numRuns: 300 })
  })

  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('about edema show it, and about progression show that too (ids %s and %s)', (...ids) => {
    const edema = patientWith([{ marrowEdema: 'yes' }, { marrowEdema: 'no' }], ids)
    expect(criterionOf(edema, 'edema-or-uptake', 'medicare-lcd').finding).toBe('met')
    const progression = patientWith([{ heightLossProgressed: 'no' }, { heightLossProgressed: 'yes' }], ids)
    expect(criterionOf(progression, 'height-loss-progression', 'medicare-lcd').finding).toBe('met')
  })
})
