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
  const levels = current.map(({ fracture }) => fracture.level ?? fracture.region ?? 'unknown').sort()
  const metGates = gates.filter(({ finding }) => finding === 'met')
  if (outcome === 'other-route') {
    const dangers = metGates.filter(({ action }) => action === 'other-route')
    return JSON.stringify([outcome, levels, dangers.map(({ id, evidence }) => [id, evidence[0]?.date ?? null])])
  }
  // What could not be read today may be read tomorrow: that is no news about the patient.
  const missing = missingItemsOf(assessment)
    .map(({ id }) => id)
    .filter((id) => !id.startsWith('unread-'))
    .sort()
  const score = assessment.policies.get(policy)?.first?.standing.pain.deciding?.score ?? null
  return JSON.stringify([
    outcome,
    levels,
    metGates.map(({ id }) => id),
    missing,
    score,
    newestAdvancedImaging(assessment),
  ])
}

function newestAdvancedImaging({ current }: Assessment): CalendarDate | null {
  const dates = current.flatMap(({ fracture: { imaging, studies } }) =>
    [...imaging, ...studies].filter(({ modality }) => ADVANCED_MODALITIES.has(modality)).map(({ date }) => date),
  )
  return dates.reduce<CalendarDate | null>((newest, date) => latestOf(newest, date), null)
}
