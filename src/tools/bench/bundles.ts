import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const WRANGLER = fileURLToPath(import.meta.resolve('wrangler'))
const run = promisify(execFile)

/** A module of a Worker as it is deployed: the code, or a text that the code imports. */
export interface WorkerModule {
  readonly name: string
  readonly text: string
  readonly kind: 'esModule' | 'text'
}

/** What `wrangler deploy` would send, made by wrangler itself. */
export async function productionBundle(): Promise<readonly WorkerModule[]> {
  const directory = await mkdtemp(join(tmpdir(), 'kyphoplasty-cds-bundle-'))
  try {
    const wrangler = join(WRANGLER, '../../bin/wrangler.js')
    await run(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', directory], {
      cwd: ROOT,
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    })
    const names = (await readdir(directory)).filter((name) => !/(?:\.map|README\.md)$/.test(name))
    const modules = await Promise.all(
      names.map(async (name): Promise<WorkerModule> => {
        const text = await readFile(join(directory, name), 'utf8')
        return { name, text, kind: name === 'index.js' ? 'esModule' : 'text' }
      }),
    )
    return modules.sort((a) => (a.kind === 'esModule' ? -1 : 1))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Another Worker, bundled and minified the same way. */
export async function bundleOf(entry: string): Promise<readonly WorkerModule[]> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    write: false,
    logLevel: 'silent',
  })
  return [{ name: 'index.js', text: outputFiles[0]?.text ?? '', kind: 'esModule' }]
}

/** What a deployment transfers, in bytes. */
export function gzippedBytes(modules: readonly WorkerModule[]): number {
  return modules.reduce((sum, { text }) => sum + gzipSync(text, { level: 9 }).length, 0)
}
