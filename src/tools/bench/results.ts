import type { ColdStart } from './cold-start.ts'
import type { FhirPath } from './fhir-path.ts'
import type { FullPathRow } from './full-path.ts'
import type { StageTimes } from './in-process.ts'
import type { PeerTimes } from './peer.ts'
import type { Curve } from './scaling.ts'
import type { SlowEhrs } from './slow-ehrs.ts'
import type { Compared } from './throughput.ts'

/** Everything one run of the benchmark found; the text, the tables and the plots are made of it alone. */
export interface Results {
  readonly machine: string
  readonly versions: string
  readonly date: string
  readonly isQuick: boolean
  readonly bundleBytes: number
  readonly coldStart: ColdStart
  readonly compared: readonly Compared[]
  readonly stages: readonly StageTimes[]
  readonly chartCurve: Curve
  readonly reportCurve: Curve
  readonly mergeCurve: Curve
  readonly peer: PeerTimes
  readonly fullPath: readonly FullPathRow[]
  readonly fhirPath: FhirPath
  readonly slowEhrs: SlowEhrs
}

export interface Target {
  readonly name: string
  readonly wanted: string
  readonly found: string
  readonly isMet: boolean
}

const KILOBYTE = 1024

/** What we set ourselves, and whether this run met it. */
export function targetsOf({ compared, stages, coldStart, bundleBytes, fhirPath }: Results): readonly Target[] {
  const throughput = compared
    .filter(({ workload }) => workload.rate === undefined)
    .map(({ workload, ratio }) => atLeast(`throughput, ${nameOf(workload)}`, ratio.throughput, 0.85))
  const latency = compared
    .filter(({ workload }) => workload.rate !== undefined)
    .map(({ workload, ratio }) => atMost(`p99, ${nameOf(workload)}`, ratio.p99, 1.3))
  const reading = stages.map(({ bytes, hasFracture, readingToParse }) =>
    atMost(`facts, policies and reports to JSON.parse, ${kilobytes(bytes)}${story(hasFracture)}`, readingToParse, 1),
  )
  return [
    ...throughput,
    ...latency,
    ...reading,
    atMost('cold start to the first card', coldStart.serviceMs, 100, ' ms'),
    atMost('bundle, gzipped', bundleBytes / KILOBYTE, 200, ' KB'),
    atMost('round trips to a FHIR server', Math.max(...fhirPath.rows.map(({ roundTrips }) => roundTrips)), 2),
  ]
}

function atLeast(name: string, found: number, wanted: number): Target {
  return { name, wanted: `at least ${wanted}`, found: figure(found), isMet: found >= wanted }
}

function atMost(name: string, found: number, wanted: number, unit = ''): Target {
  return { name, wanted: `at most ${wanted}${unit}`, found: `${figure(found)}${unit}`, isMet: found <= wanted }
}

export function nameOf({ name, hasFracture, connections, rate }: Compared['workload']): string {
  const pace = rate === undefined ? `${connections} at a time` : `${rate} a second`
  return `${name}${story(hasFracture)}, ${pace}`
}

export function story(hasFracture: boolean): string {
  return hasFracture ? ' with a fracture' : ' without one'
}

export function kilobytes(bytes: number): string {
  return `${Math.round(bytes / KILOBYTE)} KB`
}

/** Three figures are as many as a measurement of this kind carries. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'not measured'
  if (value >= 100) return String(Math.round(value))
  return value.toFixed(value >= 10 ? 1 : 2)
}
