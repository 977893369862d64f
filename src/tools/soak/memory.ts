import { lineThrough } from '../bench/statistics.ts'

export interface MemorySample {
  readonly atMs: number
  readonly bytes: number
}

const MAX_SAMPLES = 600
const LEAST_GAP_MS = 250

/** Asks from now on how much memory the service holds, at most 600 times and at most four times a second. */
export function sampleMemory(
  residentBytes: () => Promise<number | undefined>,
  durationMs: number,
  now: () => number,
): { readonly stop: () => Promise<readonly MemorySample[]> } {
  const samples: MemorySample[] = []
  const sample = async () => {
    const bytes = await residentBytes()
    if (bytes !== undefined) samples.push({ atMs: now(), bytes })
  }
  const timer = setInterval(() => void sample(), Math.max(LEAST_GAP_MS, durationMs / MAX_SAMPLES))
  return {
    stop: async () => {
      clearInterval(timer)
      await sample()
      return samples
    },
  }
}

export interface MemoryVerdict {
  readonly isFlat: boolean
  /** By a straight line through the second half, from its beginning to its end; undefined: too little was measured. */
  readonly growthBytes: number | undefined
  readonly allowedBytes: number
}

/** The fewest samples of the second half that a line is laid through. */
const FEWEST = 5

/** The half in which caches are filled and code is compiled: only what grows then grows for ever. */
export function secondHalf(samples: readonly MemorySample[]): readonly MemorySample[] {
  const [first, last] = [samples[0], samples.at(-1)]
  return first && last ? samples.filter(({ atMs }) => atMs >= (first.atMs + last.atMs) / 2) : []
}

/**
 * Whether memory is flat: in the second half of the run it grew by no more than `marginPercent` of what it was on
 * average. What was not measured is not flat.
 */
export function judgeMemory(samples: readonly MemorySample[], marginPercent: number): MemoryVerdict {
  const second = secondHalf(samples)
  const [first, last] = [second[0], second.at(-1)]
  if (!first || !last || second.length < FEWEST) return { isFlat: false, growthBytes: undefined, allowedBytes: 0 }
  const { slope } = lineThrough(second.map(({ atMs, bytes }) => ({ x: atMs, y: bytes })))
  const growthBytes = slope * (last.atMs - first.atMs)
  const mean = second.reduce((sum, { bytes }) => sum + bytes, 0) / second.length
  const allowedBytes = (mean * marginPercent) / 100
  return { isFlat: growthBytes <= allowedBytes, growthBytes, allowedBytes }
}
