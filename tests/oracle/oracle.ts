import { readFileSync } from 'node:fs'
import type { FractureStanding } from '../../src/clinical/current-fractures.ts'
import type { ImagingFinding, PatientFacts } from '../../src/clinical/facts.ts'

const MS_PER_DAY = 86_400_000
const MS_PER_HOUR = 3_600_000

/** The rules as a second reader wrote them; parts of one CQL library, in the order they build on each other. */
const PARTS = ['shared', 'gates', 'clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018']

export function cqlText(): string {
  return PARTS.map((part) => readFileSync(new URL(`./${part}.cql`, import.meta.url), 'utf8')).join('\n')
}

/** Where the patient stands before the policies begin: the same for engine and oracle. */
export interface OracleSubject {
  readonly facts: PatientFacts
  readonly standing: FractureStanding
  readonly current: readonly FractureStanding[]
  readonly assessedOn: string
}

export function parametersOf({ facts, standing, current, assessedOn }: OracleSubject): Record<string, unknown> {
  const ago = (date: string | null) => (date === null ? null : daysFrom(date, assessedOn))
  const { fracture } = standing
  return {
    Patient: {
      youngest: yearsFrom(facts.patient.bornLatest, assessedOn),
      oldest: yearsFrom(facts.patient.bornEarliest, assessedOn),
      sex: facts.patient.sex,
      setting: facts.setting,
    },
    Fracture: {
      level: fracture.level,
      cause: fracture.cause,
      certainty: fracture.certainty,
      acuity: fracture.acuity,
      diagnosedAgo: ago(fracture.diagnosedOn),
      onsetFirst: ago(fracture.onset?.earliest ?? null),
      onsetLast: ago(fracture.onset?.latest ?? null),
      status: standing.status,
    },
    Current: current.map(({ fracture: { cause, onset } }) => ({
      cause,
      onsetFirst: ago(onset?.earliest ?? null),
      onsetLast: ago(onset?.latest ?? null),
    })),
    Imaging: fracture.imaging.map((finding) => imagingTuple(finding, ago)),
    Studies: fracture.studies.map(({ modality, date, isSilent = false }) => ({
      modality,
      ago: ago(date),
      silent: isSilent,
    })),
    Signs: current.flatMap((each) => each.fracture.imaging).map((finding) => signsTuple(finding, ago)),
    Infections: facts.imaging.map(({ date, infection }) => ({ ago: ago(date), infection })),
    Pain: facts.pain.map(({ score, date, at }) => ({ score, ago: ago(date), moment: hoursOf(at) })),
    Function: facts.function.map(({ kind, value, date }) => ({ kind, value, ago: ago(date) })),
    Treatment: facts.nonSurgicalCare.map((care) => ({ ago: ago(care.startedOn), moment: hoursOf(care.startedAt) })),
    Examinations: facts.examinations.map((each) => ({ confirms: each.painAtFractureLevel, ago: ago(each.date) })),
    Safety: facts.safety.map(({ kind, present, certainty, date }) => ({ kind, present, certainty, ago: ago(date) })),
    Labs: facts.labs.map(({ kind, value, flaggedHigh, date }) => ({ kind, value, high: flaggedHigh, ago: ago(date) })),
    Scores: facts.tumourStability.map(({ date, ...score }) => ({ ...totalOf(score), ago: ago(date) })),
    CouldNotLook: facts.couldNotLook,
  }
}

type Ago = (date: string | null) => number | null

function imagingTuple(finding: ImagingFinding, ago: Ago) {
  const [heightLow, heightHigh] = endsOf(finding.heightLossPercent)
  const [earlierLow, earlierHigh] = endsOf(finding.earlierHeightLossPercent)
  return {
    modality: finding.modality,
    ago: ago(finding.date),
    fracture: finding.fracture,
    acuity: finding.acuity,
    edema: finding.marrowEdema,
    heightLow,
    heightHigh,
    earlierLow,
    earlierHigh,
    progressed: finding.heightLossProgressed,
    kyphosis: finding.kyphoticDeformity,
    malignant: finding.malignantPattern,
  }
}

function signsTuple(finding: ImagingFinding, ago: Ago) {
  return {
    ago: ago(finding.date),
    retropulsion: finding.retropulsion,
    canal: finding.canalCompromise,
    compression: finding.neuralCompression,
    instability: finding.instability,
    epidural: finding.epiduralTumour,
  }
}

function endsOf(percent: ImagingFinding['heightLossPercent']): readonly [number | null, number | null] {
  if (percent === null) return [null, null]
  return typeof percent === 'number' ? [percent, percent] : percent
}

/** Entered as a total or by all six components; anything between is no score that the sources speak about. */
function totalOf({ total, points }: Pick<PatientFacts['tumourStability'][number], 'total' | 'points'>) {
  const sum = Object.values(points).reduce((each, more) => each + more, 0)
  return { low: total?.[0] ?? sum, high: total?.[1] ?? sum }
}

function hoursOf(at: number | null): number | null {
  return at === null ? null : at / MS_PER_HOUR
}

function daysFrom(date: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${date}T00:00:00Z`)) / MS_PER_DAY)
}

function yearsFrom(birth: string | null, to: string): number | null {
  if (birth === null) return null
  const hadBirthday = to.slice(5) >= birth.slice(5)
  return Number(to.slice(0, 4)) - Number(birth.slice(0, 4)) - (hadBirthday ? 0 : 1)
}
