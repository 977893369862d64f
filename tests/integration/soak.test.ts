import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { residentBytesOf } from '../../src/tools/bench/workerd.ts'
import { newSigningKey } from '../../src/tools/hook/signing-key.ts'
import { failuresOf, type SoakOptions, unexpectedIn } from '../../src/tools/soak/results.ts'
import { soak } from '../../src/tools/soak/run.ts'
import { startService } from '../../src/tools/soak/start-service.ts'
import type { Target } from '../../src/tools/soak/target.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const BRIEFLY: SoakOptions = { minutes: 0.1, rate: 20, seed: 1, marginPercent: 30 }
const quiet = () => undefined

describe('npm run soak', () => {
  const directory = mkdtemp(join(tmpdir(), 'soak-'))
  afterAll(async () => rm(await directory, { recursive: true }))

  const run = async (...args: readonly string[]) => {
    const child = spawn(process.execPath, ['src/tools/soak.ts', ...args], { cwd: ROOT })
    const output = { text: '' }
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output.text += chunk))
    const [code] = await once(child, 'close')
    return { code, text: output.text }
  }

  test('holds a mixed load on the real service, finds every answer right, and writes a report and a plot', async () => {
    const out = await directory
    // A run this short is all warm-up: its memory says nothing yet.
    const { code, text } = await run('--minutes', '0.3', '--rate', '10', '--margin', '200', '--out', out)
    expect(text).toContain('**Passed.**')
    expect(code).toBe(0)
    expect(text).toContain(await readFile(join(out, 'soak.md'), 'utf8'))
    expect(await readFile(join(out, 'soak.svg'), 'utf8')).toMatch(/^<svg/)
  })

  test.each([
    ['--minutes', '0'],
    ['--minutes', '500'],
    ['--rate', '1000'],
    ['--rate', 'fast'],
    ['--margin', ''],
  ])('refuses %s %s and says how it is used', async (name, value) => {
    const { code, text } = await run(name, value)
    expect(code).toBe(1)
    expect(text).toContain('npm run soak -- [options]')
  })
})

test('every answer that belongs to another call is found, and no other', async () => {
  const service = await startService()
  const mixed = { up: 0 }
  const between = await mixingUp(service.url, mixed)
  try {
    const results = await soak({ ...service, url: addressOf(between) }, BRIEFLY, quiet)
    expect(mixed.up).toBeGreaterThan(3)
    expect(unexpectedIn(results)).toHaveLength(mixed.up)
    expect(failuresOf(results)).toContain(`${mixed.up} unexpected answers`)
  } finally {
    between.close()
    await service.stop()
  }
})

test.each([
  ['keeps three megabytes of every call', 3 * 2 ** 20, false],
  ['keeps nothing', 0, true],
])('a service that %s is told by its memory', async (_words, bytesPerCall, isFlat) => {
  const child = fork(join(ROOT, 'tests/integration/a-leaking-service.ts'), [String(bytesPerCall)])
  try {
    const [{ port }] = await once(child, 'message')
    const results = await soak(await stubTarget(`http://127.0.0.1:${port}`, child.pid), BRIEFLY, quiet)
    expect(results.memory.isFlat).toBe(isFlat)
    expect(failuresOf(results).includes('memory is not flat')).toBe(!isFlat)
    expect(unexpectedIn(results).length).toBeGreaterThan(0)
  } finally {
    child.kill()
  }
})

async function stubTarget(url: string, pid: number | undefined): Promise<Target> {
  const client = { key: await newSigningKey(), issuer: url, jwksUri: `${url}/jwks.json` }
  return { url, publicUrl: url, fhirUrl: url, client, residentBytes: () => residentBytesOf(pid), leaksInLog: () => 0 }
}

/** Stands before the service and gives every seventh card to the wrong call: the answer that came before. */
async function mixingUp(url: string, mixed: { up: number }): Promise<Server> {
  let cards = 0
  let before: string | undefined
  const swap = (text: string): string => {
    if (!text.startsWith('{"cards":[{')) return text
    cards += 1
    const other = cards % 7 === 0 && before !== text ? before : undefined
    if (other !== undefined) mixed.up += 1
    before = text
    return other ?? text
  }
  const server = createServer(async (incoming, outgoing) => {
    const response = await passedOnTo(url, incoming)
    outgoing.writeHead(response.status)
    outgoing.end(swap(await response.text()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function passedOnTo(url: string, incoming: IncomingMessage): Promise<Response> {
  const { method = 'GET', headers } = incoming
  const { authorization } = headers
  return fetch(`${url}${incoming.url}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
    body: method === 'GET' ? null : await buffer(incoming),
  })
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${Object(server.address()).port}`
}
