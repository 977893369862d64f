import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { freePort } from '../free-port.ts'
import { startWorker } from '../start-worker.ts'
import { hookBody, rewriter } from './chart/hook-body.ts'
import { HOOK_PATH } from './expected-card.ts'
import { median } from './statistics.ts'

export interface FullPathRow {
  readonly algorithm: 'ES384' | 'RS384'
  readonly hasFracture: boolean
  /** Medians in milliseconds, as `Server-Timing` tells them. */
  readonly stages: ReadonlyMap<string, number>
}

/** With everything a deployment has: a signed token per call, each used once, D1 and Durable Objects, one call after the other. */
export async function measureFullPath(calls: number): Promise<readonly FullPathRow[]> {
  const rows: FullPathRow[] = []
  for (const algorithm of ['ES384', 'RS384'] as const) rows.push(...(await rowsOf(algorithm, calls)))
  return rows
}

async function rowsOf(algorithm: FullPathRow['algorithm'], calls: number): Promise<readonly FullPathRow[]> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
  const keySet = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: algorithm, use: 'sig' }],
  })
  const keys = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end(keySet))
  keys.listen(0, '127.0.0.1')
  await once(keys, 'listening')
  const issuer = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`
  const port = await freePort()
  const client = { id: 'bench', issuer, jwksUri: `${issuer}/jwks.json`, tenant: null, algorithms: [algorithm] }
  const service = await startWorker(port, {
    ENVIRONMENT: 'development',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TRUSTED_CLIENTS: JSON.stringify([client]),
  })
  const sign = (url: string) =>
    new SignJWT()
      .setProtectedHeader({ alg: algorithm, kid: 'bench', typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(url)
      .setIssuedAt()
      .setExpirationTime('5m')
      .setJti(randomUUID())
      .sign(privateKey)
  try {
    const rows: FullPathRow[] = []
    for (const hasFracture of [true, false]) {
      rows.push({
        algorithm,
        hasFracture,
        stages: await stagesOf(`${service.url}${HOOK_PATH}`, sign, { hasFracture, calls }),
      })
    }
    return rows
  } finally {
    keys.closeAllConnections()
    keys.close()
    await service.close()
  }
}

async function stagesOf(
  url: string,
  sign: (url: string) => Promise<string>,
  { hasFracture, calls }: { readonly hasFracture: boolean; readonly calls: number },
): Promise<ReadonlyMap<string, number>> {
  const today = new Date().toISOString().slice(0, 10)
  const write = rewriter(hookBody({ size: { bytes: 75_000 }, hasFracture, today }))
  const measured = new Map<string, number[]>()
  for (let call = 0; call < 2 * calls; call += 1) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await sign(url)}` },
      body: write(call),
    })
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`a signed call was answered ${response.status}`)
    // The first half warms up.
    if (call >= calls) collect(measured, response.headers.get('Server-Timing') ?? '')
  }
  return new Map([...measured].map(([stage, times]) => [stage, median(times)] as const))
}

function collect(measured: Map<string, number[]>, header: string): void {
  for (const [, stage = '', ms] of header.matchAll(/([a-z]+);dur=([\d.]+)/g)) {
    const times = measured.get(stage) ?? []
    times.push(Number(ms))
    measured.set(stage, times)
  }
}
