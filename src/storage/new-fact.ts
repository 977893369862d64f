import type { News } from './card-memory.ts'

/** By how many points the pain score must rise to be news: a smaller step is within what two askings differ by. */
export const PAIN_STEP = 2

/** The same findings, whatever the pain score. */
export function isSameFinding(one: News, other: News): boolean {
  return one.subject === other.subject && one.key === other.key
}

/**
 * Whether `now` tells something that `told` did not: another finding, or pain two points above the score that was told, and
 * something in the record behind it. A score that has grown too old, or a window that has closed, is the passing of time.
 */
export function isNewFact(told: News, now: News): boolean {
  if (told.subject !== now.subject) return true
  return hasRecordChanged(told, now) && (told.key !== now.key || hasRisen(told.pain, now.pain))
}

/** Whether facts came or went. What stands in a source that could not be read this time is not gone. */
function hasRecordChanged(told: News, now: News): boolean {
  const isWhole = couldLookAsBefore(told, now)
  const differ = (before: readonly string[], after: readonly string[]) =>
    after.some((fact) => !before.includes(fact)) || (isWhole && before.some((fact) => !after.includes(fact)))
  // A laboratory value is news through its gate only: every visit brings some.
  return differ(told.facts, now.facts) || (differ(told.gates, now.gates) && differ(told.laboratory, now.laboratory))
}

function couldLookAsBefore(told: News, now: News): boolean {
  return now.unreadSources.every((source) => told.unreadSources.includes(source))
}

/**
 * What a card rests on that was shown again. A showing that could read less than the first one has not taken anything
 * back: who answers it has answered the whole card.
 */
export function newsShownAgain(told: News, again: News): News {
  if (couldLookAsBefore(told, again)) return again
  const both = (before: readonly string[], after: readonly string[]) => [...new Set([...before, ...after])]
  return {
    ...told,
    pain: again.pain ?? told.pain,
    facts: both(told.facts, again.facts),
    laboratory: both(told.laboratory, again.laboratory),
  }
}

function hasRisen(told: number | null, now: number | null): boolean {
  return told !== null && now !== null && now - told >= PAIN_STEP
}

/**
 * Whether a fact that a contraindication can rest on has changed: a gate newly met or no longer met, or a level that was
 * not there. A gate that could not be looked at this time has not changed.
 */
export function isNewSafetyFact(told: News, now: News): boolean {
  const unread = new Set(now.unreadGates)
  return (
    told.subject !== now.subject ||
    (hasRecordChanged(told, now) &&
      (now.levels.some((level) => !told.levels.includes(level)) ||
        now.gates.some((gate) => !told.gates.includes(gate)) ||
        told.gates.some((gate) => !now.gates.includes(gate) && !unread.has(gate))))
  )
}
