import type { News } from './card-memory.ts'

/** By how many points the pain score must rise to be news: a smaller step is within what two askings differ by. */
export const PAIN_STEP = 2

/** The same findings, whatever the pain score. */
export function isSameFinding(one: News, other: News): boolean {
  return one.subject === other.subject && one.key === other.key
}

/** Whether `now` tells something that `told` did not: another finding, or pain two points above the score that was told. */
export function isNewFact(told: News, now: News): boolean {
  return !isSameFinding(told, now) || hasRisen(told.pain, now.pain)
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
    now.levels.some((level) => !told.levels.includes(level)) ||
    now.gates.some((gate) => !told.gates.includes(gate)) ||
    told.gates.some((gate) => !now.gates.includes(gate) && !unread.has(gate))
  )
}
