import { MAX_SUMMARY_CHARACTERS } from '../cds-hooks/response.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { type CalendarDate, daysBetween } from '../clinical/calendar.ts'
import type { AssessedCriterion } from '../clinical/criterion.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { Finding, Missing } from '../clinical/finding.ts'
import { unreadSourcesOf } from './missing-items.ts'

/** How a fracture is called on a card: "T12 compression fracture", with "possible" where it is only suspected. */
export function fractureName({ fracture }: FractureStanding): string {
  const place = fracture.level ?? (fracture.region === null ? 'Vertebral' : capitalised(fracture.region))
  return fracture.certainty === 'suspected' ? `Possible ${place} compression fracture` : `${place} compression fracture`
}

/** "5 weeks", counted from the latest day it can have happened: with "at least" where only that is known. */
export function ageWords({ fracture: { onset } }: FractureStanding, assessedOn: CalendarDate): string | undefined {
  if (onset === null) return undefined
  const days = daysBetween(onset.latest, assessedOn)
  if (days < 0) return undefined
  const words = days < 14 ? `${days} ${days === 1 ? 'day' : 'days'}` : `${Math.floor(days / 7)} weeks`
  return onset.earliest === null ? `at least ${words}` : words
}

/** The longest list of items that still fits, with the rest counted ("and 2 more"). */
export function fitted(start: string, items: readonly string[], end: string): string {
  for (let shown = items.length; shown > 0; shown--) {
    const rest = items.length - shown
    const text = `${start}${items.slice(0, shown).join('; ')}${rest > 0 ? `; ${rest} more` : ''}${end}`
    if (text.length <= MAX_SUMMARY_CHARACTERS) return text
  }
  return `${start}${items.length} items${end}`
}

const FINDING_WORDS: Readonly<Record<Finding, string>> = { met: 'met', 'not-met': 'not met', unknown: 'not found' }

const SHORT_NAMES: Readonly<Record<string, string>> = {
  'fracture-shown': 'Fracture shown',
  'severe-pain': 'Severe pain',
  'other-treatment-failed': 'Other treatment failed',
  'cannot-move-freely': 'Cannot move freely',
  'time-since-fracture': 'Time',
  'tumour-imaged-first': 'Imaging for tumour',
}

/** Needs no line where nothing suggests a tumour. */
const ONLY_WHEN_RAISED = 'tumour-imaged-first'

export function criterionLines(criteria: readonly AssessedCriterion[]): readonly string[] {
  return criteria
    .filter(({ id, evidence, finding }) => id !== ONLY_WHEN_RAISED || finding !== 'met' || evidence.length > 0)
    .map(({ id, finding, because }) => `- **${SHORT_NAMES[id] ?? id}:** ${FINDING_WORDS[finding]}. ${because}`)
}

export function missingLine(items: readonly Missing[]): string {
  return `**Missing:** ${items.map(({ text }) => text).join('; ')}.`
}

/** Gates that nothing in the record answers, for a person to confirm; and what could not be read at all. */
export function confirmLine(assessment: Assessment): string {
  const open = assessment.gates
    .filter(({ confirm, finding }) => confirm && finding === 'unknown')
    .map(({ name }) => name)
  const unread = unreadSourcesOf(assessment)
  const confirm = open.length === 0 ? '' : `**Confirm (none found):** ${open.join(', ')}.`
  return [confirm, unread.length === 0 ? '' : `**Could not be read:** ${unread.join(', ')}.`]
    .filter((line) => line !== '')
    .join(' ')
}

/** What is named without holding anything back: an anticoagulant needs a plan, a tumour its board. */
export function namedLine({ gates, current }: Assessment): string {
  const named = gates.filter(({ action, finding }) => action === 'name' && finding === 'met').map(({ name }) => name)
  const notes = named.length === 0 ? [] : [`**Plan for:** ${named.join(', ')}.`]
  const isNeoplastic = current.some(({ fracture }) => fracture.cause === 'neoplastic')
  return [...(isNeoplastic ? ['**Tumour:** oncology or tumour board first.'] : []), ...notes].join(' ')
}

export const OPTIONS_LINE =
  'Continued non-surgical care remains an option. Trials disagree: VERTOS II and VAPOUR for, sham trials and VERTOS IV against.'

export function rulesLine({ ruleVersion, policy }: Assessment): string {
  return `Rules ${ruleVersion}, policy ${policy}. Supports, does not replace, clinical judgement.`
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
