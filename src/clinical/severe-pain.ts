import type { Threshold } from './citation.ts'
import { lookedWords } from './could-not-look.ts'
import type { FractureCase } from './criterion.ts'
import type { PainScore, PatientFacts } from './facts.ts'
import { type Judgement, met, notMet, unknown } from './finding.ts'
import { judgeSevereImpact } from './functional-impact.ts'
import type { PainPicture } from './pain.ts'
import { ours } from './sources.ts'

export const SEVERE_PAIN = ours(
  'pain-severe',
  7,
  '{0-10 score}',
  'the source says "severe" or "dire" pain without a number',
)

export const PAIN_WITH_IMPACT = ours(
  'pain-with-impact',
  5,
  '{0-10 score}',
  '5 or 6 counts as severe together with severe functional impact; the source gives no number',
)

/** At least 7/10, or at least 5/10 with severe functional impact; 5-6 without it is unknown, because impact is rarely charted. */
export function judgeSeverePain({ pain, facts, fracture }: FractureCase): Judgement {
  const { deciding } = pain
  if (deciding === null) return noScore(pain, facts)
  const words = scoreWords(deciding, pain)
  if (deciding.score >= SEVERE_PAIN.value) return met(`${words}.`, [deciding.evidence])
  if (deciding.score < PAIN_WITH_IMPACT.value) return notMet(`${words}.`, [deciding.evidence])

  const impact = judgeSevereImpact(facts.function, fracture.onset)
  return impact.finding === 'met'
    ? met(`${words}, with severe impact: ${impact.because}`, [deciding.evidence, ...impact.evidence])
    : unknown(`${words}. ${impact.because}`, impact.missing, [deciding.evidence, ...impact.evidence])
}

/** The deciding score against a number of the source: at it counts. */
export function judgeScoreAtLeast({ pain, facts }: FractureCase, threshold: Threshold): Judgement {
  const { deciding } = pain
  if (deciding === null) return noScore(pain, facts)
  const words = `${scoreWords(deciding, pain)}.`
  return deciding.score >= threshold.value ? met(words, [deciding.evidence]) : notMet(words, [deciding.evidence])
}

export function scoreWords({ score, date }: PainScore, { trend }: PainPicture): string {
  return `Pain ${score}/10 on ${date}${trend === 'worsening' || trend === 'improving' ? `, ${trend}` : ''}`
}

const NO_SCORE_BECAUSE = {
  'too-old': 'is older than 30 days',
  'before-fracture': 'may be from before the fracture',
  'fracture-undated': 'cannot be placed: the fracture has no date',
} as const

export function noScore({ leftOut }: PainPicture, facts: PatientFacts): Judgement {
  const missing = { id: 'pain-score', text: 'a pain score (0-10) from now', short: 'a pain score' }
  if (leftOut === null) return unknown(lookedWords(facts, 'observations', 'No pain score was found.'), missing)
  const { score, why } = leftOut
  return unknown(`The score ${score.score}/10 of ${score.date} ${NO_SCORE_BECAUSE[why]}.`, missing, [score.evidence])
}

const TREND_MISSING = { id: 'pain-course', text: 'the course of pain (scores at least three days apart)' }

/** Worsening by daily maxima; two dated days are needed to say anything. */
export function judgeWorsening({ pain, facts }: FractureCase): Judgement {
  const { deciding, trend, comparedWith } = pain
  if (deciding === null) return { ...noScore(pain, facts), missing: TREND_MISSING }
  const { score, date } = deciding
  if (comparedWith === null) {
    return unknown(`Pain ${score}/10 on ${date}; no score at least three days earlier.`, TREND_MISSING, [
      deciding.evidence,
    ])
  }
  const words = `Pain ${comparedWith.score}/10 on ${comparedWith.date}, ${score}/10 on ${date}: ${trend}.`
  const evidence = [comparedWith.evidence, deciding.evidence]
  return trend === 'worsening' ? met(words, evidence) : notMet(words, evidence)
}
