import type { Child } from 'hono/jsx'

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
