import autocannon from 'autocannon'
import { HOOK_PATH } from './expected-card.ts'
import { percentile } from './statistics.ts'
import type { RunningWorkerd } from './workerd.ts'

export interface Load {
  /** A body for each call; the buffer may be the same one, written anew. */
  readonly nextBody: () => Buffer
  readonly seconds: number
  readonly connections: number
  /** Calls in each second, over all connections; undefined = as many as get through. */
  readonly rate?: number | undefined
}

export interface LoadResult {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Processor time of the server for one call; undefined where the machine does not tell. */
  readonly cpuMsPerCall: number | undefined
  readonly residentBytes: number | undefined
}

/** Drives one server with autocannon. Anything but 200 is a failed run, not a slow one. */
export async function drive(server: RunningWorkerd, load: Load): Promise<LoadResult> {
  const before = await server.cpuSeconds()
  const results = await Promise.all(load.rate === undefined ? [cannon(server.url, load)] : paced(server.url, load))
  const after = await server.cpuSeconds()
  const durationsMs = results.flatMap(({ durations }) => durations).sort((a, b) => a - b)
  const calls = durationsMs.length
  return {
    perSecond: results.reduce((sum, { perSecond }) => sum + perSecond, 0),
    p50Ms: percentile(durationsMs, 0.5),
    p99Ms: percentile(durationsMs, 0.99),
    cpuMsPerCall: before === undefined || after === undefined ? undefined : ((after - before) * 1000) / calls,
    residentBytes: await server.residentBytes(),
  }
}

const PACERS = 20

/**
 * autocannon spends a second's calls in one burst at its beginning. So that they come evenly, many cannons take a share
 * each and start one after the other within the second.
 */
function paced(url: string, load: Load): readonly Promise<Shot>[] {
  const rate = Math.round((load.rate ?? 0) / PACERS)
  const connections = Math.max(1, Math.round(load.connections / PACERS))
  return Array.from({ length: PACERS }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, (index * 1000) / PACERS))
    return cannon(url, { ...load, rate, connections })
  })
}

interface Shot {
  readonly perSecond: number
  readonly durations: readonly number[]
}

function cannon(url: string, { nextBody, seconds, connections, rate }: Load): Promise<Shot> {
  return new Promise((resolve, reject) => {
    const durations: number[] = []
    const startedAt = performance.now()
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        ...(rate === undefined ? {} : { overallRate: rate }),
        requests: [
          {
            method: 'POST',
            path: HOOK_PATH,
            headers: { 'content-type': 'application/json' },
            setupRequest: (request: object) => ({ ...request, body: nextBody() }),
          },
        ],
      },
      (error: Error | null, { non2xx, errors, timeouts }: Failures) => {
        if (error) reject(error)
        else if (non2xx + errors + timeouts > 0)
          reject(new Error(`${non2xx} refused, ${errors} broken, ${timeouts} timed out`))
        else resolve({ perSecond: (durations.length * 1000) / (performance.now() - startedAt), durations })
      },
    )
    // Its own histogram counts whole milliseconds, and most answers take less than one.
    instance.on('response', (_client, _status, _bytes, ms) => durations.push(ms))
  })
}

interface Failures {
  readonly non2xx: number
  readonly errors: number
  readonly timeouts: number
}
