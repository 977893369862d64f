import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { ASSESSED_ON, factsOfCase, libraryCases } from '../support/case-library.ts'
import { anyPatient } from './any-patient.ts'
import { disagreements } from './compare.ts'
import { evaluatorOf } from './cql-engine.ts'
import { nearlyReferred } from './nearly-referred.ts'
import { cqlText } from './oracle.ts'

const POLICIES: readonly PolicyId[] = ['clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018']

const evaluate = evaluatorOf(cqlText())
const against = { evaluate, policies: POLICIES, assessedOn: ASSESSED_ON }

describe('a second reading of the sources, written in CQL and run by another engine', () => {
  test('comes to the same findings and outcomes for patients around the limits', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyPatient, async (facts) => {
        expect(await disagreements(facts, against)).toEqual([])
      }),
      { seed: 20_261_122, numRuns: 1500 },
    )
  })

  test('comes to the same findings and outcomes for patients who lack one or two things', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(nearlyReferred, async (facts) => {
        expect(await disagreements(facts, against)).toEqual([])
      }),
      { seed: 20_261_122, numRuns: 1500 },
    )
  })

  test('comes to the same findings and outcomes for every case of the library', { timeout: 120_000 }, async () => {
    const differing = []
    for (const each of libraryCases()) {
      const found = await disagreements(factsOfCase(each, 'coded'), against)
      if (found.length > 0) differing.push({ name: each.name, found })
    }
    expect(differing).toEqual([])
  })

  test.each([
    ['the pain of a severe case', anyPatient, '"Score" >= 7', '"Score" >= 8'],
    ['the height that is lost', anyPatient, '"Least height loss" > 25', '"Least height loss" >= 25'],
    [
      'the level that NICE wants confirmed',
      nearlyReferred,
      'Fracture.level is not null and',
      'Fracture.level is null and',
    ],
    ['what RAND calls uncertain', anyPatient, ">= 1 then 'unknown'", ">= 2 then 'unknown'"],
    [
      'what ACR sends to oncology',
      nearlyReferred,
      "'other-pathologic', 'traumatic' }), false)",
      "'traumatic' }), false)",
    ],
    ['how many fractures are too many', nearlyReferred, 'Count(Current) > 3', 'Count(Current) > 4'],
    [
      'who is asked about pregnancy',
      nearlyReferred,
      '"Pregnancy in doubt":',
      '"Pregnancy in doubt": Patient.youngest < 55 and',
    ],
    ['new pain after cement', nearlyReferred, "Fracture.status = 'new-pain-after-augmentation' then", 'false then'],
  ])('differs once %s is read otherwise', { timeout: 120_000 }, async (_, patients, says, otherwise) => {
    expect(cqlText()).toContain(says)
    const misread = { ...against, evaluate: evaluatorOf(cqlText().replaceAll(says, otherwise)) }
    const checked = await fc.check(
      fc.asyncProperty(patients, async (facts) => (await disagreements(facts, misread)).length === 0),
      { seed: 20_261_122, numRuns: 1500, endOnFailure: true },
    )
    expect(checked.failed).toBe(true)
  })
})
