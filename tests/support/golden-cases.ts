import { readdirSync, readFileSync } from 'node:fs'

const CASES = new URL('../../fixtures/cases/', import.meta.url)
const PATIENTS = new URL('../../fixtures/patients/', import.meta.url)

/** What a person wrote down about one patient before any program ran. */
export interface GoldenCase {
  readonly name: string
  readonly patient: string
  readonly why: string
  readonly send: 'all' | readonly string[]
  /** Values that replace what would be sent under a key: null, another patient's resource, an OperationOutcome. */
  readonly prefetch?: Readonly<Record<string, unknown>>
  readonly expect: {
    readonly status: number
    readonly outcome?: string
    readonly card?: ExpectedCard | null
    readonly fractures?: readonly Readonly<Record<string, unknown>>[]
    readonly findings?: Readonly<Record<string, string>>
    readonly gates?: Readonly<Record<string, string>>
  }
}

export interface ExpectedCard {
  readonly kind: string
  readonly summaryIncludes?: readonly string[]
  readonly detailIncludes?: readonly string[]
  readonly suggestions?: readonly string[]
  readonly neverIncludes?: readonly string[]
}

interface Bundle {
  readonly entry: readonly { readonly resource: { readonly resourceType: string; readonly id: string } }[]
}

export function goldenCases(): readonly GoldenCase[] {
  return readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ ...JSON.parse(readFileSync(new URL(`${name}/expected.json`, CASES), 'utf8')), name }))
}

export function patientBundle(patient: string): Bundle {
  return JSON.parse(readFileSync(new URL(`${patient}.json`, PATIENTS), 'utf8'))
}

const KEYS: Readonly<Record<string, string>> = {
  Patient: 'patient',
  Condition: 'conditions',
  DiagnosticReport: 'imagingReports',
  ImagingStudy: 'imagingStudies',
  Observation: 'observations',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  Medication: 'medications',
  Procedure: 'procedures',
  ServiceRequest: 'serviceRequests',
  AllergyIntolerance: 'allergies',
  Encounter: 'encounter',
}

/** The prefetch a client would send for a case: a Bundle for each search, the resource for each read. */
export function prefetchFor({ patient, send, prefetch = {} }: GoldenCase): Readonly<Record<string, unknown>> {
  const resources = patientBundle(patient).entry.map(({ resource }) => resource)
  const keys = send === 'all' ? [...new Set(Object.values(KEYS))].filter((key) => key !== 'encounter') : send
  const sent = keys.map((key): [string, unknown] => {
    const own = resources.filter(({ resourceType }) => KEYS[resourceType] === key)
    if (key === 'patient' || key === 'encounter') return [key, own[0] ?? null]
    return [
      key,
      {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: own.map((resource) => ({ resource, search: { mode: 'match' } })),
      },
    ]
  })
  return { ...Object.fromEntries(sent), ...prefetch }
}
