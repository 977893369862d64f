import type { Evidence } from './evidence.ts'

/**
 * Three-valued throughout: `unknown` is neither met nor not-met. It is no alarm and no reassurance; no card may call a
 * patient safe because of it.
 */
export type Finding = 'met' | 'not-met' | 'unknown'

/** What a clinician can do to settle an unknown: a stable name, and the words a card says it in. */
export interface Missing {
  readonly id: string
  readonly text: string
  /** As a summary says it, where that is more than leaving the brackets out. */
  readonly short?: string
}

/** The words of an item without the explanations in brackets. */
export function withoutBrackets(text: string): string {
  return text.replace(/ \([^()]*\)/g, '')
}

/** A finding with its reason, in our own words and parsed values only, and with what would settle it. */
export interface Judgement {
  readonly finding: Finding
  readonly because: string
  readonly evidence: readonly Evidence[]
  /** Null when nothing is missing. */
  readonly missing: Missing | null
}

export function met(because: string, evidence: readonly Evidence[] = []): Judgement {
  return { finding: 'met', because, evidence, missing: null }
}

export function notMet(because: string, evidence: readonly Evidence[] = []): Judgement {
  return { finding: 'not-met', because, evidence, missing: null }
}

export function unknown(
  because: string,
  missing: Missing | null = null,
  evidence: readonly Evidence[] = [],
): Judgement {
  return { finding: 'unknown', because, evidence, missing }
}

/** All must hold: one not-met settles it; otherwise any unknown keeps it unknown. */
export function allOf(findings: readonly Finding[]): Finding {
  if (findings.includes('not-met')) return 'not-met'
  return findings.includes('unknown') ? 'unknown' : 'met'
}

/** One must hold: one met settles it; otherwise any unknown keeps it unknown. */
export function anyOf(findings: readonly Finding[]): Finding {
  if (findings.includes('met')) return 'met'
  return findings.includes('unknown') ? 'unknown' : 'not-met'
}
