import type { Assigned } from './assign-levels.ts'
import { isSafetySign } from './read-signs.ts'
import type { Sign } from './report-findings.ts'
import type { SignName } from './sign-rule.ts'

type Answer = Exclude<Sign, 'unknown'>

interface SaidOfSign {
  readonly sign: SignName
  readonly says: Answer
  readonly inImpression: boolean
  readonly shared: boolean
}

/** What the statements at one place say of any sign. */
export function signsIn(assigned: readonly Assigned[]): (sign: SignName) => Sign {
  const said = Map.groupBy(assigned.flatMap(saidOfSign), ({ sign }) => sign)
  return (sign) => mergeSign(said.get(sign) ?? [], sign)
}

function saidOfSign({ statement, shared }: Assigned): readonly SaidOfSign[] {
  if (statement.kind !== 'sign') return []
  const { sign, says, section } = statement
  return [{ sign, says, inImpression: section === 'impression', shared }]
}

/**
 * The impression decides, the findings where it is silent, and what is denied of all fractures at once only where
 * nothing is said of this one.
 */
function mergeSign(said: readonly SaidOfSign[], sign: SignName): Sign {
  if (said.length === 0) return 'unknown'
  const own = said.filter(({ shared }) => !shared)
  const inImpression = own.filter((one) => one.inImpression)
  const counted = inImpression.length > 0 ? inImpression : own
  if (counted.length > 0) return decide(new Set(counted.map(({ says }) => says)), sign)
  return said[0]?.says ?? 'unknown'
}

/** Of contradicting answers a danger counts; a sign that speaks for treatment is then not known. */
function decide(says: ReadonlySet<Answer>, sign: SignName): Sign {
  if (says.has('yes') && says.has('no') && !isSafetySign(sign)) return 'unknown'
  if (says.has('yes')) return 'yes'
  return says.has('unreliable') ? 'unreliable' : 'no'
}
