import type { CardDraft, SuggestionDraft } from './card-draft.ts'

const BONE_HEALTH: ReadonlySet<SuggestionDraft['id']> = new Set<SuggestionDraft['id']>([
  'bone-density',
  'bone-health-referral',
])

/** Whether a suggestion is what the card is about, or a companion beside it: who accepts a companion leaves the rest open. */
export function partOf({ kind }: Pick<CardDraft, 'kind'>, id: SuggestionDraft['id']): 'main' | 'companion' {
  return kind !== 'bone-health' && BONE_HEALTH.has(id) ? 'companion' : 'main'
}
