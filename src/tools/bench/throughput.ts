import { hookBody, rewriter } from './chart/hook-body.ts'
import { assertAnswer, type Expected } from './expected-card.ts'
import { drive, type Load, type LoadResult } from './load.ts'
import { median } from './statistics.ts'
import type { RunningWorkerd } from './workerd.ts'

/** Bytes of prefetch. */
export const SIZES = [
  { name: '10 KB', bytes: 10_000 },
  { name: '75 KB', bytes: 75_000 },
  { name: '650 KB', bytes: 650_000 },
] as const

export interface Workload {
  readonly name: string
  readonly bytes: number
  readonly hasFracture: boolean
  readonly connections: number
  readonly rate?: number | undefined
}

export interface Pace {
  readonly rounds: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

export interface Compared {
  readonly workload: Workload
  readonly service: LoadResult
  readonly floor: LoadResult
  /** Medians over the rounds of service / floor, each round's two runs being neighbours in time. */
  readonly ratio: { readonly throughput: number; readonly p50: number; readonly p99: number; readonly cpu: number }
}

export interface Servers {
  readonly service: RunningWorkerd
  readonly floor: RunningWorkerd
}

let calls = 0

/** Service and floor in turns on the same bodies; the right answers are checked before anything is timed. */
export async function compare({ service, floor }: Servers, workload: Workload, pace: Pace): Promise<Compared> {
  const today = new Date().toISOString().slice(0, 10)
  const body = hookBody({ size: { bytes: workload.bytes }, hasFracture: workload.hasFracture, today })
  const write = rewriter(body)
  const nextBody = () => {
    calls += 1
    return write(calls)
  }
  const expected: Expected = workload.hasFracture ? 'referral' : 'silence'
  await assertAnswer(service.url, nextBody(), expected)
  await assertAnswer(floor.url, nextBody(), 'constant')

  const load: Load = { nextBody, seconds: pace.seconds, connections: workload.connections, rate: workload.rate }
  for (const server of [service, floor]) await drive(server, { ...load, seconds: pace.warmUpSeconds, rate: undefined })
  const rounds: { service: LoadResult; floor: LoadResult }[] = []
  for (let round = 0; round < pace.rounds; round += 1) {
    // Who goes first changes, so that a machine that gets slower favours neither.
    const first = round % 2 === 0 ? await drive(service, load) : undefined
    const ofFloor = await drive(floor, load)
    rounds.push({ service: first ?? (await drive(service, load)), floor: ofFloor })
  }
  return { workload, ...summary(rounds) }
}

function summary(rounds: readonly { service: LoadResult; floor: LoadResult }[]): Omit<Compared, 'workload'> {
  const ratioOf = (of: (result: LoadResult) => number | undefined) =>
    median(rounds.map(({ service, floor }) => (of(service) ?? Number.NaN) / (of(floor) ?? Number.NaN)))
  return {
    service: mediansOf(rounds.map(({ service }) => service)),
    floor: mediansOf(rounds.map(({ floor }) => floor)),
    ratio: {
      throughput: ratioOf(({ perSecond }) => perSecond),
      p50: ratioOf(({ p50Ms }) => p50Ms),
      p99: ratioOf(({ p99Ms }) => p99Ms),
      cpu: ratioOf(({ cpuMsPerCall }) => cpuMsPerCall),
    },
  }
}

function mediansOf(results: readonly LoadResult[]): LoadResult {
  const of = (value: (result: LoadResult) => number | undefined) =>
    median(results.map((result) => value(result) ?? Number.NaN))
  return {
    perSecond: of(({ perSecond }) => perSecond),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    cpuMsPerCall: of(({ cpuMsPerCall }) => cpuMsPerCall),
    residentBytes: of(({ residentBytes }) => residentBytes),
  }
}
