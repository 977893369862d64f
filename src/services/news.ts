import type { Assessment } from '../clinical/assessment.ts'
import { type CalendarDate, latestOf } from '../clinical/calendar.ts'
import { ADVANCED_MODALITIES } from '../clinical/fracture-age.ts'
import { missingItemsOf } from './missing-items.ts'

/**
 * What makes a card new: outcome, levels, gates that are met, missing items, the deciding pain score, the date of the
 * newest advanced imaging. Never ids, versions or the passing of time, so that the same chart tells the same news
 * tomorrow. Another route is told again only when its finding changes.
 */
export function newsKeyOf(assessment: Assessment): string {
  const { outcome, policy, current, gates } = assessment
  const metGates = gates.filter(({ finding }) => finding === 'met').map(({ id }) => id)
  if (outcome === 'other-route') return JSON.stringify([outcome, metGates.filter((id) => isOtherRoute(assessment, id))])

  const levels = current.map(({ fracture }) => fracture.level ?? fracture.region ?? 'unknown').sort()
  const missing = missingItemsOf(assessment)
    .map(({ id }) => id)
    .sort()
  const score = assessment.policies.get(policy)?.standing?.pain.deciding?.score ?? null
  return JSON.stringify([outcome, levels, metGates, missing, score, newestAdvancedImaging(assessment)])
}

function isOtherRoute({ gates }: Assessment, id: string): boolean {
  return gates.some((gate) => gate.id === id && gate.action === 'other-route')
}

function newestAdvancedImaging({ current }: Assessment): CalendarDate | null {
  const dates = current.flatMap(({ fracture: { imaging, studies } }) =>
    [...imaging, ...studies].filter(({ modality }) => ADVANCED_MODALITIES.has(modality)).map(({ date }) => date),
  )
  return dates.reduce<CalendarDate | null>((newest, date) => latestOf(newest, date), null)
}
