import type { HookContext } from '../../src/cds-hooks/request.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { decideAdvice } from '../../src/services/advice-card.ts'
import type { CardDraft } from '../../src/services/card-draft.ts'
import type { SilenceReason } from '../../src/services/service.ts'
import { assessed } from '../support/assessed.ts'
import { aRequest } from './a-request.ts'

/** The card about these facts; the test fails where there is none. */
export function cardFor(facts: PatientFacts, context: Partial<HookContext> = {}): CardDraft {
  const decision = decideAdvice(assessed(facts), aRequest(context))
  if (!decision.speak) throw new Error(`silent: ${decision.because}`)
  return decision.draft
}

/** Why there is no card about these facts; undefined where there is one. */
export function silenceAbout(facts: PatientFacts): SilenceReason | undefined {
  const decision = decideAdvice(assessed(facts), aRequest())
  return decision.speak ? undefined : decision.because
}

export function suggestionsFor(facts: PatientFacts): readonly string[] {
  return cardFor(facts).suggestions.map(({ id }) => id)
}
