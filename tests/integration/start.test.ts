import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

function npmStart(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['src/tools/start.mjs'], { cwd: ROOT, env: { ...process.env, ...env } })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output.text += chunk))
  const says = async (words: string) => {
    while (!output.text.includes(words) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50))
    return output.text
  }
  return { child, output, says, ended: once(child, 'exit') }
}

describe('npm start', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one ready line, serves both addresses, and ends cleanly on %s',
    async (signal) => {
      const { child, output, says, ended } = npmStart({ PORT: '0', FHIR_PORT: '0' })
      const line = await says('is ready')
      const [service, fhir] = [
        /CDS Hooks at (\S+?),/.exec(line)?.[1] ?? '',
        /FHIR sandbox at (\S+?)\)/.exec(line)?.[1] ?? '',
      ]
      expect(output.text.trim().split('\n')).toHaveLength(1)
      expect((await fetch(service)).status).toBe(200)
      expect((await fetch(`${fhir}/metadata`)).status).toBe(200)

      child.kill(signal)
      expect(await ended).toEqual([0, null])
      await expect(fetch(service)).rejects.toThrow()
      await expect(fetch(`${fhir}/metadata`)).rejects.toThrow()
    },
  )

  test.each([
    ['PORT', { FHIR_PORT: '0' }],
    ['FHIR_PORT', { PORT: '0' }],
  ])('says in one line which variable to change when the port of %s is busy', async (name, other) => {
    const busy = createServer().listen(0, '127.0.0.1')
    await once(busy, 'listening')
    const address = busy.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const { output, ended } = npmStart({ ...other, [name]: port })
    const [code] = await ended
    busy.close()
    expect(code).toBe(1)
    expect(output.text.trim()).toBe(
      `kyphoplasty-cds did not start: port ${port} is busy; set ${name} to another one (0 takes any)`,
    )
  })

  test.each([
    [{ ENVIRONMENT: 'production' }, 'TRUSTED_CLIENTS'],
    [{ ENVIRONMENT: 'staging' }, 'ENVIRONMENT'],
    [{ TRUSTED_CLIENTS: '[]' }, 'TRUSTED_CLIENTS'],
    [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE'],
    [{ PORT: 'http' }, 'PORT'],
  ])('refuses %j in one line that names the variable', async (env, name) => {
    const { output, ended } = npmStart({ PORT: '0', FHIR_PORT: '0', ...env })
    const [code] = await ended
    expect(code).toBe(1)
    expect(output.text.trim().split('\n')).toHaveLength(1)
    expect(output.text).toContain(name)
  })

  test('serves production that lacks nothing, to registered clients only', async () => {
    const client = { id: 'ehr', issuer: 'https://ehr.example.org', jwksUri: 'https://ehr.example.org/jwks.json' }
    const { child, says, ended } = npmStart({
      PORT: '0',
      FHIR_PORT: '0',
      ENVIRONMENT: 'production',
      PUBLIC_URL: 'https://cds.example.org',
      TRUSTED_CLIENTS: JSON.stringify([client]),
      PATIENT_KEYS: JSON.stringify([{ id: 'k', key: 'x'.repeat(32) }]),
    })
    const service = /CDS Hooks at (\S+?),/.exec(await says('is ready'))?.[1] ?? ''
    const statusOf = async (path: string, init?: RequestInit) => (await fetch(new URL(path, service), init)).status
    expect(await statusOf('/cds-services')).toBe(200)
    expect(await statusOf('/cds-services/vcf-patient-view', { method: 'POST', body: '{}' })).toBe(401)
    expect(await statusOf('/playground')).toBe(404)
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})
