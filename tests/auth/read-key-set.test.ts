import { describe, expect, test } from 'vitest'
import { readKeySet } from '../../src/auth/read-key-set.ts'
import { JWKS_URI } from './tokens.ts'

function readOf(answer: () => Response | Promise<Response>) {
  return readKeySet(JWKS_URI, async () => answer())
}

function chunksOf(bytes: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(bytes).fill(32)),
  })
}

describe('a key set', () => {
  test('is read from its address, with nothing sent along and no redirect followed', async () => {
    const sent: (readonly [string, RequestInit | undefined])[] = []
    const read = await readKeySet(JWKS_URI, async (input, init) => {
      sent.push([String(input), init])
      return Response.json({ keys: [{ kid: 'a' }] })
    })
    expect(read).toEqual({ ok: true, value: [{ kid: 'a' }] })
    expect(sent).toMatchObject([[JWKS_URI, { redirect: 'manual', headers: { Accept: 'application/json' } }]])
    expect(Object.keys(sent[0]?.[1]?.headers ?? {})).toEqual(['Accept'])
    expect(sent[0]?.[1]?.signal).toBeInstanceOf(AbortSignal)
  })

  test.each<[string, () => Response | Promise<Response>, string]>([
    ['404', () => new Response('{"keys":[]}', { status: 404 }), 'bad-status'],
    ['503', () => new Response('', { status: 503 }), 'bad-status'],
    ['204', () => new Response(null, { status: 204 }), 'bad-status'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { Location: 'https://evil.example/jwks' } }),
      'redirect',
    ],
    ['no connection', () => Promise.reject(new Error('refused')), 'not-reachable'],
    ['HTML', () => new Response('<html>'), 'no-key-set'],
    ['a list', () => Response.json([]), 'no-key-set'],
    ['null', () => Response.json(null), 'no-key-set'],
    ['keys that are no list', () => Response.json({ keys: {} }), 'no-key-set'],
    ['nothing', () => new Response(''), 'no-key-set'],
    ['more than 64 KB', () => new Response(`{"keys":[]}${' '.repeat(65_536)}`), 'too-large'],
    ['no end', () => new Response(chunksOf(10_000)), 'too-large'],
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })),
      'not-reachable',
    ],
  ])('is not there when the answer is %s', async (_words, answer, problem) => {
    expect(await readOf(answer)).toEqual({ ok: false, failure: problem })
  })

  test('of exactly 64 KB is read', async () => {
    const text = '{"keys":[]}'
    expect((await readOf(() => new Response(text + ' '.repeat(65_536 - text.length)))).ok).toBe(true)
  })
})
