import { addDays } from '../../../src/clinical/calendar.ts'
import type { Fracture, ImagingFinding, LabResult, PatientFacts, SafetyKind } from '../../../src/clinical/facts.ts'
import { ASSESSED_ON } from './days.ts'
import type { Fields } from './resource.ts'

/** Which rows a removal may open, and which unknown criteria it may settle, because of what was removed. */
export interface Allowed {
  readonly rows: readonly string[]
  readonly criteria: readonly string[]
}

const EVERY_ROW = ['overall', 'clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018']
const NOTHING: Allowed = { rows: [], criteria: [] }
const DANGER: Allowed = { rows: EVERY_ROW, criteria: [] }

/** What a record may conclude more freely once a resource is gone, for what that resource said against it. */
export function allowedFor(gone: Fields, alone: PatientFacts, whole: PatientFacts): Allowed {
  const reasons = [
    ofDanger(alone),
    ofPain(alone, whole),
    ofFunction(alone),
    ofExamination(alone),
    ofSetting(alone),
    ofAugmentation(alone),
    ofImaging(alone),
    ofComparison(alone, whole),
    ofDiagnosis(alone, whole),
    ofOldOnset(gone, whole),
  ]
  return { rows: reasons.flatMap(({ rows }) => rows), criteria: reasons.flatMap(({ criteria }) => criteria) }
}

/** Known malignancy and an anticoagulant hold nothing back; a consultation or a negative test opens rather than closes. */
const NO_DANGER: ReadonlySet<SafetyKind> = new Set<SafetyKind>([
  'malignancy',
  'anticoagulant',
  'coagulopathy',
  'not-pregnant',
  'spine-surgeon-consulted',
])

/** The figures of design section 6, and the normal ranges that stand in for a laboratory's own. */
const RAISED: Readonly<Record<LabResult['kind'], (value: number) => boolean>> = {
  inr: (value) => value > 1.8,
  platelets: (value) => value < 50,
  crp: (value) => value > 10,
  esr: (value) => value > 40,
  wbc: (value) => value > 12,
  temperature: (value) => value >= 38,
}
const SINS_POTENTIALLY_UNSTABLE = 7

function ofDanger({ safety, labs, tumourStability }: PatientFacts): Allowed {
  const isDangerous =
    safety.some(({ present, kind }) => present && !NO_DANGER.has(kind)) ||
    labs.some(({ kind, value, flaggedHigh }) => flaggedHigh === true || RAISED[kind](value)) ||
    tumourStability.some(
      ({ total, points }) => total === null || total[1] >= SINS_POTENTIALLY_UNSTABLE || Object.keys(points).length > 0,
    )
  return isDangerous ? DANGER : NOTHING
}

/** Below 8 on the newest day: an older, higher score takes its place. Two days compare: one of them alone tells no trend. */
function ofPain({ pain }: PatientFacts, whole: PatientFacts): Allowed {
  const [gone] = pain
  if (gone === undefined) return NOTHING
  const days = new Set(whole.pain.map(({ date }) => date))
  const isNewest = whole.pain.every(({ date }) => date <= gone.date)
  const trend = days.size > 1 ? ['medicare-lcd', 'rand-2018', 'acr-2018'] : []
  if (!isNewest || gone.score >= 8) return { rows: trend, criteria: [] }
  return { rows: EVERY_ROW, criteria: days.size > 1 ? ['clinic/severe-pain', 'nice-ta279/severe-ongoing-pain'] : [] }
}

/** A questionnaire that says "not severe", where an older one may say otherwise. */
function ofFunction({ function: found }: PatientFacts): Allowed {
  return found.some(({ value }) => value !== null && value <= 17)
    ? {
        rows: ['medicare-lcd', 'rand-2018'],
        criteria: ['clinic/cannot-move-freely', 'rand-2018/severe-functional-impact'],
      }
    : NOTHING
}

function ofExamination({ examinations }: PatientFacts): Allowed {
  return examinations.some(({ painAtFractureLevel }) => !painAtFractureLevel) ? DANGER : NOTHING
}

/** Medicare alone asks where the patient is: outside, he is not hospitalised; inside, he is not "non-hospitalised". */
function ofSetting({ setting }: PatientFacts): Allowed {
  return setting === 'unknown' ? NOTHING : { rows: ['medicare-lcd'], criteria: ['medicare-lcd/non-hospitalised-pain'] }
}

/** What was augmented is settled, or imaged before anything else counts. */
function ofAugmentation({ augmentations }: PatientFacts): Allowed {
  return augmentations.length > 0 ? { rows: EVERY_ROW, criteria: FRACTURE_SHOWN } : NOTHING
}
const FRACTURE_SHOWN = EVERY_ROW.slice(1).map((policy) => `${policy}/fracture-shown`)

function ofImaging({ imaging }: PatientFacts): Allowed {
  const rows = imaging.some(statesAgainst) ? EVERY_ROW : []
  const criteria = imaging.flatMap((finding) => [
    ...(saysOld(finding) ? ['clinic/time-since-fracture'] : []),
    ...(finding.malignantPattern === 'yes' ? ['clinic/tumour-imaged-first', 'acr-2018/not-pathological'] : []),
    ...(hasSmallLoss(finding)
      ? ['medicare-lcd/height-loss-over-25-percent', 'rand-2018/height-loss-over-25-percent']
      : []),
  ])
  // It shows that the fracture is at least as old.
  const isOld = imaging.some(({ fracture, date }) => fracture === 'present' && date !== null && date < TWELVE_WEEKS_AGO)
  return { rows: [...rows, ...(isOld ? ['medicare-lcd'] : [])], criteria }
}

/** Two figures compare: a later one that is no higher says "no progression", and one of them alone says nothing. */
function ofComparison({ imaging }: PatientFacts, whole: PatientFacts): Allowed {
  const hasFigure = ({ heightLossPercent }: ImagingFinding) => heightLossPercent !== null
  const isOneOfTwo = imaging.some(hasFigure) && whole.imaging.filter(hasFigure).length > 1
  return isOneOfTwo ? { rows: ['medicare-lcd', 'rand-2018'], criteria: [] } : NOTHING
}

const DANGEROUS_SIGNS = [
  'retropulsion',
  'canalCompromise',
  'neuralCompression',
  'instability',
  'malignantPattern',
  'epiduralTumour',
  'infection',
  'augmented',
] as const

function statesAgainst(finding: ImagingFinding): boolean {
  return (
    finding.fracture === 'absent' ||
    saysOld(finding) ||
    hasSmallLoss(finding) ||
    finding.heightLossProgressed === 'no' ||
    finding.kyphoticDeformity === 'no' ||
    DANGEROUS_SIGNS.some((sign) => finding[sign] === 'yes')
  )
}

function saysOld({ acuity, marrowEdema }: ImagingFinding): boolean {
  return acuity === 'old' || marrowEdema === 'no'
}

function hasSmallLoss({ heightLossPercent }: ImagingFinding): boolean {
  const figures = typeof heightLossPercent === 'number' ? [heightLossPercent] : (heightLossPercent ?? [])
  return figures.some((figure) => figure <= 25)
}

const TWELVE_WEEKS_AGO = addDays(ASSESSED_ON, -84)

function ofDiagnosis({ fractures }: PatientFacts, whole: PatientFacts): Allowed {
  const diagnosed = fractures.filter(({ evidence }) =>
    evidence.some(({ reference }) => reference.startsWith('Condition/')),
  )
  return {
    rows: [...diagnosed.flatMap(rowsOfCause), ...rowsOfOnset(diagnosed, whole)],
    criteria: diagnosed.flatMap(({ cause }) => CRITERIA_OF_CAUSE.get(cause) ?? []),
  }
}

const CRITERIA_OF_CAUSE: ReadonlyMap<Fracture['cause'], readonly string[]> = new Map([
  ['neoplastic', ['clinic/tumour-imaged-first', 'acr-2018/not-pathological']],
  ['other-pathologic', ['clinic/tumour-imaged-first', 'acr-2018/not-pathological']],
  ['traumatic', ['acr-2018/not-pathological']],
])

/** A documented cause takes the fracture out of a policy's scope, or to the oncologists. */
function rowsOfCause({ cause }: Fracture): readonly string[] {
  if (cause === 'osteoporotic' || cause === 'not-documented') return []
  return cause === 'traumatic' ? ['medicare-lcd', 'nice-ta279', 'acr-2018'] : EVERY_ROW
}

/** A nerve symptom is measured against the stated onset: without it nobody knows that it is new. */
function rowsOfOnset(diagnosed: readonly Fracture[], { safety }: PatientFacts): readonly string[] {
  const isMeasured = safety.some(({ kind }) => kind === 'possible-neurological-deficit')
  return isMeasured && diagnosed.some(({ onset }) => onset !== null) ? EVERY_ROW : []
}

/** What dates a fracture more than 12 weeks back closes Medicare's row. */
function ofOldOnset(gone: Fields, { fractures }: PatientFacts): Allowed {
  const mayDate = gone.resourceType === 'Condition' || gone.resourceType === 'Encounter'
  const isOld = fractures.some(({ onset }) => onset !== null && onset.latest < TWELVE_WEEKS_AGO)
  return mayDate && isOld ? { rows: ['medicare-lcd'], criteria: [] } : NOTHING
}
