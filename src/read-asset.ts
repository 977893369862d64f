/** The text of a file that is deployed beside the Worker, by its name; undefined for what is not there. */
export type ReadAsset = (name: string) => Promise<string | undefined>

/** The files of dist/assets, where the deployment has brought them along (`[assets]` in wrangler.toml). */
export function assetsIn(bindings: unknown): ReadAsset {
  const assets = hasAssets(bindings) ? bindings.ASSETS : undefined
  return async (name) => {
    const response = await assets?.fetch(`https://assets.invalid/${name}`)
    return response?.ok ? response.text() : undefined
  }
}

function hasAssets(bindings: unknown): bindings is { readonly ASSETS: { readonly fetch: typeof fetch } } {
  return typeof bindings === 'object' && bindings !== null && 'ASSETS' in bindings
}
