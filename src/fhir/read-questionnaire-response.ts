import type { Basis } from '../clinical/evidence.ts'
import type { FunctionFact, PainScore } from '../clinical/facts.ts'
import { type Element, elementOf, elementsOf, fieldOf, textOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { numericValueOf } from './numeric-value.ts'
import { painScoreOf } from './pain-score.ts'
import { firstDate } from './record-date.ts'
import { isRolandMorris, isRolandMorris24, ROLAND_MORRIS_ITEMS } from './roland-morris.ts'
import { CODE_SYSTEMS, type CodeGroup, meaningOf, meaningsOf } from './value-sets/index.ts'

export interface QuestionnaireFacts {
  readonly pain: readonly PainScore[]
  readonly function: readonly FunctionFact[]
}

const FINISHED: ReadonlySet<string> = new Set(['completed', 'amended'])

/** Pain scores (0-10, by LOINC) and the Roland-Morris total that a patient has filled in. */
export function readQuestionnaireResponse(resource: unknown): QuestionnaireFacts {
  if (!FINISHED.has(textOf(resource, 'status') ?? '')) return { pain: [], function: [] }
  const answered = answeredItems(resource)
  return { pain: painIn(resource, answered), function: rolandMorrisIn(resource, answered) }
}

interface Answered {
  readonly text: string
  /** The item's linkId, definition and codes, as the value sets know them. */
  readonly groups: ReadonlySet<CodeGroup>
  readonly isTotal: boolean
  readonly answers: readonly Element[]
}

const MAX_ITEMS = 1_000
const MAX_TEXT = 500

/** Items may stand below items and below answers. */
function answeredItems(resource: unknown): readonly Answered[] {
  const waiting = [...elementsOf(resource, 'item')]
  const found: Answered[] = []
  for (let at = 0; at < waiting.length && at < MAX_ITEMS; at += 1) {
    const item = waiting[at]
    const answers = elementsOf(item, 'answer')
    waiting.push(...elementsOf(item, 'item'), ...answers.flatMap((answer) => elementsOf(answer, 'item')))
    const text = textOf(item, 'text')?.slice(0, MAX_TEXT) ?? ''
    const name = `${textOf(item, 'linkId')?.slice(0, MAX_TEXT) ?? ''} ${text}`
    found.push({ text, groups: groupsOf(item), isTotal: /\b(?:total|sum|score)\b/i.test(name), answers })
  }
  return found
}

function groupsOf(item: unknown): ReadonlySet<CodeGroup> {
  const meanings = [
    ...meaningsOf({ coding: fieldOf(item, 'code') }),
    ...meaningsInName(textOf(item, 'linkId')),
    ...meaningsInName(textOf(item, 'definition')),
  ]
  return new Set(meanings.flatMap(({ groups }) => [...groups]))
}

/** A link id or a canonical address often carries a code: `/72514-3`, `http://loinc.org|72514-3`, `…/roland-morris-24|1.0`. */
function meaningsInName(name: string | undefined) {
  const parts = name === undefined || name.length > MAX_TEXT ? [] : name.split(/[/#|]/)
  return parts.flatMap((part) => meaningOf(CODE_SYSTEMS.loinc.uri, part) ?? meaningOf(CODE_SYSTEMS.own.uri, part) ?? [])
}

function painIn(resource: unknown, items: readonly Answered[]): readonly PainScore[] {
  const date = firstDate(resource, ['authored'])
  if (date === undefined) return []
  return items
    .filter(({ groups }) => groups.has('pain.score'))
    .flatMap(({ text, answers }) => answers.map((answer) => painScoreOf(answer, { text })))
    .flatMap((score) => {
      if (score === undefined) return []
      return [{ score, date: date.earliest, at: date.at, evidence: evidenceOf(resource, date.earliest) }]
    })
}

/** A stated total, and the yes answers where all 24 are there. Two that differ are no answer. */
function rolandMorrisIn(resource: unknown, items: readonly Answered[]): readonly FunctionFact[] {
  const canonical = textOf(resource, 'questionnaire')?.slice(0, MAX_TEXT) ?? ''
  const isCoded = meaningsInName(canonical).some(({ groups }) => groups.has('fact.roland_morris_24'))
  const isNamed24 = isCoded || isRolandMorris24(canonical)
  const totals = items.filter(
    ({ groups, text, isTotal }) =>
      groups.has('fact.roland_morris_24') || isRolandMorris24(text) || (isNamed24 && isTotal),
  )
  const stated = totals.flatMap(({ answers }) => answers.flatMap((answer) => numericValueOf(answer)?.value ?? []))
  const isThisOne = isNamed24 || isRolandMorris(canonical) || items.some(({ text }) => isRolandMorris(text))
  const values = new Set([...stated, ...(isThisOne ? countYes(items) : [])])
  const [value] = values
  if (value === undefined || values.size > 1 || value < 0 || value > ROLAND_MORRIS_ITEMS) return []
  const date = firstDate(resource, ['authored'])?.earliest ?? null
  const basis: Basis = isCoded || totals.some(({ groups }) => groups.size > 0) ? 'coded' : 'text'
  return [{ kind: 'roland-morris-24', value, date, evidence: evidenceOf(resource, date, basis) }]
}

/** An item left open is neither yes nor no, so that only the whole questionnaire counts. */
function countYes(items: readonly Answered[]): readonly number[] {
  const answers = items.flatMap(({ answers: [first, ...more] }) => (more.length > 0 ? [] : (yesOrNo(first) ?? [])))
  if (answers.length !== ROLAND_MORRIS_ITEMS) return []
  return [answers.filter((answer) => answer === 'yes').length]
}

const YES_OR_NO: ReadonlyMap<string, 'yes' | 'no'> = new Map<string, 'yes' | 'no'>([
  ['yes', 'yes'],
  ['y', 'yes'],
  ['true', 'yes'],
  ['la33-6', 'yes'],
  ['373066001', 'yes'],
  ['no', 'no'],
  ['n', 'no'],
  ['false', 'no'],
  ['la32-8', 'no'],
  ['373067005', 'no'],
])

function yesOrNo(answer: unknown): 'yes' | 'no' | undefined {
  const flag = fieldOf(answer, 'valueBoolean')
  if (typeof flag === 'boolean') return flag ? 'yes' : 'no'
  const coding = elementOf(answer, 'valueCoding')
  const written = textOf(coding, 'code') ?? textOf(coding, 'display') ?? textOf(answer, 'valueString') ?? ''
  return YES_OR_NO.get(written.trim().toLowerCase())
}
