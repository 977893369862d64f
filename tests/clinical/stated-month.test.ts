import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fracture, Onset, PatientFacts } from '../../src/clinical/facts.ts'
import { assessed, criterionOf } from '../support/assessed.ts'
import {
  care,
  daysAgo,
  diagnosis,
  factsOfRecord,
  mri,
  painScore,
  radiograph,
  rolandMorris,
  type SpineRecord,
} from '../support/facts.ts'

const OCTOBER: Onset = { earliest: '2026-10-01', latest: '2026-10-31', basis: 'onsetDateTime' }
const IN_2026: Onset = { earliest: '2026-01-01', latest: '2026-12-31', basis: 'onsetDateTime' }

function onlyFracture(facts: PatientFacts): Fracture {
  const [fracture, ...others] = facts.fractures
  if (!fracture || others.length > 0) throw new Error(`${facts.fractures.length} fractures`)
  return fracture
}

function onsetOf(record: SpineRecord) {
  return onlyFracture(factsOfRecord(record)).onset
}

describe.each([
  ['a month', OCTOBER],
  ['a year', IN_2026],
])('an onset stated as %s', (_words, onset) => {
  test('ends with the day the diagnosis was recorded', () => {
    const diagnosed = diagnosis({ onset, diagnosedOn: '2026-10-12' })
    expect(onsetOf({ diagnoses: [diagnosed], imaging: [mri()] })).toMatchObject({
      earliest: onset.earliest,
      latest: '2026-10-12',
    })
  })

  test('ends with the first study that names the fracture', () => {
    const diagnosed = diagnosis({ onset, diagnosedOn: '2026-10-12' })
    const shown = { diagnoses: [diagnosed], imaging: [radiograph({ date: '2026-10-08' }), mri()] }
    expect(onsetOf(shown)).toMatchObject({ earliest: onset.earliest, latest: '2026-10-08' })
  })

  test('ends with the first of two records', () => {
    const first = diagnosis({ onset, diagnosedOn: '2026-10-12' })
    const second = diagnosis({ onset: null, diagnosedOn: '2026-10-09' })
    for (const diagnoses of [
      [first, second],
      [second, first],
    ])
      expect(onsetOf({ diagnoses, imaging: [mri()] })?.latest).toBe('2026-10-09')
  })

  const record: SpineRecord = { diagnoses: [diagnosis({ onset, diagnosedOn: '2026-10-12' })], imaging: [mri()] }

  test('lets treatment that began after the diagnosis count', () => {
    const treated = factsOfRecord(record, { nonSurgicalCare: [care('opioid', '2026-10-14')] })
    expect(criterionOf(treated, 'other-treatment-failed').finding).toBe('met')
  })

  test('lets pain scores and Roland-Morris scores after the diagnosis count', () => {
    const hurting = factsOfRecord(record, {
      pain: [painScore(8, '2026-10-25')],
      function: [rolandMorris(19, '2026-10-20')],
    })
    expect(criterionOf(hurting, 'severe-pain').finding).toBe('met')
    expect(criterionOf(hurting, 'roland-morris-over-17', 'medicare-lcd').finding).toBe('met')
  })
})

test('a month that is stated and never recorded or studied ends with the month', () => {
  expect(onsetOf({ diagnoses: [diagnosis({ onset: OCTOBER, diagnosedOn: null })] })).toMatchObject(OCTOBER)
})

describe('no fracture is shown with an onset after its diagnosis', () => {
  function expectNoneAfterDiagnosis(record: SpineRecord) {
    const { current, notCurrent } = assessed(factsOfRecord(record))
    for (const { fracture } of [...current, ...notCurrent]) {
      const { onset, diagnosedOn } = fracture
      if (onset !== null && diagnosedOn !== null) expect([onset.latest, diagnosedOn].toSorted()[0]).toBe(onset.latest)
    }
  }

  test('whatever window that begins before its records is stated, and whatever studies there are', () => {
    const statements = fc
      .record({
        earliest: fc.integer({ min: 100, max: 300 }),
        windows: fc.array(fc.record({ latest: fc.nat(300), known: fc.option(fc.nat(100)) }), {
          minLength: 1,
          maxLength: 3,
        }),
      })
      .map(({ earliest, windows }) =>
        windows.map(({ latest, known }) => {
          const onset: Onset = {
            earliest: daysAgo(earliest),
            latest: daysAgo(Math.min(latest, earliest)),
            basis: 'onsetDateTime',
          }
          return diagnosis({ onset, diagnosedOn: known === null ? null : daysAgo(known) })
        }),
      )
    const studies = fc.array(
      fc.tuple(fc.nat(300), fc.constantFrom(mri, radiograph)).map(([on, make]) => make({ date: daysAgo(on) })),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(statements, studies, (diagnoses, imaging) => expectNoneAfterDiagnosis({ diagnoses, imaging })),
      { numRuns: 500 },
    )
  })
})
