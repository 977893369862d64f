import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { outcome, outcomeEntry } from '../../fhir/ehr.ts'
import { type AnyResource, searchset, withNext } from '../fhir.ts'
import { type Behaviour, type Exchange, OWNER } from './server.ts'

/**
 * What the answer is worth: `unread` = the source must be named as one that could not be looked into; `read` = the quirk
 * is harmless and nothing may be lost by it.
 */
export interface Quirk {
  readonly words: string
  readonly worth: 'unread' | 'read'
  readonly behave: Behaviour
  /** It is over only when the deadline is. */
  readonly hangs: boolean
}

function quirk(words: string, worth: Quirk['worth'], behave: Behaviour): Quirk {
  return { words, worth, behave, hangs: /^(?:hangs|drips)/.test(words) }
}

const MB = 1024 * 1024
const FHIR_JSON = { 'Content-Type': 'application/fhir+json' }

/** Packed beforehand: the EHR shares its thread with the service, which must not wait for it. */
const FLAT = Buffer.concat([Buffer.from('{"x":"'), Buffer.alloc(10 * MB, 'x'), Buffer.from('"}')])
const BOMBS: readonly (readonly [coding: string, packed: Buffer])[] = [
  ['gzip', gzipSync(FLAT, { level: 1 })],
  ['deflate', deflateSync(FLAT, { level: 1 })],
  ['br', brotliCompressSync(FLAT, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
]
const PACKED_TWICE = gzipSync(gzipSync(FLAT, { level: 1 }))

/** The network itself. */
const CONNECTIONS: readonly Quirk[] = [
  quirk('hangs before a word is said', 'unread', () => undefined),
  quirk('hangs after the headers', 'unread', ({ response }) => void response.writeHead(200, FHIR_JSON).flushHeaders()),
  quirk('hangs in the middle of a body', 'unread', ({ response }) => {
    response.writeHead(200, FHIR_JSON).write('{"resourceType":"Bundle","type":"searchset","entry":[')
  }),
  quirk('drips one character after the other', 'unread', dripSlowly),
  quirk('resets the connection', 'unread', ({ request }) => void request.socket.resetAndDestroy()),
  quirk('resets the connection in the middle of a body', 'unread', ({ request, response }) => {
    response.writeHead(200, FHIR_JSON).write('{"resourceType":"Bundle"', () => request.socket.resetAndDestroy())
  }),
  quirk('ends before the length it promised', 'unread', ({ request, response }) => {
    response.writeHead(200, { ...FHIR_JSON, 'Content-Length': 5_000 })
    response.write('{"resourceType":"Bundle","type":"searchset"}', () => request.socket.end())
  }),
  quirk('does not speak HTTP', 'unread', ({ request }) => void request.socket.end('SSH-2.0-OpenSSH_9.9\r\n')),
]

const SIZES: readonly Quirk[] = [
  quirk('sends 50 MB', 'unread', ({ response }) => sendBytes(response, 50 * MB)),
  ...BOMBS.map(([coding, packed]) =>
    quirk(`sends 10 MB packed with ${coding}`, 'unread', ({ response }) => {
      response.writeHead(200, { ...FHIR_JSON, 'Content-Encoding': coding }).end(packed)
    }),
  ),
  quirk('sends what is packed twice', 'unread', ({ response }) => {
    response.writeHead(200, { ...FHIR_JSON, 'Content-Encoding': 'gzip, gzip' }).end(PACKED_TWICE)
  }),
  quirk('says gzip and sends none', 'unread', ({ response }) => {
    response.writeHead(200, { ...FHIR_JSON, 'Content-Encoding': 'gzip' }).end('{"resourceType":"Bundle"}')
  }),
  quirk('nests a resource 100,000 levels deep', 'unread', ({ response }) => {
    response.writeHead(200, FHIR_JSON).end(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)
  }),
  quirk('sends 100,000 entries', 'unread', ({ response }) => {
    const entries = `{"resource":{"resourceType":"Basic"}},`.repeat(100_000)
    response.writeHead(200, FHIR_JSON).end(`{"resourceType":"Bundle","entry":[${entries}null]}`)
  }),
]

const ANSWERS: readonly Quirk[] = [
  ...[400, 401, 403, 404, 406, 410, 429, 500, 502, 503, 504].map((status) =>
    quirk(`answers ${status} without a body`, 'unread', ({ response }) => void response.writeHead(status).end()),
  ),
  quirk("answers DrChrono's 500 in HTML", 'unread', ({ response }) => {
    response.writeHead(500, { 'Content-Type': 'text/html' }).end('<h1>Server Error (500)</h1>')
  }),
  quirk('answers a page for signing in with 200', 'unread', ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><form action="/login"></form></html>')
  }),
  quirk('answers JSON that calls itself HTML', 'unread', ({ response, resources }) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(JSON.stringify(searchset(...resources)))
  }),
  quirk('answers FHIR XML', 'unread', ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'application/fhir+xml' }).end('<Bundle xmlns="http://hl7.org/fhir"/>')
  }),
  quirk('answers 204', 'unread', ({ response }) => void response.writeHead(204).end()),
  quirk('answers 202 with nothing', 'unread', ({ response }) => void response.writeHead(202, FHIR_JSON).end()),
  quirk('answers broken JSON', 'unread', ({ response }) => void response.writeHead(200, FHIR_JSON).end('{"resour')),
  quirk('answers bytes that are no UTF-8', 'unread', ({ response }) => {
    response.writeHead(200, FHIR_JSON).end(Buffer.from([0xff, 0xfe, 0x00, 0xd8]))
  }),
  ...[null, [], 'none', 7, true].map((body) =>
    quirk(`answers ${JSON.stringify(body)}`, body === null ? 'read' : 'unread', ({ answer }) => answer(body)),
  ),
  quirk('answers an OperationOutcome with 200', 'unread', ({ answer }) => answer(outcome('error', 'exception'))),
  quirk('says "suppressed" beside its entries', 'unread', ({ answer, resources }) =>
    answer({ ...searchset(...resources), entry: [...entriesOf(resources), outcomeEntry('warning', 'suppressed')] }),
  ),
  quirk("sends somebody else's resources", 'unread', ({ answer, type }) =>
    answer(searchset({ resourceType: type, id: 'x', ...ownedBy(type, { reference: 'Patient/somebody-else' }) })),
  ),
  quirk('sends DSTU2 resources', 'unread', ({ answer, type }) =>
    answer(searchset({ resourceType: type, id: 'x', subject: 'Patient/pat-1', patient: ['Patient/pat-1'] })),
  ),
  quirk('says more in total than it sends', 'unread', ({ answer, resources }) =>
    answer({ ...searchset(...resources), total: 388 }),
  ),
  ...[301, 302, 303, 307, 308].map((status) =>
    quirk(`redirects elsewhere with ${status}`, 'unread', ({ response, canaryUrl }) => {
      response.writeHead(status, { Location: `${canaryUrl}/fhir/R4/Condition` }).end()
    }),
  ),
]

const HARMLESS: readonly Quirk[] = [
  quirk('puts an OperationOutcome into every searchset, as Epic does', 'read', ({ answer, resources }) => {
    const entry = [...entriesOf(resources), outcomeEntry('warning', 'processing', '4119')]
    answer({ ...searchset(...resources), entry })
  }),
  quirk('calls the size of the page its total, and repeats a resource on the next', 'read', (exchange) => {
    const { answer, resources, page } = exchange
    const bundle = { ...searchset(...resources), total: resources.length }
    answer(page === 1 ? withNext(bundle, nextOf(exchange)) : bundle)
  }),
  quirk('says a total of nothing beside its entries', 'read', ({ answer, resources }) =>
    answer({ ...searchset(...resources), total: 0 }),
  ),
  quirk('sends entries that are none', 'read', ({ answer, resources }) =>
    answer({ ...searchset(...resources), entry: [null, 7, {}, { resource: null }, ...entriesOf(resources)] }),
  ),
]

/** Links that lead out of the base, each in its own way. */
export const EVIL_LINKS: readonly (readonly [words: string, url: (exchange: Exchange) => string])[] = [
  ['another host', ({ canaryUrl }) => `${canaryUrl}/fhir/R4?page=2`],
  ['another port by way of a user name', ({ baseUrl, canaryUrl }) => baseUrl.replace('//', `//${hostOf(canaryUrl)}@`)],
  ['a user name', ({ baseUrl }) => baseUrl.replace('//', '//user:secret@')],
  ['no scheme', ({ canaryUrl }) => `//${hostOf(canaryUrl)}/fhir/R4?page=2`],
  ['backslashes', ({ canaryUrl }) => `\\\\${hostOf(canaryUrl)}\\fhir\\R4?page=2`],
  ['a scheme and backslashes', ({ canaryUrl }) => `http:\\\\${hostOf(canaryUrl)}\\fhir?page=2`],
  ['a tab in the scheme', ({ canaryUrl }) => `ht\ttp://${hostOf(canaryUrl)}/fhir/R4?page=2`],
  ['a path beside the base', ({ baseUrl }) => `${baseUrl}-evil/Condition?page=2`],
  ['steps out of the base', ({ baseUrl }) => `${baseUrl}/../../admin?page=2`],
  ['encoded steps out of the base', ({ baseUrl }) => `${baseUrl}/%2e%2e/%2e%2e/admin?page=2`],
  ['encoded slashes out of the base', ({ baseUrl }) => `${baseUrl}/..%2f..%2fadmin?page=2`],
  ['steps out of the base that are encoded twice', ({ baseUrl }) => `${baseUrl}/%252e%252e/%252e%252e/admin?page=2`],
  ['steps out of the base before a semicolon', ({ baseUrl }) => `${baseUrl}/..;/..;/admin?page=2`],
  ['a root path', () => '/admin?page=2'],
  ['a file', () => 'file:///etc/passwd'],
  ['a script', () => 'javascript:alert(1)'],
  ['data', () => 'data:application/fhir+json,{}'],
  ['a number for a host', ({ canaryUrl }) => canaryUrl.replace('127.0.0.1', '2130706433')],
  ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
]

const PAGES: readonly Quirk[] = [
  ...EVIL_LINKS.map(([words, url]) =>
    quirk(`links to a next page with ${words}`, 'unread', (exchange) =>
      exchange.answer(withNext(searchset(...exchange.resources), url(exchange))),
    ),
  ),
  quirk('links to itself for ever', 'unread', (exchange) =>
    exchange.answer(withNext(searchset(...exchange.resources), nextOf(exchange, 2))),
  ),
  quirk('has always one more page', 'unread', (exchange) =>
    exchange.answer(withNext(searchset(...exchange.resources), nextOf(exchange))),
  ),
  quirk('answers 401 from the second page on', 'unread', (exchange) => {
    if (exchange.page === 1) exchange.answer(withNext(searchset(...exchange.resources), nextOf(exchange)))
    else exchange.answer(outcome('error', 'login'), 401)
  }),
  quirk('hangs from the second page on', 'unread', (exchange) => {
    if (exchange.page === 1) exchange.answer(withNext(searchset(...exchange.resources), nextOf(exchange)))
  }),
]

export const QUIRKS: readonly Quirk[] = [...CONNECTIONS, ...SIZES, ...ANSWERS, ...HARMLESS, ...PAGES]

function nextOf({ baseUrl, type, page }: Exchange, next = page + 1): string {
  return `${baseUrl}?type=${type}&page=${next}`
}

function hostOf(url: string): string {
  return new URL(url).host
}

function entriesOf(resources: readonly AnyResource[]): readonly object[] {
  return resources.map((resource) => ({ resource, search: { mode: 'match' } }))
}

function ownedBy(type: string, owner: object): object {
  return type === 'AllergyIntolerance' ? { patient: owner } : { subject: owner }
}

function dripSlowly({ response, resources }: Exchange): void {
  const body = JSON.stringify(searchset(...resources, { resourceType: 'Basic', subject: OWNER }))
  response.writeHead(200, FHIR_JSON)
  let sent = 0
  const timer = setInterval(() => {
    if (response.destroyed || sent >= body.length) clearInterval(timer)
    else response.write(body.charAt(sent++))
  }, 20)
  response.on('close', () => clearInterval(timer))
}

export function sendBytes(response: Exchange['response'], total: number): void {
  response.writeHead(200, FHIR_JSON).write('{"resourceType":"Bundle","x":"')
  const chunk = 'x'.repeat(64 * 1024)
  let sent = 0
  const send = (): void => {
    while (sent < total && !response.destroyed) {
      sent += chunk.length
      if (!response.write(chunk)) return void response.once('drain', send)
    }
    response.end('"}')
  }
  send()
}
