import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { allThresholds } from '../../src/artefacts/all-thresholds.ts'
import { findPolicy, listPolicies, policyJson } from '../../src/artefacts/policy-json.ts'
import type { RuleJson } from '../../src/artefacts/rule-json.ts'
import { COMPANIONS } from '../../src/clinical/companions.ts'
import { GATES } from '../../src/clinical/gates/index.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { medicareLcd } from '../../src/clinical/policies/medicare-lcd.ts'
import { criteriaOf } from '../../src/clinical/policies/policy.ts'
import { criteriaIn } from '../../src/clinical/rule.ts'

function leavesOf(rule: RuleJson): readonly string[] {
  return 'rules' in rule ? rule.rules.flatMap(leavesOf) : [rule.criterion]
}

describe.each(POLICIES)('the document of $id', (policy) => {
  const document = policyJson(policy)

  test('holds every criterion with its words, its source and its numbers', () => {
    expect(document.criteria.map(({ id }) => id)).toEqual(criteriaOf(policy).map(({ id }) => id))
    for (const [index, criterion] of criteriaOf(policy).entries()) {
      const shown = document.criteria[index]
      expect(shown).toMatchObject({ statement: criterion.statement, name: criterion.name, says: criterion.says })
      expect(shown?.citation.title).toBe(criterion.citation.title)
      expect(shown?.reads).toEqual(criterion.reads)
      expect(shown?.thresholds.map(({ id, value, unit, says }) => ({ id, value, unit, says }))).toEqual(
        criterion.thresholds.map(({ id, value, unit, says }) => ({ id, value, unit, says })),
      )
    }
  })

  test('holds the rule with its criteria in their order', () => {
    expect(leavesOf(document.rule)).toEqual(criteriaIn(policy.rule).map(({ id }) => id))
  })

  test('holds every gate with its action and numbers, and says which of them exclude here', () => {
    expect(document.gates.map(({ id, action, statement }) => ({ id, action, statement }))).toEqual(
      GATES.map(({ id, action, statement }) => ({ id, action, statement })),
    )
    expect(document.gates.flatMap(({ thresholds }) => thresholds.map(({ id }) => id))).toEqual(
      GATES.flatMap(({ thresholds = [] }) => thresholds.map(({ id }) => id)),
    )
    expect(document.gates.filter(({ excludes }) => excludes).map(({ id }) => id)).toEqual(
      GATES.filter(({ id }) => policy.excludedBy.has(id)).map(({ id }) => id),
    )
  })

  test('holds every companion', () => {
    expect(document.companions.map(({ id }) => id)).toEqual(COMPANIONS.map(({ id }) => id))
  })

  test('shows the codes behind each kind of fact that its criteria read', () => {
    const kinds = new Set(criteriaOf(policy).flatMap(({ reads }) => reads))
    expect(document.codeSets.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]))
    expect(document.notices.join(' ')).toContain('LOINC')
  })

  test('is all JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })
})

test('the list names all policies, and which of them may decide', () => {
  expect(listPolicies().map(({ id, mayDecide }) => [id, mayDecide])).toEqual([
    ['clinic', true],
    ['medicare-lcd', true],
    ['nice-ta279', false],
    ['rand-2018', false],
    ['acr-2018', false],
  ])
})

test.each(['unknown', 'constructor', '__proto__', '', 'CLINIC'])('there is no policy "%s"', (id) => {
  expect(findPolicy(id)).toBeUndefined()
})

describe('the words of a rule', () => {
  const { rule, criteria } = policyJson(medicareLcd)

  test('name how many conditions are needed, and what one fewer does', () => {
    const counting = JSON.stringify(rule)
    expect(counting).toContain('At least 2 of these')
    expect(counting).toContain('One fewer refuses.')
    expect(JSON.stringify(policyJson(POLICIES.find(({ id }) => id === 'rand-2018') ?? medicareLcd).rule)).toContain(
      'One fewer is uncertain and keeps it open.',
    )
  })

  test('tell scope, deciding criteria and those that only refuse apart', () => {
    const roles = new Map(criteria.map(({ id, role }) => [id, role]))
    expect(roles.get('osteoporotic-fracture')).toBe('scope')
    expect(roles.get('edema-or-uptake')).toBe('criterion')
    expect(roles.get('pain-not-settling')).toBe('unless-not-met')
  })
})

describe('numbers', () => {
  test('that no source gives are marked as ours', () => {
    const origins = new Map(allThresholds().map(({ id, origin }) => [id, origin]))
    expect(origins.get('pain-severe')).toBe('ours')
    expect(origins.get('pain-hospitalised')).toBe('source')
    expect(origins.get('height-loss')).toBe('source')
  })

  test('are written with their units', () => {
    const words = new Map(allThresholds().map((threshold) => [threshold.id, threshold.words]))
    expect(words.get('subacute-ends')).toBe('84 days')
    expect(words.get('pain-hospitalised')).toBe('8 of 10')
    expect(words.get('height-loss')).toBe('25 %')
    expect(words.get('inr-limit')).toBe('1.8 INR')
    expect(words.get('most-effective-within')).toBe('2 months')
  })

  test('are all of those that stand in the rules', async () => {
    const shown = new Set(allThresholds().map(({ id }) => id))
    const missing = (await idsOfThresholdsInSource()).filter((id) => !shown.has(id))
    expect(missing).toEqual([])
  })
})

/** Read from the source, so that a number nobody put into a list is found as well. */
async function idsOfThresholdsInSource(): Promise<readonly string[]> {
  const folder = new URL('../../src/clinical/', import.meta.url)
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  const ids = texts.flatMap((text) => [
    ...[...text.matchAll(/\bours\(\s*'([a-z0-9-]+)'/g)].map(([, id = '']) => id),
    ...[...text.matchAll(/\bid: '([a-z0-9-]+)',\s+value:/g)].map(([, id = '']) => id),
  ])
  expect(ids.length).toBeGreaterThan(40)
  return ids
}
