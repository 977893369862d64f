import { hookBody } from './chart/hook-body.ts'
import { assertAnswer, type Expected } from './expected-card.ts'
import { median } from './statistics.ts'
import { startWorkerd } from './workerd.ts'

export interface ColdStart {
  /** From the start of the process to its first right answer, in milliseconds: medians. */
  readonly serviceMs: number
  readonly floorMs: number
}

/** A process that was not there yet answers a 10 KB call. */
export async function measureColdStart(service: string, floor: string, rounds: number): Promise<ColdStart> {
  const body = hookBody({ size: { bytes: 10_000 }, hasFracture: true, today: new Date().toISOString().slice(0, 10) })
  const times: { service: number; floor: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    times.push({
      service: await firstAnswer(service, body, 'referral'),
      floor: await firstAnswer(floor, body, 'constant'),
    })
  }
  return { serviceMs: median(times.map((each) => each.service)), floorMs: median(times.map((each) => each.floor)) }
}

async function firstAnswer(bundle: string, body: string, expected: Expected): Promise<number> {
  const startedAt = performance.now()
  const server = await startWorkerd(bundle, { ENVIRONMENT: 'development' })
  try {
    await assertAnswer(server.url, body, expected)
    return performance.now() - startedAt
  } finally {
    await server.stop()
  }
}
