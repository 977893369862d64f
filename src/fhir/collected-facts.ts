import { addDays, type CalendarDate } from '../clinical/calendar.ts'
import type { Evidence } from '../clinical/evidence.ts'
import type {
  Augmentation,
  BoneDensity,
  BoneHealthCare,
  ExaminationFact,
  FractureDiagnosis,
  FunctionFact,
  ImagingFinding,
  LabResult,
  NonSurgicalCare,
  PainScore,
  PlannedCare,
  SafetyFact,
  SpineStudy,
  TumourStability,
} from '../clinical/facts.ts'

/** The lists that readers fill; one pass over each resource, in an order that does not depend on the server's. */
export interface Collected {
  readonly diagnoses: FractureDiagnosis[]
  readonly imaging: ImagingFinding[]
  readonly studies: SpineStudy[]
  readonly boneDensity: BoneDensity[]
  readonly pain: PainScore[]
  readonly function: FunctionFact[]
  readonly nonSurgicalCare: NonSurgicalCare[]
  readonly examinations: ExaminationFact[]
  readonly safety: SafetyFact[]
  readonly labs: LabResult[]
  readonly tumourStability: TumourStability[]
  readonly augmentations: Augmentation[]
  readonly plannedCare: PlannedCare[]
  readonly boneHealthCare: BoneHealthCare[]
  /** Where the record says that the bones break easily from birth. */
  readonly osteogenesisImperfecta: Evidence[]
}

/** Lists of their own with the same facts, so that filling them leaves the first lists as they were. */
export function copyOf(collected: Collected): Collected {
  return {
    diagnoses: [...collected.diagnoses],
    imaging: [...collected.imaging],
    studies: [...collected.studies],
    boneDensity: [...collected.boneDensity],
    pain: [...collected.pain],
    function: [...collected.function],
    nonSurgicalCare: [...collected.nonSurgicalCare],
    examinations: [...collected.examinations],
    safety: [...collected.safety],
    labs: [...collected.labs],
    tumourStability: [...collected.tumourStability],
    augmentations: [...collected.augmentations],
    plannedCare: [...collected.plannedCare],
    boneHealthCare: [...collected.boneHealthCare],
    osteogenesisImperfecta: [...collected.osteogenesisImperfecta],
  }
}

/** What a record dates later than tomorrow is a slip of the pen, and no fact about today. */
export function untilTomorrow(collected: Collected, assessedOn: CalendarDate): Collected {
  const tomorrow = addDays(assessedOn, 1)
  const isPast = ({ date }: { readonly date: CalendarDate | null }) => date === null || date <= tomorrow
  return {
    diagnoses: collected.diagnoses
      .map((diagnosis) => withPossibleOnset(diagnosis, tomorrow))
      .filter(({ onset, evidence }) => isPast({ date: onset?.earliest ?? evidence.date })),
    imaging: collected.imaging.filter(isPast),
    studies: collected.studies.filter(isPast),
    boneDensity: collected.boneDensity.filter(isPast),
    pain: collected.pain.filter(isPast),
    function: collected.function.filter(isPast),
    nonSurgicalCare: collected.nonSurgicalCare.filter(({ startedOn }) => isPast({ date: startedOn })),
    examinations: collected.examinations.filter(isPast),
    safety: collected.safety.filter(isPast),
    labs: collected.labs.filter(isPast),
    tumourStability: collected.tumourStability.filter(isPast),
    augmentations: collected.augmentations.filter(isPast),
    plannedCare: collected.plannedCare.filter(isPast),
    boneHealthCare: collected.boneHealthCare.filter(isPast),
    osteogenesisImperfecta: collected.osteogenesisImperfecta.filter(isPast),
  }
}

/** An entry of the past whose onset lies ahead is still a diagnosis; it began on the day it was recorded at the latest. */
function withPossibleOnset(diagnosis: FractureDiagnosis, tomorrow: CalendarDate): FractureDiagnosis {
  const { onset, diagnosedOn, evidence } = diagnosis
  const isAhead = onset?.earliest != null && onset.earliest > tomorrow
  if (!isAhead || diagnosedOn === null || diagnosedOn > tomorrow) return diagnosis
  return {
    ...diagnosis,
    onset: { earliest: null, latest: diagnosedOn, basis: 'recordedDate' },
    evidence: { ...evidence, date: diagnosedOn },
  }
}

export function add<Fact>(list: Fact[], fact: Fact | undefined): void {
  if (fact !== undefined) list.push(fact)
}
