import { elementOf, elementsOf, fieldOf, numberOf, statusCodesOf, textOf } from '../../fhir/element.ts'
import { reportTextOf } from '../../fhir/report-narrative.ts'
import { dateIn, isOfType, nameOf } from './fhir-words.ts'

/** One line of the chart. */
export interface ChartEntry {
  readonly title: string
  /** As the record writes it; empty where it gives none. */
  readonly date: string
  /** A value or a status; empty where there is nothing to add. */
  readonly note: string
  /** The words of a report; empty for everything else. */
  readonly text: string
  /** No longer active: shown, but quietly. */
  readonly isPast: boolean
}

type ReadEntry = (resource: unknown) => ChartEntry | undefined

const PAST: ReadonlySet<string> = new Set([
  'inactive',
  'resolved',
  'remission',
  'refuted',
  'stopped',
  'cancelled',
  'revoked',
  'ended',
])

/** The readable lines among these resources, the newest first. */
export function toEntries(resources: readonly unknown[], read: ReadEntry): readonly ChartEntry[] {
  return resources
    .filter((resource) => !isEnteredInError(resource))
    .flatMap((resource) => read(resource) ?? [])
    .sort((a, b) => Number(a.isPast) - Number(b.isPast) || b.date.localeCompare(a.date))
}

export const readProblem: ReadEntry = (resource) => {
  if (!isOfType(resource, 'Condition')) return undefined
  const [clinical = ''] = statusCodesOf(resource, 'clinicalStatus')
  const [verification = ''] = statusCodesOf(resource, 'verificationStatus')
  return entry(resource, {
    title: nameOf(fieldOf(resource, 'code')),
    date: dateIn(resource, ['onsetDateTime', 'onsetPeriod', 'recordedDate']),
    statuses: [clinical === 'active' ? '' : clinical, verification === 'confirmed' ? '' : verification],
  })
}

export const readMedicine: ReadEntry = (resource) => {
  if (!isOfType(resource, 'MedicationRequest', 'MedicationStatement')) return undefined
  return entry(resource, {
    title:
      nameOf(fieldOf(resource, 'medicationCodeableConcept')) ??
      textOf(fieldOf(resource, 'medicationReference'), 'display') ??
      containedMedicine(resource),
    date: dateIn(resource, ['authoredOn', 'effectiveDateTime', 'effectivePeriod']),
    statuses: [textOf(resource, 'status') ?? ''],
  })
}

export const readMeasurement: ReadEntry = (resource) => {
  if (!isOfType(resource, 'Observation')) return undefined
  return entry(resource, {
    title: nameOf(fieldOf(resource, 'code')),
    date: dateIn(resource, ['effectiveDateTime', 'effectivePeriod', 'issued']),
    statuses: [measuredValue(resource)],
  })
}

export const readReport: ReadEntry = (resource) => {
  if (!isOfType(resource, 'DiagnosticReport', 'DocumentReference')) return undefined
  const date = dateIn(resource, ['effectiveDateTime', 'effectivePeriod', 'issued', 'date'])
  const title = nameOf(fieldOf(resource, 'code')) ?? nameOf(fieldOf(resource, 'type'))
  return entry(resource, { title, date, statuses: [], text: reportTextOf(resource) })
}

export const readCare: ReadEntry = (resource) => {
  if (!isOfType(resource, 'Procedure', 'ServiceRequest', 'DeviceRequest')) return undefined
  return entry(resource, {
    title: nameOf(fieldOf(resource, 'code')) ?? nameOf(fieldOf(resource, 'codeCodeableConcept')),
    date: dateIn(resource, ['performedDateTime', 'performedPeriod', 'authoredOn', 'occurrenceDateTime']),
    statuses: [isOfType(resource, 'Procedure') ? 'procedure' : 'order', textOf(resource, 'status') ?? ''],
  })
}

interface EntryParts {
  readonly title: string | undefined
  readonly date: string
  readonly statuses: readonly string[]
  readonly text?: string
}

function entry(resource: unknown, { title, date, statuses, text = '' }: EntryParts): ChartEntry {
  return {
    title: title ?? `${textOf(resource, 'resourceType') ?? 'Entry'} without a name`,
    date,
    note: statuses.filter((status) => status !== '').join(', '),
    text,
    isPast: statuses.some((status) => PAST.has(status)),
  }
}

function isEnteredInError(resource: unknown): boolean {
  return (
    textOf(resource, 'status') === 'entered-in-error' ||
    statusCodesOf(resource, 'verificationStatus').includes('entered-in-error')
  )
}

function containedMedicine(resource: unknown): string | undefined {
  return elementsOf(resource, 'contained').flatMap((contained) => nameOf(fieldOf(contained, 'code')) ?? [])[0]
}

function measuredValue(observation: unknown): string {
  const quantity = elementOf(observation, 'valueQuantity')
  const number = numberOf(quantity, 'value') ?? numberOf(observation, 'valueInteger')
  if (number !== undefined) return `${number} ${unitOf(quantity)}`.trim()
  const flag = fieldOf(observation, 'valueBoolean')
  if (typeof flag === 'boolean') return flag ? 'yes' : 'no'
  return nameOf(fieldOf(observation, 'valueCodeableConcept')) ?? textOf(observation, 'valueString')?.slice(0, 300) ?? ''
}

/** `{score}` is UCUM for "no unit". */
function unitOf(quantity: unknown): string {
  const unit = textOf(quantity, 'unit') ?? textOf(quantity, 'code') ?? ''
  return unit.startsWith('{') ? '' : unit.slice(0, 30)
}
