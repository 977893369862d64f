import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleOf, gzippedBytes, productionBundle } from '../../src/tools/bench/bundles.ts'
import { compare, type Servers } from '../../src/tools/bench/throughput.ts'
import { startWorkerd } from '../../src/tools/bench/workerd.ts'

/** Far above what a call costs today: this is for something done twice, or for each resource what was done once. */
const MOST_CPU_SILENT = 25
const MOST_CPU_WITH_CARD = 100
/** Decision 0016. */
const MOST_BUNDLE_BYTES = 200 * 1_000

let bundle: string
let servers: Servers | undefined

beforeAll(async () => {
  bundle = await productionBundle()
  const floor = await bundleOf('src/tools/bench/floor-worker.ts')
  servers = {
    service: await startWorkerd(bundle, { ENVIRONMENT: 'development' }),
    floor: await startWorkerd(floor),
  }
})

afterAll(async () => {
  await Promise.all([servers?.service.stop(), servers?.floor.stop()])
})

async function cpuRatio(hasFracture: boolean): Promise<number> {
  if (!servers) throw new Error('the servers did not start')
  const workload = { name: '75 KB', bytes: 75_000, hasFracture, connections: 4 }
  const { ratio } = await compare(servers, workload, { rounds: 2, seconds: 1, warmUpSeconds: 1 })
  return ratio.cpu
}

/** Ratios of two runs on the same machine at the same time, never a time: docs/performance.md has the figures. */
describe('beside the smallest Worker that parses the same call', () => {
  test('a chart without a fracture does not cost many times as much', async () => {
    expect(await cpuRatio(false)).toBeLessThan(MOST_CPU_SILENT)
  })

  test('a chart with a fracture and its report does not cost many more times as much', async () => {
    expect(await cpuRatio(true)).toBeLessThan(MOST_CPU_WITH_CARD)
  })
})

test('the bundle that is deployed stays small', () => {
  expect(gzippedBytes(bundle)).toBeLessThan(MOST_BUNDLE_BYTES)
})
