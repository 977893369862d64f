import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { readJsonBody } from './body.ts'
import { assessPatient, type CdsClient, callService, type Tools } from './call-service.ts'
import { parseCdsRequest } from './cds-hooks/request.ts'
import type { Config } from './config.ts'
import { answerFailure } from './failure.ts'
import { toAssessmentJson } from './services/assessment-json.ts'
import { findService, HOOKS, SERVICES } from './services/index.ts'

export interface AppTools extends Tools {
  readonly config: Config
  /** On whose behalf calls are made while there is no client authentication. */
  readonly client?: CdsClient
  /** Where an unexpected failure is written down; it never holds anything of the record. */
  readonly logFailure: (entry: { readonly requestId: string; readonly error: string }) => void
}

/** Every route on one screen. */
export function createApp(tools: AppTools) {
  const { config } = tools
  const client = tools.client ?? developmentClient(config)
  const app = new Hono({ strict: false })

  app.use(requestId({ headerName: 'X-Request-Id', limitLength: 64 }))
  app.use(secureHeaders({ crossOriginResourcePolicy: 'cross-origin' }))
  app.use(
    cors({
      origin: allowedOrigin(config),
      allowMethods: ['GET', 'POST', 'OPTIONS'],
      allowHeaders: ['Authorization', 'Content-Type'],
      maxAge: 600,
    }),
  )

  app.get('/cds-services', etag(), (c) => {
    c.header('Cache-Control', 'public, max-age=3600')
    return c.json({ services: SERVICES.map(({ definition }) => definition) })
  })

  app.post('/cds-services/:id', async (c) => {
    const service = findService(c.req.param('id'))
    if (!service) return answerFailure({ reason: 'no-such-service' })
    const body = await readJsonBody(c.req.raw)
    if (!body.ok) return answerFailure(body.failure)
    const request = parseCdsRequest(body.value, [service.definition.hook])
    if (!request.ok) return answerFailure(request.failure)
    const response = await callService(service, request.value, { client, requestId: c.get('requestId') }, tools)
    return response.ok ? answer(c, response.value) : answerFailure(response.failure)
  })

  app.post('/assessments', async (c) => {
    const body = await readJsonBody(c.req.raw)
    if (!body.ok) return answerFailure(body.failure)
    const request = parseCdsRequest(body.value, HOOKS)
    if (!request.ok) return answerFailure(request.failure)
    const assessed = await assessPatient(request.value, client, tools)
    return assessed.ok ? answer(c, toAssessmentJson(assessed.value.assessment)) : answerFailure(assessed.failure)
  })

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', (c) => c.json({ status: 'ready' }))

  app.all('/cds-services', () => answerFailure({ reason: 'method-not-allowed', allow: 'GET' }))
  app.all('/cds-services/:id', () => answerFailure({ reason: 'method-not-allowed', allow: 'POST' }))
  app.all('/assessments', () => answerFailure({ reason: 'method-not-allowed', allow: 'POST' }))
  app.notFound(() => answerFailure({ reason: 'not-found' }))
  app.onError((error, c) => {
    tools.logFailure({ requestId: c.get('requestId'), error: error.name })
    return answerFailure({ reason: 'unexpected', requestId: c.get('requestId') })
  })
  return app
}

function answer(c: Context, body: object) {
  c.header('Cache-Control', 'no-store')
  return c.json(body)
}

function allowedOrigin({ allowedOrigins }: Config) {
  if (allowedOrigins === '*') return '*'
  return (origin: string) => (allowedOrigins.includes(origin) ? origin : undefined)
}

/** Without client authentication every caller is this one: development only, and only servers on this machine are read. */
function developmentClient({ timeZone }: Config): CdsClient {
  return {
    id: 'development',
    fhirServers: { servers: [], allowLoopback: true },
    policy: 'clinic',
    timeZone,
    maxSittings: 3,
  }
}
