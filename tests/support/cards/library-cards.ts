import { assess } from '../../../src/clinical/assess.ts'
import type { PolicyId } from '../../../src/clinical/policies/policy.ts'
import { decideAdvice } from '../../../src/services/advice-card.ts'
import type { CardDraft } from '../../../src/services/card-draft.ts'
import { aRequest } from '../../services/a-request.ts'
import { ASSESSED_ON, factsOfCase, type LibraryCase } from '../case-library.ts'

/** One wording of a card, with every patient of the library that gets it. */
export interface LibraryCard {
  readonly policy: PolicyId
  readonly draft: CardDraft
  readonly cases: readonly Pick<LibraryCase, 'name' | 'why'>[]
}

/** The policies that may decide a card. */
const DECIDING: readonly PolicyId[] = ['clinic', 'medicare-lcd']

/** Every card of the library, under each policy that may decide one; equal cards once. */
export function libraryCards(cases: readonly LibraryCase[]): readonly LibraryCard[] {
  const cards = new Map<string, LibraryCard>()
  for (const policy of DECIDING) {
    for (const one of cases) {
      const assessment = assess(factsOfCase(one, 'coded'), { assessedOn: ASSESSED_ON, policy })
      const decision = decideAdvice(assessment, aRequest(), { boneHealthCards: true })
      if (!decision.speak) continue
      const { draft } = decision
      const key = [policy, draft.summary, draft.detail, ...draft.suggestions.map(({ id }) => id)].join('\n')
      cards.set(key, { policy, draft, cases: [...(cards.get(key)?.cases ?? []), one] })
    }
  }
  return [...cards.values()]
}
