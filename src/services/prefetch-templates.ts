import { SOURCES, type Source } from '../clinical/facts.ts'
import { SOURCE_ROWS } from '../fhir/sources.ts'

/** The prefetch templates of a service, by key; every source but those it has no use for. */
export function prefetchTemplates(without: readonly Source[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(
    SOURCES.filter((source) => !without.includes(source)).map((source) => [
      source,
      SOURCE_ROWS[source].prefetchTemplate,
    ]),
  )
}
