/** FHIR as it is written; what the generator makes is sent as JSON and never read as a type. */
export interface Shape {
  readonly resourceType: string
  readonly id: string
  readonly [element: string]: unknown
}

/** Whose chart, and the day on which it is read: all dates count back from there. */
export interface Subject {
  readonly patientId: string
  readonly today: string
}

const MS_PER_DAY = 86_400_000

export function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * MS_PER_DAY).toISOString().slice(0, 10)
}

export function timeBefore(today: string, days: number): string {
  return `${dayBefore(today, days)}T09:20:00-06:00`
}

export function concept(system: string, code: string, display: string): object {
  return { coding: [{ system, code, display }], text: display }
}

export function status(kind: 'condition-clinical' | 'condition-ver-status', code: string): object {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${kind}`, code }] }
}

export function category(kind: 'observation-category' | 'condition-category', code: string): readonly object[] {
  return [{ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${kind}`, code }] }]
}

export const LOINC = 'http://loinc.org'
export const SNOMED = 'http://snomed.info/sct'
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'

interface Quantity {
  readonly value: number
  readonly unit: string
  readonly high?: number | undefined
}

/** An Observation with a quantity, as laboratories and vital signs come. */
export function observation(
  { patientId, today }: Subject,
  id: string,
  code: object,
  kind: string,
  daysAgo: number,
  { value, unit, high }: Quantity,
): Shape {
  return {
    resourceType: 'Observation',
    id,
    meta: { versionId: '1', lastUpdated: `${dayBefore(today, daysAgo)}T15:04:05Z` },
    status: 'final',
    category: category('observation-category', kind),
    code,
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: timeBefore(today, daysAgo),
    issued: timeBefore(today, daysAgo),
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
    ...(high === undefined ? {} : { referenceRange: [{ low: { value: 0, unit }, high: { value: high, unit } }] }),
  }
}

/** A report whose words are an attachment, or its conclusion where `as` says so. */
export function report(
  { patientId, today }: Subject,
  id: string,
  code: object,
  daysAgo: number,
  words: { readonly text: string; readonly as: 'attachment' | 'conclusion' },
): Shape {
  const form = { contentType: 'text/plain', data: Buffer.from(words.text).toString('base64') }
  return {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    category: [{ coding: [{ system: LOINC, code: 'LP29684-5', display: 'Radiology' }], text: 'Radiology' }],
    code,
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: timeBefore(today, daysAgo),
    issued: timeBefore(today, daysAgo),
    ...(words.as === 'conclusion' ? { conclusion: words.text } : { presentedForm: [form] }),
  }
}
