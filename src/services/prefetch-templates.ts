import { SOURCES } from '../clinical/facts.ts'
import { SOURCE_ROWS } from '../fhir/sources.ts'

/** The prefetch templates, by key. The same for every service: an EHR that copies them by hand copies them once. */
export function prefetchTemplates(): Readonly<Record<string, string>> {
  return Object.fromEntries(SOURCES.map((source) => [source, SOURCE_ROWS[source].prefetchTemplate]))
}

/** The SMART scope that each template needs. */
export function scopeFor(template: string): string {
  return `patient/${template.split(/[/?]/)[0]}.rs`
}
