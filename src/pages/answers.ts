import type { Context } from 'hono'
import { answerFailure } from '../failure.ts'
import type { ReadAsset } from '../read-asset.ts'

/** Markup, escaped by whoever made it. */
type Page = string | { readonly toString: () => string }

/** Answers with a page that may load from and talk to this service only, and to the named origins. */
export async function answerPage(c: Context, page: Page | Promise<Page>, connectTo: readonly string[] = []) {
  c.header('Content-Security-Policy', contentSecurityPolicy(connectTo))
  c.header('Cache-Control', 'no-store')
  return c.html(`<!doctype html>${await page}`)
}

/** Answers with a page that was rendered when the service was built, or with 404 where it was not deployed. */
export async function answerRendered(c: Context, name: string, readAsset: ReadAsset) {
  const page = await readAsset(name)
  return page === undefined ? answerFailure({ reason: 'not-found' }) : answerPage(c, page)
}

interface PageFile {
  readonly type: 'text/css' | 'text/javascript'
  /** The deployed files that it is made of, one after the other. */
  readonly assets: readonly string[]
}

/** Answers with a file that is part of a page, or with 404 where it was not deployed. */
export async function answerFile(c: Context, { type, assets }: PageFile, readAsset: ReadAsset) {
  const texts = await Promise.all(assets.map(readAsset))
  if (texts.includes(undefined)) return answerFailure({ reason: 'not-found' })
  c.header('Content-Type', `${type}; charset=utf-8`)
  c.header('Cache-Control', 'no-cache')
  return c.body(texts.join('\n'))
}

function contentSecurityPolicy(connectTo: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${["'self'", ...connectTo].join(' ')}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
