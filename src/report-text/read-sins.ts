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
const NAMES = phraseTable<true>([
  ['sins', true],
  ['spinal|spine instability ~1 malignant|neoplasia score', true],
])

/** What a sentence states of the Spinal Instability Neoplastic Score. A figure that can be anything else is left out. */
export function readSins(sentence: ParsedSentence): readonly Placed[] {
  const { tokens } = sentence
  return findPhrases(tokens, NAMES).flatMap((name): readonly Placed[] => {
    const figure = figureAfter(tokens, name.to)
    if (!figure || isLegend(tokens, figure) || isOfComponent(tokens, figure.to)) return []
    const stretch = { from: name.from, to: figure.to }
    const isPast = hasNear(tokens, stretch, PAST, { before: 3, after: 0 })
    const isNone = isNoFinding(sentence, stretch) || NOT_STATED.some((says) => under(sentence, says, stretch))
    return isPast || isNone ? [] : [{ kind: 'sins', total: figure.total, target: placeOf(sentence, stretch) }]
  })
}

const NOT_STATED = ['no', 'gone', 'possible', 'earlier', 'named', 'limited'] as const
const PAST: ReadonlySet<string> = new Set(
  'prior previous previously earlier initial initially old last former'.split(' '),
)

interface Figure {
  readonly from: number
  readonly to: number
  readonly total: StatedSins['total']
}

/** Between the name and its figure: "SINS (score) is calculated at", "SINS score for T12:". */
const BEFORE_FIGURE: ReadonlySet<string> = new Set(
  (
    'score sins total of is was equals = : ( ) calculated estimated at for the level value be to between ranges range ' +
    'ranging from approximately about least \u2265'
  ).split(' '),
)
const MAX_WORDS_BEFORE_FIGURE = 10
const AT_LEAST: ReadonlySet<string> = new Set(['least', '\u2265'])
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
  return isNumber(tokens[at]) ? figureAt(tokens, at, isLowest) : undefined
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

/** "SINS: 0-6 stable, 7-12 potentially unstable, 13-18 unstable" explains the score and states none. */
function isLegend(tokens: readonly Token[], { from, total }: Figure): boolean {
  if (!CATEGORIES.has(total.join('-'))) return false
  return tokens.some((token, at) => {
    const second = at === from || !isNumber(token) ? undefined : secondOfRange(tokens, at)
    return second !== undefined && CATEGORIES.has(`${token.text}-${tokens[second]?.text}`)
  })
}

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
