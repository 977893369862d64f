import { validateResource } from '@medplum/core'
import type { PlanDefinitionAction } from '@medplum/fhirtypes'
import { beforeAll, describe, expect, test } from 'vitest'
import { planDefinitionOf } from '../../src/artefacts/plan-definition.ts'
import { valueSetOf, valueSets, valueSetUrl } from '../../src/artefacts/value-set.ts'
import { GATES } from '../../src/clinical/gates/index.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { criteriaOf } from '../../src/clinical/policies/policy.ts'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { CODE_GROUPS } from '../../src/fhir/value-sets/index.ts'
import { loadDefinitions } from '../../src/sandbox/definitions.ts'

// Indexes the structure definitions that the validator checks against.
beforeAll(() => loadDefinitions(), 60_000)

const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/
const FHIR_NAME = /^[A-Z][A-Za-z0-9_]{0,254}$/

function actionsIn(actions: readonly PlanDefinitionAction[]): readonly PlanDefinitionAction[] {
  return actions.flatMap((action) => [action, ...actionsIn(action.action ?? [])])
}

describe.each(POLICIES)('the PlanDefinition of $id', (policy) => {
  const resource = planDefinitionOf(policy)
  const actions = actionsIn(resource.action ?? [])

  test('is valid FHIR R4', () => {
    expect(validateResource(resource)).toEqual([])
    expect(resource.id).toMatch(FHIR_ID)
    expect(resource.name).toMatch(FHIR_NAME)
  })

  test('is a draft of these rules', () => {
    expect(resource).toMatchObject({ status: 'draft', experimental: true, version: RULE_VERSION })
    expect(resource.type?.coding?.[0]?.code).toBe('eca-rule')
  })

  test('has an action with a condition in words for every criterion and gate', () => {
    const conditions = new Map(actions.map(({ prefix, condition }) => [prefix, condition?.[0]?.expression?.expression]))
    for (const { id, statement } of [...criteriaOf(policy), ...GATES]) expect(conditions.get(id)).toBe(statement)
  })

  test('cites the source and every number of its criteria', () => {
    const labels = actions.flatMap(({ documentation = [] }) => documentation.map(({ label }) => label))
    expect(resource.relatedArtifact?.map(({ label }) => label)).toContain(policy.citation.id)
    for (const { thresholds } of criteriaOf(policy)) {
      for (const { id } of thresholds) expect(labels).toContain(id)
    }
  })

  test('depends only on value sets that are exported', () => {
    const exported = new Set<string | undefined>(valueSets().map(({ url }) => url))
    const needed = (resource.relatedArtifact ?? []).filter(({ type }) => type === 'depends-on')
    expect(needed.length).toBeGreaterThan(10)
    for (const { resource: url } of needed) expect(exported).toContain(url)
  })
})

describe('the ValueSets', () => {
  test.each(CODE_GROUPS)('%s is valid FHIR R4, with its copyright', (group) => {
    const resource = valueSetOf(group)
    expect(validateResource(resource)).toEqual([])
    expect(resource.id).toMatch(FHIR_ID)
    expect(resource.name).toMatch(FHIR_NAME)
    expect(resource.url).toBe(valueSetUrl(group))
    expect(resource.copyright).toMatch(/\S/)
    expect(resource.compose?.include.length).toBeGreaterThan(0)
  })

  test('have ids of their own', () => {
    const ids = valueSets().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('write ICD-10-CM codes in full', () => {
    const codes = valueSetOf('vcf.osteoporotic').compose?.include.flatMap(({ concept = [] }) =>
      concept.map((c) => c.code),
    )
    expect(codes).toEqual(expect.arrayContaining(['M80.08XA', 'M80.08XS']))
    expect(codes).not.toContain('M80.08X')
  })

  test('ask for "this and all below" with a filter of its own', () => {
    const includes = valueSetOf('neoplasm.plasma_cell').compose?.include ?? []
    expect(includes).toContainEqual({
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      filter: [{ property: 'concept', op: 'is-a', value: 'C90' }],
    })
    for (const { concept, filter } of includes) expect(concept !== undefined && filter !== undefined).toBe(false)
  })

  test('hold CPT codes without words', () => {
    const cpt = valueSetOf('procedure.dxa_axial').compose?.include.find(({ system }) => system?.endsWith('/go/cpt'))
    expect(cpt?.concept?.length).toBeGreaterThan(0)
    for (const concept of cpt?.concept ?? []) expect(concept).not.toHaveProperty('display')
  })
})

test('the validator refuses a PlanDefinition without a status', () => {
  const [policy] = POLICIES
  if (!policy) throw new Error('there is no policy')
  const { status, ...withoutStatus } = planDefinitionOf(policy)
  expect(status).toBe('draft')
  expect(() => validateResource(JSON.parse(JSON.stringify(withoutStatus)))).toThrow(/status/)
})
