import { findLevels, type LevelMention } from './levels.ts'
import { findPhrases, type PhraseTable, phraseTable } from './phrases.ts'
import { isNumber, type Token } from './tokens.ts'

export type TScoreSite = 'lumbar-spine' | 'hip' | 'femoral-neck' | 'forearm' | 'heel' | 'unknown'

/** What a bone-density sentence is made of. `stop` = any word that breaks the tie between "T-score" and a figure. */
export type Part =
  /** null = a place whose T-score diagnoses nothing: a single vertebra, the trochanter, the whole body. */
  | { readonly kind: 'site'; readonly site: TScoreSite | null }
  | { readonly kind: 'figure'; readonly value: number; readonly signed: boolean }
  | { readonly kind: 't-score' | 'lowest' | 'past' | 'now' | 'of' | 'and' | 'open' | 'close' | 'stop' }

type Kind = Exclude<Part['kind'], 'site' | 'figure'>

const T_SCORE: Part = { kind: 't-score' }
const STOP: Part = { kind: 'stop' }

function at(site: TScoreSite | null): Part {
  return { kind: 'site', site }
}

const PHRASES: PhraseTable<Part> = phraseTable<Part>([
  ['t score|scores', T_SCORE],
  ['t -|_ score|scores', T_SCORE],
  ['tscore|tscores', T_SCORE],
  ['lumbar|lumbosacral spine?', at('lumbar-spine')],
  ['lumbar-spine|lumbosacral-spine|spine', at('lumbar-spine')],
  ['thoracic|cervical|lateral spine', at(null)],
  ['thoracic-spine|cervical-spine', at(null)],
  ['total proximal? hip|hips|femur|femurs', at('hip')],
  ['hip|hips|femur|femurs total', at('hip')],
  ['hip|hips', at('hip')],
  ['proximal femur|femurs', at('hip')],
  ['femoral|femur neck|necks', at('femoral-neck')],
  ['neck|necks|femur|femurs', at('femoral-neck')],
  ['distal|ultradistal forearm|radius|wrist', at('forearm')],
  ['forearm|radius|wrist', at('forearm')],
  ['distal 1|one 3|third forearm|radius', at('forearm')],
  ['1|one 3|third forearm|radius', at('forearm')],
  ['33 % forearm|radius', at('forearm')],
  ['heel|calcaneus|calcaneal', at('heel')],
  ['trochanter|trochanteric|intertrochanteric|shaft|ward|wards', at(null)],
  ['total|whole body', at(null)],
  ['hip|spine|vertebral|femur|wrist|major osteoporotic? fracture', at(null)],
])

const KINDS: ReadonlyMap<string, Kind | 'glue'> = new Map(
  (
    [
      ['of', 'of at in for'],
      ['and', 'and ,'],
      ['open', '( ['],
      ['close', ') ] ;'],
      ['past', 'previously previous prior earlier formerly baseline'],
      ['now', 'now currently current today present'],
      ['lowest', 'lowest worst'],
      [
        'glue',
        'the a an is are was were = : - measures measured equals value values sd left right both bilateral mean average ' +
          'study exam examination scan ap pa respectively osteoporotic osteopenia normal range',
      ],
    ] as const
  ).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
)

/** Sentences about people in general: the definition of osteoporosis, and whom to treat. */
const GENERAL_WORDS: ReadonlySet<string> = new Set(
  (
    'patients women men individuals persons adults recommends recommended guideline guidelines foundation defined ' +
    'defines definition threshold'
  ).split(' '),
)

/** Turns a sentence into its parts, in one pass. */
export function partsOf(tokens: readonly Token[]): readonly Part[] {
  if (tokens.some(({ text }) => GENERAL_WORDS.has(text))) return [STOP]
  const phrases = new Map(findPhrases(tokens, PHRASES).map((mention) => [mention.from, mention]))
  const levels = new Map(findLevels(tokens).map((mention) => [mention.from, mention]))
  const parts: Part[] = []
  let from = 0
  while (from < tokens.length) {
    const level = levels.get(from)
    const phrase = phrases.get(from)
    const next = level
      ? siteOfLevels(tokens, level)
      : phrase
        ? { part: phrase.meaning, to: phrase.to }
        : (figureAt(tokens, from) ?? wordAt(tokens, from))
    if (next.part) parts.push(next.part)
    from = next.to
  }
  return parts
}

interface Step {
  /** undefined = nothing that matters. */
  readonly part: Part | undefined
  readonly to: number
}

/** The mean of several lumbar vertebrae is the lumbar spine. One that was left out ("L3 excluded") is no place. */
function siteOfLevels(tokens: readonly Token[], { from, to, levels }: LevelMention): Step {
  if (tokens[from - 1]?.word === 'excluding') return { part: undefined, to }
  if (tokens[to]?.word === 'excluded') return { part: undefined, to: to + 1 }
  const isMean = levels.length > 1 && levels.every((level) => level.startsWith('L'))
  return { part: at(isMean ? 'lumbar-spine' : null), to }
}

function wordAt(tokens: readonly Token[], from: number): Step {
  const word = tokens[from]?.word ?? ''
  const to = from + 1
  if (word === 'excluding') return { part: undefined, to }
  const kind = KINDS.get(word) ?? 'stop'
  return { part: kind === 'glue' ? undefined : { kind }, to }
}

const SIGNS: ReadonlyMap<string, number> = new Map([
  ['-', -1],
  ['minus', -1],
  ['+', 1],
  ['plus', 1],
])
const LOWEST = -10
const HIGHEST = 6

/** A number with a sign or a decimal point. A count, a year, a bound and one end of a range are none. */
function figureAt(tokens: readonly Token[], from: number): Step | undefined {
  const sign = SIGNS.get(tokens[from]?.word ?? '')
  const place = sign === undefined ? from : from + 1
  const number = tokens[place]
  if (!isNumber(number)) return undefined
  const to = place + 1
  if (sign === undefined && /^(?:19|20)\d{2}$/.test(number.text)) return { part: { kind: 'past' }, to }

  const value = (sign ?? 1) * Number(number.text)
  const isWritten = sign === undefined ? number.text.includes('.') : isSignOf(tokens, from)
  const isScore = isWritten && number.joinedBy === '' && value >= LOWEST && value <= HIGHEST && !goesOn(tokens, to)
  return { part: isScore ? { kind: 'figure', value, signed: sign !== undefined } : STOP, to }
}

/** "T-score - 2.8" may be a dash; after a colon or a verb it is a minus. */
function isSignOf(tokens: readonly Token[], sign: number): boolean {
  const isWord = tokens[sign]?.text === 'minus' || tokens[sign]?.text === 'plus'
  return isWord || tokens[sign + 1]?.spaceBefore === false || /^(?::|=|is|was|of)$/.test(tokens[sign - 1]?.text ?? '')
}

/** After a figure these make it a bound ("-2.5 or lower"), one end of a range, a share, or a density. */
const NO_SCORE: ReadonlySet<string> = new Set(
  'or to through % percent / < > x g gm mg cm mm kg year years points units'.split(' '),
)
const OR_BEYOND: ReadonlySet<string> = new Set(
  'below above lower higher less greater more over under beyond reduced'.split(' '),
)

function goesOn(tokens: readonly Token[], to: number): boolean {
  const after = tokens[to]?.word === 'sd' ? to + 1 : to
  const [next, second] = [tokens[after], tokens[after + 1]]
  if (!next) return false
  if (next.joinedBy !== '' || NO_SCORE.has(next.word)) return true
  if (next.word === 'and') return OR_BEYOND.has(second?.word ?? '')
  if (next.word === '-') return second?.word === '-' || isNumber(second)
  return isGluedNumber(next, second)
}

/** A decimal comma, a date, or a unit without a blank before it. */
function isGluedNumber(mark: Token, after: Token | undefined): boolean {
  const isMark = (mark.text === ',' || mark.text === '.') && !mark.spaceBefore
  return isMark && after?.spaceBefore === false && /^\d/.test(after.text)
}
