import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKeySets } from '../../../src/auth/key-sets.ts'
import { verifyCdsClient } from '../../../src/auth/verify-cds-client.ts'
import { freePort } from '../../../src/tools/free-port.ts'
import { serveKeySet } from '../../../src/tools/hook/serve-key-set.ts'
import { signCall } from '../../../src/tools/hook/sign-call.ts'
import { signingKeyIn } from '../../../src/tools/hook/signing-key.ts'
import { anIssuer, ENDPOINT, NOW } from '../../auth/tokens.ts'

let directory = ''
const keyFile = () => join(directory, 'new', 'key.json')

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hook-key-'))
})
afterEach(() => rm(directory, { recursive: true }))

describe('the key of npm run hook', () => {
  test('is made once, for its owner only', async () => {
    const first = await signingKeyIn(keyFile())
    expect(await signingKeyIn(keyFile())).toEqual(first)
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600)
  })

  test('is shown without its private part', async () => {
    const { publicJwk, privateJwk } = await signingKeyIn(keyFile())
    expect(publicJwk).not.toHaveProperty('d')
    expect(await readFile(keyFile(), 'utf8')).toContain(String(privateJwk.d))
  })

  test.each(['nothing', '{}', '{"kty":"oct","k":"x"}'])('is not read from a file that holds %s', async (text) => {
    const path = join(directory, 'other.json')
    await writeFile(path, text)
    await expect(signingKeyIn(path)).rejects.toThrow(path)
  })

  test('signs calls that the service verifies with the key set that is served', async () => {
    const key = await signingKeyIn(keyFile())
    const port = await freePort()
    const served = await serveKeySet(port, key.publicJwk)
    const issuer = anIssuer({ issuer: 'http://127.0.0.1', jwksUri: `http://127.0.0.1:${port}/jwks.json`, tenant: 't' })
    const claims = { issuer: 'http://127.0.0.1', jwksUri: issuer.jwksUri, audience: ENDPOINT, tenant: 't' }
    const tools = { issuers: [issuer], keySets: createKeySets({ fetch, now: () => NOW }), now: () => NOW }
    const verified = await verifyCdsClient(`Bearer ${await signCall(key, claims, NOW)}`, ENDPOINT, tools)
    served?.close()
    expect(verified.ok).toBe(true)
  })

  test('is served once: a busy port is no error', async () => {
    const { publicJwk } = await signingKeyIn(keyFile())
    const port = await freePort()
    const served = await serveKeySet(port, publicJwk)
    expect(await serveKeySet(port, publicJwk)).toBeUndefined()
    served?.close()
  })
})
