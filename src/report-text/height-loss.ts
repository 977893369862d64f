import { findFigures } from './height-figures.ts'
import { CLAUSE_BREAKS } from './noun-phrases.ts'
import { asLoss, type ShareOfHeight } from './remaining-height.ts'
import type { HeightLossPercent } from './report-findings.ts'
import { isNumber, type Token } from './tokens.ts'

/** A figure for the loss of height of a vertebra, now or on an earlier study. */
export interface HeightLoss {
  readonly from: number
  readonly to: number
  readonly when: 'now' | 'earlier'
  readonly percent: HeightLossPercent
}

/** What a share may be a share of. The nearest word after it in the same phrase decides, else the nearest before it. */
const LOSS: ReadonlySet<string> = new Set(
  'height loss compression collapse wedging wedge depression deformity fracture biconcave biconcavity crush codfish flattened flattening'.split(
    ' ',
  ),
)
const NOT_LOSS: ReadonlySet<string> = new Set(
  (
    'canal stenosis narrowing listhesis anterolisthesis retrolisthesis spondylolisthesis displacement retropulsion disc ' +
    'width area confidence cement risk probability preserved remaining residual normal expected original involvement ' +
    'involving uptake scoliosis sensitivity fill ejection foraminal compromise encroachment translation sclerosis'
  ).split(' '),
)

const HEIGHT: ReadonlySet<string> = new Set(['height', 'loss'])
const OTHER_HEIGHT: ReadonlySet<string> = new Set('disc interspace preserved remaining residual'.split(' '))

const EARLIER_BEFORE: ReadonlySet<string> = new Set(
  'previously formerly compared versus prior previous from initially'.split(' '),
)
const EARLIER_AFTER: ReadonlySet<string> = new Set('previously prior previous earlier before initially'.split(' '))
const ENDS_FORWARD: ReadonlySet<string> = new Set([',', ';', '(', ')', 'and', 'with', 'without', 'but', 'now', 'to'])
const ENDS_EARLIER: ReadonlySet<string> = new Set([',', ';', '(', 'now', 'compared', 'versus', 'from', 'and'])
const NOW: ReadonlySet<string> = new Set(['now', 'currently', 'current', 'today', 'presently'])

const AHEAD_TOKENS = 7
const BACK_TOKENS = 14

/** Every figure of a sentence that measures loss of vertebral height. */
export function findHeightLosses(tokens: readonly Token[]): readonly HeightLoss[] {
  const figures = findFigures(tokens).map((figure) => asLoss(tokens, figure))
  return figures
    .filter((figure) => measuresLoss(tokens, figure))
    .flatMap((figure) => {
      const { from, to, percent, earlierPercent } = figure
      const when = isEarlier(tokens, figure) ? 'earlier' : 'now'
      const stated: HeightLoss = { from, to, when, percent }
      return earlierPercent === null ? [stated] : [stated, { from, to, when: 'earlier', percent: earlierPercent }]
    })
}

function measuresLoss(tokens: readonly Token[], figure: ShareOfHeight): boolean {
  if (figure.isHeight || isRecalled(tokens, figure.from)) return true
  const words = figure.isFraction ? HEIGHT : LOSS
  return lossAhead(tokens, figure, words) ?? lossBehind(tokens, figure, words)
}

/** "40 % loss of height"; undefined where the words ahead do not tell. */
function lossAhead(tokens: readonly Token[], { to }: ShareOfHeight, words: ReadonlySet<string>): boolean | undefined {
  // "(approximately 30 %) loss of height", "40 % anterior and 20 % central loss of height"
  const start = tokens[to]?.text === ')' ? to + 1 : to
  for (let at = start; at < start + AHEAD_TOKENS; at += 1) {
    const word = tokens[at]?.word ?? ''
    if (NOT_LOSS.has(word)) return false
    if (words.has(word)) return !isOtherHeight(tokens, start)
    if (ENDS_FORWARD.has(word) && !isNumber(tokens[at + 1])) return undefined
  }
  return undefined
}

/** "loss of height of 40 %". */
function lossBehind(tokens: readonly Token[], { from }: ShareOfHeight, words: ReadonlySet<string>): boolean {
  for (let at = from - 1; at >= Math.max(0, from - BACK_TOKENS); at -= 1) {
    const word = tokens[at]?.word ?? ''
    if (NOT_LOSS.has(word) || CLAUSE_BREAKS.has(word)) return false
    if (words.has(word)) return !isOtherHeight(tokens, Math.max(0, at - 4))
  }
  return false
}

/** "loss of disc height", and "40 % of its height is preserved". */
function isOtherHeight(tokens: readonly Token[], from: number): boolean {
  for (const { word } of tokens.slice(from, from + 8)) {
    if (OTHER_HEIGHT.has(word)) return true
    if (word === 'with' || word === ',' || word === 'and') return false
  }
  return false
}

function isEarlier(tokens: readonly Token[], { from, to, earlierPercent }: ShareOfHeight): boolean {
  if (earlierPercent !== null || isRanging(tokens, from)) return false
  return isAsideOnPast(tokens, from) || (earlierBefore(tokens, from) ?? earlierAfter(tokens, to))
}

/** "50 % loss of height; this was 35 % on the prior study" */
function isRecalled(tokens: readonly Token[], from: number): boolean {
  const isBack = tokens[from - 1]?.word === 'was' && RECALLS.has(tokens[from - 2]?.word ?? '')
  return isBack && tokens.slice(0, from).some(({ word }) => HEIGHT.has(word))
}

const RECALLS: ReadonlySet<string> = new Set(['this', 'it', 'which'])

/** "35 % (was 20 %)" */
function isAsideOnPast(tokens: readonly Token[], from: number): boolean {
  const [before, was] = [tokens[from - 2]?.word, tokens[from - 1]?.word]
  return was === 'was' && (before === '(' || before === ',')
}

function earlierBefore(tokens: readonly Token[], from: number): boolean | undefined {
  for (const { word } of tokens.slice(Math.max(0, from - 4), from).toReversed()) {
    if (NOW.has(word)) return false
    if (EARLIER_BEFORE.has(word)) return true
    if (word === ',' || word === ';' || word === '%') return undefined
  }
  return undefined
}

function earlierAfter(tokens: readonly Token[], to: number): boolean {
  for (const { word } of tokens.slice(to, to + 5)) {
    if (EARLIER_AFTER.has(word)) return true
    if (ENDS_EARLIER.has(word)) return false
  }
  return false
}

/** "ranging from 25 to 30 %": the "from" of a range, not of a change. */
function isRanging(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => word === 'ranging' || word === 'ranges')
}
