import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRecord, likelyReferral, type WholeRecord } from '../support/any-record.ts'
import { assessmentOf, conclusions, wholeOf } from '../support/conclusions.ts'

const either = fc.oneof(anyRecord, likelyReferral)
const RUNS = { numRuns: 300 }

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
      tumourStability: change(facts.tumourStability),
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
