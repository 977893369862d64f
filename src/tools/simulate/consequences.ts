import type { Card } from '../../cds-hooks/response.ts'
import type { Draw } from '../seeded.ts'
import { acceptedOrder, augmentation, mriOfFracture, normalMri } from './entries.ts'
import { type Happening, MS_PER_DAY, type SimulatedPatient } from './world.ts'

type Suggestion = NonNullable<Card['suggestions']>[number]

/** An accepted suggestion becomes an order and leads somewhere: an MRI to its report, a referral to its procedure. */
export function consequencesOf(
  suggestion: Suggestion,
  { id: patientId, story: { level } }: SimulatedPatient,
  at: number,
  draw: Draw,
): readonly Happening[] {
  const drafted = suggestion.actions[0]?.resource
  if (!drafted) return []
  const order = acceptedOrder({ patientId, id: `order-${at}`, at }, drafted)
  const ordered: Happening = { at, what: 'an order', isNewFact: false, entries: [order] }
  if (suggestion.label.includes('MRI')) {
    const done = at + draw.between(3, 10) * MS_PER_DAY
    const dated = { patientId, id: `mri-${done}`, at: done }
    const finished = { ...order, resource: { ...order.resource, status: 'completed' } }
    const mri = level === null ? normalMri(dated) : mriOfFracture(dated, level)
    return [ordered, { at: done, what: 'an MRI', isNewFact: true, entries: [mri, finished] }]
  }
  if (suggestion.label.includes('kyphoplasty') && level !== null && draw.next() < 0.5) {
    const done = at + draw.between(10, 25) * MS_PER_DAY
    const procedure = augmentation({ patientId, id: `procedure-${done}`, at: done }, level)
    return [ordered, { at: done, what: 'a kyphoplasty', isNewFact: true, entries: [procedure] }]
  }
  return [ordered]
}
