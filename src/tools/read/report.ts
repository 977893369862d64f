import type { Resource } from '@medplum/fhirtypes'
import type { FractureRow } from '../../clinical/assessment.ts'
import type { FractureStanding } from '../../clinical/current-fractures.ts'
import type { Evidence } from '../../clinical/evidence.ts'
import type { ImagingFinding, Onset, PatientFacts } from '../../clinical/facts.ts'
import { elementsOf, fieldOf, textOf } from '../../fhir/element.ts'
import type { Understood } from './understand.ts'

/** What the service understood, for a person at a terminal. It holds what the record holds: nothing for a log. */
export function reportOf({ assessment, card, suggestsFracture, used, notUsed }: Understood): readonly string[] {
  const { facts, current, notCurrent, policies, gates, outcome, because, ruleVersion, assessedOn, policy } = assessment
  const { reference, bornEarliest, bornLatest, sex } = facts.patient
  const born = bornEarliest === bornLatest ? bornEarliest : `${bornEarliest} to ${bornLatest}`
  const fractures = [...current, ...notCurrent]
  return [
    `${reference}, ${sex}, born ${born ?? 'unknown'}. Assessed on ${assessedOn} by rules ${ruleVersion}.`,
    `${used.length + countOf(notUsed)} resources, ${used.length} behind a fact.`,
    ...(suggestsFracture ? [] : ['Nothing suggests a vertebral fracture: a hook call would read no further.']),
    ...section('Fractures, merged', fractures.flatMap(fractureLines)),
    ...section('Imaging', facts.imaging.map(imagingLine)),
    ...section('Other facts', otherFacts(facts)),
    ...section(
      'Gates that are met or denied',
      gates
        .filter(({ finding }) => finding !== 'unknown')
        .map((gate) => `${gate.id}: ${gate.finding}. ${gate.because}`),
    ),
    ...section(
      'Policies',
      [...policies].flatMap(([id, row]) => [
        `${id}: ${row.outcome}`,
        ...(row.first === null ? [] : criterionLines(row.first).map((line) => `  ${line}`)),
      ]),
    ),
    ...section(
      'Behind no fact',
      [...notUsed].map(([why, resources]) => `${why}: ${namesOf(resources)}`),
    ),
    '',
    `Outcome by policy ${policy}: ${outcome}. ${because}`,
    card === undefined ? 'No card.' : `Card: ${card}`,
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function fractureLines({ fracture, status, because }: FractureStanding): readonly string[] {
  const { level, region, cause, certainty, acuity, onset, evidence } = fracture
  return [
    `${level ?? region ?? 'level not named'}: ${cause}, ${certainty}, acuity ${acuity}; onset ${onsetWords(onset)}; ${status}: ${because}`,
    `  ${evidence.map(cited).join(', ')}`,
  ]
}

function onsetWords(onset: Onset | null): string {
  if (onset === null) return 'unknown'
  const { earliest, latest, basis } = onset
  if (earliest === latest) return `${latest} (${basis})`
  return `${earliest === null ? 'at the latest' : `${earliest} to`} ${latest} (${basis})`
}

const NO_SIGNS: ReadonlySet<unknown> = new Set(['unknown', null, 'not-stated'])

function imagingLine({ level, region, modality, date, evidence, ...signs }: ImagingFinding): string {
  const stated = Object.entries(signs).filter(([, value]) => !NO_SIGNS.has(value))
  const words = stated.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('-') : String(value)}`)
  return `${date ?? 'undated'} ${modality} ${level ?? region ?? 'place not named'}: ${words.join(', ')} [${cited(evidence)}]`
}

function otherFacts(facts: PatientFacts): readonly string[] {
  const line = (words: string, evidence: Evidence) => `${words} [${cited(evidence)}]`
  return [
    ...facts.pain.map(({ score, date, evidence }) => line(`pain ${score}/10 on ${date}`, evidence)),
    ...facts.function.map(({ kind, value, date, evidence }) =>
      line(`${kind} ${value ?? ''} ${date ?? 'undated'}`, evidence),
    ),
    ...facts.nonSurgicalCare.map(({ kind, startedOn, evidence }) => line(`${kind} from ${startedOn ?? '?'}`, evidence)),
    ...facts.examinations.map(({ painAtFractureLevel, date, evidence }) =>
      line(`pain ${painAtFractureLevel ? '' : 'not '}at the fracture level ${date ?? 'undated'}`, evidence),
    ),
    ...facts.boneDensity.map(({ site, tScore, date, evidence }) =>
      line(`T-score ${tScore} ${site} ${date ?? 'undated'}`, evidence),
    ),
    ...facts.safety.map(({ kind, present, certainty, date, evidence }) =>
      line(`${kind} ${present ? certainty : 'denied'} ${date ?? 'undated'}`, evidence),
    ),
    ...facts.labs.map(({ kind, value, date, evidence }) => line(`${kind} ${value} ${date ?? 'undated'}`, evidence)),
    ...facts.augmentations.map(({ levels, date, evidence }) =>
      line(`augmentation ${levels.join(', ') || 'level not named'} ${date ?? 'undated'}`, evidence),
    ),
    ...[...facts.plannedCare, ...facts.boneHealthCare].map(({ kind, date, evidence }) =>
      line(`${kind} ${date ?? 'undated'}`, evidence),
    ),
  ]
}

function criterionLines({ criteria }: FractureRow): readonly string[] {
  return criteria.map(({ id, finding, because }) => `${id}: ${finding}. ${because}`)
}

function cited({ reference, basis, date }: Evidence): string {
  return `${reference} ${basis}${date === null ? '' : ` ${date}`}`
}

function countOf(groups: ReadonlyMap<string, readonly Resource[]>): number {
  return [...groups.values()].reduce((sum, { length }) => sum + length, 0)
}

const NAMED = 12

/** Equal resources once, with their number: "Observation LOINC 8302-2 (12)". */
function namesOf(resources: readonly Resource[]): string {
  const counts = new Map<string, number>()
  for (const resource of resources) {
    const name = nameOf(resource)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const names = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => (count > 1 ? `${name} (${count})` : name))
  return names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more kinds`
    : names.join(', ')
}

/** What a resource is about, by its first code or its words. */
function nameOf(resource: Resource): string {
  const concept = fieldOf(resource, 'code') ?? fieldOf(resource, 'medicationCodeableConcept')
  const [coding] = elementsOf(concept, 'coding')
  const about = textOf(coding, 'code') ?? textOf(concept, 'text')
  return about === undefined ? resource.resourceType : `${resource.resourceType} ${about}`
}
