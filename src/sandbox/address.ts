import { type Parameter, parseForm } from './form.ts'

export const FHIR_PATH = '/fhir/R4'

export interface Address {
  /** What follows the base, decoded; undefined outside of it. */
  readonly segments: readonly string[] | undefined
  readonly parameters: readonly Parameter[]
}

/**
 * Takes an address apart without resolving it: `..` stays a segment, and so finds nothing. Undefined where its
 * percent-encoding is broken.
 */
export function parseAddress(target: string): Address | undefined {
  const queryAt = target.indexOf('?')
  const path = queryAt < 0 ? target : target.slice(0, queryAt)
  const parameters = parseForm(queryAt < 0 ? '' : target.slice(queryAt + 1))
  if (!parameters) return undefined
  if (path !== FHIR_PATH && !path.startsWith(`${FHIR_PATH}/`)) return { segments: undefined, parameters }
  try {
    const segments = path.slice(FHIR_PATH.length).split('/').filter(Boolean).map(decodeURIComponent)
    return { segments, parameters }
  } catch {
    return undefined
  }
}
