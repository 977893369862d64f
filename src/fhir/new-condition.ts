import type { Resource } from '@medplum/fhirtypes'
import { bodyPartOf } from './body-part.ts'
import { elementsOf, fieldOf } from './element.ts'
import { readCondition } from './read-condition.ts'

/** Whose birth date is not at hand yet: an onset given as an age stays undated, which decides nothing here. */
const NOT_KNOWN = { bornEarliest: null, bornLatest: null } as const

/** Whether a problem is about the back, or is one of the facts that an assessment rests on (a danger, bed confinement). */
export function isAboutSpine(condition: Resource): boolean {
  const facts = Object.values(readCondition(condition, NOT_KNOWN))
  const isFact = facts.some((fact) => !Array.isArray(fact) || fact.length > 0)
  return isFact || bodyPartOf([fieldOf(condition, 'code'), ...elementsOf(condition, 'bodySite')]) === 'back'
}
