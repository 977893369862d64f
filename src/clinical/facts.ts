import type { LevelFindings, Sign } from '../report-text/report-findings.ts'
import type { CalendarDate } from './calendar.ts'
import type { Evidence } from './evidence.ts'
import type { SpineRegion, VertebralLevel } from './level.ts'
import type { SinsComponent, TumourStability } from './tumour-stability.ts'

/** Where facts are looked for. The names are also our prefetch keys. */
export const SOURCES = [
  'patient',
  'conditions',
  'imagingReports',
  'imagingStudies',
  'observations',
  'medications',
  'procedures',
  'serviceRequests',
  'allergies',
  'encounter',
] as const
export type Source = (typeof SOURCES)[number]

export type FractureCause =
  | 'osteoporotic'
  | 'neoplastic'
  | 'traumatic'
  | 'infectious'
  | 'osteogenesis-imperfecta'
  | 'other-pathologic'
  | 'not-documented'

export type OnsetBasis =
  | 'onsetDateTime'
  | 'onsetPeriod'
  | 'onsetAge'
  | 'onsetString'
  | 'encounter'
  | 'report'
  | 'recordedDate'

/**
 * When a fracture happened, as a window. `latest` is the latest day it can have happened; `earliest` is null where the
 * record gives no lower end: recordedDate and report dates can show that a fracture is old, never that it is recent.
 */
export interface Onset {
  readonly earliest: CalendarDate | null
  readonly latest: CalendarDate
  readonly basis: OnsetBasis
}

/** One Condition (or coded Observation) that speaks of a vertebral fracture. */
export interface FractureDiagnosis {
  readonly level: VertebralLevel | null
  readonly region: SpineRegion | null
  readonly cause: FractureCause
  readonly certainty: 'confirmed' | 'suspected' | 'refuted'
  /** `old` covers resolved and inactive entries, sequela and history codes: none of them starts a referral. */
  readonly status: 'current' | 'old'
  readonly onset: Onset | null
  readonly diagnosedOn: CalendarDate | null
  readonly evidence: Evidence
}

export type Modality = 'MR' | 'CT' | 'XR' | 'NM' | 'PT' | 'DXA' | 'RF' | 'unknown'

/** What one imaging study showed at one vertebra (`level: null` = about the whole part it covers). */
export interface ImagingFinding extends LevelFindings {
  readonly modality: Modality
  readonly region: SpineRegion | null
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

/** That a study of the spine was done; never what it showed. */
export interface SpineStudy {
  readonly modality: Modality
  readonly region: SpineRegion | null
  readonly date: CalendarDate | null
  readonly evidence: Evidence
  /** Its report was read: what it showed stands among the imaging findings, or it showed nothing. */
  readonly isSilent?: boolean
}

/** One fracture after merging everything the record says about it. */
export interface Fracture {
  readonly level: VertebralLevel | null
  readonly region: SpineRegion | null
  readonly cause: FractureCause
  readonly certainty: 'confirmed' | 'suspected'
  /** By the newest advanced imaging, else by what the record says; `unknown` where nothing tells. */
  readonly acuity: 'acute' | 'old' | 'unknown'
  readonly onset: Onset | null
  /** The first day the record names the fracture. */
  readonly diagnosedOn: CalendarDate | null
  /** An active Condition stands behind it (not imaging alone). */
  readonly diagnosed: boolean
  /** Newest first; of this vertebra only. */
  readonly imaging: readonly ImagingFinding[]
  /** Spine studies that cover it, findings read or not; newest first. */
  readonly studies: readonly SpineStudy[]
  readonly evidence: readonly Evidence[]
}

/** A dated 0-10 pain score; `at` is the moment in epoch milliseconds where the record gives a time of day. */
export interface PainScore {
  readonly score: number
  readonly date: CalendarDate
  readonly at: number | null
  readonly evidence: Evidence
}

export type BoneSite = 'lumbar-spine' | 'hip' | 'femoral-neck' | 'forearm' | 'heel' | 'unknown'

export interface BoneDensity {
  readonly site: BoneSite
  readonly tScore: number
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

/** A statement about function at a date; `value` is the Roland-Morris score (0-24) where it is one. */
export interface FunctionFact {
  readonly kind: 'roland-morris-24' | 'bed-confined' | 'not-ambulatory' | 'reduced-mobility'
  readonly value: number | null
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

export type CareKind = 'analgesic' | 'opioid' | 'brace' | 'physical-therapy' | 'bed-rest'

/** Non-surgical care that was started (or ordered) on a date. */
export interface NonSurgicalCare {
  readonly kind: CareKind
  readonly startedOn: CalendarDate | null
  readonly startedAt: number | null
  readonly evidence: Evidence
}

/** `observation` = in a bed of the hospital without being admitted: Medicare counts it as outside. */
export type Setting = 'inpatient' | 'observation' | 'emergency' | 'outpatient' | 'unknown'

/** Safety facts that a code or a coded value states about the patient, one kind per gate question. */
export type SafetyKind =
  | 'neurological-deficit'
  | 'neural-compression'
  | 'possible-neurological-deficit'
  | 'spinal-instability'
  | 'high-energy-trauma'
  | 'spinal-infection'
  | 'systemic-infection'
  | 'fever'
  | 'epidural-tumour'
  | 'malignancy'
  | 'pregnancy'
  | 'not-pregnant'
  | 'delivery'
  | 'coagulopathy'
  | 'anticoagulant'
  | 'cement-allergy'
  | 'contrast-allergy'
  | 'comfort-care'
  | 'spine-surgeon-consulted'

export interface SafetyFact {
  readonly kind: SafetyKind
  /** False where the record documents its absence ("neurological deficit: no"). */
  readonly present: boolean
  /** Provisional and differential entries are suspected. */
  readonly certainty: 'confirmed' | 'suspected'
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

export type LabKind = 'inr' | 'platelets' | 'crp' | 'esr' | 'wbc' | 'temperature'

/** INR: ratio. Platelets and WBC: x10^9/L. CRP: mg/L. ESR: mm/h. Temperature: Cel. */
export interface LabResult {
  readonly kind: LabKind
  readonly value: number
  /** Above the observation's own range or flagged high by the laboratory; null where it says neither. */
  readonly flaggedHigh: boolean | null
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

/** A vertebral augmentation (kyphoplasty or vertebroplasty) that was done. Empty `levels` = the record does not say where. */
export interface Augmentation {
  readonly levels: readonly VertebralLevel[]
  readonly region: SpineRegion | null
  readonly date: CalendarDate | null
  /** Known from an image that shows the cement, made some time after the augmentation. */
  readonly isOnImage: boolean
  readonly evidence: Evidence
}

/** An open order or referral that already does what a card would suggest, or a documented refusal. */
export interface PlannedCare {
  readonly kind:
    | 'augmentation-referral'
    | 'spine-referral'
    | 'spine-mri'
    | 'bone-density'
    | 'bone-health-referral'
    | 'declined'
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

/** The examiner's answer to "does the pain come from the fracture level?". */
export interface ExaminationFact {
  readonly painAtFractureLevel: boolean
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

export interface BoneHealthCare {
  readonly kind: 'anti-osteoporosis-drug' | 'bone-density-study' | 'bone-health-referral'
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}

export interface PatientFacts {
  readonly patient: {
    readonly reference: string
    /** The ends of what the record gives: the same day twice for a full birth date. */
    readonly bornEarliest: CalendarDate | null
    readonly bornLatest: CalendarDate | null
    readonly sex: 'female' | 'male' | 'unknown'
    readonly deceased: boolean
  }
  readonly fractures: readonly Fracture[]
  readonly imaging: readonly ImagingFinding[]
  readonly boneDensity: readonly BoneDensity[]
  readonly pain: readonly PainScore[]
  readonly function: readonly FunctionFact[]
  readonly nonSurgicalCare: readonly NonSurgicalCare[]
  readonly examinations: readonly ExaminationFact[]
  readonly setting: Setting
  readonly safety: readonly SafetyFact[]
  readonly labs: readonly LabResult[]
  readonly tumourStability: readonly TumourStability[]
  readonly augmentations: readonly Augmentation[]
  readonly plannedCare: readonly PlannedCare[]
  readonly boneHealthCare: readonly BoneHealthCare[]
  /**
   * Sources that could not be read, or not to their end. An empty list of facts from a source named here means "could
   * not look", never "there is none".
   */
  readonly couldNotLook: readonly Source[]
}

export type { LevelFindings, Sign, SinsComponent, TumourStability }
