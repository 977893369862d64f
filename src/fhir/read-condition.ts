import type { CalendarDate } from '../clinical/calendar.ts'
import type { Evidence } from '../clinical/evidence.ts'
import type { FractureDiagnosis, FunctionFact, PlannedCare, SafetyFact, SafetyKind } from '../clinical/facts.ts'
import type { ConditionEntry } from './condition-entry.ts'
import { fracturesIn } from './condition-fractures.ts'
import { safetyKindsOf } from './condition-words.ts'
import { fieldOf, statusCodesOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { type Birth, readOnset } from './onset.ts'
import { augmentationBasis, isAugmentation } from './read-procedure.ts'
import { dayOf, readDate } from './record-date.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

export interface ConditionFacts {
  readonly fractures: readonly FractureDiagnosis[]
  readonly safety: readonly SafetyFact[]
  readonly function: readonly FunctionFact[]
  readonly declined?: PlannedCare
  /** The bone breaks easily for a reason that stands in the record by itself. */
  readonly osteogenesisImperfecta?: Evidence
}

const NOTHING: ConditionFacts = { fractures: [], safety: [], function: [] }

/** Problem-list entries and encounter diagnoses, coded or in words. Entered-in-error is not read at all. */
export function readCondition(
  resource: unknown,
  birth: Birth,
  encounterEnd: CalendarDate | null = null,
): ConditionFacts {
  const certainty = certaintyOf(resource)
  if (certainty === undefined) return NOTHING
  const concept = fieldOf(resource, 'code')
  const meanings = meaningsOf(concept)
  const recorded = readDate(fieldOf(resource, 'recordedDate'))
  const recordedOn = dayOf(recorded)
  const onset = readOnset(resource, { encounter: encounterEnd, recordedDate: recorded?.latest ?? null }, birth)
  const words = wordsOf(concept)
  const isOld = isOver(resource)
  const entry: ConditionEntry = { resource, concept, words, meanings, certainty, onset, recordedOn, isOld }
  return {
    fractures: fracturesIn(entry),
    safety: safetyIn(entry),
    function: functionIn(entry),
    ...refusalIn(entry),
    ...brittleBonesIn(entry),
  }
}

function certaintyOf(resource: unknown): FractureDiagnosis['certainty'] | undefined {
  const status = statusCodesOf(resource, 'verificationStatus')
  if (status.includes('entered-in-error')) return undefined
  if (status.includes('refuted')) return 'refuted'
  return status.some((code) => code === 'provisional' || code === 'differential' || code === 'unconfirmed')
    ? 'suspected'
    : 'confirmed'
}

/** Encounter diagnoses often carry no clinicalStatus: that is dated evidence, not an end. */
function isOver(resource: unknown): boolean {
  const status = statusCodesOf(resource, 'clinicalStatus')
  if (status.some((code) => code === 'inactive' || code === 'remission' || code === 'resolved')) return true
  return (
    fieldOf(resource, 'abatementBoolean') === true || ABATEMENTS.some((name) => fieldOf(resource, name) !== undefined)
  )
}

const ABATEMENTS = [
  'abatementDateTime',
  'abatementAge',
  'abatementPeriod',
  'abatementRange',
  'abatementString',
] as const

const SAFETY_GROUPS: ReadonlyMap<CodeGroup, SafetyKind> = new Map<CodeGroup, SafetyKind>([
  ['neuro.cord_or_cauda', 'neurological-deficit'],
  ['neuro.fracture_with_cord_injury', 'neurological-deficit'],
  ['neuro.myelopathy', 'neurological-deficit'],
  ['neuro.cord_compression', 'neural-compression'],
  ['neuro.root_injury', 'neurological-deficit'],
  ['neuro.myelopathy_spondylotic', 'possible-neurological-deficit'],
  ['neuro.sphincter_symptom', 'possible-neurological-deficit'],
  ['radiculopathy', 'possible-neurological-deficit'],
  ['instability.spine', 'spinal-instability'],
  ['instability.dislocation', 'spinal-instability'],
  ['vcf.traumatic_unstable', 'spinal-instability'],
  ['trauma.high_energy', 'high-energy-trauma'],
  ['infection.spinal', 'spinal-infection'],
  ['infection.systemic', 'systemic-infection'],
  ['infection.fever', 'fever'],
  ['neoplasm.bone_secondary', 'malignancy'],
  ['neoplasm.plasma_cell', 'malignancy'],
  ['neoplasm.vertebra_primary', 'malignancy'],
  ['neoplasm.malignant', 'malignancy'],
  ['pregnancy', 'pregnancy'],
  ['pregnancy.negative', 'not-pregnant'],
  ['pregnancy.delivery', 'delivery'],
  ['pregnancy.postpartum', 'delivery'],
  ['pregnancy.ended', 'delivery'],
  ['med_status.anticoagulant_longterm', 'anticoagulant'],
  ['palliative', 'comfort-care'],
  ['coagulopathy_or_thrombocytopenia', 'coagulopathy'],
  ['allergy.radiographic_dye', 'contrast-allergy'],
])

/** What is resolved or refuted stands against nothing; a suspicion does, until it is cleared. */
function safetyIn(entry: ConditionEntry): readonly SafetyFact[] {
  if (entry.isOld || entry.certainty === 'refuted') return []
  const coded = entry.meanings.flatMap(({ groups }) => [...groups].flatMap((group) => SAFETY_GROUPS.get(group) ?? []))
  const worded = coded.length === 0 ? safetyKindsOf(entry.words) : []
  const date = entry.onset?.earliest ?? entry.recordedOn ?? entry.onset?.latest ?? null
  const certainty = entry.certainty
  const basis = coded.length > 0 ? 'coded' : 'text'
  return [...new Set([...coded, ...worded])].map((kind) => ({
    kind,
    present: true,
    certainty,
    date,
    evidence: evidenceOf(entry.resource, date, basis),
  }))
}

function functionIn({
  meanings,
  isOld,
  certainty,
  resource,
  onset,
  recordedOn,
}: ConditionEntry): readonly FunctionFact[] {
  if (isOld || certainty !== 'confirmed') return []
  const date = onset?.earliest ?? recordedOn
  const evidence = evidenceOf(resource, date)
  return meanings.flatMap(({ groups }): FunctionFact[] => {
    if (groups.has('function.bed_confinement')) return [{ kind: 'bed-confined', value: null, date, evidence }]
    if (groups.has('function.not_ambulatory')) return [{ kind: 'not-ambulatory', value: null, date, evidence }]
    return groups.has('function.reduced_mobility') ? [{ kind: 'reduced-mobility', value: null, date, evidence }] : []
  })
}

/** A refusal of what a card would suggest. The code says that something was declined, a code beside it or the words what. */
function refusalIn({ meanings, words, isOld, certainty, resource, onset, recordedOn }: ConditionEntry): {
  readonly declined?: PlannedCare
} {
  const groups = new Set(meanings.flatMap((meaning) => [...meaning.groups]))
  if (isOld || certainty !== 'confirmed' || !groups.has('care.declined')) return {}
  if (!isAugmentation(groups, words)) return {}
  const date = onset?.earliest ?? recordedOn
  return { declined: { kind: 'declined', date, evidence: evidenceOf(resource, date, augmentationBasis(groups)) } }
}

function brittleBonesIn({ meanings, words, isOld, certainty, resource, onset, recordedOn }: ConditionEntry): {
  readonly osteogenesisImperfecta?: Evidence
} {
  if (isOld || certainty !== 'confirmed') return {}
  const isCoded = meanings.some(({ groups }) => groups.has('osteogenesis_imperfecta'))
  if (!isCoded && !/^osteogenesis imperfecta\b/i.test(words)) return {}
  const date = onset?.latest ?? recordedOn
  return { osteogenesisImperfecta: evidenceOf(resource, date, isCoded ? 'coded' : 'text') }
}
