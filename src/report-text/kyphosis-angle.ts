import { hasNear } from './noun-phrases.ts'
import { isNumber, type Token } from './tokens.ts'

/** A smaller angle is what a thoracolumbar spine has anyway. */
const LEAST_DEGREES = 15
const DEGREES: ReadonlySet<string> = new Set(['degrees', 'degree', 'deg', '\u00b0'])
const SLIGHT: ReadonlySet<string> = new Set(
  'mild mildly minimal minimally slight slightly subtle trace negligible'.split(' '),
)
const NEAR = { before: 6, after: 10 }

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Whether a kyphosis is too small to be a deformity: by its angle, or, where none is given, by its adjective. */
export function isSlightKyphosis(tokens: readonly Token[], { from, to }: Stretch): boolean {
  const angle = angleNear(tokens, { from, to })
  if (angle !== undefined) return angle < LEAST_DEGREES
  const isInside = tokens.slice(from, to).some(({ word }) => SLIGHT.has(word))
  return isInside || hasNear(tokens, { from, to }, SLIGHT, { before: 3, after: 0 })
}

function angleNear(tokens: readonly Token[], { from, to }: Stretch): number | undefined {
  const behind = tokens.slice(from, to + NEAR.after)
  const end = behind.findIndex(({ word }) => OTHER_CURVES.has(word))
  const near = [...tokens.slice(Math.max(0, from - NEAR.before), from), ...(end < 0 ? behind : behind.slice(0, end))]
  const at = near.findIndex(({ word }, index) => DEGREES.has(word) && isNumber(near[index - 1]))
  return at < 0 ? undefined : angleBefore(near, at)
}

const OTHER_CURVES: ReadonlySet<string> = new Set(['scoliosis', 'scoliotic', 'lordosis', 'cobb'])

/** The smaller end of a range counts. */
function angleBefore(tokens: readonly Token[], at: number): number {
  const [first, joint, last] = [tokens[at - 3], tokens[at - 2], tokens[at - 1]]
  if (last?.joinedBy === '-' && isNumber(joint)) return Number(joint.text)
  const isRange = joint?.word === 'to' || joint?.word === '-'
  return Number(isRange && isNumber(first) ? first.text : last?.text)
}
