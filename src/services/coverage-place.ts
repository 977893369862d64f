import type { FractureRow } from '../clinical/assessment.ts'
import { isLevelIn, regionsOverlap, type SpineRegion, type VertebralLevel } from '../clinical/level.ts'
import type { DraftOrder } from '../fhir/read-draft-order.ts'

/** Where an order means to treat: a vertebra that it names, or the part of the spine that its code stands for. */
export type OrderedPlace = VertebralLevel | Exclude<SpineRegion, 'spine'>

/** What is treated, and the payer policy's answer about the fracture there; null where the record shows none. */
export interface OrderedFor {
  /** Empty where the order does not say. */
  readonly places: readonly OrderedPlace[]
  readonly row: FractureRow | null
}

/**
 * Every place that is ordered must stand in the record for itself: where the answers differ, the place that lacks most is
 * told, alone. An order that says nothing is for the most actionable fracture, the first of `rows`.
 */
export function orderedFor(drafts: readonly DraftOrder[], rows: readonly FractureRow[]): OrderedFor {
  const places = placesIn(drafts)
  const found = places.map((place) => ({ place, row: rowAt(place, rows) }))
  const lacking = found.find(({ row }) => row === null) ?? found.find(({ row }) => row?.outcome !== 'refer-now')
  if (!lacking) return { places, row: (found[0] ? found[0].row : rows[0]) ?? null }
  const isAlike = ({ row }: { readonly row: FractureRow | null }) => row?.outcome === lacking.row?.outcome
  return { places: found.every(isAlike) ? places : [lacking.place], row: lacking.row }
}

export function isLevel(place: OrderedPlace): place is VertebralLevel {
  return /^[CTLS]\d/.test(place)
}

function placesIn(drafts: readonly DraftOrder[]): readonly OrderedPlace[] {
  const places = drafts
    .filter(({ topic }) => topic === 'augmentation')
    .flatMap(({ levels, region }): readonly OrderedPlace[] => {
      if (levels.length > 0) return levels
      return region === null || region === 'spine' ? [] : [region]
    })
  return [...new Set(places)]
}

/** A fracture whose level nobody named may be any in its part of the spine. */
function rowAt(place: OrderedPlace, rows: readonly FractureRow[]): FractureRow | null {
  return rows.find((row) => isAt(row, place)) ?? rows.find((row) => mayBeAt(row, place)) ?? null
}

function isAt({ standing: { fracture } }: FractureRow, place: OrderedPlace): boolean {
  if (fracture.level === null) return false
  return isLevel(place) ? fracture.level === place : isLevelIn(fracture.level, place)
}

function mayBeAt({ standing: { fracture } }: FractureRow, place: OrderedPlace): boolean {
  const { level, region } = fracture
  if (level !== null) return false
  if (region === null) return true
  return isLevel(place) ? isLevelIn(place, region) : regionsOverlap(place, region)
}
