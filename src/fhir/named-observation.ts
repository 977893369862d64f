import type { BoneSite } from '../clinical/facts.ts'

/** What an Observation without a code that is known says it is. */
export type NamedObservation = { readonly kind: 'pain' } | { readonly kind: 't-score'; readonly site: BoneSite }

const LONGEST_NAME = 120

/** A part of every name that is read below. */
const MAY_BE_MEANT = /pain|score|rating|nrs|nprs/

const PAIN =
  /\bpain (?:score|intensity|severity|level|rating|scale)\b|\bnumeric (?:pain )?rating scale\b|\b(?:nrs|vas|nprs)[ ,-]{1,3}pain\b|\bpain[ ,-]{1,3}(?:nrs|vas|nprs)\b|\bnprs\b|^nrs(?:[ -]?11)?(?: \(?0[ -]{1,3}10\)?)?$|^pain(?: \(?0[ -]{1,3}10\)?)?$/
/** What a patient could bear is no score, a child's or a sleeper's is another scale, and hunger is no pain. */
const OTHER_SCALES =
  /\b(?:goal|acceptable|tolerable|target|expected|desired|flacc|painad|cpot|nips|faces|interference|self-efficacy|nutrition\w*|2002|fatigue|dyspnea|itch|nausea|sedation|anxiety|change|reduction|relief)\b/

const T_SCORE = /\bt[ -]?score\b/
const OF_BONE = /\b(?:bmd|dxa|dexa|bone|densit\w+|osteopor\w+)\b|^t[ -]?score$/
const OTHER_SCORES = /\b(?:promis|z[ -]?score|cognit\w+|neuropsych\w+|depression|anxiety|trabecular|tbs)\b/

const SITES: readonly (readonly [words: RegExp, site: BoneSite])[] = [
  [/\b(?:lumbar|spine|l1[ -]{1,3}l[234])\b/, 'lumbar-spine'],
  [/\bfem(?:oral|ur) neck\b|\bneck of (?:the )?femur\b/, 'femoral-neck'],
  [/\bhip\b/, 'hip'],
  [/\b(?:forearm|radius|radial|wrist)\b/, 'forearm'],
  [/\b(?:heel|calcane\w+)\b/, 'heel'],
]

/** By its name alone: "Pain score", "NRS", "T-score lumbar spine". Undefined for every name that may mean another thing. */
export function namedObservation(words: string): NamedObservation | undefined {
  const [firstLine = ''] = words.split('\n', 1)
  const name = firstLine.slice(0, LONGEST_NAME).trim().toLowerCase()
  // Nearly every Observation of a record measures something else.
  if (!MAY_BE_MEANT.test(name)) return undefined
  if (PAIN.test(name)) return OTHER_SCALES.test(name) ? undefined : { kind: 'pain' }
  if (!T_SCORE.test(name) || OTHER_SCORES.test(name)) return undefined
  const site = SITES.find(([words]) => words.test(name))?.[1]
  if (site !== undefined) return { kind: 't-score', site }
  return OF_BONE.test(name) ? { kind: 't-score', site: 'unknown' } : undefined
}
