import type { HeightLossPercent } from './report-findings.ts'
import { isNumber, isWord, type Token } from './tokens.ts'
import { traitOf } from './traits.ts'

/** A share written in a sentence, whatever it measures: "25-30 %", "one-third", "greater than 50 percent". */
export interface Figure {
  readonly from: number
  readonly to: number
  readonly percent: HeightLossPercent
  /** "from 20 to 40 %": the first of the two. */
  readonly earlierPercent: number | null
  /** Written as words or as 1/3: shares of other things are too, so that only "height" or "loss" makes it one of height. */
  readonly isFraction: boolean
}

/** Words that are a share; the figures are the whole percent nearest to it. */
const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['one third', 33],
  ['a third', 33],
  ['1 3', 33],
  ['two thirds', 67],
  ['two third', 67],
  ['2 3', 67],
  ['one half', 50],
  ['half', 50],
  ['1 2', 50],
  ['one quarter', 25],
  ['a quarter', 25],
  ['one fourth', 25],
  ['1 4', 25],
  ['three quarters', 75],
  ['three quarter', 75],
  ['three fourths', 75],
  ['3 4', 75],
])

const PERCENT: ReadonlySet<string> = new Set(['%', 'percent'])
const OPENS_FRACTION: ReadonlySet<string> = new Set([...FRACTIONS.keys()].map((name) => name.split(' ')[0] ?? name))

/** Without such a token a sentence has no share: a sign, or the last word of a fraction. */
export const OF_SHARE = traitOf(
  [...PERCENT, ...[...FRACTIONS.keys()].map((name) => name.split(' ').at(-1) ?? name)],
  true,
)

/** "greater than 50 %" is every loss from there up, "less than 25 %" and "up to 25 %" every one up to there. */
const ABOVE: ReadonlySet<string> = new Set(['greater than', 'more than', 'at least', 'over', 'exceeding', '>', '> ='])
const BELOW: ReadonlySet<string> = new Set(['less than', 'below', 'under', 'up to', '<', '< =', 'fewer than'])

const CHANGE: ReadonlySet<string> = new Set(
  'progression worsening increased increase gone changed evolved lost further'.split(' '),
)
/** "the superior half of L1" is a place. */
const SIDES: ReadonlySet<string> = new Set('superior inferior upper lower left right anterior posterior'.split(' '))
const RANGE: ReadonlySet<string> = new Set(['range', 'ranging', 'ranges', 'between'])

/** Every share in a sentence, in order. */
export function findFigures(tokens: readonly Token[]): readonly Figure[] {
  const figures: Figure[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const figure =
      percentAt(tokens, at) ?? labelledPercentAt(tokens, at) ?? spelledPercentAt(tokens, at) ?? fractionAt(tokens, at)
    if (!figure) continue
    figures.push(bounded(tokens, figure))
    at = figure.to - 1
  }
  return figures
}

function percentAt(tokens: readonly Token[], at: number): Figure | undefined {
  const first = tokens[at]
  if (!isNumber(first) || first.joinedBy === '/') return undefined
  const second = secondOfRange(tokens, at)
  const last = second ?? at
  if (!isPercentSign(tokens[last + 1])) return undefined

  const [low, high] = [Number(first.text), Number(tokens[last]?.text)]
  if (low > 100 || high > 100) return undefined
  const to = last + 2
  if (second === undefined || low === high)
    return { from: at, to, percent: high, earlierPercent: null, isFraction: false }
  if (isChange(tokens, at)) return { from: at, to, percent: high, earlierPercent: low, isFraction: false }
  return { from: at, to, percent: [Math.min(low, high), Math.max(low, high)], earlierPercent: null, isFraction: false }
}

/** "Percent height loss: 55", "Height loss (%): 40" */
function labelledPercentAt(tokens: readonly Token[], at: number): Figure | undefined {
  const figure = tokens[at]
  if (!isNumber(figure) || tokens[at - 1]?.text !== ':' || isWord(tokens[at + 1])) return undefined
  const label = tokens.slice(Math.max(0, at - MOST_LABEL_TOKENS), at)
  const percent = Number(figure.text)
  if (percent > 100 || !label.some(isPercentSign) || label.some(isNumber)) return undefined
  return { from: at, to: at + 1, percent, earlierPercent: null, isFraction: false }
}

const MOST_LABEL_TOKENS = 6

const TENS: readonly string[] = 'ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** "fifty percent" */
function spelledPercentAt(tokens: readonly Token[], at: number): Figure | undefined {
  const tens = TENS.indexOf(tokens[at]?.text ?? '')
  if (tens === -1 || !isPercentSign(tokens[at + 1])) return undefined
  return { from: at, to: at + 2, percent: (tens + 1) * 10, earlierPercent: null, isFraction: false }
}

/** "25-30 %", "25 % - 30 %", "25 to 30 %", "between 25 and 30 %". */
function secondOfRange(tokens: readonly Token[], at: number): number | undefined {
  const next = isPercentSign(tokens[at + 1]) ? at + 2 : at + 1
  const joint = tokens[next]
  if (isNumber(joint) && joint.joinedBy === '-') return next
  const isJoint = joint?.word === 'to' || joint?.text === '-' || (joint?.word === 'and' && isBetween(tokens, at))
  return isJoint && isNumber(tokens[next + 1]) && isPercentSign(tokens[next + 2]) ? next + 1 : undefined
}

function isBetween(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.word === 'between'
}

function isPercentSign(token: Token | undefined): boolean {
  return token !== undefined && PERCENT.has(token.word)
}

/** "progressed from 20 to 40 %" is two studies; "ranging from 20 to 40 %" is one. */
function isChange(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 8), at).map(({ word }) => word)
  return before.some((word) => CHANGE.has(word)) && !before.some((word) => RANGE.has(word))
}

function fractionAt(tokens: readonly Token[], at: number): Figure | undefined {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (!first || !OPENS_FRACTION.has(first.text) || first.joinedBy === '/' || SIDES.has(tokens[at - 1]?.word ?? ''))
    return undefined
  // 3/4/2026 is a date.
  if (isNumber(first) && (second?.joinedBy !== '/' || third?.joinedBy === '/')) return undefined
  const pair = FRACTIONS.get(`${first.text} ${second?.text ?? ''}`)
  const percent = pair ?? FRACTIONS.get(first.text)
  if (percent === undefined) return undefined
  return { from: at, to: at + (pair === undefined ? 1 : 2), percent, earlierPercent: null, isFraction: true }
}

function bounded(tokens: readonly Token[], figure: Figure): Figure {
  if (typeof figure.percent !== 'number') return figure
  const [second, first] = [tokens[figure.from - 2]?.text ?? '', tokens[figure.from - 1]?.text ?? '']
  const [pair, single] = [`${second} ${first}`, first]
  if (ABOVE.has(pair) || ABOVE.has(single)) return { ...figure, percent: [figure.percent, 100] }
  if (BELOW.has(pair) || BELOW.has(single)) return { ...figure, percent: [0, figure.percent] }
  return figure
}
