import { setTimeout as wait } from 'node:timers/promises'

/** Calls that wait for their answer at most: a service that falls further behind is not called faster. */
const MAX_OPEN = 100

export interface Pace {
  readonly calls: number
  /** In each second. */
  readonly rate: number
  /** Milliseconds since the beginning. */
  readonly now: () => number
}

/**
 * Begins every call at its time, whether or not the ones before it were answered: a slow answer delays nobody else's
 * clock. Gives back how many had to wait because too many were open, when all are answered.
 */
export async function callAtRate({ calls, rate, now }: Pace, call: () => Promise<void>): Promise<number> {
  const open = new Set<Promise<void>>()
  let heldBack = 0
  for (let index = 0; index < calls; index += 1) {
    const early = (index * 1_000) / rate - now()
    if (early > 0) await wait(early)
    if (open.size >= MAX_OPEN) {
      heldBack += 1
      await Promise.race(open)
    }
    const answered = call().finally(() => open.delete(answered))
    open.add(answered)
  }
  await Promise.all(open)
  return heldBack
}
