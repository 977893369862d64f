import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { ASSESSED_ON, factsOfCase, libraryCases } from '../support/case-library.ts'
import { anyPatient } from './any-patient.ts'
import { disagreements } from './compare.ts'
import { evaluatorOf } from './cql-engine.ts'
import { cqlText } from './oracle.ts'

const POLICIES: readonly PolicyId[] = ['clinic', 'medicare-lcd']

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

  test('comes to the same findings and outcomes for every case of the library', { timeout: 120_000 }, async () => {
    const differing = []
    for (const each of libraryCases()) {
      const found = await disagreements(factsOfCase(each, 'coded'), against)
      if (found.length > 0) differing.push({ name: each.name, found })
    }
    expect(differing).toEqual([])
  })

  test.each([
    ['the pain of a severe case', '"Score" >= 7', '"Score" >= 8'],
    ['the height that is lost', '"Least height loss" > 25', '"Least height loss" >= 25'],
  ])('differs once %s is read otherwise', { timeout: 120_000 }, async (_, says, otherwise) => {
    expect(cqlText()).toContain(says)
    const misread = { ...against, evaluate: evaluatorOf(cqlText().replaceAll(says, otherwise)) }
    const checked = await fc.check(
      fc.asyncProperty(anyPatient, async (facts) => (await disagreements(facts, misread)).length === 0),
      { seed: 20_261_122, numRuns: 1500, endOnFailure: true },
    )
    expect(checked.failed).toBe(true)
  })
})
