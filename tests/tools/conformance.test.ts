import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

// Each test starts a process.
vi.setConfig({ testTimeout: 60_000 })

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function conformance(...parameters: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/tools/conformance.ts', ...parameters], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

/** Lists no services, so that there is little to call; with a body that is no list where a SHALL should break. */
const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.end(request.url === '/broken/cds-services' ? '[]' : '{"services":[]}')
})
let base = ''
let folder = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${Object(server.address()).port}`
  folder = await mkdtemp(join(tmpdir(), 'conformance-'))
})
afterAll(() => server.close())

describe('npm run conformance', () => {
  test('ends with 0 where no SHALL is broken, whatever else is', async () => {
    const { code, stdout } = await conformance(base)
    expect(stdout).toContain('warn  advice  discovery-callable')
    expect(stdout).toContain('no SHALL that was checked is broken')
    expect(code).toBe(0)
  })

  test('ends with 2 and one line where nobody answers: that is no judgement of a service', async () => {
    const { code, stdout, stderr } = await conformance('http://127.0.0.1:1/nobody')
    expect(stderr).toMatch(/^http:\/\/127\.0\.0\.1:1\/nobody\/cds-services: no answer \(.+\)\n$/)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('passes nothing about services where none is listed', async () => {
    const { stdout } = await conformance(base, '--json')
    const outcome = JSON.parse(stdout).results.find(({ id }: { id: string }) => id === 'discovery-required').outcome
    expect(outcome).toBe('skip')
  })

  test('ends with 1 where a SHALL is broken, and writes JSON and JUnit', async () => {
    const junit = join(folder, 'junit.xml')
    const { code, stdout } = await conformance(`${base}/broken`, '--json', '--junit', junit)
    expect(JSON.parse(stdout).results).toContainEqual(
      expect.objectContaining({ id: 'discovery-services', outcome: 'fail' }),
    )
    expect(await readFile(junit, 'utf8')).toContain('<failure message="there is no array services">')
    expect(code).toBe(1)
  })

  test.each([
    [[], 'npm run conformance --'],
    [['ftp://example.org'], 'npm run conformance --'],
    [['http://127.0.0.1:1', '--no-such-option'], '--no-such-option'],
    [['http://127.0.0.1:1', '--timeout', 'soon'], '--timeout'],
    [['http://127.0.0.1:1', '--sign', 'key.json'], '--sign needs --issuer'],
    [['http://127.0.0.1:1', '--request', 'no-such-file.json'], 'no-such-file.json'],
  ])('ends with 2 and says why: %j', async (parameters, words) => {
    const { code, stdout, stderr } = await conformance(...parameters)
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('repeats nothing of a key file that it cannot read', async () => {
    const key = join(folder, 'key.json')
    await writeFile(key, '{"d": "secret-number"')
    const { stderr } = await conformance(base, '--sign', key, '--issuer', 'https://ehr.example.org')
    expect(stderr).toContain('is no JSON')
    expect(stderr).not.toContain('secret-number')
  })
})
