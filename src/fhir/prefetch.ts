import type { Source } from '../clinical/facts.ts'
import { type Answer, readAnswer } from './answer.ts'
import { SOURCE_ROWS } from './sources.ts'

/**
 * What the CDS client sent under one of our keys. A missing key was not provided, which is not the same as nothing found.
 * @see https://cds-hooks.hl7.org/2.0/#prefetch-template
 */
export function readPrefetch(source: Source, prefetch: Readonly<Record<string, unknown>>): Answer {
  const value: unknown = Object.hasOwn(prefetch, source) ? prefetch[source] : undefined
  return readAnswer(value, SOURCE_ROWS[source])
}
