import type { Sighting } from './card-memory.ts'
import type { Sitting } from './patient-memory.ts'

/** Tab clicks, retries and re-opened charts within this time are one showing. */
export const SITTING_MS = 12 * 3_600_000

export function isSameSitting(
  { startedAt, encounterKeys }: Sitting,
  { at, encounterKey }: Pick<Sighting, 'at' | 'encounterKey'>,
): boolean {
  return at - startedAt <= SITTING_MS || (encounterKey !== null && encounterKeys.includes(encounterKey))
}
