import type { Assessment, FractureRow } from '../clinical/assessment.ts'
import type { AssessedGate } from '../clinical/gates/index.ts'
import { policyOf } from '../clinical/policies/index.ts'
import type { CardDraft } from './card-draft.ts'
import { firstThatFits, fractureName, NO_REPLACEMENT, rulesLine } from './card-text.ts'
import { newsKeyOf } from './news.ts'

const ELSEWHERE = ': outside this tool, follow your local urgent pathway.'

/** A danger is named with its date, and the way out of this tool; nothing else, and nothing to click. */
export function otherRouteCard(assessment: Assessment, row: FractureRow): CardDraft {
  const gate = gateBehind(assessment, row)
  const name = fractureName(row.standing)
  const isUrgent = gate?.action === 'other-route'
  const finding = gate === undefined ? 'red flag' : gateWords(gate)
  const { title } = policyOf(assessment.policy)
  return {
    kind: 'other-route',
    policy: assessment.policy,
    summary: isUrgent
      ? firstThatFits([
          `${name} with ${finding}${ELSEWHERE}`,
          `${name.replace('compression ', '')} with ${finding}${ELSEWHERE}`,
        ])
      : firstThatFits([`${name}: not covered under ${title} because of ${finding}.`]),
    detail: [
      gate?.because ?? '',
      isUrgent
        ? 'Outside this tool: follow your local urgent pathway.'
        : `Excluded under ${title} as long as this stands.`,
      rulesLine(assessment),
      NO_REPLACEMENT,
    ]
      .join(' ')
      .trim(),
    suggestions: [],
    newsKey: newsKeyOf(assessment),
  }
}

/** A danger stands behind the card also where the deciding policy does not speak about this fracture. */
function gateBehind({ gates }: Assessment, { gate }: FractureRow): AssessedGate | undefined {
  return gate ?? gates.find(({ action, finding }) => action === 'other-route' && finding === 'met')
}

function gateWords({ name, evidence }: AssessedGate): string {
  const on = evidence.find(({ date }) => date !== null)?.date
  return `${name}${on ? ` (${on})` : ''}`
}
