import { levelNameAt } from './level-names.ts'
import { hasNear } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, under } from './parsed-sentence.ts'
import { findPhrases, phraseTable } from './phrases.ts'
import { placeOf } from './place.ts'
import type { StatedSins } from './report-findings.ts'
import type { Said, Target } from './statements.ts'
import { isNumber, type Token } from './tokens.ts'

type Placed = Said & { readonly target: Target }

/** The words of the score's name in the spelling of the tables, where "neoplastic" is "malignant". */
export const SINS_NAMES = phraseTable<true>([
  ['sins', true],
  ['spinal|spine instability ~1 malignant|neoplasia score', true],
])

/** What a sentence states of the Spinal Instability Neoplastic Score. A figure that can be anything else is left out. */
export function readSins(sentence: ParsedSentence): readonly Placed[] {
  const { tokens } = sentence
  return findPhrases(tokens, SINS_NAMES).flatMap((name): readonly Placed[] => {
    const figure = figureAfter(tokens, name.to)
    if (!figure || isLegend(tokens, figure) || isOfComponent(tokens, figure.to)) return []
    const stretch = { from: name.from, to: figure.to }
    const isNone = isNoFinding(sentence, stretch) || NOT_STATED.some((says) => under(sentence, says, stretch))
    if (isNone || isPast(tokens, stretch)) return []
    const others = scoresAfter(tokens, figure.to)
    return [{ ...stretch, total: figure.total }, ...others].map(({ total, ...at }) => ({
      kind: 'sins',
      total,
      target: placeOf(sentence, at),
    }))
  })
}

const NOT_STATED = ['no', 'gone', 'possible', 'earlier', 'named', 'limited'] as const
const PAST: ReadonlySet<string> = new Set(
  'prior previous previously earlier initial initially old last former baseline before pretreatment ago'.split(' '),
)
const MAX_WORDS_TO_PRESENT = 5

/** "Prior SINS 9", "SINS was 15 before radiotherapy", "SINS 9, now 13": the score of another day. */
function isPast(tokens: readonly Token[], { from, to }: { readonly from: number; readonly to: number }): boolean {
  if (hasNear(tokens, { from, to }, PAST, { before: 3, after: 5 })) return true
  const [next, after] = [tokens[to]?.text, tokens[to + 1]?.text]
  if (next === '\u2192' || (next === '-' && after === '>')) return true
  return tokens
    .slice(to, to + MAX_WORDS_TO_PRESENT)
    .some(({ word }, index) => PRESENT.has(word) && isNumber(tokens[to + index + 1]))
}

const PRESENT: ReadonlySet<string> = new Set(['now', 'currently', 'today'])

interface Figure {
  readonly from: number
  readonly to: number
  readonly total: StatedSins['total']
}

/** Between the name and its figure: "SINS (score) is calculated at", "SINS score for T12:". */
const BEFORE_FIGURE: ReadonlySet<string> = new Set(
  (
    'score sins total of is was equals = : ( ) calculated estimated at for the level value be to between ranges range ' +
    'ranging from approximately about least \u2265 >'
  ).split(' '),
)
const MAX_WORDS_BEFORE_FIGURE = 10
const AT_LEAST: ReadonlySet<string> = new Set(['least', '\u2265', '>'])
const HIGHEST = 18

function figureAfter(tokens: readonly Token[], from: number): Figure | undefined {
  let at = from
  let isLowest = false
  while (at < from + MAX_WORDS_BEFORE_FIGURE) {
    const level = levelNameAt(tokens, at)
    const word = tokens[at]?.word ?? ''
    if (!level && !BEFORE_FIGURE.has(word)) break
    isLowest = isLowest || AT_LEAST.has(word)
    at = level?.to ?? at + 1
  }
  if (!isNumber(tokens[at])) return undefined
  const figure = figureAt(tokens, at, isLowest)
  return figure && tokens[at - 1]?.text === '>' ? beyond(figure) : figure
}

/** "> 12" begins with the next one. */
function beyond(figure: Figure): Figure | undefined {
  const low = figure.total[0] + 1
  return low <= HIGHEST ? { ...figure, total: [low, HIGHEST] } : undefined
}

const AT_LEVEL: ReadonlySet<string> = new Set(['at', 'for', 'in', 'of'])
const SEPARATES: ReadonlySet<string> = new Set([',', ';', 'and'])
const ENDS_SCORE: ReadonlySet<string> = new Set([',', ';', '.', 'and'])
const EQUALS: ReadonlySet<string> = new Set(['=', ':', 'is'])

/** "9 at T12 and 14 at L1", "T12 = 9/18; L1 = 14/18": the scores of the other vertebrae of a list. */
function scoresAfter(tokens: readonly Token[], end: number): readonly Figure[] {
  const scores: Figure[] = []
  for (let next = scoreAfter(tokens, end); next; next = scoreAfter(tokens, next.to)) scores.push(next)
  return scores
}

function scoreAfter(tokens: readonly Token[], from: number): Figure | undefined {
  const own = AT_LEVEL.has(tokens[from]?.word ?? '') ? levelNameAt(tokens, from + 1) : undefined
  const separator = own?.to ?? from
  let at = separator
  while (SEPARATES.has(tokens[at]?.word ?? '')) at += 1
  return at > separator ? scoreWithLevel(tokens, at) : undefined
}

function scoreWithLevel(tokens: readonly Token[], from: number): Figure | undefined {
  const level = levelNameAt(tokens, from)
  return level ? scoreOfLevel(tokens, from, level.to) : scoreAtLevel(tokens, from)
}

/** "14 at L1" */
function scoreAtLevel(tokens: readonly Token[], from: number): Figure | undefined {
  const figure = isNumber(tokens[from]) ? figureAt(tokens, from, false) : undefined
  const isPlaced = figure && AT_LEVEL.has(tokens[figure.to]?.word ?? '') && levelNameAt(tokens, figure.to + 1)
  return isPlaced ? figure : undefined
}

/** "L1 = 14/18", and without the sign only where nothing follows that the number could count. */
function scoreOfLevel(tokens: readonly Token[], from: number, levelEnd: number): Figure | undefined {
  const isEqual = EQUALS.has(tokens[levelEnd]?.word ?? '')
  const at = isEqual ? levelEnd + 1 : levelEnd
  const figure = isNumber(tokens[at]) ? figureAt(tokens, at, false) : undefined
  if (!figure) return undefined
  return isEqual || ENDS_SCORE.has(tokens[figure.to]?.word ?? '.') ? { ...figure, from } : undefined
}

/** "9", "9/18", "8-10", "8 to 10/18", and with "at least" from there up. */
function figureAt(tokens: readonly Token[], from: number, isLowest: boolean): Figure | undefined {
  const second = secondOfRange(tokens, from)
  const last = second ?? from
  const over = tokens[last + 1]
  const isOver = over?.joinedBy === '/'
  if (isOver && Number(over.text) !== HIGHEST) return undefined
  const low = Number(tokens[from]?.text)
  const high = isLowest ? HIGHEST : Number(tokens[last]?.text)
  const isScore = [low, high].every((end) => Number.isInteger(end) && end <= HIGHEST) && low <= high
  return isScore ? { from, to: isOver ? last + 2 : last + 1, total: [low, high] } : undefined
}

function secondOfRange(tokens: readonly Token[], from: number): number | undefined {
  const next = tokens[from + 1]
  if (isNumber(next) && next.joinedBy === '-') return from + 1
  const isRange = next !== undefined && (next.word === '-' || next.word === 'to')
  const isBetween = next?.word === 'and' && tokens[from - 1]?.word === 'between'
  return (isRange || isBetween) && isNumber(tokens[from + 2]) ? from + 2 : undefined
}

const CATEGORIES: ReadonlySet<string> = new Set(['0-6', '7-12', '13-18'])

/** "SINS: 0-6 stable, 7-12 potentially unstable, 13-18 unstable", "SINS 7-12 indicates ...": it explains the score. */
function isLegend(tokens: readonly Token[], { from, to, total }: Figure): boolean {
  if (!CATEGORIES.has(total.join('-'))) return false
  if (EXPLAINS.has(tokens[to]?.word ?? '')) return true
  return tokens.some((token, at) => {
    const second = at === from || !isNumber(token) ? undefined : secondOfRange(tokens, at)
    return second !== undefined && CATEGORIES.has(`${token.text}-${tokens[second]?.text}`)
  })
}

const EXPLAINS: ReadonlySet<string> = new Set(
  'is are = : indicates indicate means denotes suggests suggesting represents corresponds implies stable unstable potentially indeterminate impending considered'.split(
    ' ',
  ),
)

const COMPONENTS: ReadonlySet<string> = new Set(
  'location junctional mobile semirigid semi rigid pain mechanical lesion lytic alignment collapse posterolateral'.split(
    ' ',
  ),
)

/** "SINS 3 (location) + 3 (pain)" begins with a part of the score; "SINS 13 (location 3, pain 3)" with all of it. */
function isOfComponent(tokens: readonly Token[], to: number): boolean {
  const at = tokens[to]?.word === 'points' || tokens[to]?.word === 'point' ? to + 1 : to
  const [next, name, after] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (next?.word === '+') return true
  const isNamed = (next?.word === '(' || next?.word === 'for') && name !== undefined && COMPONENTS.has(name.word)
  return isNamed && !/^(?:\d+|:|=)$/.test(after?.word ?? '')
}
