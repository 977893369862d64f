import { readConfig } from '../config.ts'
import { passedOn } from './passed-on.ts'
import type { RunningServers } from './start-servers.ts'

const DEFAULT_PORT = 8787
const DEFAULT_FHIR_PORT = 8103

/** `npm start`: both servers, one ready line, and an end to both on Ctrl-C or SIGTERM. */
export async function start(): Promise<void> {
  const { env } = process
  const port = portOf(env.PORT, DEFAULT_PORT, 'PORT')
  const fhirPort = portOf(env.FHIR_PORT, DEFAULT_FHIR_PORT, 'FHIR_PORT')
  const settings = { ENVIRONMENT: 'development', PUBLIC_URL: `http://127.0.0.1:${port}`, ...passedOn(env) }
  const config = readConfig({ ...settings, ...(await stateBindings(settings)) })
  if (!config.ok) return end(`${config.failure.key} ${config.failure.problem}`)

  try {
    // Loaded only now: a wrong setting is told at once, not after the tool chain.
    const { startServers } = await import('./start-servers.ts')
    const servers = await startServers({ port, fhirPort, env })
    // miniflare's own signal hooks end the process before both servers are closed.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.removeAllListeners(signal)
      process.on(signal, () => void stop(servers))
    }
    const page = config.value.environment === 'development' ? '/playground' : '/'
    console.log(
      `kyphoplasty-cds is ready: ${servers.serviceUrl}${page} (CDS Hooks at ${servers.serviceUrl}/cds-services, FHIR sandbox at ${servers.fhirUrl})`,
    )
  } catch (error) {
    end(explain(error, { port, fhirPort }))
  }
}

/** Production needs the state that wrangler.toml binds. To ask takes seconds, so that development does not. */
async function stateBindings({ ENVIRONMENT }: { readonly ENVIRONMENT: string }): Promise<object> {
  if (ENVIRONMENT !== 'production') return {}
  const { declaredBindings } = await import('./declared-bindings.ts')
  return declaredBindings()
}

async function stop(servers: RunningServers): Promise<void> {
  await servers.close()
  process.exit(0)
}

function end(line: string): void {
  console.error(`kyphoplasty-cds did not start: ${line}`)
  process.exit(1)
}

function portOf(text: string | undefined, fallback: number, name: string): number {
  if (!text) return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    end(`${name} must be a port number, 0 to 65535`)
  }
  return port
}

function explain(error: unknown, { port, fhirPort }: { readonly port: number; readonly fhirPort: number }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `port ${fhirPort} is busy; set FHIR_PORT to another one (0 takes any)`
  if (code === 'ERR_ADDRESS_IN_USE') return `port ${port} is busy; set PORT to another one (0 takes any)`
  return error instanceof Error ? error.message : String(error)
}
