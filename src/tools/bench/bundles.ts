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

/** The one module that `wrangler deploy` would send, made by wrangler itself. */
export async function productionBundle(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kyphoplasty-cds-bundle-'))
  try {
    const wrangler = join(WRANGLER, '../../bin/wrangler.js')
    await run(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', directory], {
      cwd: ROOT,
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    })
    const sent = (await readdir(directory)).filter((name) => !/(?:\.map|README\.md)$/.test(name))
    if (sent.join() !== 'index.js') throw new Error(`more than one module would be sent: ${sent.join(', ')}`)
    return await readFile(join(directory, 'index.js'), 'utf8')
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Another Worker, bundled and minified the same way. */
export async function bundleOf(entry: string): Promise<string> {
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
  return outputFiles[0]?.text ?? ''
}

/** What a deployment transfers, in bytes. */
export function gzippedBytes(bundle: string): number {
  return gzipSync(bundle, { level: 9 }).length
}
