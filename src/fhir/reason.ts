import { type BodyPart, bodyPartOf } from './body-part.ts'
import { elementsOf, fieldOf, textOf } from './element.ts'

/** Looks up a Condition of the same record by a reference; undefined where it is not there. */
export type FindCondition = (reference: string) => unknown

export const NO_CONDITIONS: FindCondition = () => undefined

const REFERENCE_FIELDS = ['reasonReference', 'addresses'] as const

/**
 * Whether an order, a procedure, a plan or a device is surely about another part of the body, by its own words, its
 * site, or its reason. Nothing named is no such thing: physical therapy without a reason counts.
 */
export function isForAnotherPart(
  resource: unknown,
  named: readonly unknown[],
  findCondition: FindCondition,
  words: readonly string[] = [],
): boolean {
  return partOf(resource, named, findCondition, words) === 'elsewhere'
}

function partOf(
  resource: unknown,
  named: readonly unknown[],
  findCondition: FindCondition,
  words: readonly string[],
): BodyPart {
  const references = REFERENCE_FIELDS.flatMap((name) => elementsOf(resource, name))
  const conditions = references.map((reference) => findCondition(textOf(reference, 'reference') ?? ''))
  const reasons = conditions.flatMap((condition) => [fieldOf(condition, 'code'), ...elementsOf(condition, 'bodySite')])
  const displays = references.map((reference) => textOf(reference, 'display')?.slice(0, MAX_DISPLAY) ?? '')
  return bodyPartOf(
    [...named, ...elementsOf(resource, 'bodySite'), ...elementsOf(resource, 'reasonCode'), ...reasons],
    [...words, ...displays],
  )
}

const MAX_DISPLAY = 500
