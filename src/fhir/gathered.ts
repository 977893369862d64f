import type { Resource } from '@medplum/fhirtypes'
import { SOURCES, type Source } from '../clinical/facts.ts'
import type { ReadFailure } from './reader-failure.ts'

/**
 * What was found in one source. `empty` = looked, none. `partial` = there is more than was shown. `not-needed` = not
 * asked, and nothing hangs on it.
 */
export interface GatheredSource {
  readonly state: 'read' | 'empty' | 'partial' | 'failed' | 'not-provided' | 'not-needed'
  /** This patient's only. */
  readonly resources: readonly Resource[]
  readonly from: 'prefetch' | 'fhir-server' | 'none'
  /** How many resources were dropped because they are not this patient's, or do not say whose they are. */
  readonly foreign: number
  /** Why the FHIR server could not be read, or not to its end. */
  readonly failure?: ReadFailure
}

export interface Gathered extends Readonly<Record<Source, GatheredSource>> {
  /** For timing and the audit record; nothing of the patient. */
  readonly counts: { readonly requests: number; readonly bytes: number; readonly elapsedMs: number }
}

/** Without these nothing can be said: they were neither sent with the call nor could be read. */
export interface MissingData {
  readonly reason: 'missing-data'
  readonly sources: readonly Source[]
}

/** Sources whose silence says nothing: an empty list of facts from them is never "there is none". */
export function couldNotLookOf(gathered: Gathered): readonly Source[] {
  return SOURCES.filter((source) => COULD_NOT_LOOK.has(gathered[source].state))
}

const COULD_NOT_LOOK: ReadonlySet<GatheredSource['state']> = new Set(['failed', 'partial', 'not-provided'])

/**
 * The Patient, and Conditions or imaging reports, must have been obtained. null and an empty answer count as obtained,
 * part of an answer too; for the Patient only the resource itself does.
 */
export function missingSourcesOf(gathered: Gathered): readonly Source[] {
  const patient: readonly Source[] = gathered.patient.resources.length > 0 ? [] : ['patient']
  const either: readonly Source[] = ['conditions', 'imagingReports']
  return either.some((source) => OBTAINED.has(gathered[source].state)) ? patient : [...patient, ...either]
}

const OBTAINED: ReadonlySet<GatheredSource['state']> = new Set(['read', 'empty', 'partial'])
