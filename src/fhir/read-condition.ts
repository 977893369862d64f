import type { CalendarDate } from '../clinical/calendar.ts'
import type {
  FractureCause,
  FractureDiagnosis,
  FunctionFact,
  Onset,
  PlannedCare,
  SafetyFact,
  SafetyKind,
} from '../clinical/facts.ts'
import type { SpineRegion, VertebralLevel } from '../clinical/level.ts'
import { readReport } from '../report-text/read-report.ts'
import type { LevelFindings } from '../report-text/report-findings.ts'
import { safetyKindsOf } from './condition-words.ts'
import { fieldOf, statusCodesOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { type CodedFracture, fractureInCodes } from './fracture-codes.ts'
import { type Birth, readOnset } from './onset.ts'
import { isAugmentation } from './read-procedure.ts'
import { dayOf, readDate } from './record-date.ts'
import { siteOf } from './site.ts'
import { type CodeGroup, type CodeMeaning, meaningsOf } from './value-sets/index.ts'

export interface ConditionFacts {
  readonly fractures: readonly FractureDiagnosis[]
  readonly safety: readonly SafetyFact[]
  readonly function: readonly FunctionFact[]
  readonly declined?: PlannedCare
}

type Certainty = FractureDiagnosis['certainty']

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
  const recordedOn = dayOf(fieldOf(resource, 'recordedDate'))
  const onset = readOnset(resource, { encounter: encounterEnd, recordedDate: recorded?.latest ?? null }, birth)
  const entry: Entry = { resource, concept, meanings, certainty, onset, recordedOn, isOld: isOver(resource) }
  return { fractures: fracturesIn(entry), safety: safetyIn(entry), function: functionIn(entry), ...refusalIn(entry) }
}

interface Entry {
  readonly resource: unknown
  readonly concept: unknown
  readonly meanings: readonly CodeMeaning[]
  readonly certainty: Certainty
  readonly onset: Onset | null
  readonly recordedOn: CalendarDate | null
  readonly isOld: boolean
}

function certaintyOf(resource: unknown): Certainty | undefined {
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

function fracturesIn(entry: Entry): readonly FractureDiagnosis[] {
  const coded = fractureInCodes(entry.meanings)
  if (coded === 'elsewhere') return []
  return coded === undefined ? wordedFractures(entry) : codedFracture(entry, coded)
}

function codedFracture(entry: Entry, coded: CodedFracture): readonly FractureDiagnosis[] {
  const site = siteOf(entry.resource, entry.concept, coded.meaning)
  if (coded.needsSite && site.level === null && site.region === null) return []
  const isShapeKnown = coded.isShapeKnown || /compress|wedge|collapse/i.test(wordsOf(entry.concept))
  return [
    diagnosis(entry, {
      ...site,
      cause: coded.cause,
      certainty: entry.certainty === 'confirmed' && !isShapeKnown ? 'suspected' : entry.certainty,
      status: entry.isOld || coded.isOver ? 'old' : 'current',
      basis: 'coded',
    }),
  ]
}

const CAUSE_WORDS: readonly (readonly [words: RegExp, cause: FractureCause])[] = [
  [/metasta|neoplas|malignan|myeloma|tumou?r/i, 'neoplastic'],
  [/osteopor|fragility|insufficiency/i, 'osteoporotic'],
  [/(?<!\bnon[- ])\btraumatic/i, 'traumatic'],
]

/** A diagnosis in words is read as a one-line report: negation, history and age words mean there what they mean here. */
function wordedFractures(entry: Entry): readonly FractureDiagnosis[] {
  const words = wordsOf(entry.concept)
  if (words === '' || /\bscreening\b/i.test(words)) return []
  const { levels, region } = readReport(words)
  const cause = CAUSE_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'not-documented'
  return levels
    .filter(namesFracture)
    .map((finding) => diagnosis(entry, { ...wordedDetails(entry, finding, region), cause }))
}

function wordedDetails(
  entry: Entry,
  finding: LevelFindings,
  region: SpineRegion | null,
): Omit<FractureDetails, 'cause'> {
  const named = { level: finding.level, region: null }
  const place = finding.level === null ? siteOf(entry.resource, entry.concept, undefined) : named
  return {
    level: place.level,
    region: place.region ?? region,
    certainty: entry.certainty === 'confirmed' && finding.fracture === 'uncertain' ? 'suspected' : entry.certainty,
    status: entry.isOld || finding.acuity === 'old' ? 'old' : 'current',
    basis: 'text',
  }
}

function namesFracture({ fracture, acuity }: LevelFindings): boolean {
  return fracture === 'present' || (fracture === 'uncertain' && acuity !== 'old')
}

interface FractureDetails {
  readonly level: VertebralLevel | null
  readonly region: SpineRegion | null
  readonly cause: FractureCause
  readonly certainty: Certainty
  readonly status: 'current' | 'old'
  readonly basis: 'coded' | 'text'
}

function diagnosis({ resource, onset, recordedOn }: Entry, { basis, ...details }: FractureDetails): FractureDiagnosis {
  const date = onset?.latest ?? recordedOn
  // "Somewhere in the spine" places nothing.
  const region = details.region === 'spine' ? null : details.region
  return {
    ...details,
    region,
    onset,
    diagnosedOn: recordedOn ?? onset?.latest ?? null,
    evidence: evidenceOf(resource, date, basis),
  }
}

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
function safetyIn(entry: Entry): readonly SafetyFact[] {
  if (entry.isOld || entry.certainty === 'refuted') return []
  const coded = entry.meanings.flatMap(({ groups }) => [...groups].flatMap((group) => SAFETY_GROUPS.get(group) ?? []))
  const worded = coded.length === 0 ? safetyKindsOf(wordsOf(entry.concept)) : []
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

function functionIn({ meanings, isOld, certainty, resource, onset, recordedOn }: Entry): readonly FunctionFact[] {
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
function refusalIn({ meanings, concept, isOld, certainty, resource, onset, recordedOn }: Entry): {
  readonly declined?: PlannedCare
} {
  const groups = new Set(meanings.flatMap((meaning) => [...meaning.groups]))
  if (isOld || certainty !== 'confirmed' || !groups.has('care.declined')) return {}
  if (!isAugmentation(groups, wordsOf(concept))) return {}
  const date = onset?.earliest ?? recordedOn
  return { declined: { kind: 'declined', date, evidence: evidenceOf(resource, date) } }
}
