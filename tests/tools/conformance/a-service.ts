import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyOptions, jwtVerify } from 'jose'

export const BASE = 'https://cds.example.org'
export const SERVICE = `${BASE}/cds-services/walk`
export const ISSUER = 'https://ehr.example.org'
export const ORIGIN = 'https://chart.example.org'

type Json = Record<string, unknown>

/** How a service differs from one that does everything right. */
export interface Fault {
  /** Changes what discovery says; it is handed a copy. */
  readonly discovery?: (services: Json[]) => unknown
  /** Changes a successful answer. */
  readonly answer?: (answer: Json) => unknown
  /** Changes the one card of every successful answer. */
  readonly card?: (card: Json) => unknown
  /** Stands before everything else. */
  readonly http?: MiddlewareHandler
  /** Claims that are not checked: every other token is taken. */
  readonly ignores?: 'audience' | 'issuer' | 'expiry' | 'replay' | 'signature' | 'missing token' | 'alg none'
  readonly feedback?: (body: Json) => number
}

/** A small CDS service, whole and correct unless a fault is given: every part of a card, feedback, tokens, CORS, ETag. */
export function aService(keys: JSONWebKeySet, fault: Fault = {}): typeof fetch {
  const app = new Hono({ strict: false })
  const isTrusted = tokenCheck(keys, fault.ignores)
  if (fault.http) app.use(fault.http)
  app.use(
    cors({ origin: '*', allowMethods: ['GET', 'POST', 'OPTIONS'], allowHeaders: ['Authorization', 'Content-Type'] }),
  )

  app.get('/cds-services', etag(), (c) => c.json(Object(fault.discovery?.(services()) ?? { services: services() })))
  app.post('/cds-services/:id/feedback', async (c) => {
    const body = await c.req.json()
    return Response.json({}, { status: fault.feedback?.(body) ?? (Array.isArray(body.feedback) ? 200 : 400) })
  })
  app.use('/cds-services/:id', async (c, next) =>
    c.req.method === 'POST' && !(await isTrusted(c.req.header('Authorization'), c.req.url))
      ? c.json(outcome(), 401)
      : next(),
  )
  app.post('/cds-services/walk', async (c) => {
    const body = await c.req.json().catch(() => undefined)
    if (body?.hook !== 'patient-view' || !body.hookInstance || !body.context?.patientId) return c.json(outcome(), 400)
    if (body.prefetch?.patient?.resourceType !== 'Patient') return c.json(outcome(), 412)
    const answer = { cards: [fault.card?.(card()) ?? card()], systemActions: [systemAction()] }
    return c.json(Object(fault.answer?.(answer) ?? answer))
  })
  app.get('/cds-services/walk', (c) => c.json(outcome(), 405, { Allow: 'POST' }))
  app.notFound((c) => c.json(outcome(), 404))
  return async (input, init) => app.request(input instanceof Request ? input : String(input), init)
}

function services(): Json[] {
  return [
    {
      hook: 'patient-view',
      id: 'walk',
      title: 'Walks',
      description: 'Suggests a walk.',
      usageRequirements: 'FHIR R4',
      prefetch: {
        patient: 'Patient/{{context.patientId}}',
        steps: 'Observation?patient={{context.patientId}}&code=http://loinc.org|55423-8&_count=5',
      },
    },
  ]
}

function card(): Json {
  return {
    uuid: '3efc4fc0-e116-4a22-9db4-e114152bca9a',
    summary: 'A walk may help.',
    detail: 'Walking is **good** for bones.',
    indicator: 'info',
    source: {
      label: 'Walking guide',
      url: 'https://walks.example.org/',
      icon: 'https://walks.example.org/icon.png',
      topic: { code: 'walk', system: 'https://walks.example.org/topics' },
    },
    suggestions: [
      {
        label: 'Refer to a walking group',
        uuid: '24053e7c-698c-4355-823f-601b1e0d3f36',
        isRecommended: true,
        actions: [
          { type: 'create', description: 'Refer', resource: { ...order(), id: undefined } },
          { type: 'update', description: 'Change the draft', resource: order() },
          { type: 'delete', description: 'Remove the draft', resourceId: 'ServiceRequest/other-draft' },
        ],
      },
      { label: 'Give the leaflet', uuid: 'f45efe0e-b0b4-4160-8525-30d57fd9bfea' },
    ],
    selectionBehavior: 'any',
    overrideReasons: [{ code: 'rain', system: 'https://walks.example.org/reasons', display: 'It rains' }],
    links: [
      { label: 'Guide', url: 'https://walks.example.org/guide', type: 'absolute' },
      { label: 'App', url: 'https://walks.example.org/launch', type: 'smart', appContext: 'walk' },
    ],
    extension: { 'org.example.walks': { pace: 'slow' } },
  }
}

function order(): Json {
  return {
    resourceType: 'ServiceRequest',
    id: 'draft',
    status: 'draft',
    intent: 'proposal',
    subject: { reference: 'Patient/conformance-patient' },
  }
}

function systemAction(): Json {
  return { type: 'update', description: 'Note the advice', resource: order() }
}

function outcome(): Json {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] }
}

type TokenCheck = (authorization: string | undefined, url: string) => Promise<boolean>

function tokenCheck(keys: JSONWebKeySet, ignores: Fault['ignores']): TokenCheck {
  const keySet = createLocalJWKSet(keys)
  const used = new Set<unknown>()
  return async (authorization, url) => {
    if (authorization === undefined) return ignores === 'missing token'
    const token = authorization.replace(/^Bearer /, '')
    if (ignores === (token.endsWith('.') ? 'alg none' : 'signature')) return true
    const verified = await jwtVerify(token, keySet, checksFor(url, ignores)).catch(() => undefined)
    if (verified === undefined) return false
    const isReplay = used.has(verified.payload.jti)
    used.add(verified.payload.jti)
    return !isReplay || ignores === 'replay'
  }
}

function checksFor(url: string, ignores: Fault['ignores']): JWTVerifyOptions {
  return {
    algorithms: ['ES384'],
    typ: 'JWT',
    requiredClaims: ['exp', 'iat', 'jti'],
    ...(ignores === 'audience' ? {} : { audience: url }),
    ...(ignores === 'issuer' ? {} : { issuer: ISSUER }),
    ...(ignores === 'expiry' ? { currentDate: new Date(0) } : {}),
  }
}
