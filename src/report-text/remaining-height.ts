import type { Figure } from './height-figures.ts'
import type { HeightLossPercent } from './report-findings.ts'
import type { Token } from './tokens.ts'

/** A share that may be one of lost height; `isHeight` = normal or remaining height is named beside it, so that it is. */
export interface ShareOfHeight extends Figure {
  readonly isHeight: boolean
}

/** "60 % of normal height" is a loss of 40 %; "a loss of 60 % of normal height", and any other figure, stays as it is. */
export function asLoss(tokens: readonly Token[], figure: Figure): ShareOfHeight {
  const { from, to, percent, earlierPercent } = figure
  const before = tokens.slice(Math.max(0, from - BACK_TOKENS), from).map(({ word }) => word)
  const isReducedTo = before.some((word, at) => word === 'reduced' && before[at + 1] === 'to')
  const [isLeft, isHeight] = wordsBehind(tokens, to)
  const subject = tokens.slice(Math.max(0, from - SUBJECT_TOKENS), from)
  const namesHeight =
    (isHeight || subject.some(({ word }) => HEIGHT.has(word))) && !subject.some(({ word }) => OTHER.has(word))
  if (earlierPercent !== null || !namesHeight || !(isLeft || isReducedTo)) return { ...figure, isHeight: false }
  const isLoss = !isReducedTo && before.some((word) => LOST.has(word))
  return { ...figure, percent: isLoss ? percent : rest(percent), isHeight: true }
}

const LOST: ReadonlySet<string> = new Set('loss lost losing loses reduction by reduced'.split(' '))
const LEFT: ReadonlySet<string> = new Set('normal expected original remaining residual preserved retained'.split(' '))
const HEIGHT: ReadonlySet<string> = new Set(['height', 'heights'])
const BETWEEN: ReadonlySet<string> = new Set(
  'of its the is are vertebral vertebra body anterior posterior central remains'.split(' '),
)
const OTHER: ReadonlySet<string> = new Set(['disc', 'interspace', 'radial'])
const BACK_TOKENS = 6
const SUBJECT_TOKENS = 14

function wordsBehind(tokens: readonly Token[], to: number): readonly [isLeft: boolean, isHeight: boolean] {
  let [isLeft, isHeight] = [false, false]
  for (const { word } of tokens.slice(to, to + 8)) {
    if (LEFT.has(word) || word === 'remains') isLeft = true
    else if (HEIGHT.has(word)) isHeight = true
    else if (!BETWEEN.has(word)) break
  }
  return [isLeft, isHeight]
}

function rest(percent: HeightLossPercent): HeightLossPercent {
  return typeof percent === 'number' ? 100 - percent : [100 - percent[1], 100 - percent[0]]
}
