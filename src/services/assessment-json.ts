import type { Assessment, PolicyRow } from '../clinical/assessment.ts'
import type { AssessedCompanion } from '../clinical/companions.ts'
import { type CoverageItem, coverageOf } from '../clinical/coverage.ts'
import type { AssessedCriterion } from '../clinical/criterion.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { Evidence } from '../clinical/evidence.ts'
import type { FunctionFact, ImagingFinding, NonSurgicalCare } from '../clinical/facts.ts'
import type { Finding } from '../clinical/finding.ts'
import { newestOfEachKind } from '../clinical/functional-impact.ts'
import type { AssessedGate } from '../clinical/gates/index.ts'

/** The assessment as `POST /assessments` answers it: plain JSON, stable names, nothing from the record but codes' meanings. */
export function toAssessmentJson(assessment: Assessment) {
  const { ruleVersion, assessedOn, policy, outcome, because, current, notCurrent, gates, policies, companions, facts } =
    assessment
  return {
    ruleVersion,
    assessedOn,
    patient: facts.patient.reference,
    policy,
    outcome,
    because,
    fractures: current.map(toFractureJson),
    otherFractures: notCurrent.map(toFractureJson),
    gates: gates.map(toGateJson),
    policies: Object.fromEntries([...policies].map(([id, row]) => [id, toRowJson(row)])),
    facts: {
      pain: facts.pain,
      boneDensity: facts.boneDensity,
      imaging: facts.imaging.filter(({ fracture }) => fracture !== 'not-stated').map(toImagingJson),
      function: toFunctionJson(facts.function),
      nonSurgicalCare: facts.nonSurgicalCare.map(toCareJson),
      examinations: facts.examinations,
      safety: facts.safety,
      setting: facts.setting,
      labs: facts.labs,
      tumourStability: facts.tumourStability,
      augmentations: facts.augmentations,
      plannedCare: facts.plannedCare,
      boneHealthCare: facts.boneHealthCare,
    },
    companions: companions.map(toCriterionJson),
    coverage: toCoverageJson(assessment),
    couldNotLook: facts.couldNotLook,
  }
}

export type AssessmentJson = ReturnType<typeof toAssessmentJson>

function toFractureJson({ fracture, status, because }: FractureStanding) {
  const { level, region, cause, certainty, acuity, onset, diagnosedOn, evidence } = fracture
  return {
    level,
    region,
    cause,
    certainty,
    acuity,
    status,
    because,
    onset: onset?.latest ?? null,
    onsetEarliest: onset?.earliest ?? null,
    onsetBasis: onset?.basis ?? 'unknown',
    diagnosedOn,
    evidence,
  }
}

function toGateJson({
  id,
  statement,
  action,
  finding,
  because,
  evidence,
  missing,
  couldNotLook,
  citation,
}: AssessedGate) {
  return { id, statement, action, finding, because, evidence, missing: missing?.text ?? null, couldNotLook, citation }
}

/** One policy's answer about its most actionable fracture, and what it comes to for the others. */
function toRowJson({ outcome, first, others }: PolicyRow) {
  return {
    outcome,
    level: first?.standing.fracture.level ?? null,
    criteria: (first?.criteria ?? []).map(toCriterionJson),
    restsOn: first?.restsOn ?? [],
    waitsFor: first?.waitsFor ?? [],
    gate: first?.gate?.id ?? null,
    otherFractures: others.map((row) => ({ level: row.standing.fracture.level, outcome: row.outcome })),
  }
}

/** The payer policy's items as the record documents them; null without a current fracture. */
function toCoverageJson(assessment: Assessment) {
  const coverage = coverageOf(assessment, PAYER_POLICY)
  return (
    coverage && {
      ...coverage,
      requirements: coverage.requirements.map(toItemJson),
      exclusions: coverage.exclusions.map(toItemJson),
      followUp: coverage.followUp.map(toItemJson),
    }
  )
}

const PAYER_POLICY = 'medicare-lcd'

function toItemJson({ id, statement, status, because, evidence, ask, decides }: CoverageItem) {
  return { id, statement, status, decides, because, evidence, ask }
}

interface CriterionJson {
  readonly id: string
  readonly statement: string
  readonly finding: Finding
  readonly because: string
  readonly evidence: readonly Evidence[]
  readonly missing: string | null
  readonly citation: string
}

function toCriterionJson({
  id,
  statement,
  finding,
  because,
  evidence,
  missing,
  citation,
}: AssessedCriterion | AssessedCompanion): CriterionJson {
  return { id, statement, finding, because, evidence, missing: missing?.text ?? null, citation }
}

function toImagingJson(finding: ImagingFinding) {
  const { level, modality, region, date, evidence, ...signs } = finding
  return { level, modality, region, date, ...signs, evidence }
}

/** Each kind of function once: the statement of it that counts. */
function toFunctionJson(facts: readonly FunctionFact[]) {
  return Object.fromEntries(
    newestOfEachKind(facts).map(({ kind, value, date, evidence }) => [kind, { value, date, evidence }]),
  )
}

function toCareJson({ kind, startedOn, evidence }: NonSurgicalCare) {
  return { kind, startedOn, evidence }
}
