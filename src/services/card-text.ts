import { MAX_SUMMARY_CHARACTERS } from '../cds-hooks/response.ts'
import type { Assessment, FractureRow } from '../clinical/assessment.ts'
import { type CalendarDate, daysBetween } from '../clinical/calendar.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { Fracture } from '../clinical/facts.ts'
import { type Finding, type Missing, withoutBrackets } from '../clinical/finding.ts'
import type { AssessedGate } from '../clinical/gates/index.ts'
import { malignantPatternOf } from '../clinical/imaging-evidence.ts'
import { unreadSourcesOf } from './missing-items.ts'

export { withoutBrackets }

/** How a fracture is called on a card: "T12 compression fracture", with "possible" where it is only suspected. */
export function fractureName({ fracture, status }: FractureStanding): string {
  const place = fracture.level ?? fracture.region ?? 'vertebral'
  if (status === 'new-pain-after-augmentation') return `New pain after augmentation of ${place}`
  return capitalised(`${fracture.certainty === 'suspected' ? 'possible ' : ''}${place} compression fracture`)
}

/** "5 weeks", counted from the latest day it can have happened: with "at least" where only that is known. */
export function ageWords({ fracture: { onset } }: FractureStanding, assessedOn: CalendarDate): string | undefined {
  if (onset === null) return undefined
  const days = daysBetween(onset.latest, assessedOn)
  if (days < 0) return undefined
  const words = days < 14 ? `${days} ${days === 1 ? 'day' : 'days'}` : `${Math.floor(days / 7)} weeks`
  return onset.earliest === null ? `at least ${words}` : words
}

/** The first wording of a summary that is short enough; the last one where none is. */
export function firstThatFits(wordings: readonly string[]): string {
  return wordings.find(({ length }) => length <= MAX_SUMMARY_CHARACTERS) ?? wordings.at(-1) ?? ''
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

const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  met: 'met',
  'not-met': 'not met',
  unknown: 'not found',
}

/** Needs no line where nothing suggests a tumour, and is the first to go where words are short. */
const ONLY_WHEN_RAISED = 'tumour-imaged-first'

/** The more there is to say, the fewer words each thing gets. */
export type Brevity = 'full' | 'short' | 'shortest'

/** The criteria the answer rests on, each in words; what refused or waits for nothing else is not told. */
export function criterionLines({ criteria, restsOn, tells, waitsFor }: FractureRow, brevity: Brevity): string {
  const shown = criteria.filter(
    ({ id, evidence, finding }) =>
      (restsOn.includes(id) || tells.includes(id)) &&
      (id !== ONLY_WHEN_RAISED || finding !== 'met' || (evidence.length > 0 && brevity !== 'shortest')),
  )
  const isShort = brevity === 'shortest'
  // What is waited for stands in the line of what is missing already.
  const together = isShort ? shown.filter(({ id, finding }) => finding === 'unknown' && !waitsFor.includes(id)) : []
  const lines = shown
    .filter(({ finding }) => !isShort || finding !== 'unknown')
    .map(({ name, finding, because }) => {
      const isAsked = brevity !== 'full' && finding === 'unknown'
      const reason = isShort ? firstSentence(because) : because
      return `- **${name}:** ${FINDING_WORDS[finding]}.${isAsked ? '' : ` ${reason}`}`
    })
  if (together.length > 0) lines.push(`- **Not found:** ${together.map(({ name }) => name).join(', ')}.`)
  return lines.join('\n')
}

function firstSentence(text: string): string {
  const end = text.indexOf('. ')
  return end === -1 ? text : text.slice(0, end + 1)
}

/** In few words, a long list is counted from here on. */
const MOST_ITEMS = 4
const MOST_SOURCES = 2
const MOST_LEVELS = 3

export function missingLine(items: readonly Missing[], brevity: Brevity): string {
  const texts = items.map((item) => (brevity === 'full' ? item.text : withoutBrackets(item.text)))
  return `**Missing:** ${(brevity === 'shortest' ? firstFew(MOST_ITEMS, texts) : texts).join('; ')}.`
}

export function firstFew(most: number, texts: readonly string[]): readonly string[] {
  return texts.length <= most + 1 ? texts : [...texts.slice(0, most), `${texts.length - most} more`]
}

/** Gates that nothing in the record answers, for a person to confirm; and what could not be read at all. */
export function confirmLine(assessment: Assessment, brevity: Brevity): string {
  const unsettled = assessment.gates.filter(({ confirm, finding }) => confirm !== false && finding === 'unknown')
  const open = unsettled.filter(({ confirm, evidence }) => confirm === true && evidence.length === 0)
  const sources = unreadSourcesOf(assessment)
  return [
    named('To be clarified', namesOf(unsettled.filter(({ evidence }) => evidence.length > 0))),
    named('Confirm (none found)', namesOf(open.filter(({ couldNotLook }) => couldNotLook.length === 0))),
    named('Confirm (could not look)', namesOf(open.filter(({ couldNotLook }) => couldNotLook.length > 0))),
    named('Could not be read', brevity === 'shortest' ? firstFew(MOST_SOURCES, sources) : sources),
  ]
    .filter((line) => line !== '')
    .join(' ')
}

function namesOf(gates: readonly AssessedGate[]): readonly string[] {
  return gates.map(({ name }) => name)
}

export function named(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `**${what}:** ${names.join(', ')}.`
}

/** What is named without holding anything back: an anticoagulant needs a plan, a tumour its board. */
export function namedLine({ gates, current, policy, policies }: Assessment): string {
  const plans = namesOf(gates.filter(({ action, finding }) => action === 'name' && finding === 'met'))
  const isNeoplastic = current.some(({ fracture }) => isTumourSuspected(fracture))
  const others = policies.get(policy)?.others.map(({ standing }) => standing.fracture) ?? []
  const places = others.map(({ level, region }) => level ?? region ?? 'level not named')
  return [
    named('Also fractured', firstFew(MOST_LEVELS, places)),
    named('Tumour', isNeoplastic ? ['oncology or tumour board first'] : []),
    named('Plan for', plans),
  ]
    .filter((line) => line !== '')
    .join(' ')
}

/** By its code, or by what imaging shows. */
export function isTumourSuspected({ cause, imaging }: Fracture): boolean {
  return cause === 'neoplastic' || malignantPatternOf(imaging) !== undefined
}

/** The other way, the state of the evidence, and the rules that spoke. */
export function closingLine(assessment: Assessment, length: 'full' | 'short'): string {
  return length === 'short'
    ? `Also an option: non-surgical care. Trials disagree: VERTOS II, VAPOUR for; sham, VERTOS IV against. ${rulesLine(assessment)}`
    : `Continued non-surgical care remains an option. Trials disagree: VERTOS II and VAPOUR for, sham trials and VERTOS IV against. ${rulesLine(assessment)} ${NO_REPLACEMENT}`
}

export const NO_REPLACEMENT = 'Supports, does not replace, clinical judgement.'

export function rulesLine({ ruleVersion, policy }: Assessment): string {
  return `Rules ${ruleVersion}, policy ${policy}.`
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
