import type { Basis } from '../clinical/evidence.ts'
import type { CareKind, NonSurgicalCare } from '../clinical/facts.ts'
import { careKindOf } from './care-kind.ts'
import { elementOf, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { type FindCondition, isForAnotherPart, NO_CONDITIONS } from './reason.ts'
import { firstDate } from './record-date.ts'
import { meaningsOf } from './value-sets/index.ts'

const NOT_ORDERED: ReadonlySet<string> = new Set(['draft', 'revoked', 'entered-in-error', 'unknown'])
const ONLY_PROPOSED: ReadonlySet<string> = new Set(['proposal', 'plan', 'option'])

/** A brace that was ordered. */
export function readDeviceRequest(
  resource: unknown,
  findCondition: FindCondition = NO_CONDITIONS,
): NonSurgicalCare | undefined {
  if (NOT_ORDERED.has(textOf(resource, 'status') ?? '') || ONLY_PROPOSED.has(textOf(resource, 'intent') ?? ''))
    return undefined
  if (fieldOf(resource, 'doNotPerform') === true) return undefined
  const dates = ['authoredOn', 'occurrenceDateTime', 'occurrencePeriod']
  return brace(resource, { ...orderedDevice(resource), dates, findCondition })
}

/** Whether a DeviceRequest is for a brace of the back, whatever became of it. */
export function isForBackBrace(resource: unknown): boolean {
  return braceBasis(resource, { ...orderedDevice(resource), findCondition: NO_CONDITIONS }) !== undefined
}

function orderedDevice(resource: unknown): Pick<DeviceEntry, 'concepts' | 'referenceName'> {
  return { concepts: [fieldOf(resource, 'codeCodeableConcept')], referenceName: 'codeReference' }
}

/** What is only intended was not worn yet; what was stopped was. */
const NOT_USED: ReadonlySet<string> = new Set(['entered-in-error', 'intended'])

/** A brace that is worn, or was. */
export function readDeviceUseStatement(
  resource: unknown,
  findCondition: FindCondition = NO_CONDITIONS,
): NonSurgicalCare | undefined {
  if (NOT_USED.has(textOf(resource, 'status') ?? '')) return undefined
  const dates = ['timingPeriod', 'timingDateTime', 'recordedOn']
  return brace(resource, { concepts: [], referenceName: 'device', dates, findCondition })
}

interface DeviceEntry {
  readonly concepts: readonly unknown[]
  readonly referenceName: string
  readonly dates: readonly string[]
  readonly findCondition: FindCondition
}

function brace(resource: unknown, entry: DeviceEntry): NonSurgicalCare | undefined {
  const basis = braceBasis(resource, entry)
  if (basis === undefined) return undefined
  const started = firstDate(resource, entry.dates)
  const date = started?.earliest ?? null
  return { kind: 'brace', startedOn: date, startedAt: started?.at ?? null, evidence: evidenceOf(resource, date, basis) }
}

/** By what it is a brace of the back; undefined: it is none. */
function braceBasis(
  resource: unknown,
  { concepts, referenceName, findCondition }: Omit<DeviceEntry, 'dates'>,
): Basis | undefined {
  const reference = elementOf(resource, referenceName)
  const device = containedDevice(resource, textOf(reference, 'reference'))
  const named = [...concepts, fieldOf(device, 'type')]
  const groups = new Set(named.flatMap((concept) => meaningsOf(concept)).flatMap((meaning) => [...meaning.groups]))
  const deviceNames = elementsOf(device, 'deviceName').map((name) => textOf(name, 'name') ?? '')
  const words = [...named.map(wordsOf), textOf(reference, 'display') ?? '', ...deviceNames].join('\n')
  if (careKindOf(groups, words) !== 'brace' || isForAnotherPart(resource, named, findCondition, [words]))
    return undefined
  return basisOf<CareKind | undefined>('brace', careKindOf(groups, ''))
}

function containedDevice(resource: unknown, reference: string | undefined): unknown {
  if (reference?.startsWith('#') !== true) return undefined
  return elementsOf(resource, 'contained').find((contained) => textOf(contained, 'id') === reference.slice(1))
}
