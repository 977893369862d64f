import type { ReadLimits } from './reader-limits.ts'

/** Counts what one hook call takes from a FHIR server. One per call: nothing is shared between patients. */
export interface ReadBudget {
  /** False when the call has used up its requests. */
  takeRequest(): boolean
  /** False when the call has read more than its bytes. */
  takeBytes(count: number): boolean
  /** Waits until fewer than the allowed number of requests are under way. */
  inTurn<Value>(task: () => Promise<Value>): Promise<Value>
  used(): { readonly requests: number; readonly bytes: number }
}

export function createReadBudget(limits: ReadLimits): ReadBudget {
  let requests = 0
  let bytes = 0
  let inFlight = 0
  const waiting: (() => void)[] = []

  async function enter(): Promise<void> {
    if (inFlight < limits.inFlight) inFlight += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function leave(): void {
    const next = waiting.shift()
    // The place passes straight on: nobody who comes in between can take it.
    if (next) next()
    else inFlight -= 1
  }

  return {
    takeRequest() {
      if (requests >= limits.requests) return false
      requests += 1
      return true
    },
    takeBytes(count) {
      bytes += count
      return bytes <= limits.bytes
    },
    async inTurn(task) {
      await enter()
      try {
        return await task()
      } finally {
        leave()
      }
    },
    used: () => ({ requests, bytes }),
  }
}
