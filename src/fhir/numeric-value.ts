import { elementOf, fieldOf, numberOf, textOf, wordsOf } from './element.ts'

/** A number, and the scale that is written behind it ("8/10", "80 out of 100"). */
export interface NumericValue {
  readonly value: number
  readonly outOf: 10 | 100 | undefined
}

const NUMBER_IN_WORDS = /^([-\u2212\u2013]?\d{1,3}(?:\.\d{1,15})?)(?:\s?(?:\/|out of)\s?(100|10))?$/i
const LONGEST = 24

/** The value of an Observation, of one of its components or of an answer; a number in words counts as one. */
export function numericValueOf(holder: unknown): NumericValue | undefined {
  const quantity = elementOf(holder, 'valueQuantity')
  // A comparator makes it a bound, not a value.
  if (quantity) return fieldOf(quantity, 'comparator') === undefined ? plain(numberOf(quantity, 'value')) : undefined
  const number = numberOf(holder, 'valueInteger') ?? numberOf(holder, 'valueDecimal')
  return plain(number) ?? inWords(holder)
}

function plain(value: number | undefined): NumericValue | undefined {
  return value === undefined ? undefined : { value, outOf: undefined }
}

function inWords(holder: unknown): NumericValue | undefined {
  const written = [
    textOf(holder, 'valueString') ?? '',
    ...wordsOf(fieldOf(holder, 'valueCodeableConcept')).split('\n'),
    textOf(elementOf(holder, 'valueCoding'), 'display') ?? '',
  ]
  const numbers = written.flatMap((text) => (text.length > LONGEST ? [] : (numberIn(text.trim()) ?? [])))
  return new Set(numbers.map(({ value }) => value)).size === 1 ? numbers[0] : undefined
}

function numberIn(text: string): NumericValue | undefined {
  const [, number, outOf] = NUMBER_IN_WORDS.exec(text) ?? []
  if (number === undefined) return undefined
  return {
    value: Number(number.replace(/^[\u2212\u2013]/, '-')),
    outOf: outOf === undefined ? undefined : scaleOf(outOf),
  }
}

function scaleOf(written: string): 10 | 100 {
  return written === '100' ? 100 : 10
}
