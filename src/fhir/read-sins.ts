import type { SinsComponent, TumourStability } from '../clinical/facts.ts'
import { SINS_COMPONENTS, SINS_HIGHEST, SINS_POINTS } from '../clinical/sins-points.ts'
import { elementOf, elementsOf, fieldOf, numberOf, textOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { firstDay } from './record-date.ts'
import { siteOf } from './site.ts'
import { type CodeGroup, type CodeMeaning, meaningsOf } from './value-sets/index.ts'

const TOTAL_IN_WORDS = /^(\d{1,2})(?:\s?\/\s?18)?$/

type Total = readonly [low: number, high: number]

/** A total, a range of it, or points of its components; undefined where none of them is one of this score. */
export function readSins(resource: unknown, meaning: CodeMeaning): TumourStability | undefined {
  const total = totalOf(resource) ?? null
  const points = pointsOf(resource)
  if (total === null && Object.keys(points).length === 0) return undefined
  const date = firstDay(resource, ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued'])
  const { level } = siteOf(resource, fieldOf(resource, 'code'), meaning)
  return { level, total, points, date, evidence: evidenceOf(resource, date, 'entered') }
}

function totalOf(resource: unknown): Total | undefined {
  const range = elementOf(resource, 'valueRange')
  if (range) return rangeOf(numberOf(fieldOf(range, 'low'), 'value'), numberOf(fieldOf(range, 'high'), 'value'))
  const quantity = elementOf(resource, 'valueQuantity')
  const value = numberOf(resource, 'valueInteger') ?? numberOf(quantity, 'value')
  if (value !== undefined) return boundedBy(value, textOf(quantity, 'comparator'))
  const written = TOTAL_IN_WORDS.exec(textOf(resource, 'valueString')?.trim().slice(0, 10) ?? '')?.[1]
  return written === undefined ? undefined : rangeOf(Number(written), Number(written))
}

/** A score is a whole number, so that "below 7" is at most 6. */
function boundedBy(value: number, comparator: string | undefined): Total | undefined {
  switch (comparator) {
    case undefined:
      return rangeOf(value, value)
    case '>=':
      return rangeOf(value, undefined)
    case '>':
      return rangeOf(value + 1, undefined)
    case '<=':
      return rangeOf(undefined, value)
    case '<':
      return rangeOf(undefined, value - 1)
    default:
      return undefined
  }
}

/** FHIR leaves out the end of a range that is open. */
function rangeOf(low: number | undefined, high: number | undefined): Total | undefined {
  if (low === undefined && high === undefined) return undefined
  const total = [low ?? 0, high ?? SINS_HIGHEST] as const
  const isScore = total.every((end) => Number.isInteger(end) && end >= 0 && end <= SINS_HIGHEST)
  return isScore && total[0] <= total[1] ? total : undefined
}

const COMPONENT_GROUPS: ReadonlyMap<CodeGroup, SinsComponent> = new Map<CodeGroup, SinsComponent>(
  SINS_COMPONENTS.map((component) => [`fact.sins_${component}`, component]),
)

/** Points that the component cannot have, and two different ones for one component, are no answer. */
function pointsOf(resource: unknown): TumourStability['points'] {
  const given = elementsOf(resource, 'component').flatMap((element) => {
    const component = componentOf(element)
    const value = numberOf(element, 'valueInteger') ?? exactQuantity(element)
    return component && value !== undefined && SINS_POINTS[component].includes(value) ? [{ component, value }] : []
  })
  return Object.fromEntries(
    SINS_COMPONENTS.flatMap((component) => {
      const values = new Set(given.filter((each) => each.component === component).map(({ value }) => value))
      return values.size === 1 ? [...values].map((value) => [component, value] as const) : []
    }),
  )
}

function componentOf(element: unknown): SinsComponent | undefined {
  const groups = meaningsOf(fieldOf(element, 'code')).flatMap((meaning) => [...meaning.groups])
  return groups.flatMap((group) => COMPONENT_GROUPS.get(group) ?? [])[0]
}

function exactQuantity(element: unknown): number | undefined {
  const quantity = elementOf(element, 'valueQuantity')
  return fieldOf(quantity, 'comparator') === undefined ? numberOf(quantity, 'value') : undefined
}
