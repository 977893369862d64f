import { percentile } from '../bench/statistics.ts'
import type { MemorySample, MemoryVerdict } from './memory.ts'

export interface SoakOptions {
  readonly minutes: number
  /** Calls in each second. */
  readonly rate: number
  readonly seed: number
  /** By how much memory may grow in the second half, in percent of its mean. */
  readonly marginPercent: number
}

/** One call that came to its end. `problem`: what was not as it should be. */
export interface Answered {
  readonly kind: string
  readonly atMs: number
  readonly ms: number
  readonly problem: string | undefined
}

/** Everything one run found; the text and the plot are made of it alone. */
export interface SoakResults {
  readonly options: SoakOptions
  readonly elapsedMs: number
  /** In the order in which the answers came. */
  readonly answered: readonly Answered[]
  /** The first call of each kind, before anything was measured. */
  readonly warmUp: readonly Answered[]
  /** Calls that left late because too many others were open. */
  readonly heldBack: number
  readonly samples: readonly MemorySample[]
  readonly memory: MemoryVerdict
  readonly leaksInLog: number
}

export function unexpectedIn({ answered, warmUp }: SoakResults): readonly Answered[] {
  return [...warmUp, ...answered].filter(({ problem }) => problem !== undefined)
}

/** A load that was not held says nothing about the service under it. */
const HELD_SHARE = 0.9

/** Everything that makes the run a failed one, in words. */
export function failuresOf(results: SoakResults): readonly string[] {
  const { memory, leaksInLog, options, answered } = results
  const unexpected = unexpectedIn(results).length
  const begunMs = answered.reduce((latest, { atMs }) => Math.max(latest, atMs), 0)
  const isHeld = (answered.length * 1_000) / begunMs >= options.rate * HELD_SHARE
  return [
    ...(unexpected > 0 ? [`${unexpected} unexpected answers`] : []),
    ...(leaksInLog > 0 ? [`${leaksInLog} lines of the log name a patient or a token`] : []),
    ...(isHeld
      ? []
      : [`the load was not held: ${answered.length} calls took ${Math.round(begunMs / 1_000)} s to begin`]),
    ...(memory.growthBytes === undefined ? ['memory was not measured'] : []),
    ...(memory.growthBytes !== undefined && !memory.isFlat ? ['memory is not flat'] : []),
  ]
}

export interface Latency {
  readonly calls: number
  readonly unexpected: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

/** Milliseconds, over these calls. */
export function latencyOf(answered: readonly Answered[]): Latency {
  const sorted = answered.map(({ ms }) => ms).sort((a, b) => a - b)
  return {
    calls: answered.length,
    unexpected: answered.filter(({ problem }) => problem !== undefined).length,
    p50: percentile(sorted, 0.5),
    p90: percentile(sorted, 0.9),
    p99: percentile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
  }
}

/** One stretch of the run. */
export interface Stretch extends Latency {
  readonly fromMs: number
  readonly toMs: number
  /** The highest resident set seen in it; undefined where none was. */
  readonly bytes: number | undefined
}

/** The run in so many stretches of the same length, by the time at which a call began. */
export function stretchesOf({ answered, samples, elapsedMs }: SoakResults, count: number): readonly Stretch[] {
  return Array.from({ length: count }, (_, index) => {
    const [fromMs, toMs] = [(index * elapsedMs) / count, ((index + 1) * elapsedMs) / count]
    const isIn = ({ atMs }: { readonly atMs: number }) => atMs >= fromMs && atMs < toMs
    const bytes = samples.filter(isIn).map((sample) => sample.bytes)
    return {
      fromMs,
      toMs,
      ...latencyOf(answered.filter(isIn)),
      bytes: bytes.length === 0 ? undefined : Math.max(...bytes),
    }
  })
}
