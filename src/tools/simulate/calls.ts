import { SOURCES } from '../../clinical/facts.ts'
import { SOURCE_ROWS } from '../../fhir/sources.ts'
import type { Shape } from '../bench/chart/shapes.ts'
import type { Draw } from '../seeded.ts'
import { bloodTestOrder, type Dated, opioidOrder } from './entries.ts'
import { type ChartEntry, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type SimulatedPatient } from './world.ts'

export type SimulatedHook =
  | 'patient-view'
  | 'encounter-start'
  | 'encounter-discharge'
  | 'problem-list-item-create'
  | 'order-select'
  | 'order-sign'

/** One hook call that an EHR makes. */
export interface SimulatedCall {
  readonly at: number
  readonly hook: SimulatedHook
  readonly patient: SimulatedPatient
  readonly userId: string
  readonly encounterId: string | undefined
  /** What is being ordered. */
  readonly drafts: readonly Shape[]
}

/** All calls about one patient in the year, in order of time. */
export function callsAbout(
  patient: SimulatedPatient,
  { users, span, draw }: { users: readonly string[]; span: { from: number; to: number }; draw: Draw },
): readonly SimulatedCall[] {
  const days = Math.floor((span.to - span.from) / MS_PER_DAY)
  const perYear = draw.between(1, 7)
  const count = Math.ceil((perYear * days) / 365)
  const others = Array.from({ length: count }, () => span.from + draw.between(0, days * 24) * MS_PER_HOUR)
  return [...others, ...patient.story.spineVisits]
    .filter((at) => at < span.to)
    .flatMap((at, visit) => visitCalls(patient, { at, visit, users, draw }))
    .sort((one, other) => one.at - other.at)
}

interface Visit {
  readonly at: number
  readonly visit: number
  readonly users: readonly string[]
  readonly draw: Draw
}

type Make = (minutes: number, hook: SimulatedHook, changes?: Partial<SimulatedCall>) => SimulatedCall

/** A chart is opened several times a visit: tabs, retries, again in the evening, or by a colleague the next day. */
function visitCalls(patient: SimulatedPatient, { at, visit, users, draw }: Visit): readonly SimulatedCall[] {
  const anybody = () => users[draw.between(0, users.length - 1)] ?? patient.ownUser
  const isChance = (share: number) => draw.next() < share
  const userId = isChance(0.7) ? patient.ownUser : anybody()
  const encounterId = isChance(0.7) ? `visit-${visit}` : undefined
  const call: Make = (minutes, hook, changes = {}) => ({
    at: at + minutes * MS_PER_MINUTE,
    hook,
    patient,
    userId,
    encounterId,
    drafts: [],
    ...changes,
  })
  const openings = Array.from({ length: draw.between(1, 4) }, (_, opening) => call(1 + opening * 3, 'patient-view'))
  const when = (isSo: boolean, ...calls: readonly SimulatedCall[]) => (isSo ? calls : [])
  return [
    ...when(encounterId !== undefined && isChance(0.4), call(0, 'encounter-start')),
    ...openings,
    ...when(isChance(0.15), ...orderCalls({ patientId: patient.id, id: `draft-${visit}`, at }, call, draw)),
    ...when(patient.story.spineVisits.includes(at) && isChance(0.3), call(20, 'problem-list-item-create')),
    ...when(isChance(0.2), call(7 * 60, 'patient-view')),
    ...when(encounterId !== undefined && isChance(0.05), call(8 * 60, 'encounter-discharge')),
    ...when(isChance(0.15), call(26 * 60, 'patient-view', { userId: anybody(), encounterId: undefined })),
  ]
}

function orderCalls(dated: Dated, call: Make, draw: Draw): readonly SimulatedCall[] {
  const drafts = [draw.next() < 0.5 ? opioidOrder(dated) : bloodTestOrder(dated)]
  return [call(16, 'order-select', { drafts }), call(18, 'order-sign', { drafts })]
}

/** The body of a call: the whole record as prefetch, as it stands at that moment. */
export function bodyOf(
  { hook, patient, userId, encounterId, drafts, at }: SimulatedCall,
  entries: readonly ChartEntry[],
  hookInstance: string,
): object {
  const prefetch: Record<string, unknown> = { patient: patient.demographics }
  for (const source of SOURCES.filter((each) => SOURCE_ROWS[each].search !== undefined)) {
    const resources = entries.filter((entry) => entry.source === source).map(({ resource }) => resource)
    prefetch[source] = resources.length === 0 ? null : bundleOf(resources)
  }
  const context = { userId, patientId: patient.id, ...(encounterId === undefined ? {} : { encounterId }) }
  return { hook, hookInstance, context: { ...context, ...contextOf(hook, drafts, entries, at) }, prefetch }
}

function contextOf(hook: SimulatedHook, drafts: readonly Shape[], entries: readonly ChartEntry[], at: number): object {
  switch (hook) {
    case 'order-select':
      return {
        selections: drafts.map(({ resourceType, id }) => `${resourceType}/${id}`),
        draftOrders: bundleOf(drafts),
      }
    case 'order-sign':
      return { draftOrders: bundleOf(drafts) }
    case 'problem-list-item-create': {
      const newest = entries.filter(({ source }) => source === 'conditions').at(-1)
      return { conditions: bundleOf(newest ? [newest.resource] : [unrelatedProblem(at)]) }
    }
    default:
      return {}
  }
}

function unrelatedProblem(at: number): Shape {
  return { resourceType: 'Condition', id: `problem-${at}`, code: { text: 'Hypertension' } }
}

function bundleOf(resources: readonly Shape[]): object {
  return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) }
}
