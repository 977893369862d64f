import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { hookBody, rewriter } from './chart/hook-body.ts'
import { HOOK_PATH } from './expected-card.ts'
import { drive, type LoadResult } from './load.ts'
import { startWorkerd } from './workerd.ts'

export interface SlowEhrs {
  readonly waiting: number
  readonly alone: LoadResult
  readonly beside: LoadResult
  /** How many of the slow calls still got an answer of ours (200 or 412) in the end. */
  readonly answered: number
}

/** Calls with prefetch, alone and beside many calls whose FHIR server never answers. */
export async function measureSlowEhrs(bundle: string, waiting: number, seconds: number): Promise<SlowEhrs> {
  // It takes the request and says nothing: the service's own deadline ends the call.
  const silent = createServer(() => undefined)
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const service = await startWorkerd(bundle, { ENVIRONMENT: 'development' })
  const fhirServer = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/fhir`
  const write = rewriter(
    hookBody({ size: { bytes: 10_000 }, hasFracture: false, today: new Date().toISOString().slice(0, 10) }),
  )
  let calls = 0
  const nextBody = () => {
    calls += 1
    return write(calls)
  }
  const load = { nextBody, seconds, connections: 4 }
  try {
    await drive(service, { ...load, seconds: 1 })
    const alone = await drive(service, load)
    const slow = Array.from({ length: waiting }, (_, index) => slowCall(service.url, fhirServer, index))
    // Making a thousand connections is this process's work and not what is measured.
    await wait(500)
    const beside = await drive(service, load)
    const statuses = await Promise.all(slow)
    const answered = statuses.filter((status) => status === 200 || status === 412).length
    return { waiting, alone, beside, answered }
  } finally {
    silent.closeAllConnections()
    silent.close()
    await service.stop()
  }
}

async function slowCall(url: string, fhirServer: string, index: number): Promise<number> {
  const context = { userId: 'Practitioner/bench', patientId: `slow-${index}` }
  try {
    const response = await fetch(`${url}${HOOK_PATH}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ hook: 'patient-view', hookInstance: crypto.randomUUID(), fhirServer, context }),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}
