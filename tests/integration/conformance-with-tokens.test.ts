import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '../../src/tools/conformance/rule.ts'
import { type ConformanceOptions, checkConformance } from '../../src/tools/conformance/run.ts'
import { type RunningServers, startServers } from '../../src/tools/start-servers.ts'

/** The kit as a registered CDS client: a fresh JWT for every call, and tokens that nobody should take. */
const ISSUER = 'https://ehr.example.org'

let keyServer: Server
let servers: RunningServers
let credentials: ConformanceOptions['credentials']

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true })
  const named = { kid: 'integration', alg: 'ES384' }
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...named }] })
  keyServer = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end(keySet))
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve))
  const jku = `http://127.0.0.1:${Object(keyServer.address()).port}/jwks.json`
  credentials = { key: { ...(await exportJWK(privateKey)), ...named }, issuer: ISSUER, jku, tenant: undefined }
  const client = { id: 'integration', issuer: ISSUER, jwksUri: jku }
  servers = await startServers({ port: 0, fhirPort: 0, env: { TRUSTED_CLIENTS: JSON.stringify([client]) } })
})
afterAll(async () => {
  await servers.close()
  keyServer.close()
})

function check(options: Partial<ConformanceOptions>): Promise<readonly Result[]> {
  return checkConformance({ base: servers.serviceUrl, clock: () => 0, ...options })
}

describe('this service with registered clients', () => {
  test('keeps every requirement towards a client whose tokens are good, and takes none that is not', async () => {
    const results = await check({ credentials })
    expect(results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([])
    const onTrust = results.filter(({ id }) => id.startsWith('trust-'))
    expect(new Set(onTrust.map(({ outcome }) => outcome))).toEqual(new Set(['pass']))
  })

  test('shows a client without a token its discovery and nothing else', async () => {
    const results = await check({})
    const ofServices = results.filter(({ subject }) => subject !== 'discovery')
    expect(ofServices.length).toBeGreaterThan(60)
    expect(new Set(ofServices.map(({ details }) => details.join()))).toEqual(
      new Set(['the service answers 401: give --bearer or --sign']),
    )
    expect(results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([])
  })
})
