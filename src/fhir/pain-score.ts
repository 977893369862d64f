import { bodyPartOf } from './body-part.ts'
import { elementOf, elementsOf, fieldOf, numberOf, textOf, wordsOf } from './element.ts'
import { numericValueOf } from './numeric-value.ts'

const PAIN_MAX = 10
const VAS_MAX = 100

/**
 * 0 to 10; a visual analogue scale of 100 (millimetres) is divided by ten. `concept` names what was asked. A value above
 * the scale, such as the 99 that stands for "refused", is no score, and neither is one about another part of the body.
 */
export function painScoreOf(holder: unknown, concept: unknown): number | undefined {
  const number = numericValueOf(holder)
  if (number === undefined || isAboutAnotherPart(holder, concept)) return undefined
  const isHundred = number.outOf === VAS_MAX || (number.outOf === undefined && isHundredScale(holder, concept))
  const score = isHundred ? Math.round(number.value) / (VAS_MAX / PAIN_MAX) : number.value
  return score < 0 || score > PAIN_MAX ? undefined : score
}

/** Where the body site says nothing, the name of the score may ("Knee pain, 0-10"). */
function isAboutAnotherPart(holder: unknown, concept: unknown): boolean {
  const bySite = bodyPartOf(elementsOf(holder, 'bodySite'))
  return (bySite === 'unknown' ? bodyPartOf([concept]) : bySite) === 'elsewhere'
}

function isHundredScale(holder: unknown, concept: unknown): boolean {
  const quantity = elementOf(holder, 'valueQuantity')
  const unit = `${textOf(quantity, 'code') ?? ''} ${textOf(quantity, 'unit') ?? ''}`.toLowerCase()
  if (/\bmm\b|\/\s?100\b|\b0-100\b/.test(unit)) return true
  const highs = elementsOf(holder, 'referenceRange').map((range) => numberOf(fieldOf(range, 'high'), 'value'))
  return highs.includes(VAS_MAX) || /\b0\s?(?:-|to)\s?100\b/i.test(wordsOf(concept))
}
