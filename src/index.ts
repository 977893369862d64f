import { createApp } from './app.ts'
import { forgetPatient } from './call-service.ts'
import { type Config, readConfig } from './config.ts'
import { developmentClient } from './development-client.ts'
import { answerFailure, type BadConfig } from './failure.ts'
import { documentPages } from './pages/documents.tsx'
import { landingPage } from './pages/landing.tsx'
import { createPlayground } from './pages/playground/index.tsx'
import { rateLimitsOf } from './rate-limits.ts'
import { createIdentityKeys } from './storage/identity-keys.ts'
import { createMemoryAuditLog } from './storage/memory-audit-log.ts'
import { createMemoryCardMemory } from './storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from './storage/memory-feedback-store.ts'

type Handler = (request: Request) => Response | Promise<Response>

/** Made once per isolate: variables do not change while it lives, and the memory adapters must outlive a request. */
let handler: Handler | undefined

function createHandler(variables: unknown): Handler {
  const config = readConfig(variables)
  return config.ok ? serve(config.value, variables) : refuseToServe(config.failure)
}

function serve(config: Config, bindings: unknown): Handler {
  const client = developmentClient(config)
  const tools = {
    fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
    now: () => new Date(),
    cardMemory: createMemoryCardMemory(),
    feedbackStore: createMemoryFeedbackStore(),
    auditLog: createMemoryAuditLog(),
    // Development has no secret to keep: its patients are synthetic.
    identityKeys: createIdentityKeys({ id: 'development', key: 'development' }),
    logFailure: (entry: object) => console.error(JSON.stringify(entry)),
  }
  const playground = createPlayground({
    fhirUrl: config.sandboxFhirUrl,
    forget: (patientId) => forgetPatient(patientId, client, tools),
    now: tools.now,
  })
  const app = createApp({
    ...tools,
    config,
    client,
    rateLimits: rateLimitsOf(bindings),
    pages: { landing: landingPage({ hasPlayground: true }), playground, documents: documentPages },
  })
  return (request) => app.fetch(request)
}

/** A wrong setting answers 503 everywhere but at the liveness probe, and the log names the key. */
function refuseToServe(failure: BadConfig): Handler {
  console.error(`kyphoplasty-cds does not serve: ${failure.key} ${failure.problem}`)
  const isLiveness = (request: Request) => new URL(request.url).pathname === '/healthz'
  return (request) => (isLiveness(request) ? Response.json({ status: 'ok' }) : answerFailure(failure))
}

export default {
  fetch: (request: Request, variables: unknown): Response | Promise<Response> => {
    handler ??= createHandler(variables)
    return handler(request)
  },
}
