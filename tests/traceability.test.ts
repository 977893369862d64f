import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decideAdvice } from '../src/services/advice-card.ts'
import { aRequest } from './services/a-request.ts'
import { cardFor } from './services/decided.ts'
import { assessed, criterionOf } from './support/assessed.ts'
import { libraryCases } from './support/case-library.ts'
import {
  atTheLatest,
  daysAgo,
  diagnosis,
  facts,
  factsOfRecord,
  mri,
  painScore,
  patient,
  safety,
} from './support/facts.ts'
import { gapsIn, numbersWithoutEffect, ONLY_WORDS } from './support/traceability/covering.ts'
import { BARE_NUMBERS, LINES_OF_A_CARD } from './support/traceability/lines-of-a-card.ts'
import { NUMBERS_OF_NO_CRITERION } from './support/traceability/numbers-of-no-criterion.ts'
import { isTestThere } from './support/traceability/places.ts'
import { traceabilityPage } from './support/traceability/traceability.ts'

const cases = libraryCases()

/** The library as it would be if nobody had claimed these paths. */
function withoutPaths(isGone: (path: string) => boolean) {
  return cases.map((one) => ({ ...one, covers: one.covers.filter((path) => !isGone(path)) }))
}

describe('from every criterion to its tests', () => {
  test('a patient stands below, at and above every number; in one each criterion, gate and companion is unknown, in another met or not met', () => {
    expect(gapsIn(cases)).toEqual([])
  })

  test('a criterion without a patient in whom it is unknown is noticed, and one that nobody settles', () => {
    const path = 'medicare-lcd/height-loss-over-25-percent'
    expect(gapsIn(withoutPaths((each) => each === `${path}/unknown`))).toEqual([`${path}/unknown`])
    const unsettled = withoutPaths((each) => each === `${path}/met` || each === `${path}/not-met`)
    expect(gapsIn(unsettled)).toEqual([`${path}/met or ${path}/not-met`])
  })

  test('a missing side of a number is noticed, though another rule has a patient at the same number', () => {
    const path = 'medicare-lcd/roland-morris-over-17/roland-morris-severe/at'
    expect(gapsIn(withoutPaths((each) => each === path))).toEqual([path])
  })

  test('a rule that is judged by the very same function as another is shown by its patients, and the page says so', () => {
    const own = 'nice-ta279/severe-ongoing-pain/pain-with-impact/'
    const without = withoutPaths((each) => each.startsWith(own))
    expect(gapsIn(without)).toEqual([])
    expect(traceabilityPage(without)).toMatch(
      /\| pain-with-impact: 5 .*as in `clinic\/severe-pain`: .*as in `clinic\/severe-pain`: .*as in `clinic\/severe-pain`: /,
    )
  })

  test('every number changes what its patients expect, but for those that only change words', () => {
    expect([...numbersWithoutEffect(cases)].sort()).toEqual([...ONLY_WORDS.keys()].sort())
  })

  test('a boundary whose patients all expect the same is noticed', () => {
    const alike = cases.map((one) => {
      const isAtIt = one.covers.some((path) => path.startsWith('gates/inr-high/inr-limit/'))
      return isAtIt ? { ...one, expect: { ...one.expect, gates: { 'inr-high': 'met' as const } } } : one
    })
    expect(numbersWithoutEffect(alike)).toContain('gates/inr-high/inr-limit')
  })

  test('a test that the page names is there', () => {
    const named = [
      ...NUMBERS_OF_NO_CRITERION.flatMap(({ shownBy }) => shownBy ?? []),
      ...[...LINES_OF_A_CARD, ...BARE_NUMBERS].map((each) => each.test),
    ]
    expect(named.filter((place) => !isTestThere(place))).toEqual([])
  })

  test('docs/traceability.md is what "npm run traceability" writes', () => {
    const page = readFileSync(new URL('../docs/traceability.md', import.meta.url), 'utf8')
    expect(page).toBe(traceabilityPage(cases))
  })
})

describe('numbers that no patient of the library can show, because they change no finding', () => {
  test.each([
    ['89 days', 89, true],
    ['90 days', 90, true],
    ['91 days', 91, false],
  ])('a score that does not count is named when it is %s old', (_, days, isNamed) => {
    const onset = atTheLatest(daysAgo(120))
    const record = factsOfRecord({ diagnoses: [diagnosis({ onset, diagnosedOn: null })], imaging: [mri()] })
    const { because } = criterionOf({ ...record, pain: [painScore(6, daysAgo(days))] }, 'severe-pain')
    expect(because.includes('6/10')).toBe(isNamed)
  })

  test.each([
    ['49', '1976-10-21', false],
    ['50 to the day', '1976-10-20', true],
    ['51', '1975-10-20', true],
  ])(
    'a fracture at %s is a sentinel of bone health, with a card of its own where a client wants one',
    (_, born, isOne) => {
      const record = facts({
        patient: patient({ bornEarliest: born, bornLatest: born }),
        pain: [painScore(3, daysAgo(2))],
      })
      const decision = decideAdvice(assessed(record), aRequest(), { boneHealthCards: true })
      expect(decision).toMatchObject(isOne ? { speak: true, draft: { kind: 'bone-health' } } : { speak: false })
    },
  )
})

describe('lines of a card that no other test shows alone', () => {
  test('names the other fractures', () => {
    const record = factsOfRecord({
      diagnoses: [diagnosis(), diagnosis({ level: 'L3' })],
      imaging: [mri(), mri({ level: 'L3' })],
    })
    expect(cardFor(record).detail).toMatch(/\*\*Also fractured:\*\* (?:T12|L3)\./)
  })

  test.each([
    ['contrast-allergy', 'contrast allergy'],
    ['coagulopathy', 'bleeding disorder'],
  ] as const)(
    'plans for a contrast allergy and for a bleeding disorder (%s), and refers all the same',
    (kind, words) => {
      const { kind: cardKind, detail } = cardFor(facts({ safety: [safety(kind, '2026-06-01')] }))
      expect(cardKind).toBe('refer-now')
      expect(detail).toContain(`**Plan for:** ${words}.`)
    },
  )
})
