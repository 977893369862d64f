import { fileURLToPath } from 'node:url'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { bundleWorker } from './bundle-worker.ts'

const WRANGLER_CONFIG = fileURLToPath(new URL('../../wrangler.toml', import.meta.url))

export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Runs the Worker in workerd, with the settings of wrangler.toml and these variables on top. Port 0 takes any free one. */
export async function startWorker(port: number, variables: Readonly<Record<string, string>>): Promise<RunningServer> {
  // miniflare is given the finished bundle: rules and root of the sources do not apply to it.
  const { rootPath, modulesRules, bindings, ...workerOptions } =
    unstable_getMiniflareWorkerOptions(WRANGLER_CONFIG).workerOptions
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...workerOptions,
      name: 'kyphoplasty-cds',
      cf: false,
      host: '127.0.0.1',
      port,
      modules: [{ type: 'ESModule', path: 'index.js', contents: await bundleWorker() }],
      bindings: Object.assign({}, bindings, variables),
    }),
  )
  const url = await miniflare.ready
  return { url: url.origin, close: () => miniflare.dispose() }
}
