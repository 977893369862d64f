import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { convertV4MiniflareOptions, Miniflare, Response } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from 'wrangler'
import { deployedFiles } from './assets.ts'
import { bundleWorker } from './bundle-worker.ts'

const WRANGLER_CONFIG = fileURLToPath(new URL('../../wrangler.toml', import.meta.url))
const MIGRATIONS = new URL('../storage/migrations/', import.meta.url)
const WORKER = 'kyphoplasty-cds'

export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Runs the Worker in workerd, with the settings of wrangler.toml and these variables on top. Port 0 takes any free one.
 * With `stateDir` its state survives a restart. Nothing answers at `port` before the database has its tables.
 */
export async function startWorker(
  port: number,
  variables: Readonly<Record<string, string>>,
  stateDir?: string,
): Promise<RunningServer> {
  // miniflare is given the finished bundle: rules and root of the sources do not apply to it.
  const {
    rootPath,
    modulesRules,
    bindings,
    assets: _,
    ...workerOptions
  } = unstable_getMiniflareWorkerOptions(WRANGLER_CONFIG).workerOptions
  const [contents, ASSETS] = await Promise.all([bundleWorker(), assetsFrom()])
  const optionsAt = (at: number) => ({
    ...convertV4MiniflareOptions({
      ...workerOptions,
      name: WORKER,
      cf: false,
      host: '127.0.0.1',
      port: at,
      modules: [{ type: 'ESModule', path: 'index.js', contents }],
      bindings: Object.assign({}, bindings, variables),
      serviceBindings: { ASSETS },
    }),
    ...(stateDir === undefined ? {} : { resourcePersistencePath: stateDir }),
  })
  const miniflare = new Miniflare(optionsAt(0))
  try {
    await migrate(miniflare)
    if (port !== 0) await miniflare.setOptions(optionsAt(port))
    const url = await miniflare.ready
    return { url: url.origin, close: () => miniflare.dispose() }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}

/** Applies the migrations that this database has not seen, each at most once, as `wrangler d1 migrations apply` does. */
async function migrate(miniflare: Miniflare): Promise<void> {
  const database = await miniflare.getD1Database('DB', WORKER)
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run()
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all()
  const applied = new Set(results.map(({ name }: { readonly name: string }) => name))
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort()
  for (const name of files) {
    const statements = unstable_splitSqlQuery(await readFile(new URL(name, MIGRATIONS), 'utf8'))
    await database.batch([
      ...statements.map((sql) => database.prepare(sql)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name),
    ])
  }
}

/** The files that a deployment brings along, made now: there is no build before `npm start`. */
async function assetsFrom() {
  const files = await deployedFiles()
  return ({ url }: { readonly url: string }) => {
    const text = files.get(new URL(url).pathname.slice(1))
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text)
  }
}
