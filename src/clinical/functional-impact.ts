import type { Threshold } from './citation.ts'
import type { FunctionFact, Onset } from './facts.ts'
import { type Judgement, met, notMet, unknown } from './finding.ts'
import { MEDICARE_LCD } from './sources.ts'

export const ROLAND_MORRIS_SEVERE: Threshold = {
  id: 'roland-morris-severe',
  value: 17,
  unit: '{0-24 score}',
  says: 'severe impact of VCF on daily functioning (Roland Morris Disability Questionnaire (RDQ) >17)',
  origin: 'source',
  citation: MEDICARE_LCD,
}

/** Roland-Morris above 17, confined to bed, or not able to walk, since the fracture; nothing found is unknown. */
export function judgeSevereImpact(facts: readonly FunctionFact[], onset: Onset | null): Judgement {
  const since = withNewestScore(sinceFracture(facts, onset))
  const severe = since.find(isSevere)
  if (severe) return met(`${wordsFor(severe)} (${severe.date}).`, [severe.evidence])
  const missing = { id: 'functional-impact', text: 'functional impact (Roland-Morris score or mobility status)' }
  const scored = since.find(({ kind }) => kind === 'roland-morris-24')
  return scored
    ? unknown(
        `${wordsFor(scored)} (${scored.date}) is not above ${ROLAND_MORRIS_SEVERE.value}; nothing else is documented.`,
        missing,
        [scored.evidence],
      )
    : unknown('No severe functional impact is documented since the fracture.', missing)
}

/** The newest Roland-Morris score since the fracture: above 17, strictly, as the source has it. */
export function judgeRolandMorris(facts: readonly FunctionFact[], onset: Onset | null): Judgement {
  const scored = withNewestScore(sinceFracture(facts, onset)).find(({ kind }) => kind === 'roland-morris-24')
  if (!scored) {
    return unknown('No Roland-Morris score since the fracture was found.', {
      id: 'roland-morris',
      text: 'a Roland-Morris disability score (0-24)',
    })
  }
  const because = `${wordsFor(scored)} (${scored.date}).`
  return isSevere(scored) ? met(because, [scored.evidence]) : notMet(because, [scored.evidence])
}

/** Severe impact, or a diagnosis of reduced mobility. Never not-met: a record rarely says that a patient moves freely. */
export function judgeMobility(facts: readonly FunctionFact[], onset: Onset | null): Judgement {
  const severe = judgeSevereImpact(facts, onset)
  if (severe.finding === 'met') return severe
  const reduced = sinceFracture(facts, onset).find(({ kind }) => kind === 'reduced-mobility')
  return reduced
    ? met(`Reduced mobility documented (${reduced.date}).`, [reduced.evidence])
    : unknown('Mobility since the fracture is not documented.', {
        id: 'mobility',
        text: 'mobility status (can the patient move freely?)',
      })
}

function sinceFracture(facts: readonly FunctionFact[], onset: Onset | null): readonly FunctionFact[] {
  return onset === null ? [] : facts.filter(({ date }) => date !== null && date >= onset.latest)
}

/** Of each kind the statement that counts: the newest, and of several on one day the higher. */
export function newestOfEachKind(facts: readonly FunctionFact[]): readonly FunctionFact[] {
  const byKind = Map.groupBy([...facts].sort(byNewest), ({ kind }) => kind)
  return [...byKind.values()].flatMap(([newest]) => newest ?? [])
}

function byNewest(a: FunctionFact, b: FunctionFact): number {
  if (a.date !== b.date) return (a.date ?? '') < (b.date ?? '') ? 1 : -1
  return (b.value ?? 0) - (a.value ?? 0)
}

/** Of several Roland-Morris scores the newest counts, and of several on one day the higher. */
function withNewestScore(facts: readonly FunctionFact[]): readonly FunctionFact[] {
  const scores = facts.filter(({ kind }) => kind === 'roland-morris-24')
  const [newest] = [...scores].sort(byNewest)
  return facts.filter((fact) => fact.kind !== 'roland-morris-24' || fact === newest)
}

function isSevere({ kind, value }: FunctionFact): boolean {
  if (kind === 'roland-morris-24') return value !== null && value > ROLAND_MORRIS_SEVERE.value
  return kind === 'bed-confined' || kind === 'not-ambulatory'
}

function wordsFor({ kind, value }: FunctionFact): string {
  if (kind === 'roland-morris-24') return `Roland-Morris score ${value}/24`
  return kind === 'bed-confined' ? 'Confined to bed' : 'Not able to walk'
}
