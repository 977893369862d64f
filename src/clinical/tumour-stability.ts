import type { CalendarDate } from './calendar.ts'
import type { Evidence } from './evidence.ts'
import type { VertebralLevel } from './level.ts'

export type SinsComponent = 'location' | 'pain' | 'lesion' | 'alignment' | 'collapse' | 'posterolateral'

/** A Spinal Instability Neoplastic Score (SINS) as a person entered it or a report states it. `level: null` = it names none. */
export interface TumourStability {
  readonly level: VertebralLevel | null
  /** 0-18, twice the same number where it is no range; null where only components are given. */
  readonly total: readonly [low: number, high: number] | null
  readonly points: Readonly<Partial<Record<SinsComponent, number>>>
  readonly date: CalendarDate | null
  readonly evidence: Evidence
}
