import type { Context } from 'hono'
import { cors } from 'hono/cors'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { Hono } from 'hono/tiny'
import { answerDocument } from './answer-document.ts'
import { aboutJson } from './artefacts/about-json.ts'
import { planDefinitionOf } from './artefacts/plan-definition.ts'
import { findPolicy, listPolicies, policyJson } from './artefacts/policy-json.ts'
import { readJsonBody } from './body.ts'
import { assessPatient, type Call, callService, type Tools } from './call-service.ts'
import type { Authenticate, Caller, Endpoint } from './caller.ts'
import type { CdsClient } from './cds-client.ts'
import { parseFeedback } from './cds-hooks/feedback.ts'
import { parseCdsRequest } from './cds-hooks/request.ts'
import type { Policy } from './clinical/policies/policy.ts'
import type { AppConfig } from './config.ts'
import { DEVELOPMENT_MODE_HEADER, developmentCaller, developmentClient } from './development-client.ts'
import { answerFailure } from './failure.ts'
import { type RateLimits, withinRates } from './rate-limits.ts'
import type { ReadAsset } from './read-asset.ts'
import { createStopwatch, type Stopwatch } from './server-timing.ts'
import { toAssessmentJson } from './services/assessment-json.ts'
import { findService, HOOKS, SERVICES } from './services/index.ts'
import { answerHeaders, jsonOnly, onceAnswered } from './strict-answers.ts'
import { takeFeedback } from './take-feedback.ts'

export interface AppTools extends Tools {
  readonly config: AppConfig
  /** Who is calling; without it, which is for development only, everybody is `client`. */
  readonly authenticate?: Authenticate
  readonly client?: CdsClient
  readonly rateLimits?: RateLimits
  /** HTML for people. They come in from outside, so that this file loads without a bundler. */
  readonly pages?: {
    readonly landing: Hono
    readonly playground?: Hono
    readonly docs?: Hono
    readonly documents: DocumentPages
  }
  readonly readAsset?: ReadAsset
}

type Page = Response | Promise<Response>

/** The pages whose address answers JSON as well. */
export interface DocumentPages {
  readonly policies: (c: Context) => Page
  readonly policy: (c: Context, policy: Policy) => Page
  readonly about: (c: Context) => Page
}

/** Every route on one screen. */
export function createApp(tools: AppTools) {
  const { config } = tools
  const app = new Hono({ strict: false })

  app.use(...answerHeaders)
  app.use(
    onceAnswered(
      cors({
        origin: allowedOrigin(config),
        allowMethods: ['GET', 'POST', 'OPTIONS'],
        allowHeaders: ['Authorization', 'Content-Type'],
        maxAge: 600,
      }),
    ),
  )

  app.on('ALL', ['/cds-services/*', '/assessments'], jsonOnly)

  app.get('/cds-services', etag({ retainedHeaders: RETAINED_BY_304 }), (c) => {
    c.header('Cache-Control', 'public, max-age=3600')
    return c.json({ services: SERVICES.map(({ definition }) => definition) })
  })

  addCalls(app, tools)
  addDocuments(app, tools.pages?.documents)
  addDescription(app, tools)

  app.get('/healthz', (c) => answer(c, { status: 'ok' }))
  app.get('/readyz', (c) => answer(c, { status: 'ready' }))

  if (tools.pages) {
    app.route('/', tools.pages.landing)
    if (tools.pages.playground) app.route('/playground', tools.pages.playground)
    if (tools.pages.docs) app.route('/docs', tools.pages.docs)
  }

  app.all('/cds-services', () => answerFailure({ reason: 'method-not-allowed', allow: 'GET' }))
  app.all('/cds-services/:id', (c) =>
    answerFailure(
      findService(c.req.param('id')) ? { reason: 'method-not-allowed', allow: 'POST' } : { reason: 'no-such-service' },
    ),
  )
  app.all('/cds-services/:id/feedback', (c) =>
    answerFailure(
      findService(c.req.param('id')) ? { reason: 'method-not-allowed', allow: 'POST' } : { reason: 'no-such-service' },
    ),
  )
  app.all('/assessments', () => answerFailure({ reason: 'method-not-allowed', allow: 'POST' }))
  app.on('ALL', ['/healthz', '/readyz'], () => answerFailure({ reason: 'method-not-allowed', allow: 'GET' }))
  app.notFound(() => answerFailure({ reason: 'not-found' }))
  app.onError((error, c) => {
    tools.logFailure({ requestId: c.get('requestId'), error: error.name })
    return answerFailure({ reason: 'unexpected', requestId: c.get('requestId') })
  })
  return app
}

/** What only a CDS client may call. */
function addCalls(app: Hono, tools: AppTools) {
  const everybody = developmentCaller(tools.client ?? developmentClient(tools.config))
  const authenticate = withinRates(tools.authenticate ?? everybody, tools)

  /** Finds out who is calling before the body is read; what `work` answers leaves only for a caller who is admitted. */
  const answerCaller = async (c: Context, endpoint: Endpoint, work: (caller: Caller) => Promise<Response>) => {
    const { headers } = c.req.raw
    const call = {
      authorization: headers.get('Authorization'),
      address: headers.get('CF-Connecting-IP'),
      developmentMode: tools.config.environment === 'development' ? headers.get(DEVELOPMENT_MODE_HEADER) : null,
      requestId: c.get('requestId'),
    }
    const caller = await authenticate(call, endpoint)
    if (!caller.ok) return answerFailure(caller.failure)
    const [response, admission] = await Promise.all([work(caller.value), caller.value.admission])
    return admission.ok ? response : answerFailure(admission.failure)
  }

  app.post('/cds-services/:id', (c) => {
    const service = findService(c.req.param('id'))
    if (!service) return answerFailure({ reason: 'no-such-service' })
    const { id, hook } = service.definition
    const stopwatch = createStopwatch()
    return answerCaller(c, { path: `/cds-services/${id}`, serviceId: id }, async (caller) => {
      stopwatch.ended('auth')
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return answerFailure(body.failure)
      const request = parseCdsRequest(body.value, [hook])
      if (!request.ok) return answerFailure(request.failure)
      stopwatch.ended('body')
      const call = { ...caller, requestId: c.get('requestId'), stopwatch, ...afterwardsOf(c) }
      const response = await callService(service, request.value, call, tools)
      if (!response.ok) return answerFailure(response.failure)
      // Not before: a refusal looks the same whatever its cause.
      tellTimes(c, tools, stopwatch)
      return answer(c, response.value)
    })
  })

  app.post('/cds-services/:id/feedback', (c) => {
    const service = findService(c.req.param('id'))
    if (!service) return answerFailure({ reason: 'no-such-service' })
    const { id: serviceId } = service.definition
    // A card may be answered after its service was switched off.
    return answerCaller(c, { path: `/cds-services/${serviceId}/feedback`, serviceId: null }, async (caller) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return answerFailure(body.failure)
      const batch = parseFeedback(body.value, tools.now().getTime())
      if (!batch.ok) return answerFailure(batch.failure)
      const taken = await takeFeedback(batch.value, { ...caller, serviceId, requestId: c.get('requestId') }, tools)
      return taken.ok ? answer(c, taken.value) : answerFailure(taken.failure)
    })
  })

  app.post('/assessments', (c) =>
    answerCaller(c, { path: '/assessments', serviceId: null }, async ({ client }) => {
      const body = await readJsonBody(c.req.raw)
      if (!body.ok) return answerFailure(body.failure)
      const request = parseCdsRequest(body.value, HOOKS, 'assessment')
      if (!request.ok) return answerFailure(request.failure)
      const assessed = await assessPatient(request.value, client, tools)
      return assessed.ok ? answer(c, toAssessmentJson(assessed.value.assessment)) : answerFailure(assessed.failure)
    }),
  )
}

/** In the Worker, what need not hold up the answer ends after it; elsewhere there is nothing to hand it to. */
function afterwardsOf(c: Context): Pick<Call, 'afterwards'> {
  try {
    const { executionCtx } = c
    return { afterwards: (work) => executionCtx.waitUntil(work) }
  } catch {
    return {}
  }
}

/** This API, described for programs. */
function addDescription(app: Hono, { readAsset }: AppTools) {
  app.get('/openapi.yaml', etag({ retainedHeaders: RETAINED_BY_304 }), async (c) => {
    const text = await readAsset?.('openapi.yaml')
    if (text === undefined) return answerFailure({ reason: 'not-found' })
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(text, 200, { 'Content-Type': 'text/yaml; charset=utf-8' })
  })
  app.all('/openapi.yaml', () => answerFailure({ reason: 'method-not-allowed', allow: 'GET' }))
}

/** What the service asks and rests on, without a patient: public, as JSON, as FHIR, and as pages where there are any. */
function addDocuments(app: Hono, pages: DocumentPages | undefined) {
  app.get('/policies', (c) =>
    answerDocument(c, { json: () => ({ policies: listPolicies() }), html: pages && (() => pages.policies(c)) }),
  )
  app.get('/policies/:id', (c) => {
    const policy = findPolicy(c.req.param('id'))
    if (!policy) return answerFailure({ reason: 'no-such-policy' })
    return answerDocument(c, {
      json: () => policyJson(policy),
      fhir: () => planDefinitionOf(policy),
      html: pages && (() => pages.policy(c, policy)),
    })
  })
  app.get('/about', (c) => answerDocument(c, { json: aboutJson, html: pages && (() => pages.about(c)) }))
  app.get('/about.json', (c) => answerDocument(c, { json: aboutJson }))

  app.all('/policies/:id', (c) =>
    answerFailure(
      findPolicy(c.req.param('id')) ? { reason: 'method-not-allowed', allow: 'GET' } : { reason: 'no-such-policy' },
    ),
  )
  app.on('ALL', ['/policies', '/about', '/about.json'], () =>
    answerFailure({ reason: 'method-not-allowed', allow: 'GET' }),
  )
}

/** A browser may read the 304 only when it carries what let it read the 200. */
const RETAINED_BY_304 = [...RETAINED_304_HEADERS, 'Access-Control-Allow-Origin', 'X-Request-Id']

/** In development only: how long a stage took may tell what was found. */
function tellTimes(c: Context, { config }: AppTools, stopwatch: Stopwatch) {
  if (config.environment === 'development') c.header('Server-Timing', stopwatch.header())
}

function answer(c: Context, body: object) {
  c.header('Cache-Control', 'no-store')
  return c.json(body)
}

function allowedOrigin({ allowedOrigins }: AppConfig) {
  if (allowedOrigins === '*') return '*'
  return (origin: string) => (allowedOrigins.includes(origin) ? origin : undefined)
}
