import { cpus, release, totalmem, type } from 'node:os'
import { bundleOf, gzippedBytes, productionBundle } from './bundles.ts'
import { measureColdStart } from './cold-start.ts'
import { measureFhirPath } from './fhir-path.ts'
import { measureFullPath } from './full-path.ts'
import { measureStages } from './in-process.ts'
import { comparePeer } from './peer.ts'
import type { Results } from './results.ts'
import { chartCurve, mergeCurve, reportCurve } from './scaling.ts'
import { measureSlowEhrs } from './slow-ehrs.ts'
import { type Compared, compare, type Pace, SIZES, type Workload } from './throughput.ts'
import { startWorkerd } from './workerd.ts'

/** How long each part takes. Both measure the same; the quick one says less exactly what. */
interface Lengths extends Pace {
  readonly coldStarts: number
  readonly stageMs: number
  readonly fhirRounds: number
  readonly signedCalls: number
}

const LENGTHS: Readonly<Record<'whole' | 'quick', Lengths>> = {
  whole: { rounds: 5, seconds: 4, warmUpSeconds: 3, coldStarts: 9, stageMs: 4_000, fhirRounds: 7, signedCalls: 200 },
  quick: { rounds: 1, seconds: 1, warmUpSeconds: 1, coldStarts: 2, stageMs: 500, fhirRounds: 1, signedCalls: 10 },
}

const FLOOR = 'src/tools/bench/floor-worker.ts'

export async function measure(isQuick: boolean, tell: (line: string) => void): Promise<Results> {
  const lengths = LENGTHS[isQuick ? 'quick' : 'whole']
  tell('bundling')
  const [service, floor] = [await productionBundle(), await bundleOf(FLOOR)]
  tell('cold starts')
  const coldStart = await measureColdStart(service, floor, lengths.coldStarts)
  const compared = await compareAll(service, floor, lengths, tell)
  tell('stages in this process')
  const stages = []
  for (const hasFracture of [true, false]) {
    for (const { bytes } of SIZES) stages.push(await measureStages(bytes, hasFracture, lengths.stageMs))
  }
  tell('full path')
  const fullPath = await measureFullPath(lengths.signedCalls)
  tell('FHIR path')
  const fhirPath = await measureFhirPath(service, lengths.fhirRounds)
  tell('slow EHRs')
  const slowEhrs = await measureSlowEhrs(service, 1_000, 2)
  tell('curves')
  return {
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    versions: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    date: new Date().toISOString().slice(0, 10),
    isQuick,
    bundleBytes: gzippedBytes(service),
    coldStart,
    compared,
    stages,
    chartCurve: chartCurve([10, 100, 1_000, 2_500, 5_000, 10_000, 20_000]),
    reportCurve: reportCurve([2_000, 10_000, 25_000, 50_000, 100_000, 200_000]),
    mergeCurve: mergeCurve([50, 100, 200, 400, 800]),
    peer: await comparePeer(lengths.stageMs),
    fullPath,
    fhirPath,
    slowEhrs,
  }
}

async function compareAll(
  serviceModules: Parameters<typeof startWorkerd>[0],
  floorModules: Parameters<typeof startWorkerd>[0],
  pace: Pace,
  tell: (line: string) => void,
): Promise<readonly Compared[]> {
  const service = await startWorkerd(serviceModules, { ENVIRONMENT: 'development' })
  const floor = await startWorkerd(floorModules)
  try {
    const compared: Compared[] = []
    for (const workload of WORKLOADS) {
      tell(`${workload.name}, ${workload.rate ?? `${workload.connections} at a time`}`)
      compared.push(await compare({ service, floor }, workload, pace))
    }
    return compared
  } finally {
    await Promise.all([service.stop(), floor.stop()])
  }
}

const FIXED_RATE = { connections: 100, rate: 1_000 } as const

/** Sizes at which the floor itself can be asked a thousand times a second on one core. */
const FAST_SIZES = SIZES.filter(({ bytes }) => bytes < 100_000)

const WORKLOADS: readonly Workload[] = [
  ...SIZES.flatMap((size) => [
    { ...size, hasFracture: true, connections: 1 },
    { ...size, hasFracture: true, connections: 10 },
    { ...size, hasFracture: false, connections: 10 },
  ]),
  ...FAST_SIZES.flatMap((size) => [
    { ...size, hasFracture: true, ...FIXED_RATE },
    { ...size, hasFracture: false, ...FIXED_RATE },
  ]),
]
