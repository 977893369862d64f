import type { Citation, Threshold } from '../clinical/citation.ts'

export interface CitationJson {
  readonly id: string
  readonly title: string
  readonly url: string | null
}

export interface ThresholdJson {
  readonly id: string
  readonly value: number
  readonly unit: string
  /** Value and unit as a person reads them ("84 days"). */
  readonly words: string
  readonly says: string
  /** `ours`: the source gives no such number. */
  readonly origin: 'source' | 'ours'
  readonly citation: CitationJson
}

export function citationJson({ id, title, url }: Citation): CitationJson {
  return { id, title, url: url ?? null }
}

export function thresholdJson({ citation, ...threshold }: Threshold): ThresholdJson {
  return { ...threshold, words: quantityWords(threshold), citation: citationJson(citation) }
}

/** UCUM codes and names of scales in plain words; what is not listed stands without its braces. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  d: 'days',
  mo: 'months',
  h: 'hours',
  a: 'years',
  Cel: '°C',
  '10*9/L': 'x10^9/L',
  '{0-10 score}': 'of 10',
  '{0-24 score}': 'of 24',
  '{0-18 score}': 'of 18',
}

function quantityWords({ value, unit }: Pick<Threshold, 'value' | 'unit'>): string {
  const words = Object.hasOwn(UNIT_WORDS, unit) ? UNIT_WORDS[unit] : unit.replaceAll(/[{}]/g, '')
  return `${value} ${words}`
}
