import { fileURLToPath } from 'node:url'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'

const WRANGLER_CONFIG = fileURLToPath(new URL('../../wrangler.toml', import.meta.url))

/** The names under which wrangler.toml binds databases and durable objects, each with something in its place. */
export function declaredBindings(): Readonly<Record<string, object>> {
  const { d1Databases = {}, durableObjects = {} } = unstable_getMiniflareWorkerOptions(WRANGLER_CONFIG).workerOptions
  const names = [d1Databases, durableObjects].flatMap((bound) => Object.keys(Object(bound)))
  return Object.fromEntries(names.map((name) => [name, {}]))
}
