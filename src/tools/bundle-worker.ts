import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = new URL('../../', import.meta.url)

/** The Worker as one module, bundled as wrangler bundles it for deployment. */
export async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: ['src/index.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    define: { HOLDS_PLAYGROUND: 'true' },
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    write: false,
    logLevel: 'silent',
  })
  const [bundle] = outputFiles
  if (!bundle) throw new Error('esbuild wrote no bundle')
  return bundle.text
}
