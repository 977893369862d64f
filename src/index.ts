import type { ExecutionContext } from 'hono'
import { createApp } from './app.ts'
import { type AuthenticationTools, createAuthentication } from './authenticate.ts'
import { forgetPatient } from './call-service.ts'
import { type Config, readConfig } from './config.ts'
import { developmentClient } from './development-client.ts'
import type { BadConfig } from './failure.ts'
import { docsPage } from './pages/docs/index.ts'
import { documentPages } from './pages/documents.ts'
import { landing } from './pages/landing.ts'
import { createPlayground } from './pages/playground/index.tsx'
import { rateLimitsOf } from './rate-limits.ts'
import { assetsIn } from './read-asset.ts'
import { rememberCalls } from './recent-calls.ts'
import { createRefusingApp } from './refusing-app.ts'
import { createIdentityKeys } from './storage/identity-keys.ts'
import { createStores, purgeStores } from './stores.ts'

export { CardMemoryObject } from './storage/card-memory-object.ts'
export { ReplayObject } from './storage/replay-object.ts'

/** Set when the Worker is bundled: false in wrangler.toml, so that what is deployed does not even hold the playground. */
declare const HOLDS_PLAYGROUND: boolean

type Handler = (request: Request, context: ExecutionContext) => Response | Promise<Response>

/** Made once per isolate: variables do not change while it lives, and the memory adapters must outlive a request. */
let handler: Handler | undefined

function createHandler(variables: unknown): Handler {
  const config = readConfig(variables)
  return config.ok ? serve(config.value, variables) : refuseToServe(config.failure)
}

function serve(config: Config, bindings: unknown): Handler {
  const readAsset = assetsIn(bindings)
  const client = developmentClient(config)
  const log = (entry: object) => console.error(JSON.stringify(entry))
  const [patientKey = { id: '', key: '' }, ...formerKeys] = config.patientKeys
  const hasPlayground = HOLDS_PLAYGROUND && config.environment === 'development'
  const stores = createStores(bindings, {
    now: () => new Date(),
    writeLine: (line) => console.log(JSON.stringify(line)),
  })
  const recent = rememberCalls(stores.auditLog)
  const tools = {
    fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
    now: () => new Date(),
    ...stores,
    ...(hasPlayground ? { auditLog: recent.auditLog } : {}),
    identityKeys: createIdentityKeys(patientKey, ...formerKeys),
    logFailure: log,
    readAsset,
  }
  const playgroundOptions = {
    fhirUrl: config.sandboxFhirUrl,
    needsToken: config.trustedClients.length > 0,
    forget: (patientId: string) => forgetPatient(patientId, client, tools),
    findRecord: recent.find,
    now: tools.now,
    readAsset,
  }
  const app = createApp({
    ...tools,
    config,
    client,
    rateLimits: rateLimitsOf(bindings),
    ...authenticationOf(config, { ...tools, logRefusal: log }),
    pages: {
      landing: landing({ hasPlayground, readAsset }),
      docs: docsPage(readAsset),
      documents: documentPages(readAsset),
      // The bundler leaves out what stands behind a constant; behind a variable it does not.
      ...(HOLDS_PLAYGROUND && hasPlayground ? { playground: createPlayground(playgroundOptions) } : {}),
    },
  })
  return (request, context) => app.fetch(request, {}, context)
}

/** None where no clients are registered, which is in development only. */
function authenticationOf({ publicUrl, trustedClients }: Config, tools: VerificationTools) {
  if (publicUrl === undefined || trustedClients.length === 0) return {}
  return { authenticate: createAuthentication({ ...tools, publicUrl, trustedClients }) }
}

type VerificationTools = Omit<AuthenticationTools, 'publicUrl' | 'trustedClients'>

function refuseToServe(failure: BadConfig): Handler {
  console.error(`kyphoplasty-cds does not serve: ${failure.key} ${failure.problem}`)
  const app = createRefusingApp(failure)
  return (request) => app.fetch(request)
}

export default {
  fetch: (request: Request, variables: unknown, context: ExecutionContext): Response | Promise<Response> => {
    handler ??= createHandler(variables)
    return handler(request, context)
  },
  /** By the cron of wrangler.toml: what is older than it is kept goes. */
  scheduled: async (event: { readonly scheduledTime: number }, variables: unknown): Promise<void> =>
    purgeStores(variables, event.scheduledTime),
}
