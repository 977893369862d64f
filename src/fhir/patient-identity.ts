import type { Resource } from '@medplum/fhirtypes'
import { normaliseBase } from './base-address.ts'
import { isObject } from './resource.ts'

/** Whose record is read, and on which server absolute references are his. */
export interface PatientIdentity {
  readonly patientId: string
  /** As the CDS client states it, allowed or not: it is compared, never called. Undefined = any base. */
  readonly fhirServer: string | undefined
}

export interface OwnResources {
  readonly own: readonly Resource[]
  /** How many were dropped because they are somebody else's, or do not say whose they are. */
  readonly foreign: number
}

export const PATIENT_FIELDS = ['subject', 'patient', 'beneficiary'] as const
const MEDICATION_ENTRIES: ReadonlySet<string> = new Set(['MedicationRequest', 'MedicationStatement'])

/** Keeps what belongs to the patient. A Medication names nobody: it stays only beside a medication entry that does. */
export function keepOwn(resources: readonly Resource[], identity: PatientIdentity): OwnResources {
  const named = resources.map((resource) => belongsToPatient(resource, identity))
  const namesMedicine = resources.some(({ resourceType }, at) => named[at] && MEDICATION_ENTRIES.has(resourceType))
  const own = resources.filter(({ resourceType }, at) => named[at] || (namesMedicine && resourceType === 'Medication'))
  return { own, foreign: resources.length - own.length }
}

/** True when the resource says that it is this patient's. One that names nobody, or two people, is not. */
export function belongsToPatient(resource: Resource, identity: PatientIdentity): boolean {
  if (resource.resourceType === 'Patient') return resource.id === identity.patientId
  const fields: unknown = resource
  if (!isObject(fields)) return false
  const named = PATIENT_FIELDS.map((field) => fields[field]).filter((reference) => reference !== undefined)
  return named.length > 0 && named.every((reference) => isPatientReference(reference, identity))
}

function isPatientReference(value: unknown, { patientId, fhirServer }: PatientIdentity): boolean {
  if (!isObject(value) || typeof value.reference !== 'string') return false
  const reference = withoutVersion(value.reference)
  if (reference === `Patient/${patientId}` || reference === `urn:uuid:${patientId}`) return true

  const ending = `/Patient/${patientId}`
  if (!reference.endsWith(ending)) return false
  const base = normaliseBase(reference.slice(0, -ending.length))
  return base !== undefined && (fhirServer === undefined || base === normaliseBase(fhirServer))
}

function withoutVersion(reference: string): string {
  const version = reference.indexOf('/_history/')
  return version === -1 ? reference : reference.slice(0, version)
}
