import type { Basis } from '../clinical/evidence.ts'
import type {
  BoneDensity,
  BoneSite,
  ExaminationFact,
  FunctionFact,
  LabKind,
  LabResult,
  PainScore,
  SafetyFact,
  TumourStability,
} from '../clinical/facts.ts'
import { type Element, elementOf, elementsOf, fieldOf, numberOf, textOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { toLabUnit } from './lab-units.ts'
import { namedObservation } from './named-observation.ts'
import { numericValueOf } from './numeric-value.ts'
import { painScoreOf } from './pain-score.ts'
import { readSins } from './read-sins.ts'
import { firstDate, firstDay } from './record-date.ts'
import { isRolandMorris24, ROLAND_MORRIS_ITEMS } from './roland-morris.ts'
import { type CodeGroup, type CodeMeaning, meaningsOf } from './value-sets/index.ts'

export interface ObservationFacts {
  readonly pain?: PainScore
  readonly boneDensity?: BoneDensity
  readonly function?: FunctionFact
  readonly lab?: LabResult
  readonly tumourStability?: TumourStability
  readonly examination?: ExaminationFact
  readonly safety?: SafetyFact
}

const NOT_READ: ReadonlySet<string> = new Set(['registered', 'cancelled', 'entered-in-error'])
const DATE_FIELDS = ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued'] as const

/** The facts of an Observation, or of its components where it is a panel that has no value of its own. */
export function readObservationParts(resource: unknown): readonly ObservationFacts[] {
  const own = readObservation(resource)
  if (Object.keys(own).length > 0) return [own]
  return elementsOf(resource, 'component').map((component) => readObservation(asObservation(resource, component)))
}

const OF_THE_WHOLE = ['resourceType', 'id', 'status', 'bodySite', ...DATE_FIELDS] as const
const OF_THE_COMPONENT = /^(?:code|value[A-Z][A-Za-z]*|interpretation|referenceRange)$/

/** A component has a code, a value and a range of its own; the rest is said once for all of them. */
function asObservation(resource: unknown, component: Element): Element {
  const whole = OF_THE_WHOLE.map((name) => [name, fieldOf(resource, name)] as const)
  const parts = Object.entries(component).filter(([name]) => OF_THE_COMPONENT.test(name))
  return Object.fromEntries([...whole, ...parts].filter(([, value]) => value !== undefined))
}

/** One Observation gives one fact, by its code; a value without its scale or unit gives none. */
export function readObservation(resource: unknown): ObservationFacts {
  if (NOT_READ.has(textOf(resource, 'status') ?? '')) return {}
  for (const meaning of meaningsOf(fieldOf(resource, 'code'))) {
    for (const group of meaning.groups) {
      const read = READERS.get(group)
      if (read) return read(resource, meaning)
    }
  }
  return readByName(resource)
}

/** Small systems name what they measure and code nothing. */
function readByName(resource: unknown): ObservationFacts {
  const code = fieldOf(resource, 'code')
  const words = wordsOf(code)
  if (isRolandMorris24(words)) return readRolandMorris(resource)
  const named = namedObservation(words)
  if (named === undefined) return {}
  return named.kind === 'pain' ? painFacts(resource, 'text') : densityFacts(resource, named.site, 'text')
}

/** Whether an Observation has a code that is read, so that only its value, unit, scale or date can be what is refused. */
export function hasReadCode(resource: unknown): boolean {
  const isRead = textOf(resource, 'resourceType') === 'Observation'
  return (
    isRead &&
    meaningsOf(fieldOf(resource, 'code')).some(({ groups }) => [...groups].some((group) => READERS.has(group)))
  )
}

type Reader = (resource: unknown, meaning: CodeMeaning) => ObservationFacts

const READERS: ReadonlyMap<CodeGroup, Reader> = new Map<CodeGroup, Reader>([
  ['pain.score', readPain],
  ['bmd.tscore', readTScore],
  ['lab.inr', labReader('inr')],
  ['lab.platelets', labReader('platelets')],
  ['lab.crp', labReader('crp')],
  ['lab.esr', labReader('esr')],
  ['lab.wbc', labReader('wbc')],
  ['vital.temperature', labReader('temperature')],
  ['lab.hcg', readPregnancyTest],
  ['pregnancy.status', readPregnancyTest],
  ['fact.sins', readTumourStability],
  ['fact.roland_morris_24', readRolandMorris],
  ['fact.pain_at_fracture_level', readExamination],
  ['fact.neurological_deficit', readNeurology],
])

function readPain(resource: unknown): ObservationFacts {
  return painFacts(resource, 'coded')
}

function painFacts(resource: unknown, basis: Basis): ObservationFacts {
  const score = painScoreOf(resource, fieldOf(resource, 'code'))
  const date = firstDate(resource, DATE_FIELDS)
  if (score === undefined || date === undefined) return {}
  return { pain: { score, date: date.earliest, at: date.at, evidence: evidenceOf(resource, date.earliest, basis) } }
}

function numericValue(resource: unknown): number | undefined {
  const number = numericValueOf(resource)
  return number === undefined || number.outOf !== undefined ? undefined : number.value
}

const T_SCORE_LOWEST = -10
const T_SCORE_HIGHEST = 6
const T_SCORE_UNITS: ReadonlySet<string> = new Set([
  '',
  '1',
  '{t-score}',
  '{t_score}',
  't-score',
  't score',
  '{score}',
  'sd',
  '{sd}',
])

const SITES: ReadonlyMap<string | null, BoneSite> = new Map<string | null, BoneSite>([
  ['lumbar-spine', 'lumbar-spine'],
  ['hip', 'hip'],
  ['femur', 'femoral-neck'],
  ['femoral-neck', 'femoral-neck'],
  ['forearm', 'forearm'],
  ['heel', 'heel'],
])

/** Some systems put a density in g/cm2 under a T-score code: unit and range are checked. */
function readTScore(resource: unknown, { site }: CodeMeaning): ObservationFacts {
  return densityFacts(resource, SITES.get(site) ?? 'unknown', 'coded')
}

function densityFacts(resource: unknown, site: BoneSite, basis: Basis): ObservationFacts {
  const tScore = numericValue(resource)
  const quantity = elementOf(resource, 'valueQuantity')
  const units = [textOf(quantity, 'code') ?? '', textOf(quantity, 'unit') ?? ''].map((unit) =>
    unit.trim().toLowerCase(),
  )
  if (units.some((unit) => !T_SCORE_UNITS.has(unit))) return {}
  if (tScore === undefined || tScore < T_SCORE_LOWEST || tScore > T_SCORE_HIGHEST) return {}
  const date = firstDay(resource, DATE_FIELDS)
  return { boneDensity: { site, tScore, date, evidence: evidenceOf(resource, date, basis) } }
}

function labReader(kind: LabKind): Reader {
  return (resource) => {
    const quantity = elementOf(resource, 'valueQuantity')
    const raw = numericValue(resource) ?? boundOf(quantity, kind)
    if (raw === undefined) return {}
    const flaggedHigh = readFlag(resource, raw)
    const value = toLabUnit(kind, raw, textOf(quantity, 'code') ?? textOf(quantity, 'unit'))
    if (value === undefined) return {}
    const date = firstDay(resource, DATE_FIELDS)
    return { lab: { kind, value, flaggedHigh, date, evidence: evidenceOf(resource, date) } }
  }
}

/** "INR > 8" and "platelets < 10" are at least as dangerous as the number; a bound to the other side says too little. */
function boundOf(quantity: unknown, kind: LabKind): number | undefined {
  const comparator = textOf(quantity, 'comparator')
  const dangerous = kind === 'platelets' ? /^<=?$/ : /^>=?$/
  return comparator !== undefined && dangerous.test(comparator) ? numberOf(quantity, 'value') : undefined
}

/** The laboratory's own judgement: its flag, else its range. */
function readFlag(resource: unknown, raw: number): boolean | null {
  const flags = flagsOf(resource)
  if (flags.some((code) => /^(H|HH|HU|HX|>)$/.test(code))) return true
  if (flags.some((code) => /^(N|L|LL|LU)$/.test(code))) return false
  const high = elementsOf(resource, 'referenceRange').flatMap(
    (range) => numberOf(fieldOf(range, 'high'), 'value') ?? [],
  )[0]
  return high === undefined ? null : raw > high
}

function flagsOf(resource: unknown): readonly string[] {
  return elementsOf(resource, 'interpretation').flatMap((flag) =>
    elementsOf(flag, 'coding').flatMap((coding) => textOf(coding, 'code')?.toUpperCase() ?? []),
  )
}

function readTumourStability(resource: unknown, meaning: CodeMeaning): ObservationFacts {
  const tumourStability = readSins(resource, meaning)
  return tumourStability === undefined ? {} : { tumourStability }
}

function readRolandMorris(resource: unknown): ObservationFacts {
  const value = numericValue(resource)
  if (value === undefined || value < 0 || value > ROLAND_MORRIS_ITEMS) return {}
  const date = firstDay(resource, DATE_FIELDS)
  return { function: { kind: 'roland-morris-24', value, date, evidence: evidenceOf(resource, date) } }
}

function readExamination(resource: unknown): ObservationFacts {
  const painAtFractureLevel = fieldOf(resource, 'valueBoolean')
  if (typeof painAtFractureLevel !== 'boolean') return {}
  const date = firstDay(resource, DATE_FIELDS)
  return { examination: { painAtFractureLevel, date, evidence: evidenceOf(resource, date, 'entered') } }
}

function readNeurology(resource: unknown): ObservationFacts {
  const present = fieldOf(resource, 'valueBoolean')
  if (typeof present !== 'boolean') return {}
  const date = firstDay(resource, DATE_FIELDS)
  return {
    safety: {
      kind: 'neurological-deficit',
      present,
      certainty: 'confirmed',
      date,
      evidence: evidenceOf(resource, date, 'entered'),
    },
  }
}

/** Quantities of hCG in mIU/mL rise above this only in pregnancy; below it a quantity says nothing here. */
const HCG_POSITIVE = 25

function readPregnancyTest(resource: unknown): ObservationFacts {
  const date = firstDay(resource, DATE_FIELDS)
  const words =
    `${wordsOf(fieldOf(resource, 'valueCodeableConcept'))} ${textOf(resource, 'valueString') ?? ''}`.toLowerCase()
  const groups = new Set(
    meaningsOf(fieldOf(resource, 'valueCodeableConcept')).flatMap((meaning) => [...meaning.groups]),
  )
  const flags = flagsOf(resource)
  const quantity = numericValue(resource)
  const isNegative =
    groups.has('pregnancy.negative') || /\bnot pregnant|negative|not detected/.test(words) || flags.includes('NEG')
  const isPositive =
    groups.has('pregnancy') ||
    /\bpregnant|positive|\bdetected/.test(words) ||
    flags.includes('POS') ||
    (quantity ?? 0) > HCG_POSITIVE
  if (!isNegative && !isPositive) return {}
  const kind = isNegative ? 'not-pregnant' : 'pregnancy'
  return { safety: { kind, present: true, certainty: 'confirmed', date, evidence: evidenceOf(resource, date) } }
}
