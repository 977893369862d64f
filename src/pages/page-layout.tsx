import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { answerFailure } from '../failure.ts'
import type { ReadAsset } from '../read-asset.ts'

interface PageProps {
  readonly title: string
  readonly stylesheet: string
  readonly script?: string
  readonly children: Child
  /** Read by the page's script. */
  readonly fhirUrl?: string | undefined
}

/** A whole page. Nothing on it comes from another host, and no style or script stands in the markup. */
export function PageLayout({ title, stylesheet, script, fhirUrl, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={stylesheet} />
        {script === undefined ? undefined : <script type="module" src={script} />}
      </head>
      <body data-fhir-url={fhirUrl}>{children}</body>
    </html>
  )
}

/** Answers with a page that may load from and talk to this service only, and to the named origins. */
export function answerPage(c: Context, page: Child, connectTo: readonly string[] = []) {
  c.header('Content-Security-Policy', contentSecurityPolicy(connectTo))
  c.header('Cache-Control', 'no-store')
  return c.html(html`<!doctype html>${page}`)
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
