import type { Card } from '../../cds-hooks/response.ts'
import type { Draw } from '../seeded.ts'
import { MS_PER_DAY, MS_PER_MINUTE } from './world.ts'

/** What a user does with a card that he sees. Most cards are left alone: feedback on them never comes. */
export type Reaction =
  | { readonly does: 'nothing' }
  | { readonly does: 'accept'; readonly suggestion: number }
  | { readonly does: 'override'; readonly reason: Reason | null }

export interface Reason {
  readonly code: string
  readonly system: string
}

export function react(card: Card, draw: Draw): Reaction {
  const ticket = draw.next()
  if (ticket < 0.5) return { does: 'nothing' }
  const suggestions = card.suggestions ?? []
  if (ticket < 0.7 && suggestions.length > 0)
    return { does: 'accept', suggestion: draw.next() < 0.85 ? 0 : suggestions.length - 1 }
  if (draw.next() < 0.1) return { does: 'override', reason: null }
  const reason = card.overrideReasons[draw.between(0, card.overrideReasons.length - 1)]
  return { does: 'override', reason: reason ? { code: reason.code, system: reason.system } : null }
}

/** When the EHR reports it: at once, or in the batch of the night; now and then twice. */
export function deliveriesOf(at: number, draw: Draw): readonly number[] {
  const first = draw.next() < 0.8 ? at + MS_PER_MINUTE : at + MS_PER_DAY / 3
  return draw.next() < 0.1 ? [first, first + MS_PER_DAY] : [first]
}

/** Among the feedback of an EHR there is always some about cards that nobody knows. */
export function isAboutUnknownCard(draw: Draw): boolean {
  return draw.next() < 0.03
}
