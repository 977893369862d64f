import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AnyResource, PATIENT_ID, searchset } from '../fhir.ts'

/** One request that the EHR is about to answer, with what an honest EHR would say. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** "Condition"; the empty text for an address that names no type. */
  readonly type: string
  /** 1 for the search itself; what `?page=` says for the addresses behind `next`. */
  readonly page: number
  readonly baseUrl: string
  /** A server of somebody else: whoever calls it has been lured away. */
  readonly canaryUrl: string
  readonly resources: readonly AnyResource[]
  readonly answer: (body: unknown, status?: number) => void
  /** As an EHR without any quirk answers. */
  readonly beHonest: () => void
}

export type Behaviour = (exchange: Exchange) => void

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly authorization: string | undefined
}

export interface HostileEhr {
  /** On the loopback, with a path: `http://127.0.0.1:…/fhir/R4`. */
  readonly baseUrl: string
  /** From now on requests for these types are answered so; `'*'` = every type. */
  readonly misbehave: (types: readonly string[] | '*', behaviour: Behaviour) => void
  /** Forgets the quirks and the requests. */
  readonly reset: () => void
  readonly requests: () => readonly SeenRequest[]
  /** Requests to the other server, and to this one outside of its base. */
  readonly strayRequests: () => readonly SeenRequest[]
  readonly close: () => Promise<void>
}

const BASE_PATH = '/fhir/R4'

/** An EHR on the loopback that speaks real HTTP, honest until it is told to misbehave, and a canary beside it. */
export async function startHostileEhr(record: readonly AnyResource[]): Promise<HostileEhr> {
  const requests: SeenRequest[] = []
  const stray: SeenRequest[] = []
  const quirks = new Map<string, Behaviour>()

  const canary = createServer((request, response) => {
    stray.push(seen(request))
    answerJson(response, searchset())
  })
  const canaryUrl = await listen(canary)
  const ehr = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://ehr.invalid')
    const isBelow = `${url.pathname}/`.startsWith(`${BASE_PATH}/`)
    ;(isBelow ? requests : stray).push(seen(request))
    if (!isBelow) return answerJson(response, searchset())
    const exchange = exchangeOf({ request, response, url, record, baseUrl, canaryUrl })
    const behave = quirks.get(exchange.type) ?? quirks.get('*') ?? beHonest
    // The form is read to its end first: a quirk is about the answer.
    request.resume().on('end', () => behave(exchange))
  })
  const baseUrl = `${await listen(ehr)}${BASE_PATH}`

  return {
    baseUrl,
    misbehave: (types, behaviour) => {
      for (const type of types === '*' ? ['*'] : types) quirks.set(type, behaviour)
    },
    reset: () => {
      quirks.clear()
      requests.length = 0
      stray.length = 0
    },
    requests: () => [...requests],
    strayRequests: () => [...stray],
    close: async () => {
      await Promise.all([close(ehr), close(canary)])
    },
  }
}

function beHonest(exchange: Exchange): void {
  exchange.beHonest()
}

interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly record: readonly AnyResource[]
  readonly baseUrl: string
  readonly canaryUrl: string
}

function exchangeOf({ request, response, url, record, baseUrl, canaryUrl }: Arrival): Exchange {
  const [type = '', id] = url.pathname.slice(BASE_PATH.length + 1).split('/')
  const resources = record.filter(({ resourceType }) => resourceType === type)
  const answer = (body: unknown, status?: number) => answerJson(response, body, status)
  const isRead = id !== undefined && id !== '_search'
  const read = resources.find((resource) => resource.id === id)
  return {
    request,
    response,
    type: type || (url.searchParams.get('type') ?? ''),
    page: Number(url.searchParams.get('page') ?? 1),
    baseUrl,
    canaryUrl,
    resources,
    answer,
    beHonest: () => {
      if (isRead) answer(read ?? { resourceType: 'OperationOutcome', issue: [] }, read ? 200 : 404)
      else answer(searchset(...resources))
    },
  }
}

function seen({ method = '', url = '', headers }: IncomingMessage): SeenRequest {
  return { method, url, authorization: headers.authorization }
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json' }).end(JSON.stringify(body))
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${portOf(server.address())}`
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

async function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

/** A body for the one patient of these tests, whom every honest resource is about. */
export const OWNER = { reference: `Patient/${PATIENT_ID}` }
