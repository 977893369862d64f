import type { FractureCause, FractureDiagnosis } from '../clinical/facts.ts'
import type { SpineRegion, VertebralLevel } from '../clinical/level.ts'
import { readReport } from '../report-text/read-report.ts'
import type { LevelFindings } from '../report-text/report-findings.ts'
import { maySpeakOfFracture } from '../report-text/speaks-of-fracture.ts'
import type { ConditionEntry } from './condition-entry.ts'
import { evidenceOf } from './evidence.ts'
import { type CodedFracture, fractureInCodes } from './fracture-codes.ts'
import { placesOf } from './fracture-places.ts'
import { siteOf } from './site.ts'

/** The vertebral fractures that one Condition speaks of, by its codes, else by its words. */
export function fracturesIn(entry: ConditionEntry): readonly FractureDiagnosis[] {
  const coded = fractureInCodes(entry.meanings)
  if (coded === 'elsewhere') return []
  return coded === undefined ? wordedFractures(entry) : codedFracture(entry, coded)
}

function codedFracture(entry: ConditionEntry, coded: CodedFracture): readonly FractureDiagnosis[] {
  const isShapeKnown = coded.isShapeKnown || /compress|wedge|collapse/i.test(entry.words)
  const cause = causeOf(entry, coded.cause)
  return placesOf(entry.resource, entry.concept, coded)
    .filter(({ level, region }) => !coded.needsSite || level !== null || region !== null)
    .map(({ level, region, basis, isDisputed, isOld }) =>
      diagnosis(entry, {
        level,
        region,
        cause,
        certainty: entry.certainty === 'confirmed' && (!isShapeKnown || isDisputed) ? 'suspected' : entry.certainty,
        status: entry.isOld || coded.isOver || isOld ? 'old' : 'current',
        basis,
      }),
    )
}

/** A code for a spinal infection beside that of the fracture says what broke the bone, where nothing else is named. */
function causeOf({ meanings, words }: ConditionEntry, coded: FractureCause): FractureCause {
  if (coded !== 'not-documented' && coded !== 'other-pathologic') return coded
  const isInfectious = meanings.some(({ groups }) => groups.has('infection.spinal')) || INFECTIOUS.test(words)
  return isInfectious ? 'infectious' : coded
}

const INFECTIOUS =
  /\b(?:due to|from|secondary to|caused by) (?:\w{1,20} ){0,3}(?:osteomyelitis|(?:spondylo)?dis[ck]itis|infection|tubercul\w{1,6}|abscess)/i

const CAUSE_WORDS: readonly (readonly [words: RegExp, cause: FractureCause])[] = [
  [/metasta|neoplas|malignan|myeloma|tumou?r/i, 'neoplastic'],
  [/osteopor|fragility|insufficiency/i, 'osteoporotic'],
  [/(?<!\bnon[- ])\btraumatic/i, 'traumatic'],
]

/** A diagnosis in words is read as a one-line report: negation, history and age words mean there what they mean here. */
function wordedFractures(entry: ConditionEntry): readonly FractureDiagnosis[] {
  const { words } = entry
  // Nearly every diagnosis of a record is about something else, and is not read any further.
  if (!maySpeakOfFracture(words) || /\bscreening\b/i.test(words)) return []
  const { levels, region } = readReport(words)
  const cause = causeOf(entry, CAUSE_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'not-documented')
  return levels
    .filter(namesFracture)
    .map((finding) => diagnosis(entry, { ...wordedDetails(entry, finding, region), cause }))
}

function wordedDetails(
  entry: ConditionEntry,
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
  readonly certainty: FractureDiagnosis['certainty']
  readonly status: 'current' | 'old'
  readonly basis: 'coded' | 'text'
}

function diagnosis(
  { resource, onset, recordedOn }: ConditionEntry,
  { basis, ...details }: FractureDetails,
): FractureDiagnosis {
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
