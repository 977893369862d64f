import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { CalendarDate } from '../clinical/calendar.ts'
import type { Evidence } from '../clinical/evidence.ts'
import type { BoneDensity, Fracture, PatientFacts, Source, SpineStudy } from '../clinical/facts.ts'
import { isOfItsTime } from '../clinical/fracture-age.ts'
import { namesFracture } from '../clinical/imaging-evidence.ts'
import { mergeFractures } from '../clinical/merge-fractures.ts'
import { withoutRepeats } from './answer.ts'
import { collectCare, isFractureIn } from './collect-care.ts'
import { add, type Collected, copyOf, untilTomorrow } from './collected-facts.ts'
import { elementsOf, fieldOf, textOf } from './element.ts'
import { couldNotLookOf, type Gathered } from './gathered.ts'
import { finderIn, inOrder, lastTwoParts, nameOf, ofTypes, sortedByName } from './in-order.ts'
import { readAllergy } from './read-allergy.ts'
import { readCondition } from './read-condition.ts'
import { type FindResult, readDiagnosticReport } from './read-diagnostic-report.ts'
import { readDocumentReference } from './read-document-reference.ts'
import { readDraftOrders } from './read-draft-order.ts'
import { readImagingStudy } from './read-imaging-study.ts'
import { type ObservationFacts, readObservationParts } from './read-observation.ts'
import { readPatient, readSetting } from './read-patient.ts'
import { readQuestionnaireResponse } from './read-questionnaire-response.ts'
import { readDate } from './record-date.ts'

/** What Conditions and imaging reports say; enough to know whether the rest needs to be read at all. */
export interface FirstReading {
  readonly patient: PatientFacts['patient']
  readonly collected: Collected
  /** Spine studies whose report is not in words that can be read (a PDF, an address): nobody looked at those. */
  readonly unreadReports: readonly SpineStudy[]
  /** The reports as they were read, to tell those whose words came later. */
  readonly reports: readonly Resource[]
  /** An order that is being written speaks of a vertebral fracture, or of what is done for one. */
  readonly isFractureOrdered: boolean
}

/** `drafts`: the orders that are being written, where the hook brings them; they count as planned. */
export function readFirstWave(gathered: Gathered, patientId: string, drafts: readonly Resource[] = []): FirstReading {
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
    osteogenesisImperfecta: [],
  }
  const ends = encounterEnds(gathered)
  for (const condition of inOrder(gathered, 'conditions', ['Condition'])) {
    const encounterEnd = ends.get(referenceIn(condition, 'encounter')) ?? null
    const facts = readCondition(condition, patient, encounterEnd)
    collected.diagnoses.push(...facts.fractures)
    collected.safety.push(...facts.safety)
    collected.function.push(...facts.function)
    add(collected.plannedCare, facts.declined)
    add(collected.osteogenesisImperfecta, facts.osteogenesisImperfecta)
  }
  const orders = readDraftOrders(drafts, isFractureIn(collected))
  for (const { planned } of orders) add(collected.plannedCare, planned)
  const isFractureOrdered = orders.some((order) => order.suggestsFracture)
  const reports = imagingReportsIn(gathered)
  return {
    patient,
    collected,
    unreadReports: readReports(collected, reports, resultsFor(reports, gathered)),
    reports,
    isFractureOrdered,
  }
}

function imagingReportsIn(gathered: Gathered): readonly Resource[] {
  return inOrder(gathered, 'imagingReports', ['DiagnosticReport', 'DocumentReference'])
}

/** Only where a report names results at all: a long record has thousands of Observations. */
function resultsFor(reports: readonly Resource[], gathered: Gathered): FindResult | undefined {
  const named = reports.some((report) => elementsOf(report, 'result').length > 0)
  return named ? finderIn(observationsIn(gathered), 'Observation') : undefined
}

function readReports(
  collected: Collected,
  reports: readonly Resource[],
  findResult: FindResult | undefined,
): readonly SpineStudy[] {
  const unread: SpineStudy[] = []
  for (const report of reports) {
    const facts =
      report.resourceType === 'DiagnosticReport'
        ? readDiagnosticReport(report, findResult)
        : readDocumentReference(report)
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

/**
 * Whether anything names or suggests a vertebral fracture, an old one included: its pain is not known yet. An order that
 * is being written may be the first to.
 */
export function suggestsFracture({ collected: { diagnoses, imaging }, isFractureOrdered }: FirstReading): boolean {
  if (isFractureOrdered) return true
  return diagnoses.some(({ certainty }) => certainty !== 'refuted') || imaging.some(namesFracture)
}

/** Adds what the second wave brought and merges the fractures: resources in, facts out. */
export function readFacts(first: FirstReading, gathered: Gathered, assessedOn: CalendarDate): PatientFacts {
  const { patient, collected, unreadReports } = withOpenedReports(first, gathered)
  collectCare(collected, gathered)
  readMeasurements(collected, gathered)
  const { diagnoses, studies, osteogenesisImperfecta, ...facts } = untilTomorrow(collected, assessedOn)
  const merged = mergeFractures({ diagnoses, imaging: facts.imaging, studies })
  const fractures = merged.map((fracture) => withBrittleBones(fracture, osteogenesisImperfecta))
  return {
    ...facts,
    boneDensity: withoutCodedTwins(facts.boneDensity),
    patient,
    fractures,
    setting: readSetting(gathered.encounter.resources[0]),
    couldNotLook: withUnread(couldNotLookOf(gathered), unreadReports, fractures),
  }
}

/** A report whose address was opened between the waves is read again, now that it has words. */
function withOpenedReports(first: FirstReading, gathered: Gathered): FirstReading {
  const reports = imagingReportsIn(gathered)
  const asBefore = new Set(first.reports)
  const opened = reports.filter((report) => !asBefore.has(report))
  const references = new Set(opened.map(nameOf))
  const isLeft = ({ evidence }: SpineStudy) => !references.has(evidence.reference)
  const left = { ...copyOf(first.collected), studies: first.collected.studies.filter(isLeft) }
  const stillUnread = readReports(left, opened, resultsFor(opened, gathered))
  return { ...first, collected: left, unreadReports: [...first.unreadReports.filter(isLeft), ...stillUnread], reports }
}

function readMeasurements(collected: Collected, gathered: Gathered): void {
  for (const facts of measurementsIn(gathered)) {
    add(collected.pain, facts.pain)
    add(collected.boneDensity, facts.boneDensity)
    add(collected.function, facts.function)
    add(collected.labs, facts.lab)
    add(collected.tumourStability, facts.tumourStability)
    add(collected.examinations, facts.examination)
    add(collected.safety, facts.safety)
  }
  for (const response of inOrder(gathered, 'observations', ['QuestionnaireResponse'])) {
    const answered = readQuestionnaireResponse(response)
    collected.pain.push(...answered.pain)
    collected.function.push(...answered.function)
  }
  for (const study of inOrder(gathered, 'imagingStudies', ['ImagingStudy']))
    add(collected.studies, readImagingStudy(study))
  for (const allergy of inOrder(gathered, 'allergies', ['AllergyIntolerance']))
    add(collected.safety, readAllergy(allergy))
}

/** Said of the patient and not of one fracture, so that any cause documented at the fracture itself comes first. */
function withBrittleBones(fracture: Fracture, evidence: readonly Evidence[]): Fracture {
  if (fracture.cause !== 'not-documented' || evidence.length === 0) return fracture
  return { ...fracture, cause: 'osteogenesis-imperfecta', evidence: [...fracture.evidence, ...evidence] }
}

/** A T-score that the record also codes, of the same place and day, is not taken from the words of the report. */
function withoutCodedTwins(all: readonly BoneDensity[]): readonly BoneDensity[] {
  const placeOf = ({ site, date }: BoneDensity) => `${site} ${date}`
  const coded = new Set(all.filter(({ evidence }) => evidence.basis === 'coded').map(placeOf))
  return all.filter((each) => each.evidence.basis === 'coded' || !coded.has(placeOf(each)))
}

const OBSERVATION: readonly ResourceType[] = ['Observation']

/** The results of a report may come beside it, and again among the Observations; what one source holds stands there once. */
function observationsIn(gathered: Gathered): readonly Resource[] {
  const own = ofTypes(gathered, 'observations', OBSERVATION)
  const beside = ofTypes(gathered, 'imagingReports', OBSERVATION)
  return beside.length === 0 ? own : withoutRepeats([...own, ...beside])
}

/** Those of the Observations, then those beside reports. Few of a long record carry facts: only they are put in order. */
function measurementsIn(gathered: Gathered): readonly ObservationFacts[] {
  const read = new Map<Resource, readonly ObservationFacts[]>()
  for (const resource of observationsIn(gathered)) {
    const parts = readObservationParts(resource)
    if (parts.some((facts) => Object.keys(facts).length > 0)) read.set(resource, parts)
  }
  const isBeside = new Set(ofTypes(gathered, 'imagingReports', OBSERVATION))
  const inOrderOfNames = sortedByName(read.keys())
  const own = inOrderOfNames.filter((resource) => !isBeside.has(resource))
  const beside = inOrderOfNames.filter((resource) => isBeside.has(resource))
  return [...own, ...beside].flatMap((resource) => read.get(resource) ?? [])
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
