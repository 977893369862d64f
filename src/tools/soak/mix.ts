import { drawFrom } from '../seeded.ts'
import type { Kind } from './call.ts'
import { createCharts } from './charts.ts'
import { followUpKinds } from './follow-up-calls.ts'
import { hookKinds } from './hook-calls.ts'
import { otherKinds } from './other-calls.ts'
import { sandboxKinds } from './sandbox-calls.ts'

/** Everything that is called, in an order in which each finds what it builds on. */
export function kindsOf({ fhirUrl, today }: { readonly fhirUrl: string; readonly today: string }): readonly Kind[] {
  const newCharts = createCharts(today)
  return [...hookKinds(newCharts), ...sandboxKinds(fhirUrl), ...followUpKinds(newCharts), ...otherKinds(newCharts)]
}

/** Deals the kinds in rounds: in each round every kind comes as often as it weighs, in an order of its own. */
export function dealer(kinds: readonly Kind[], seed: number): () => Kind {
  const draw = drawFrom(seed)
  const round = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind))
  let hand: Kind[] = []
  return () => {
    if (hand.length === 0) hand = [...round]
    const [kind] = hand.splice(draw.between(0, hand.length - 1), 1)
    if (kind === undefined) throw new Error('there is nothing to call')
    return kind
  }
}
