import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../src/tools/free-port.ts'
import { type RunningServers, startServers } from '../../src/tools/start-servers.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const state: { servers: RunningServers; directory: string; keyOptions: readonly string[] } = Object.create(null)

async function run(tool: string, args: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(process.execPath, [`src/tools/${tool}.ts`, ...args], { cwd: ROOT, ...options })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output.text += chunk))
  const [code] = await once(child, 'close')
  return { code, text: output.text }
}

function hook(...args: readonly string[]) {
  const { serviceUrl, fhirUrl } = state.servers
  return run('hook', [...args, '--url', serviceUrl, '--fhir', fhirUrl, ...state.keyOptions])
}

/** The whole service in workerd with one registered client: the command that calls it. */
beforeAll(async () => {
  state.directory = await mkdtemp(join(tmpdir(), 'hook-'))
  state.keyOptions = ['--key', join(state.directory, 'key.json'), '--port', String(await freePort())]
  const { text } = await run('hook', ['--client', ...state.keyOptions])
  state.servers = await startServers({ port: 0, fhirPort: 0, env: { TRUSTED_CLIENTS: text.trim() } })
})

afterAll(async () => {
  await state.servers?.close()
  await rm(state.directory, { recursive: true })
})

describe('a service with registered clients, called by npm run hook', () => {
  test('answers a signed call with its card', async () => {
    const { code, text } = await hook('refer-now')
    expect(text).toContain('Consider kyphoplasty referral')
    expect(code).toBe(0)
  })

  test('answers with an assessment', async () => {
    const { code, text } = await hook('refer-now', '--assessment')
    expect(text).toContain('"outcome": "refer-now"')
    expect(code).toBe(0)
  })

  test.each([
    ['another audience', ['--aud', 'https://cds.example.org']],
    ['another issuer', ['--iss', 'https://evil.example']],
    ['a tenant nobody registered', ['--tenant', 'west']],
  ])('answers %s with 401', async (_words, args) => {
    const { code, text } = await hook('refer-now', ...args)
    expect(text).toMatch(/^401 /)
    expect(code).toBe(1)
  })

  test('answers nobody without a token, and discovery to everybody', async () => {
    const { serviceUrl } = state.servers
    const call = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }
    expect((await fetch(`${serviceUrl}/cds-services/vcf-patient-view`, call)).status).toBe(401)
    expect((await fetch(`${serviceUrl}/assessments`, call)).status).toBe(401)
    expect((await fetch(`${serviceUrl}/cds-services`)).status).toBe(200)
  })

  test('says in the playground that calls need a token', async () => {
    expect(await (await fetch(`${state.servers.serviceUrl}/playground`)).text()).toContain('TRUSTED_CLIENTS is set')
  })
})

describe('npm run verify-jwt', () => {
  test('ends with an error for a token that is refused, without repeating it', async () => {
    const env = { ...process.env, TRUSTED_CLIENTS: (await run('hook', ['--client', ...state.keyOptions])).text.trim() }
    const { code, text } = await run('verify-jwt', ['canary.canary.canary'], { env })
    expect(code).toBe(1)
    expect(text).toContain('FAILS')
    expect(text).not.toContain('canary')
  })

  test('says how it is used where no token is given', async () => {
    const { code, text } = await run('verify-jwt', [])
    expect(code).toBe(1)
    expect(text).toContain('npm run verify-jwt')
  })
})
