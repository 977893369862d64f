import { birthDateAt } from './days.ts'
import type { Form, LibraryCase } from './format.ts'
import { fractureConditions } from './fractures.ts'
import { reportResources, studyResource } from './imaging.ts'
import {
  boneDensityResource,
  examinationResource,
  functionResource,
  labResource,
  painResource,
} from './measurements.ts'
import { augmentationResource, boneHealthResource, careResource, plannedResource } from './orders.ts'
import type { CompactPatient } from './patient-format.ts'
import type { AnyResource, Draft, Fields } from './resource.ts'
import { safetyResource } from './safety.ts'

/** The Encounter of the call, where the setting of the case names one. */
export function encounterIdOf({ patient }: LibraryCase): string | undefined {
  return patient.setting === 'none' ? undefined : 'visit'
}

/** The whole record of a case: its Patient, his Encounter, and one resource for each entry. */
export function resourcesOf(one: LibraryCase, form: Form): readonly AnyResource[] {
  const { name: patientId, patient } = one
  const drafts = [...recordOf(patient, form), ...visitOf(one)]
  return [patientResource(patientId, patient), ...drafts.map((draft, index) => placed(draft, index, patientId))]
}

/** Ids grow with the entries, so that both forms bring them in the same order. */
function placed(draft: Draft, index: number, patientId: string): AnyResource {
  const id = typeof draft.id === 'string' ? draft.id : `r${String(index).padStart(3, '0')}`
  const owner = { reference: `Patient/${patientId}` }
  const whose = draft.resourceType === 'AllergyIntolerance' ? { patient: owner } : { subject: owner }
  return { ...draft, id, ...whose }
}

function patientResource(id: string, { born, age, sex }: CompactPatient): AnyResource {
  const birthDate = born ?? (age === undefined ? undefined : birthDateAt(age))
  return {
    resourceType: 'Patient',
    id,
    gender: sex,
    ...(birthDate === undefined ? {} : { birthDate }),
  }
}

function recordOf(patient: CompactPatient, form: Form): readonly Draft[] {
  return [
    ...patient.fractures.flatMap((fracture, index) => fractureConditions(fracture, index, form)),
    ...reportResources(patient.imaging, form),
    ...patient.studies.map((study) => studyResource(study, form)),
    ...patient.pain.map((pain) => painResource(pain, form)),
    ...patient.treatment.map((care) => careResource(care, form)),
    ...patient.function.map((fact) => functionResource(fact, form)),
    ...patient.examination.map(examinationResource),
    ...patient.safety.map((safety) => safetyResource(safety, form)),
    ...patient.labs.map(labResource),
    ...patient.augmentations.map((augmentation) => augmentationResource(augmentation, form)),
    ...patient.boneDensity.map(boneDensityResource),
    ...patient.boneHealth.map((care) => boneHealthResource(care, form)),
    ...patient.planned.map((planned) => plannedResource(planned, form)),
  ]
}

const CLASSES = {
  outpatient: 'AMB',
  inpatient: 'IMP',
  emergency: 'EMER',
  observation: 'OBSENC',
} as const

function visitOf(one: LibraryCase): readonly Draft[] {
  const { setting } = one.patient
  const id = encounterIdOf(one)
  if (setting === 'none' || id === undefined) return []
  const visit: Fields = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: CLASSES[setting] }
  return [{ resourceType: 'Encounter', id, status: 'in-progress', class: visit }]
}
