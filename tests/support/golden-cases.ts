import { readdirSync, readFileSync } from 'node:fs'

const CASES = new URL('../../fixtures/cases/', import.meta.url)
const PATIENTS = new URL('../../fixtures/patients/', import.meta.url)

/** What a person wrote down about one patient before any program ran; fixtures/cases/README.md explains each field. */
export interface GoldenCase {
  readonly name: string
  readonly patient: string
  readonly why: string
  readonly hook: string
  readonly encounterId?: string
  /** What the hook itself brings. */
  readonly context?: Readonly<Record<string, unknown>>
  readonly send: 'all' | readonly string[]
  readonly sendNull?: readonly string[]
  readonly sendError?: readonly string[]
  readonly mixIn?: readonly { readonly patient: string; readonly keys: readonly string[] }[]
  readonly expect: {
    readonly status: number
    readonly outcome?: string
    readonly card?: ExpectedCard | null
    readonly fractures?: readonly Readonly<Record<string, unknown>>[]
    readonly findings?: Readonly<Record<string, string>>
    readonly gates?: Readonly<Record<string, string>>
    readonly couldNotLook?: readonly string[]
  }
}

export interface ExpectedCard {
  readonly kind: string
  readonly indicator?: string
  readonly summaryIncludes?: readonly string[]
  readonly detailIncludes?: readonly string[]
  readonly missingIds?: readonly string[]
  readonly suggestions?: readonly string[]
  readonly neverIncludes?: readonly string[]
}

interface AnyResource {
  readonly resourceType: string
  readonly id: string
}

export function goldenCases(): readonly GoldenCase[] {
  return readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ ...JSON.parse(readFileSync(new URL(`${name}/expected.json`, CASES), 'utf8')), name }))
}

function resourcesOf(patient: string): readonly AnyResource[] {
  const { entry } = JSON.parse(readFileSync(new URL(`${patient}.json`, PATIENTS), 'utf8'))
  return entry.map(({ resource }: { readonly resource: AnyResource }) => resource)
}

export function patientIdOf({ patient }: GoldenCase): string {
  return resourcesOf(patient).find(({ resourceType }) => resourceType === 'Patient')?.id ?? ''
}

const TYPES: Readonly<Record<string, readonly string[]>> = {
  patient: ['Patient'],
  conditions: ['Condition'],
  imagingReports: ['DiagnosticReport'],
  imagingStudies: ['ImagingStudy'],
  observations: ['Observation'],
  medications: ['MedicationRequest', 'MedicationStatement', 'Medication'],
  procedures: ['Procedure'],
  serviceRequests: ['ServiceRequest'],
  allergies: ['AllergyIntolerance'],
  encounter: ['Encounter'],
}

const READ_BY_ID: ReadonlySet<string> = new Set(['patient', 'encounter'])
const UNREADABLE = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }

/** The prefetch a CDS client would send for a case: a Bundle for each search, the resource for each read. */
export function prefetchFor(golden: GoldenCase): Readonly<Record<string, unknown>> {
  const sent = golden.send === 'all' ? Object.keys(TYPES) : golden.send
  const mixed = (golden.mixIn ?? []).flatMap(({ keys }) => keys)
  const keys = [...new Set([...sent, ...mixed])].filter(
    (key) => key !== 'encounter' || golden.encounterId !== undefined,
  )
  return Object.fromEntries([
    ...keys.map((key) => [key, answerFor(key, golden, sent.includes(key))]),
    ...(golden.sendNull ?? []).map((key) => [key, null]),
    ...(golden.sendError ?? []).map((key) => [key, UNREADABLE]),
  ])
}

function answerFor(key: string, { patient, encounterId, mixIn = [] }: GoldenCase, sendsOwn: boolean): unknown {
  const types = TYPES[key] ?? []
  const own = sendsOwn ? resourcesOf(patient) : []
  const others = mixIn.filter(({ keys }) => keys.includes(key)).flatMap((other) => resourcesOf(other.patient))
  const found = [...own, ...others].filter(({ resourceType }) => types.includes(resourceType))
  if (READ_BY_ID.has(key)) return found.find(({ id }) => key !== 'encounter' || id === encounterId) ?? null
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: found.map((resource) => ({ resource, search: { mode: 'match' } })),
  }
}
