import { createApp } from './app.ts'
import { type BadConfig, readConfig } from './config.ts'
import { answerFailure } from './failure.ts'
import { createIdentityKeys } from './storage/identity-keys.ts'
import { createMemoryAuditLog } from './storage/memory-audit-log.ts'
import { createMemoryCardMemory } from './storage/memory-card-memory.ts'

type Handler = (request: Request) => Response | Promise<Response>

/** Made once per isolate: variables do not change while it lives, and the memory adapters must outlive a request. */
let handler: Handler | undefined

function createHandler(variables: unknown): Handler {
  const config = readConfig(variables)
  if (!config.ok) return refuseToServe(config.failure)
  const app = createApp({
    config: config.value,
    fetch: (input, init) => fetch(input, init),
    now: () => new Date(),
    cardMemory: createMemoryCardMemory(),
    auditLog: createMemoryAuditLog(),
    // Development has no secret to keep: its patients are synthetic.
    identityKeys: createIdentityKeys({ id: 'development', key: 'development' }),
    logFailure: (entry) => console.error(JSON.stringify(entry)),
  })
  return (request) => app.fetch(request)
}

/** A wrong setting answers 503 everywhere but at the liveness probe, and the log names the key. */
function refuseToServe(failure: BadConfig): Handler {
  console.error(`kyphoplasty-cds does not serve: ${failure.key} ${failure.problem}`)
  return (request) =>
    new URL(request.url).pathname === '/healthz' ? Response.json({ status: 'ok' }) : answerFailure(failure)
}

export default {
  fetch: (request: Request, variables: unknown): Response | Promise<Response> => {
    handler ??= createHandler(variables)
    return handler(request)
  },
}
