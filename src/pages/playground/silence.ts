import { elementsOf, textOf } from '../../fhir/element.ts'
import type { Assessment } from './exchange.ts'

/** Outcomes that a card is made of; with them a silence has another reason than the assessment. */
const SPEAKING: ReadonlySet<string> = new Set(['refer-now', 'complete-workup', 'other-route'])

/** Why there is no card, in whole sentences: a physician who expected one must not have to guess. */
export function explainSilence(assessment: Assessment | null): string {
  if (assessment === null) return 'The service could not assess the record.'
  const { outcome, because } = assessment
  if (!SPEAKING.has(outcome)) return because
  return `${because} ${explainSuppression(assessment)}`.trim()
}

function explainSuppression(assessment: Assessment): string {
  const planned = plannedSince(assessment)
  const isReferred = planned.has('augmentation-referral') || planned.has('spine-referral')
  if (assessment.outcome !== 'other-route') {
    if (planned.has('declined')) return 'The record says that this was declined, so it is not suggested again.'
    if (isReferred) return 'A referral is already ordered, so it is not suggested again.'
    if (assessment.outcome === 'complete-workup' && planned.has('spine-mri'))
      return 'The missing MRI is already ordered, so it is not asked for again.'
  }
  return 'This card was shown to this user before and nothing is new since; a new fact brings a new card.'
}

/** Orders count for the fracture when they are not known to be older than it: the same rule as for the card. */
function plannedSince({ facts, fractures, policies, policy }: Assessment): ReadonlySet<string> {
  const level = policies[policy]?.level ?? null
  const fracture = fractures.find((candidate) => candidate.level === level) ?? fractures[0]
  const since = fracture?.onsetEarliest ?? ''
  const counting = elementsOf(facts, 'plannedCare').filter((order) => (textOf(order, 'date') ?? '9999') >= since)
  return new Set(counting.flatMap((order) => textOf(order, 'kind') ?? []))
}
