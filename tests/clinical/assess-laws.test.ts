import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../src/clinical/assessment.ts'
import { SOURCES } from '../../src/clinical/facts.ts'
import { anyDanger, anyRecord, likelyReferral, toFacts, type WholeRecord } from '../support/any-record.ts'
import { assessed } from '../support/assessed.ts'
import { ASSESSED_ON, daysAgo, diagnosis, lab, mri, noFractureOnMri, painScore, study } from '../support/facts.ts'

const RUNS = { numRuns: 1000 }
const either = fc.oneof(anyRecord, likelyReferral)

function assessmentOf(record: WholeRecord): Assessment {
  return assessed(toFacts(record))
}

/** How far an outcome goes towards cement. */
function permissiveness({ outcome }: Assessment): number {
  if (outcome === 'refer-now') return 2
  return outcome === 'complete-workup' ? 1 : 0
}

/** Outcome and every finding, without words and evidence. */
function conclusions({ outcome, gates, policies, companions }: Assessment) {
  const rows = [...policies].map(([id, row]) => [id, row.outcome, row.criteria.map(({ finding }) => finding)])
  return {
    outcome,
    gates: gates.map(({ id, finding }) => [id, finding]),
    rows,
    companions: companions.map(({ finding }) => finding),
  }
}

/** The whole assessment as JSON, lists as sets: two evidences may stand in either order, nothing else may differ. */
function wholeOf(assessment: Assessment): string {
  return JSON.stringify(sorted({ ...assessment, policies: [...assessment.policies] }))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]))
}

/** Every list of a record put through the same change. */
function mapLists(record: WholeRecord, change: <T>(list: readonly T[]) => readonly T[]): WholeRecord {
  const { facts, diagnoses, imaging, studies } = record
  return {
    diagnoses: change(diagnoses),
    imaging: change(imaging),
    studies: change(studies),
    facts: {
      ...facts,
      boneDensity: change(facts.boneDensity),
      pain: change(facts.pain),
      function: change(facts.function),
      nonSurgicalCare: change(facts.nonSurgicalCare),
      examinations: change(facts.examinations),
      safety: change(facts.safety),
      labs: change(facts.labs),
      augmentations: change(facts.augmentations),
      boneHealthCare: change(facts.boneHealthCare),
      couldNotLook: change(facts.couldNotLook),
    },
  }
}

/** A repeatable shuffle: the same seed gives the same order. */
function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  return list
    .map((item, index) => ({ item, key: Math.imul(index + 1, seed | 1) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

describe('the order of any list', () => {
  test('changes no outcome and no finding', () => {
    fc.assert(
      fc.property(either, fc.integer(), (record, seed) => {
        const reordered = mapLists(record, (list) => shuffled(list, seed))
        expect(conclusions(assessmentOf(reordered))).toEqual(conclusions(assessmentOf(record)))
      }),
      RUNS,
    )
  })

  test('changes nothing that the assessment says', () => {
    fc.assert(
      fc.property(either, fc.integer(), (record, seed) => {
        const reordered = mapLists(record, (list) => shuffled(list, seed))
        expect(wholeOf(assessmentOf(reordered))).toBe(wholeOf(assessmentOf(record)))
      }),
      RUNS,
    )
  })
})

describe('adding what has nothing to do with it', () => {
  const ANOTHER_LEVEL: Partial<WholeRecord>[] = [
    {
      imaging: [
        noFractureOnMri('2026-11-21', { level: 'T5', region: null, retropulsion: 'yes', canalCompromise: 'yes' }),
      ],
    },
    { imaging: [noFractureOnMri('2026-11-21', { level: 'C5', region: null, neuralCompression: 'yes' })] },
    { diagnoses: [diagnosis({ level: 'T5', certainty: 'refuted' })] },
    { diagnoses: [diagnosis({ level: 'C5' })] },
    { diagnoses: [diagnosis({ level: 'S2', cause: 'neoplastic' })] },
    { imaging: [mri({ level: 'C6', canalCompromise: 'yes' })] },
    { studies: [study({ modality: 'MR', region: 'cervical', date: '2026-11-21' })] },
  ]

  test.each(ANOTHER_LEVEL)('another part of the spine or a refuted entry changes no conclusion: %#', (more) => {
    fc.assert(
      fc.property(either, (record) => {
        const added = {
          ...record,
          diagnoses: [...record.diagnoses, ...(more.diagnoses ?? [])],
          imaging: [...record.imaging, ...(more.imaging ?? [])],
          studies: [...record.studies, ...(more.studies ?? [])],
        }
        expect(conclusions(assessmentOf(added))).toEqual(conclusions(assessmentOf(record)))
      }),
    )
  })

  test('values from before their window change no conclusion', () => {
    const old = daysAgo(400)
    fc.assert(
      fc.property(either, (record) => {
        const { facts } = record
        const added = {
          ...record,
          facts: {
            ...facts,
            pain: [...facts.pain, painScore(0, old)],
            labs: [
              ...facts.labs,
              lab('inr', 4, old),
              lab('platelets', 10, old),
              lab('crp', 200, old),
              lab('temperature', 40, old),
              lab('sins', 18, old),
            ],
          },
        }
        expect(conclusions(assessmentOf(added))).toEqual(conclusions(assessmentOf(record)))
      }),
    )
  })

  test('an old, augmented or long resolved fracture elsewhere takes no referral away', () => {
    fc.assert(
      fc.property(likelyReferral, fc.constantFrom('T4', 'T5', 'T6'), (record, level) => {
        fc.pre(assessmentOf(record).outcome === 'refer-now')
        const imaging = [...record.imaging, mri({ level, date: '2026-11-19', acuity: 'old', marrowEdema: 'no' })]
        const diagnoses = [...record.diagnoses, diagnosis({ level, status: 'old' })]
        expect(assessmentOf({ ...record, imaging }).outcome).toBe('refer-now')
        expect(assessmentOf({ ...record, diagnoses }).outcome).toBe('refer-now')
      }),
    )
  })
})

describe('taking facts away', () => {
  const SUPPORTING = ['function', 'nonSurgicalCare', 'boneDensity', 'boneHealthCare'] as const

  test.each(SUPPORTING)('one of %s makes no outcome more permissive and no unknown criterion met', (name) => {
    fc.assert(
      fc.property(either, fc.nat(), (record, index) => {
        const list = record.facts[name]
        fc.pre(list.length > 0)
        const rest = list.filter((_, at) => at !== index % list.length)
        expectNoMorePermissive(record, { ...record, facts: { ...record.facts, [name]: rest } })
      }),
      RUNS,
    )
  })

  test('all pain scores leave nothing to refer on', () => {
    fc.assert(
      fc.property(either, (record) => {
        const without = { ...record, facts: { ...record.facts, pain: [] } }
        expect(assessmentOf(without).outcome).not.toBe('refer-now')
      }),
    )
  })

  test('all treatment leaves nothing to refer on', () => {
    fc.assert(
      fc.property(either, (record) => {
        const without = { ...record, facts: { ...record.facts, nonSurgicalCare: [] } }
        expect(assessmentOf(without).outcome).not.toBe('refer-now')
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

  test('a documented absence of a danger makes no outcome more permissive', () => {
    fc.assert(
      fc.property(either, (record) => {
        const safety = record.facts.safety.filter(({ present }) => present)
        expectNoMorePermissive(record, { ...record, facts: { ...record.facts, safety } })
      }),
    )
  })

  test('a source that can no longer be looked at makes no outcome more permissive and no unknown criterion met', () => {
    fc.assert(
      fc.property(either, fc.constantFrom(...SOURCES), (record, source) => {
        const couldNotLook = [...new Set([...record.facts.couldNotLook, source])]
        expectNoMorePermissive(record, { ...record, facts: { ...record.facts, couldNotLook } })
      }),
      RUNS,
    )
  })

  function expectNoMorePermissive(before: WholeRecord, after: WholeRecord) {
    const [then, now] = [assessmentOf(before), assessmentOf(after)]
    expect(permissiveness(now)).toBeLessThanOrEqual(permissiveness(then))
    const rowThen = then.policies.get('clinic')
    const rowNow = now.policies.get('clinic')
    if (rowThen?.standing?.fracture.level !== rowNow?.standing?.fracture.level) return
    const becameMet = rowNow?.criteria.filter(
      ({ id, finding }) => finding === 'met' && rowThen?.criteria.find((each) => each.id === id)?.finding === 'unknown',
    )
    expect(becameMet ?? []).toEqual([])
  }
})

describe('adding a danger', () => {
  test('makes no outcome more permissive', () => {
    fc.assert(
      fc.property(either, anyDanger, (record, danger) => {
        const safety = [...record.facts.safety, danger]
        const added = { ...record, facts: { ...record.facts, safety } }
        expect(permissiveness(assessmentOf(added))).toBeLessThanOrEqual(permissiveness(assessmentOf(record)))
      }),
      { numRuns: 500 },
    )
  })

  test('that is a value makes no outcome more permissive', () => {
    const dangerous = fc.constantFrom(
      lab('inr', 3, ASSESSED_ON),
      lab('platelets', 20, ASSESSED_ON),
      lab('crp', 90, ASSESSED_ON),
      lab('esr', 90, ASSESSED_ON),
      lab('temperature', 39, ASSESSED_ON),
      lab('sins', 16, ASSESSED_ON),
    )
    fc.assert(
      fc.property(either, dangerous, (record, value) => {
        const added = { ...record, facts: { ...record.facts, labs: [...record.facts.labs, value] } }
        expect(permissiveness(assessmentOf(added))).toBeLessThanOrEqual(permissiveness(assessmentOf(record)))
      }),
      { numRuns: 500 },
    )
  })

  test.each(['canalCompromise', 'retropulsion', 'neuralCompression', 'instability', 'infection'] as const)(
    'on every report (%s) leaves no referral',
    (sign) => {
      fc.assert(
        fc.property(likelyReferral, (record) => {
          const imaging = record.imaging.map((finding) => ({ ...finding, [sign]: 'yes' as const }))
          expect(assessmentOf({ ...record, imaging }).outcome).not.toBe('refer-now')
        }),
      )
    },
  )
})

describe('the calendar', () => {
  test('moving every date and the day of assessment by the same number of days changes no conclusion', () => {
    fc.assert(
      fc.property(either, fc.integer({ min: -2000, max: 2000 }), (record, days) => {
        const moved = shiftDates(toFacts(record), days)
        const then = assessed(moved, shiftDates(ASSESSED_ON, days))
        expect(conclusions(then)).toEqual(conclusions(assessmentOf(record)))
      }),
      RUNS,
    )
  })

  const MS_PER_DAY = 86_400_000

  /** Every date and moment inside a value, and nothing else. */
  function shiftDates<T>(value: T, days: number): T
  function shiftDates(value: unknown, days: number): unknown {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
      return new Date(Date.parse(value) + days * MS_PER_DAY).toISOString().slice(0, 10)
    }
    if (Array.isArray(value)) return value.map((item) => shiftDates(item, days))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shiftMember(key, inner, days)]))
  }

  function shiftMember(key: string, inner: unknown, days: number): unknown {
    const isMoment = (key === 'at' || key === 'startedAt') && typeof inner === 'number'
    return isMoment ? inner + days * MS_PER_DAY : shiftDates(inner, days)
  }
})

describe('whatever the facts are', () => {
  const extremes = fc.constantFrom('0001-01-01', '0099-12-31', '1899-12-31', '2028-02-29', '9999-12-31')

  test('assessing them throws nothing and names an outcome', () => {
    const OUTCOMES = ['refer-now', 'complete-workup', 'not-indicated', 'other-route', 'out-of-scope']
    fc.assert(
      fc.property(either, (record) => {
        expect(OUTCOMES).toContain(assessmentOf(record).outcome)
      }),
      { numRuns: 500 },
    )
  })

  test('the ends of the calendar are dates like others', () => {
    fc.assert(
      fc.property(either, extremes, fc.nat(), (record, date, position) => {
        const text = JSON.stringify(record)
        const dates = [...new Set(text.match(/\d{4}-\d{2}-\d{2}/g))]
        // Both ends of a stated onset move together: no reader makes a window that ends before it begins.
        const changed: WholeRecord = JSON.parse(text.replaceAll(dates[position % dates.length] ?? date, date))
        expect(() => assessmentOf(changed)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  test('the same facts give the same assessment', () => {
    fc.assert(
      fc.property(either, (record) => {
        expect(assessmentOf(record)).toEqual(assessmentOf(structuredClone(record)))
      }),
    )
  })
})
