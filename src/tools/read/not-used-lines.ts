import type { Resource } from '@medplum/fhirtypes'
import { elementsOf, fieldOf, textOf } from '../../fhir/element.ts'
import type { NotUsed } from './understand.ts'

/** Resources that one would look for a fracture in: each is named, so that a reader can ask why it told nothing. */
const NAMED_ONE_BY_ONE: ReadonlySet<string> = new Set([
  'Condition',
  'DiagnosticReport',
  'DocumentReference',
  'ImagingStudy',
  'Procedure',
  'QuestionnaireResponse',
])
const MAX_NAMED = 40
const MAX_KINDS = 12
const MAX_ABOUT = 60

/** Why each resource stands behind no fact: those that matter with their reference, the others counted by kind. */
export function notUsedLines(notUsed: ReadonlyMap<NotUsed, readonly Resource[]>): readonly string[] {
  return [...notUsed].flatMap(([why, resources]) => {
    const isNamed = ({ resourceType }: Resource) =>
      why !== 'type not read' && (why !== 'states nothing the rules read' || NAMED_ONE_BY_ONE.has(resourceType))
    const named = resources.filter(isNamed)
    const counted = resources.filter((resource) => !isNamed(resource))
    return [
      `${why} (${resources.length})`,
      ...named
        .slice(0, MAX_NAMED)
        .map((resource) => `  ${resource.resourceType}/${resource.id ?? '?'}${about(resource)}`),
      ...(named.length > MAX_NAMED ? [`  and ${named.length - MAX_NAMED} more`] : []),
      ...(counted.length > 0 ? [`  ${kindsOf(counted)}`] : []),
    ]
  })
}

/** Equal resources once, with their number: "Observation 8302-2 Body height (12)". */
function kindsOf(resources: readonly Resource[]): string {
  const kinds = [...Map.groupBy(resources, (resource) => `${resource.resourceType}${about(resource)}`)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([name, { length }]) => (length > 1 ? `${name} (${length})` : name))
  const more = kinds.length - MAX_KINDS
  return `${kinds.slice(0, MAX_KINDS).join(', ')}${more > 0 ? ` and ${more} more kinds` : ''}`
}

/** What a resource is about, by its first code and its words. */
function about(resource: Resource): string {
  const concept = ['code', 'medicationCodeableConcept', 'type'].map((name) => fieldOf(resource, name)).find(Boolean)
  const [coding] = elementsOf(concept, 'coding')
  const words = textOf(concept, 'text') ?? textOf(coding, 'display') ?? textOf(resource, 'description')
  const parts = [textOf(coding, 'code'), words?.replace(/\s+/g, ' ').slice(0, MAX_ABOUT)].filter(Boolean)
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`
}
