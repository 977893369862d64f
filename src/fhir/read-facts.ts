import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { CalendarDate } from '../clinical/calendar.ts'
import type { BoneDensity, Fracture, PatientFacts, Source, SpineStudy } from '../clinical/facts.ts'
import { isOfItsTime } from '../clinical/fracture-age.ts'
import { namesFracture } from '../clinical/imaging-evidence.ts'
import { mergeFractures } from '../clinical/merge-fractures.ts'
import { withoutRepeats } from './answer.ts'
import { type Collected, untilTomorrow } from './collected-facts.ts'
import { fieldOf, textOf } from './element.ts'
import { couldNotLookOf, type Gathered } from './gathered.ts'
import { readAllergy } from './read-allergy.ts'
import { readCarePlan } from './read-care-plan.ts'
import { readCondition } from './read-condition.ts'
import { readDeviceRequest, readDeviceUseStatement } from './read-device.ts'
import { readDiagnosticReport } from './read-diagnostic-report.ts'
import { readDocumentReference } from './read-document-reference.ts'
import { readImagingStudy } from './read-imaging-study.ts'
import { readMedication } from './read-medication.ts'
import { readObservation } from './read-observation.ts'
import { readPatient, readSetting } from './read-patient.ts'
import { readProcedure } from './read-procedure.ts'
import { readServiceRequest } from './read-service-request.ts'
import { readDate } from './record-date.ts'

/** What Conditions and imaging reports say; enough to know whether the rest needs to be read at all. */
export interface FirstReading {
  readonly patient: PatientFacts['patient']
  readonly collected: Collected
  /** Spine studies whose report is not in words that can be read (a PDF, an address): nobody looked at those. */
  readonly unreadReports: readonly SpineStudy[]
}

export function readFirstWave(gathered: Gathered, patientId: string): FirstReading {
  const patient = readPatient(gathered.patient.resources[0], patientId)
  const collected: Collected = {
    diagnoses: [],
    imaging: [],
    studies: [],
    boneDensity: [],
    pain: [],
    function: [],
    nonSurgicalCare: [],
    examinations: [],
    safety: [],
    labs: [],
    tumourStability: [],
    augmentations: [],
    plannedCare: [],
    boneHealthCare: [],
  }
  const ends = encounterEnds(gathered)
  for (const condition of inOrder(gathered, 'conditions', ['Condition'])) {
    const encounterEnd = ends.get(referenceIn(condition, 'encounter')) ?? null
    const { fractures, safety, function: functionFacts, declined } = readCondition(condition, patient, encounterEnd)
    collected.diagnoses.push(...fractures)
    collected.safety.push(...safety)
    collected.function.push(...functionFacts)
    add(collected.plannedCare, declined)
  }
  const unreadReports = readReports(collected, gathered)
  return { patient, collected, unreadReports }
}

function readReports(collected: Collected, gathered: Gathered): readonly SpineStudy[] {
  const unread: SpineStudy[] = []
  for (const report of inOrder(gathered, 'imagingReports', ['DiagnosticReport', 'DocumentReference'])) {
    const facts =
      report.resourceType === 'DiagnosticReport' ? readDiagnosticReport(report) : readDocumentReference(report)
    collected.imaging.push(...facts.imaging)
    collected.studies.push(...facts.studies)
    collected.augmentations.push(...facts.augmentations)
    collected.boneDensity.push(...facts.boneDensity)
    collected.tumourStability.push(...facts.tumourStability)
    collected.boneHealthCare.push(...facts.boneHealthCare)
    // A bone density on paper says nothing about a fracture.
    if (facts.isUnread) unread.push(...facts.studies.filter(({ modality }) => modality !== 'DXA'))
  }
  return unread
}

/** A report about a fracture, from its time, that could not be read may say what stands against a referral. */
function withUnread(
  couldNotLook: readonly Source[],
  unread: readonly SpineStudy[],
  fractures: readonly Fracture[],
): readonly Source[] {
  const references = new Set(unread.map(({ evidence }) => evidence.reference))
  const isUnreadHere = ({ onset, studies }: Fracture) =>
    studies.some(
      (study) => references.has(study.evidence.reference) && (study.date === null || isOfItsTime(study, onset)),
    )
  if (couldNotLook.includes('imagingReports') || !fractures.some(isUnreadHere)) return couldNotLook
  return [...couldNotLook, 'imagingReports']
}

/** Whether anything names or suggests a vertebral fracture, an old one included: its pain is not known yet. */
export function suggestsFracture({ collected: { diagnoses, imaging } }: FirstReading): boolean {
  return diagnoses.some(({ certainty }) => certainty !== 'refuted') || imaging.some(namesFracture)
}

/** Adds what the second wave brought and merges the fractures: resources in, facts out. */
export function readFacts(
  { patient, collected: first, unreadReports }: FirstReading,
  gathered: Gathered,
  assessedOn: CalendarDate,
): PatientFacts {
  const collected = structuredClone(first)
  readOrders(collected, gathered)
  readDevicesAndPlans(collected, gathered)
  readMeasurements(collected, gathered)
  const { diagnoses, studies, ...facts } = untilTomorrow(collected, assessedOn)
  const fractures = mergeFractures({ diagnoses, imaging: facts.imaging, studies })
  return {
    ...facts,
    boneDensity: withoutCodedTwins(facts.boneDensity),
    patient,
    fractures,
    setting: readSetting(gathered.encounter.resources[0]),
    couldNotLook: withUnread(couldNotLookOf(gathered), unreadReports, fractures),
  }
}

function readOrders(collected: Collected, gathered: Gathered): void {
  const fractureReferences = new Set(collected.diagnoses.map(({ evidence }) => evidence.reference))
  for (const order of inOrder(gathered, 'serviceRequests', ['ServiceRequest'])) {
    const { planned, care, safety } = readServiceRequest(order, (reference) =>
      fractureReferences.has(lastTwoParts(reference)),
    )
    add(collected.plannedCare, planned)
    add(collected.nonSurgicalCare, care)
    add(collected.safety, safety)
  }
  const medications = new Map(
    gathered.medications.resources
      .filter(({ resourceType }) => resourceType === 'Medication')
      .map((each) => [`Medication/${textOf(each, 'id')}`, each]),
  )
  for (const medication of inOrder(gathered, 'medications', ['MedicationRequest', 'MedicationStatement'])) {
    const { care, safety, boneHealth } = readMedication(medication, (reference) =>
      medications.get(lastTwoParts(reference)),
    )
    add(collected.nonSurgicalCare, care)
    add(collected.safety, safety)
    add(collected.boneHealthCare, boneHealth)
  }
  for (const procedure of inOrder(gathered, 'procedures', ['Procedure'])) {
    const { augmentation, care, boneHealth, planned } = readProcedure(procedure)
    add(collected.augmentations, augmentation)
    add(collected.nonSurgicalCare, care)
    add(collected.boneHealthCare, boneHealth)
    add(collected.plannedCare, planned)
  }
}

function readDevicesAndPlans(collected: Collected, gathered: Gathered): void {
  for (const request of inOrder(gathered, 'serviceRequests', ['DeviceRequest']))
    add(collected.nonSurgicalCare, readDeviceRequest(request))
  for (const plan of inOrder(gathered, 'serviceRequests', ['CarePlan']))
    collected.nonSurgicalCare.push(...readCarePlan(plan))
  for (const statement of inOrder(gathered, 'procedures', ['DeviceUseStatement']))
    add(collected.nonSurgicalCare, readDeviceUseStatement(statement))
}

function readMeasurements(collected: Collected, gathered: Gathered): void {
  for (const observation of observationsIn(gathered)) {
    const facts = readObservation(observation)
    add(collected.pain, facts.pain)
    add(collected.boneDensity, facts.boneDensity)
    add(collected.function, facts.function)
    add(collected.labs, facts.lab)
    add(collected.tumourStability, facts.tumourStability)
    add(collected.examinations, facts.examination)
    add(collected.safety, facts.safety)
  }
  for (const study of inOrder(gathered, 'imagingStudies', ['ImagingStudy']))
    add(collected.studies, readImagingStudy(study))
  for (const allergy of inOrder(gathered, 'allergies', ['AllergyIntolerance']))
    add(collected.safety, readAllergy(allergy))
}

/** A T-score that the record also codes, of the same place and day, is not taken from the words of the report. */
function withoutCodedTwins(all: readonly BoneDensity[]): readonly BoneDensity[] {
  const placeOf = ({ site, date }: BoneDensity) => `${site} ${date}`
  const coded = new Set(all.filter(({ evidence }) => evidence.basis === 'coded').map(placeOf))
  return all.filter((each) => each.evidence.basis === 'coded' || !coded.has(placeOf(each)))
}

function add<Fact>(list: Fact[], fact: Fact | undefined): void {
  if (fact !== undefined) list.push(fact)
}

/** The results of a report may come beside it, and again among the Observations. */
function observationsIn(gathered: Gathered): readonly Resource[] {
  const types: readonly ResourceType[] = ['Observation']
  return withoutRepeats([...inOrder(gathered, 'observations', types), ...inOrder(gathered, 'imagingReports', types)])
}

/** The last day of each Encounter that came beside the Conditions. */
function encounterEnds(gathered: Gathered): ReadonlyMap<string, CalendarDate> {
  return new Map(
    inOrder(gathered, 'conditions', ['Encounter']).flatMap((encounter) => {
      const period = fieldOf(encounter, 'period')
      const end = readDate(fieldOf(period, 'end')) ?? readDate(fieldOf(period, 'start'))
      return end === undefined ? [] : [[`Encounter/${textOf(encounter, 'id')}`, end.latest] as const]
    }),
  )
}

function referenceIn(resource: Resource, name: string): string {
  return lastTwoParts(textOf(fieldOf(resource, name), 'reference') ?? '')
}

/** By type and id, so that a server's order (and the order of pages) changes nothing. */
function inOrder(gathered: Gathered, source: Source, types: readonly ResourceType[]): readonly Resource[] {
  return gathered[source].resources
    .filter(({ resourceType }) => types.includes(resourceType))
    .sort((a, b) => compare(nameOf(a), nameOf(b)))
}

function nameOf(resource: Resource): string {
  return `${resource.resourceType}/${textOf(resource, 'id')}`
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** `https://ehr.example.org/fhir/Medication/7/_history/1` and `Medication/7` name the same resource. */
function lastTwoParts(reference: string): string {
  const [unversioned = ''] = reference.split('/_history/')
  return unversioned.split('/').slice(-2).join('/')
}
