import { elementsOf, fieldOf, textOf } from '../../fhir/element.ts'
import { isObject } from '../../fhir/resource.ts'

/** Everything is read this far: a chart on a screen is not longer. */
const MAX_RESOURCES = 1000
const MAX_CHARACTERS = 300

/** The resources in what was read for one prefetch key: a Bundle, a single resource, or nothing. */
export function resourcesIn(value: unknown): readonly unknown[] {
  if (!isObject(value)) return []
  if (textOf(value, 'resourceType') !== 'Bundle') return [value]
  const entries = fieldOf(value, 'entry')
  return Array.isArray(entries) ? entries.slice(0, MAX_RESOURCES).map((entry) => fieldOf(entry, 'resource')) : []
}

export function isOfType(resource: unknown, ...types: readonly string[]): boolean {
  return types.includes(textOf(resource, 'resourceType') ?? '')
}

/** What a CodeableConcept is called: the clinician's words first, then a display, then the bare code. */
export function nameOf(concept: unknown): string | undefined {
  const codings = elementsOf(concept, 'coding')
  const [display] = codings.flatMap((coding) => textOf(coding, 'display') ?? [])
  const [code] = codings.flatMap((coding) => textOf(coding, 'code') ?? [])
  return (textOf(concept, 'text') ?? display ?? code)?.slice(0, MAX_CHARACTERS)
}

/** The first of these fields that holds a date or a period, as the record writes it, without the time of day. */
export function dateIn(resource: unknown, names: readonly string[]): string {
  for (const name of names) {
    const value = fieldOf(resource, name)
    const text = typeof value === 'string' ? value : (textOf(value, 'start') ?? textOf(value, 'end'))
    if (text !== undefined && /^\d{4}/.test(text)) return text.slice(0, 10)
  }
  return ''
}

export function patientName(patient: unknown): string {
  const [name] = elementsOf(patient, 'name')
  const given = fieldOf(name, 'given')
  const givenNames = Array.isArray(given) ? given.filter((part) => typeof part === 'string') : []
  const parts = [...givenNames, textOf(name, 'family') ?? ''].filter((part) => part !== '')
  return (textOf(name, 'text') ?? parts.join(' ')).slice(0, MAX_CHARACTERS) || 'Unnamed patient'
}
