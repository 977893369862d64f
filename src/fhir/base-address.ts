/**
 * `%2f`, `%5c` and `%2e` in a path, encoded once or more often, and `..;`: a server behind a proxy may decode them into a
 * step out of the base, and one in Java drops what follows the semicolon.
 */
const ENCODED_PATH_STEP = /%(?:25)*(?:2f|5c|2e)|\/\.{1,2};/i

/** Origin and path of an http(s) address without its trailing slash; undefined for anything else. */
export function normaliseBase(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url || !isHttp(url)) return undefined
  return url.origin + withoutTrailingSlash(url.pathname)
}

export function isHttp(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:'
}

export function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}

export function hasEncodedPathStep(path: string): boolean {
  return ENCODED_PATH_STEP.test(path)
}

/**
 * Resolves an address against a normalised base. Undefined unless it stays there: same origin, a path at or below the
 * base's own, no user name. Compared by whole path segments: `/fhir-evil` is not below `/fhir`.
 */
export function resolveBelow(base: string, address: string): string | undefined {
  const root = URL.parse(`${base}/`)
  const url = URL.parse(address, `${base}/`)
  if (!root || !url || url.origin !== root.origin) return undefined
  if (url.username !== '' || url.password !== '' || hasEncodedPathStep(url.pathname)) return undefined
  if (!`${withoutTrailingSlash(url.pathname)}/`.startsWith(root.pathname)) return undefined
  url.hash = ''
  return url.href
}
