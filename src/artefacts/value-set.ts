import type { ValueSet, ValueSetComposeInclude } from '@medplum/fhirtypes'
import { CODE_GROUPS, type CodeGroup } from '../fhir/value-sets/groups.ts'
import { type ListedCode, listGroup, noticesOf, versionOf } from './code-groups.ts'
import { CODE_SUBJECTS } from './code-sets.ts'

export function valueSetUrl(group: CodeGroup): string {
  return `urn:kyphoplasty-cds:value-set:${group}`
}

/** Every group of codes as a FHIR R4 ValueSet. */
export function valueSets(): readonly ValueSet[] {
  return CODE_GROUPS.map(valueSetOf)
}

export function valueSetOf(group: CodeGroup): ValueSet {
  const { codes } = listGroup(group)
  return {
    resourceType: 'ValueSet',
    // A FHIR id has no underscore, a FHIR name no dot.
    id: group.replaceAll('_', '-'),
    url: valueSetUrl(group),
    version: versionOf(group),
    name: `Kyphoplasty_${group.replaceAll('.', '_')}`,
    title: group,
    status: 'draft',
    experimental: true,
    description: `${subjectsOf(group).join('; ')}. Wording of this project; CPT as bare codes.`,
    copyright: noticesOf(group).join(' '),
    compose: { include: includesOf(codes) },
  }
}

function subjectsOf(group: CodeGroup): readonly string[] {
  return Object.values(CODE_SUBJECTS)
    .filter(({ groups }) => groups.includes(group))
    .map(({ title }) => title)
}

/** Codes and "this and all below" cannot stand in one include. */
function includesOf(codes: readonly ListedCode[]): ValueSetComposeInclude[] {
  return [...new Set(codes.map(({ system }) => system))].flatMap((system) => {
    const ofSystem = codes.filter((code) => code.system === system)
    const single = ofSystem.filter(({ andBelow }) => !andBelow)
    const trees = ofSystem.filter(({ andBelow }) => andBelow)
    return [
      ...(single.length > 0 ? [{ system, concept: single.flatMap(conceptsOf) }] : []),
      // Filters of one include must all hold, so that each tree is an include of its own.
      ...trees.map(({ code }) => ({ system, filter: [{ property: 'concept', op: 'is-a' as const, value: code }] })),
    ]
  })
}

function conceptsOf({ code, display, seventhCharacters }: ListedCode) {
  const words = display === null ? {} : { display }
  if (seventhCharacters === null) return [{ code, ...words }]
  return [...seventhCharacters].map((seventh) => ({ code: `${code}${seventh}`, ...words }))
}
