import { fileURLToPath } from 'node:url'
import { convertV4MiniflareOptions, Miniflare, Response } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { renderApiDocs } from './api-docs/render.ts'
import { bundleWorker } from './bundle-worker.ts'

const WRANGLER_CONFIG = fileURLToPath(new URL('../../wrangler.toml', import.meta.url))

export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Runs the Worker in workerd, with the settings of wrangler.toml and these variables on top. Port 0 takes any free one. */
export async function startWorker(port: number, variables: Readonly<Record<string, string>>): Promise<RunningServer> {
  // miniflare is given the finished bundle: rules and root of the sources do not apply to it.
  const {
    rootPath,
    modulesRules,
    bindings,
    assets: _,
    ...workerOptions
  } = unstable_getMiniflareWorkerOptions(WRANGLER_CONFIG).workerOptions
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...workerOptions,
      name: 'kyphoplasty-cds',
      cf: false,
      host: '127.0.0.1',
      port,
      modules: [{ type: 'ESModule', path: 'index.js', contents: await bundleWorker() }],
      bindings: Object.assign({}, bindings, variables),
      serviceBindings: { ASSETS: await assetsFrom() },
    }),
  )
  const url = await miniflare.ready
  return { url: url.origin, close: () => miniflare.dispose() }
}

/** The files that a deployment brings along, rendered now: there is no build before `npm start`. */
async function assetsFrom() {
  const files = new Map<string, string>(Object.entries(await renderApiDocs()))
  return ({ url }: { readonly url: string }) => {
    const text = files.get(new URL(url).pathname.slice(1))
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text)
  }
}
