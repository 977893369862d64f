import type { Child } from 'hono/jsx'
import { PageLayout } from './page-layout.tsx'

interface DocumentPageProps {
  readonly title: string
  readonly path: '/policies' | '/about' | '/docs' | null
  readonly children: Child
}

const LINKS = [
  { href: '/policies', words: 'Policies' },
  { href: '/about', words: 'About' },
  { href: '/docs', words: 'API' },
] as const

/** A page to read and to print: one column, a way back, nothing that moves. */
export function DocumentPage({ title, path, children }: DocumentPageProps) {
  return (
    <PageLayout title={`${title} - Kyphoplasty CDS`} stylesheet="/style.css">
      <a class="skip" href="#main">
        Skip to the text
      </a>
      <header class="bar">
        <a class="brand" href="/">
          Kyphoplasty CDS
        </a>
        {LINKS.map(({ href, words }) => (
          <a href={href} aria-current={href === path ? 'page' : undefined}>
            {words}
          </a>
        ))}
      </header>
      <main id="main" class="document" tabindex={-1}>
        {children}
      </main>
    </PageLayout>
  )
}
