import { isObject } from './resource.ts'

/**
 * How readers look into a resource from outside. The FHIR types say what a well-made resource holds; what arrives may be
 * any JSON, so every step down asks first. Only own properties count: a field named `constructor` finds nothing.
 */
export type Element = Readonly<Record<string, unknown>>

/** Repeating elements are read this far; nobody codes one condition in more systems. */
const MAX_REPEATS = 100

export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

export function textOf(value: unknown, name: string): string | undefined {
  const text = fieldOf(value, name)
  return typeof text === 'string' && text !== '' ? text : undefined
}

export function numberOf(value: unknown, name: string): number | undefined {
  const number = fieldOf(value, name)
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

export function elementOf(value: unknown, name: string): Element | undefined {
  const element = fieldOf(value, name)
  return isObject(element) ? element : undefined
}

/** The objects in a repeating element; a single object where a list belongs is taken as a list of one. */
export function elementsOf(value: unknown, name: string): readonly Element[] {
  const list = fieldOf(value, name)
  if (isObject(list)) return [list]
  return Array.isArray(list) ? list.slice(0, MAX_REPEATS).filter(isObject) : []
}

/** The attachments of a DocumentReference. */
export function attachmentsIn(document: unknown): readonly Element[] {
  return elementsOf(document, 'content').flatMap((content) => {
    const attachment = elementOf(content, 'attachment')
    return attachment === undefined ? [] : [attachment]
  })
}

const MAX_STATUS = 100

/**
 * The codes a CodeableConcept carries for one of the small FHIR code systems (`active`, `entered-in-error`). Some servers
 * give their words alone ("Entered in Error"): read as the code they spell.
 */
export function statusCodesOf(value: unknown, name: string): readonly string[] {
  const concept = fieldOf(value, name)
  const codings = elementsOf(concept, 'coding')
  const words = [textOf(concept, 'text'), ...codings.map((coding) => textOf(coding, 'display'))]
  const spelled = words.map((text) => text?.slice(0, MAX_STATUS).trim().replace(/\s+/g, '-'))
  return [...codings.map((coding) => textOf(coding, 'code')), ...spelled].flatMap((code) => code?.toLowerCase() ?? [])
}

const MAX_WORDS = 2_000

/** Every human-readable word of a CodeableConcept: its text and the displays of its codings. Cut at a length no name reaches. */
export function wordsOf(concept: unknown): string {
  const text = textOf(concept, 'text') ?? ''
  let words = text
  for (const coding of elementsOf(concept, 'coding')) {
    const display = textOf(coding, 'display')
    // Most concepts carry one name in both places, and who reads it again finds nothing new.
    if (display !== undefined && display !== text) words = words === '' ? display : `${words}\n${display}`
  }
  return words.trim().slice(0, MAX_WORDS)
}
