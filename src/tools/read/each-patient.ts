import type { Resource } from '@medplum/fhirtypes'
import { fieldOf, textOf } from '../../fhir/element.ts'
import { lastTwoParts } from '../../fhir/in-order.ts'
import { type ReadOptions, type Understood, understand } from './understand.ts'

const OF_PATIENT = 'Patient/'

/** Every patient of many records, each understood by itself. Medications belong to nobody and go to all. */
export function understandEach(
  resources: readonly Resource[],
  options: Omit<ReadOptions, 'patientId' | 'encounterId'>,
): ReadonlyMap<string, Understood> {
  const owned = Map.groupBy(resources, ownerOf)
  const shared = (owned.get(undefined) ?? []).filter(({ resourceType }) => resourceType === 'Medication')
  const patients = resources.flatMap(({ resourceType, id }) => (resourceType === 'Patient' && id ? [id] : []))
  return new Map(
    patients.map((patientId) => [
      patientId,
      understand([...(owned.get(patientId) ?? []), ...shared], { ...options, patientId, encounterId: undefined }),
    ]),
  )
}

/** How many cards there would be, for whom, and why the others have none. */
export function reportOfEach(each: ReadonlyMap<string, Understood>): readonly string[] {
  const outcomes = Map.groupBy(each.values(), ({ assessment }) => assessment.outcome)
  const shown = [...each].filter(([, { card }]) => card !== undefined)
  return [
    ...shown.map(([id, { assessment, card }]) => `${OF_PATIENT}${id}: ${assessment.outcome}. ${card}`),
    ...[...outcomes].map(([outcome, all]) => `${outcome}: ${all.length}`),
    `${each.size} patients, ${shown.length} ${shown.length === 1 ? 'card' : 'cards'}.`,
  ]
}

function ownerOf(resource: Resource): string | undefined {
  if (resource.resourceType === 'Patient') return resource.id
  const subject = fieldOf(resource, 'subject') ?? fieldOf(resource, 'patient')
  const reference = lastTwoParts(textOf(subject, 'reference') ?? '')
  return reference.startsWith(OF_PATIENT) ? reference.slice(OF_PATIENT.length) : undefined
}
