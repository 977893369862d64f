import type { Evidence } from '../../src/clinical/evidence.ts'
import type {
  Augmentation,
  BoneDensity,
  BoneHealthCare,
  ExaminationFact,
  Fracture,
  FractureDiagnosis,
  FunctionFact,
  ImagingFinding,
  LabResult,
  NonSurgicalCare,
  Onset,
  PainScore,
  PatientFacts,
  SafetyFact,
  SpineStudy,
  TumourStability,
} from '../../src/clinical/facts.ts'
import { mergeFractures } from '../../src/clinical/merge-fractures.ts'

/** The day every test assesses on unless it says otherwise. */
export const ASSESSED_ON = '2026-11-22'

const MS_PER_DAY = 86_400_000

/** The date so many days before the assessment, counted here and not by the code under test. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(`${ASSESSED_ON}T00:00:00Z`) - days * MS_PER_DAY).toISOString().slice(0, 10)
}

export function evidence(reference: string, date: string | null = null): Evidence {
  return { reference, date, basis: 'coded' }
}

/** References are made of what they stand for, so that equal facts are equal whatever their order. */
function named(type: string, ...parts: readonly unknown[]): string {
  return `${type}/${parts.map((part) => part ?? 'none').join('-')}`
}

export function statedOnset(day: string): Onset {
  return { earliest: day, latest: day, basis: 'onsetDateTime' }
}

export function atTheLatest(day: string, basis: Onset['basis'] = 'recordedDate'): Onset {
  return { earliest: null, latest: day, basis }
}

/** An active, confirmed diagnosis of an osteoporotic fracture of T12 that began on 20 October 2026. */
export function diagnosis(change: Partial<FractureDiagnosis> = {}): FractureDiagnosis {
  const diagnosed: FractureDiagnosis = {
    level: 'T12',
    region: null,
    cause: 'osteoporotic',
    certainty: 'confirmed',
    status: 'current',
    onset: statedOnset('2026-10-20'),
    diagnosedOn: '2026-10-21',
    evidence: evidence(''),
    ...change,
  }
  const { level, region, cause, certainty, status, onset, diagnosedOn } = diagnosed
  const reference = named('Condition', level, region, cause, certainty, status, onset?.latest, diagnosedOn)
  return { ...diagnosed, evidence: change.evidence ?? evidence(reference, diagnosedOn) }
}

/** What an imaging report says about one vertebra; by default an MRI of T12 with an acute fracture and edema. */
export function mri(change: Partial<ImagingFinding> = {}): ImagingFinding {
  const finding: ImagingFinding = {
    level: 'T12',
    region: null,
    modality: 'MR',
    date: '2026-11-19',
    fracture: 'present',
    acuity: 'acute',
    marrowEdema: 'yes',
    heightLossPercent: null,
    earlierHeightLossPercent: null,
    heightLossProgressed: 'unknown',
    kyphoticDeformity: 'unknown',
    retropulsion: 'unknown',
    canalCompromise: 'unknown',
    neuralCompression: 'unknown',
    instability: 'unknown',
    malignantPattern: 'unknown',
    epiduralTumour: 'unknown',
    lesion: 'unknown',
    posterolateral: 'unknown',
    infection: 'unknown',
    augmented: 'unknown',
    evidence: evidence(''),
    ...change,
  }
  const { modality, level, region, date, fracture, acuity } = finding
  const reference = named('DiagnosticReport', modality, level, region, date, fracture, acuity)
  return { ...finding, evidence: change.evidence ?? { ...evidence(reference, date), basis: 'text' } }
}

/** A radiograph of T12 with a fracture whose age it does not tell. */
export function radiograph(change: Partial<ImagingFinding> = {}): ImagingFinding {
  return mri({ modality: 'XR', date: '2026-10-21', acuity: 'unknown', marrowEdema: 'unknown', ...change })
}

/** "No fracture" on MRI of the thoracic and lumbar spine. */
export function noFractureOnMri(date: string | null, change: Partial<ImagingFinding> = {}): ImagingFinding {
  const none = { fracture: 'absent', acuity: 'unknown', marrowEdema: 'unknown' } as const
  return mri({ level: null, region: 'thoracolumbar', date, ...none, ...change })
}

/** "No acute fracture" on MRI of the thoracic and lumbar spine: there may be an old one. */
export function noAcuteFractureOnMri(date: string | null, change: Partial<ImagingFinding> = {}): ImagingFinding {
  return noFractureOnMri(date, { fracture: 'uncertain', acuity: 'old', ...change })
}

export function study(change: Partial<SpineStudy> = {}): SpineStudy {
  const made: SpineStudy = { modality: 'XR', region: 'thoracic', date: '2026-10-21', evidence: evidence(''), ...change }
  const reference = named('ImagingStudy', made.modality, made.region, made.date)
  return { ...made, evidence: change.evidence ?? evidence(reference, made.date) }
}

/** One merged, current fracture of T12, diagnosed and shown by MRI with edema. */
export function fracture(change: Partial<Fracture> = {}): Fracture {
  return {
    level: 'T12',
    region: null,
    cause: 'osteoporotic',
    certainty: 'confirmed',
    acuity: 'acute',
    onset: statedOnset('2026-10-20'),
    diagnosedOn: '2026-10-21',
    diagnosed: true,
    imaging: [mri()],
    studies: [],
    evidence: [evidence('Condition/9', '2026-10-20')],
    ...change,
  }
}

export function moment(dateTime: string): number {
  return Date.parse(dateTime)
}

export function painScore(score: number, date: string, dateTime?: string): PainScore {
  const at = dateTime === undefined ? null : moment(dateTime)
  return { score, date, at, evidence: evidence(named('Observation', 'pain', score, date, at), date) }
}

export function care(kind: NonSurgicalCare['kind'], startedOn: string | null, dateTime?: string): NonSurgicalCare {
  const startedAt = dateTime === undefined ? null : moment(dateTime)
  const reference = named('MedicationRequest', kind, startedOn, startedAt)
  return { kind, startedOn, startedAt, evidence: evidence(reference, startedOn) }
}

export function rolandMorris(value: number | null, date: string | null): FunctionFact {
  const reference = named('Observation', 'roland-morris', value, date)
  return { kind: 'roland-morris-24', value, date, evidence: evidence(reference, date) }
}

export function mobility(kind: Exclude<FunctionFact['kind'], 'roland-morris-24'>, date: string | null): FunctionFact {
  return { kind, value: null, date, evidence: evidence(named('Condition', kind, date), date) }
}

export function safety(
  kind: SafetyFact['kind'],
  date: string | null,
  change: Partial<Pick<SafetyFact, 'present' | 'certainty'>> = {},
): SafetyFact {
  const { present, certainty }: Pick<SafetyFact, 'present' | 'certainty'> = {
    present: true,
    certainty: 'confirmed',
    ...change,
  }
  const reference = named('Condition', kind, date, present ? 'present' : 'absent', certainty)
  return { kind, present, certainty, date, evidence: evidence(reference, date) }
}

export function lab(
  kind: LabResult['kind'],
  value: number,
  date: string | null,
  flaggedHigh: boolean | null = null,
): LabResult {
  return { kind, value, flaggedHigh, date, evidence: evidence(named('Observation', kind, value, date), date) }
}

/** A stability score that a person entered: one total, the two ends of a range, or (with null) components alone. */
export function sins(
  total: number | readonly [low: number, high: number] | null,
  date: string | null,
  change: Partial<Pick<TumourStability, 'level' | 'points'>> = {},
): TumourStability {
  const { level = null, points = {} } = change
  const reference = named(
    'Observation',
    'sins',
    level,
    String(total).replace(',', '-'),
    ...Object.entries(points).flat(),
    date,
  )
  return {
    level,
    total: typeof total === 'number' ? [total, total] : total,
    points,
    date,
    evidence: { ...evidence(reference, date), basis: 'entered' },
  }
}

export function augmentation(
  levels: Augmentation['levels'],
  date: string | null,
  region: Augmentation['region'] = null,
): Augmentation {
  return {
    levels,
    region,
    date,
    isOnImage: false,
    evidence: evidence(named('Procedure', ...levels, region, date), date),
  }
}

export function examination(painAtFractureLevel: boolean, date: string | null): ExaminationFact {
  return { painAtFractureLevel, date, evidence: evidence(named('Observation', painAtFractureLevel, date), date) }
}

export function boneDensity(site: BoneDensity['site'], tScore: number, date: string | null): BoneDensity {
  return { site, tScore, date, evidence: evidence(named('Observation', site, tScore, date), date) }
}

export function boneHealth(kind: BoneHealthCare['kind'], date: string | null): BoneHealthCare {
  return { kind, date, evidence: evidence(named('MedicationRequest', kind, date), date) }
}

/** A woman of 76 with a fresh fracture of T12 on MRI, pain 8/10 and an opioid for four weeks: nothing stands against a referral. */
export function facts(change: Partial<PatientFacts> = {}): PatientFacts {
  return {
    patient: {
      reference: 'Patient/123',
      bornEarliest: '1950-05-05',
      bornLatest: '1950-05-05',
      sex: 'female',
      deceased: false,
    },
    fractures: [fracture()],
    imaging: [mri()],
    boneDensity: [],
    pain: [painScore(8, '2026-11-20')],
    function: [],
    nonSurgicalCare: [care('opioid', '2026-10-25')],
    examinations: [],
    setting: 'outpatient',
    safety: [],
    labs: [],
    tumourStability: [],
    augmentations: [],
    plannedCare: [],
    boneHealthCare: [],
    couldNotLook: [],
    ...change,
  }
}

export function patient(change: Partial<PatientFacts['patient']>): PatientFacts['patient'] {
  return { ...facts().patient, ...change }
}

export interface SpineRecord {
  readonly diagnoses?: readonly FractureDiagnosis[]
  readonly imaging?: readonly ImagingFinding[]
  readonly studies?: readonly SpineStudy[]
}

/** The same patient with fractures merged from what is given here. */
export function factsOfRecord(record: SpineRecord, change: Partial<PatientFacts> = {}): PatientFacts {
  const { diagnoses = [], imaging = [], studies = [] } = record
  return facts({ fractures: mergeFractures({ diagnoses, imaging, studies }), imaging, ...change })
}
