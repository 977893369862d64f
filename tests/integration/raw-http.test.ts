import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startWorker } from '../../src/tools/start-worker.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startWorker(0, { ENVIRONMENT: 'development' })
})
afterAll(() => server.close())

/** Writes bytes to the service as no HTTP library would, and gives back what comes, once it ends or falls silent. */
async function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  await new Promise<void>((resolve) => {
    const silence = setTimeout(resolve, 10_000)
    const end = () => {
      clearTimeout(silence)
      resolve()
    }
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', end).on('error', end).on('close', end)
    socket.write(bytes)
  })
  socket.destroy()
  return answer
}

function request(method: string, path: string, headers: readonly string[] = [], body = ''): string {
  return [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', body].join('\r\n')
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const JSON_TYPE = 'Content-Type: application/json'
const PATH = '/cds-services/vcf-patient-view'

describe('33 bytes that are no ordinary request', () => {
  test.each(['TRACE', 'TRACK', 'DEBUG', 'PROPFIND'])('%s is refused and echoes nothing', async (method) => {
    const answer = await send(request(method, PATH, ['X-Canary: canary-4711']))
    expect([400, 405, 501]).toContain(statusOf(answer))
    expect(answer).not.toContain('canary-4711')
  })

  test('a length beside chunks does not lead to a second request, nor past the limit of a body', async () => {
    const chunk = 'x'.repeat(3 * 1024 * 1024)
    const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`
    const answer = await send(
      request('POST', PATH, [JSON_TYPE, 'Content-Length: 10', 'Transfer-Encoding: chunked'], chunked),
    )
    expect([400, 413]).toContain(statusOf(answer) || 400)
    expect(answer.match(/HTTP\/1\.1 /g)?.length ?? 0).toBeLessThanOrEqual(1)
  })

  test('a body whose chunks are broken is 400', async () => {
    const answer = await send(request('POST', PATH, [JSON_TYPE, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'))
    expect(statusOf(answer)).toBe(400)
    expect(answer).toContain('OperationOutcome')
  })

  test('a body of more than 2 MB in chunks is 413', async () => {
    const chunk = 'x'.repeat(3 * 1024 * 1024)
    const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`
    expect(statusOf(await send(request('POST', PATH, [JSON_TYPE, 'Transfer-Encoding: chunked'], chunked)))).toBe(413)
  })

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
    ['a line break in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\rb\r\n\r\n'],
    ['a path out of the root', 'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('%s is refused, and the next call is answered', async (_words, bytes) => {
    expect(statusOf(await send(bytes)) || 400).toBeGreaterThanOrEqual(400)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })
})
