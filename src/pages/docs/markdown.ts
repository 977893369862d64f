import type { Child } from 'hono/jsx'

/** Turns a text of the document into markup. It comes in from outside: only the build needs a Markdown library. */
export type Markdown = (text: string) => Child
