import type { Assigned } from './assign-levels.ts'
import { isSafetySign } from './read-signs.ts'
import type { Sign } from './report-findings.ts'
import type { SignName } from './sign-rule.ts'

type Answer = Exclude<Sign, 'unknown'>

/**
 * The impression decides, the findings where it is silent, and what is denied of all fractures at once only where
 * nothing is said of this one.
 */
export function mergeSign(assigned: readonly Assigned[], sign: SignName): Sign {
  const own = answersOf(assigned, sign, { shared: false })
  const inImpression = own.filter(({ section }) => section === 'impression')
  const counted = inImpression.length > 0 ? inImpression : own
  if (counted.length > 0) return decide(new Set(counted.map(({ says }) => says)), sign)
  return answersOf(assigned, sign, { shared: true })[0]?.says ?? 'unknown'
}

function answersOf(assigned: readonly Assigned[], sign: SignName, { shared }: { readonly shared: boolean }) {
  return assigned.flatMap(({ statement, ...place }) =>
    statement.kind === 'sign' && statement.sign === sign && place.shared === shared ? [statement] : [],
  )
}

/** Of contradicting answers a danger counts; a sign that speaks for treatment is then not known. */
function decide(says: ReadonlySet<Answer>, sign: SignName): Sign {
  if (says.has('yes') && says.has('no') && !isSafetySign(sign)) return 'unknown'
  if (says.has('yes')) return 'yes'
  return says.has('unreliable') ? 'unreliable' : 'no'
}
