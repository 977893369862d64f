import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SOURCES } from '../../src/clinical/facts.ts'
import { anyDanger, anyRecord, likelyReferral, type WholeRecord } from '../support/any-record.ts'
import { assessmentOf, conclusions, morePermissive, unknownBecomeMet } from '../support/conclusions.ts'
import { ASSESSED_ON, daysAgo, diagnosis, lab, mri, noFractureOnMri, painScore, sins, study } from '../support/facts.ts'

const either = fc.oneof(anyRecord, likelyReferral)
const RUNS = { numRuns: 200 }

function withFacts(record: WholeRecord, change: Partial<WholeRecord['facts']>): WholeRecord {
  return { ...record, facts: { ...record.facts, ...change } }
}

function withMore(record: WholeRecord, more: Partial<WholeRecord>): WholeRecord {
  return {
    ...record,
    diagnoses: [...record.diagnoses, ...(more.diagnoses ?? [])],
    imaging: [...record.imaging, ...(more.imaging ?? [])],
    studies: [...record.studies, ...(more.studies ?? [])],
  }
}

function expectNoMorePermissive(before: WholeRecord, after: WholeRecord) {
  const [then, now] = [assessmentOf(before), assessmentOf(after)]
  expect(morePermissive(then, now)).toEqual([])
  expect(unknownBecomeMet(then, now)).toEqual([])
}

describe('adding what has nothing to do with it', () => {
  const noFracture = { region: null, marrowEdema: 'no', retropulsion: 'yes', canalCompromise: 'yes' } as const

  test.each<[string, Partial<WholeRecord>]>([
    ['signs on MRI at C5', { imaging: [noFractureOnMri('2026-11-21', { level: 'C5', ...noFracture })] }],
    ['a fracture of C6', { imaging: [mri({ level: 'C6', canalCompromise: 'yes' })] }],
    ['a diagnosis at C5', { diagnoses: [diagnosis({ level: 'C5' })] }],
    ['a neoplastic fracture of S2', { diagnoses: [diagnosis({ level: 'S2', cause: 'neoplastic' })] }],
    ['a refuted diagnosis at T5', { diagnoses: [diagnosis({ level: 'T5', certainty: 'refuted' })] }],
    ['MRI of the neck', { studies: [study({ modality: 'MR', region: 'cervical', date: '2026-11-21' })] }],
  ])('%s changes no conclusion', (_, more) => {
    fc.assert(
      fc.property(either, (record) => {
        expect(conclusions(assessmentOf(withMore(record, more)))).toEqual(conclusions(assessmentOf(record)))
      }),
      RUNS,
    )
  })

  test('signs at a thoracic vertebra that is not broken change no conclusion where nothing was augmented', () => {
    const signs = noFractureOnMri('2026-11-21', { level: 'T5', ...noFracture })
    fc.assert(
      fc.property(either, (any) => {
        const record = withFacts(any, { augmentations: [] })
        const more = withMore(record, { imaging: [signs] })
        expect(conclusions(assessmentOf(more))).toEqual(conclusions(assessmentOf(record)))
      }),
      RUNS,
    )
  })

  test('values from before their window change no conclusion', () => {
    const old = daysAgo(400)
    const labs = [
      lab('inr', 4, old),
      lab('platelets', 10, old),
      lab('crp', 200, old),
      lab('esr', 90, old),
      lab('temperature', 40, old),
    ]
    fc.assert(
      fc.property(either, (record) => {
        const { facts } = record
        const added = withFacts(record, {
          pain: [...facts.pain, painScore(0, old)],
          labs: [...facts.labs, ...labs],
          tumourStability: [...facts.tumourStability, sins(18, old)],
        })
        expect(conclusions(assessmentOf(added))).toEqual(conclusions(assessmentOf(record)))
      }),
    )
  })

  test.each<[string, Partial<WholeRecord>]>([
    ['an old', { imaging: [mri({ level: 'T5', acuity: 'old', marrowEdema: 'no' })] }],
    ['a resolved', { diagnoses: [diagnosis({ level: 'T5', status: 'old' })] }],
  ])('%s fracture elsewhere takes no referral away', (_, more) => {
    fc.assert(
      fc.property(likelyReferral, (any) => {
        // Without statements about a whole region, which may mean the fracture that is added.
        const record = { ...any, imaging: any.imaging.filter(({ level }) => level !== null) }
        const { outcome, policies } = assessmentOf(record)
        fc.pre(outcome === 'refer-now' && policies.get('clinic')?.first?.standing?.fracture.acuity === 'acute')
        expect(assessmentOf(withMore(record, more)).outcome).toBe('refer-now')
      }),
      RUNS,
    )
  })
})

describe('taking facts away', () => {
  test.each(['nonSurgicalCare', 'boneDensity', 'boneHealthCare'] as const)(
    'one of %s makes no outcome more permissive and no unknown criterion met',
    (name) => {
      fc.assert(
        fc.property(either, fc.nat(), (record, index) => {
          const list = record.facts[name]
          fc.pre(list.length > 0)
          const rest = list.filter((_, at) => at !== index % list.length)
          expectNoMorePermissive(record, withFacts(record, { [name]: rest }))
        }),
        RUNS,
      )
    },
  )

  test('all pain scores leave nothing to refer on', () => {
    fc.assert(
      fc.property(either, (record) => {
        expect(assessmentOf(withFacts(record, { pain: [] })).outcome).not.toBe('refer-now')
      }),
    )
  })

  test('all treatment leaves nothing to refer on', () => {
    fc.assert(
      fc.property(either, (record) => {
        expect(assessmentOf(withFacts(record, { nonSurgicalCare: [] })).outcome).not.toBe('refer-now')
      }),
    )
  })

  test('all imaging leaves nothing to refer on', () => {
    fc.assert(
      fc.property(either, (record) => {
        expect(assessmentOf({ ...record, imaging: [], studies: [] }).outcome).not.toBe('refer-now')
      }),
    )
  })

  test('the documented absence of a danger makes no outcome more permissive', () => {
    fc.assert(
      fc.property(either, (record) => {
        const safety = record.facts.safety.filter(({ present }) => present)
        expectNoMorePermissive(record, withFacts(record, { safety }))
      }),
      RUNS,
    )
  })

  test('a source that can no longer be looked at makes no outcome more permissive and no unknown criterion met', () => {
    fc.assert(
      fc.property(either, fc.constantFrom(...SOURCES), (record, source) => {
        const couldNotLook = [...new Set([...record.facts.couldNotLook, source])]
        expectNoMorePermissive(record, withFacts(record, { couldNotLook }))
      }),
      RUNS,
    )
  })
})

describe('adding a danger', () => {
  test('makes no outcome more permissive', () => {
    fc.assert(
      fc.property(either, anyDanger, (record, danger) => {
        const added = withFacts(record, { safety: [...record.facts.safety, danger] })
        expect(morePermissive(assessmentOf(record), assessmentOf(added))).toEqual([])
      }),
      RUNS,
    )
  })

  test('that is a value of today makes no outcome more permissive', () => {
    const dangerous = fc.constantFrom(
      lab('inr', 3, ASSESSED_ON),
      lab('platelets', 20, ASSESSED_ON),
      lab('crp', 90, ASSESSED_ON),
      lab('esr', 90, ASSESSED_ON),
      lab('temperature', 39, ASSESSED_ON),
    )
    fc.assert(
      fc.property(either, dangerous, (record, value) => {
        const added = withFacts(record, { labs: [...record.facts.labs, value] })
        expect(morePermissive(assessmentOf(record), assessmentOf(added))).toEqual([])
      }),
      RUNS,
    )
  })

  test('that is an unstable spine by its score makes no outcome more permissive', () => {
    fc.assert(
      fc.property(either, (record) => {
        const added = withFacts(record, { tumourStability: [...record.facts.tumourStability, sins(16, ASSESSED_ON)] })
        expect(morePermissive(assessmentOf(record), assessmentOf(added))).toEqual([])
      }),
      RUNS,
    )
  })

  test.each(['canalCompromise', 'retropulsion', 'neuralCompression', 'instability', 'infection'] as const)(
    'on every report (%s) leaves no referral of a fracture that a report names',
    (sign) => {
      fc.assert(
        fc.property(likelyReferral, (record) => {
          const imaging = record.imaging.map((finding) => ({ ...finding, [sign]: 'yes' as const }))
          const { outcome, policies } = assessmentOf({ ...record, imaging })
          const reports = policies.get('clinic')?.first?.standing?.fracture.imaging ?? []
          expect(outcome === 'refer-now' && reports.length > 0).toBe(false)
        }),
        RUNS,
      )
    },
  )
})
