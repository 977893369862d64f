import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aboutJson } from '../../src/artefacts/about-json.ts'
import { SOURCES } from '../../src/clinical/facts.ts'
import { GATES } from '../../src/clinical/gates/index.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { criteriaOf } from '../../src/clinical/policies/policy.ts'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { VALUE_SETS } from '../../src/fhir/value-sets/index.ts'

const about = aboutJson()

describe('the 13 source attributes of 45 CFR 170.315(b)(11)(iv)(A)', () => {
  const attributes = new Map(about.sourceAttributes.map((each) => [each.number, each]))

  test('are all there, and none is empty', () => {
    expect([...attributes.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    for (const { answer } of attributes.values()) expect(answer).toMatch(/\S/)
  })

  test.each([
    [5, 'race'],
    [6, 'ethnicity'],
    [7, 'language'],
    [8, 'sexual orientation'],
    [9, 'gender identity'],
    [12, 'social determinants'],
  ])('%i, %s, is not used', (number, words) => {
    expect(attributes.get(number)?.attribute).toContain(words)
    expect(attributes.get(number)?.used).toBe('not used')
  })

  test.each([
    [10, /administrative gender/],
    [11, /age/],
    [13, /pain scores.*Roland-Morris.*pregnancy status/],
  ])('%i is used, and says for what', (number, words) => {
    expect(attributes.get(number)?.used).toBe('used')
    expect(attributes.get(number)?.answer).toMatch(words)
  })

  test('cite every source of the rules', () => {
    for (const { citation } of POLICIES) expect(attributes.get(1)?.answer).toContain(citation.title)
    expect(attributes.get(3)?.answer).toBe('No external funding is declared.')
    expect(attributes.get(4)?.answer).toContain(`Rules ${RULE_VERSION}`)
  })
})

test('the release date is the one in the list of rule versions', () => {
  const versions = JSON.parse(readFileSync(new URL('../../docs/rule-versions.json', import.meta.url), 'utf8'))
  const current = versions.find(({ version }: { readonly version: string }) => version === RULE_VERSION)
  expect(about.versions).toMatchObject({ rules: RULE_VERSION, rulesReleased: current.released })
})

describe('where the sources disagree', () => {
  test.each(about.disagreements)('$topic: what each policy asks is a criterion of it', ({ policies }) => {
    expect(policies.map(({ policy }) => policy)).toEqual(POLICIES.map(({ id }) => id))
    for (const { policy, asks } of policies) {
      const criteria = new Map(
        POLICIES.filter(({ id }) => id === policy)
          .flatMap(criteriaOf)
          .map((each) => [each.id, each]),
      )
      for (const { criterion, statement } of asks) expect(criteria.get(criterion)?.statement).toBe(statement)
    }
  })

  test.each([
    ['time', ['rand-2018', 'acr-2018']],
    ['pain', ['acr-2018']],
    ['treatment', ['rand-2018', 'acr-2018']],
    ['imaging', []],
    ['scope', []],
  ])('about %s these ask nothing: %s', (id, silent) => {
    const topic = about.disagreements.find((each) => each.id === id)
    expect(topic?.policies.filter(({ asks }) => asks.length === 0).map(({ policy }) => policy)).toEqual(silent)
  })
})

test('names every gate, source of data and value set', () => {
  expect(about.gates.map(({ id }) => id)).toEqual(GATES.map(({ id }) => id))
  expect(about.inputs.map(({ key }) => key)).toEqual(SOURCES)
  expect(about.valueSets).toEqual(VALUE_SETS)
})

test('says how long facts count', () => {
  const windows = new Map(about.freshness.map(({ id, words }) => [id, words]))
  expect(windows.get('pain-window')).toBe('30 days')
  expect(windows.get('treatment-trial')).toBe('24 hours')
  expect(windows.has('pain-severe')).toBe(false)
})

test('lists evidence on both sides, each with an address', () => {
  const directions = about.evidence.items.map(({ direction }) => direction)
  expect(directions).toContain('for')
  expect(directions).toContain('against')
  for (const { url } of about.evidence.items) expect(url).toMatch(/^https:\/\/doi\.org\/10\./)
})

test('says what it is not', () => {
  const words = [...about.status, ...about.exclusions].join(' ')
  for (const phrase of ['does not replace, clinical judgement', 'not a medical device', 'FDA', 'CE-marked']) {
    expect(words).toContain(phrase)
  }
  expect(words).toMatch(/Not for emergencies.*Not for patients/)
})
