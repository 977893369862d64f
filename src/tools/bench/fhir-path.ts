import * as z from 'zod'
import { SOURCES } from '../../clinical/facts.ts'
import { SOURCE_ROWS } from '../../fhir/sources.ts'
import { loadPatients } from '../../sandbox/load-patients.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { shiftDates } from '../../sandbox/shift-dates.ts'
import { daysSinceReference } from '../start-servers.ts'
import { type DelayedFhir, delayedFhir, roundTripsOf, type SeenRequest } from './delayed-fhir.ts'
import { HOOK_PATH } from './expected-card.ts'
import { median } from './statistics.ts'
import { type RunningWorkerd, startWorkerd } from './workerd.ts'

const PATIENTS = new URL('../../../fixtures/patients/', import.meta.url)
export const LATENCIES_MS = [20, 100, 300] as const

/** One patient for each way a call can end. */
const KINDS = [
  ['no fracture', 'nothing-spinal'],
  ['refer-now', 'refer-now'],
  ['complete-workup', 'needs-mri'],
  ['not-indicated', 'healed-painless'],
  ['other-route', 'neurological-deficit'],
  ['a chart of 900 resources', 'long-messy-chart'],
] as const

export interface FhirRow {
  readonly kind: string
  readonly latencyMs: number
  readonly requests: number
  readonly bytes: number
  readonly roundTrips: number
  /** From the call to its answer, and what of that is neither latency nor round trip. */
  readonly answerMs: number
  readonly besideTripsMs: number
}

export interface TemplateRow {
  readonly source: string
  /** Bytes that the prefetch template brings, and that everything of its type would. */
  readonly bytes: number
  readonly wholeTypeBytes: number
}

export interface FhirPath {
  readonly rows: readonly FhirRow[]
  /** Of the patient with 900 resources. */
  readonly templates: readonly TemplateRow[]
}

/** Calls without prefetch against the sandbox, behind a delay. */
export async function measureFhirPath(bundle: string, rounds: number): Promise<FhirPath> {
  const resources = shiftDates(await loadPatients(PATIENTS), daysSinceReference(new Date()))
  const sandbox = await startSandbox({ port: 0, resources })
  const fhir = await delayedFhir(sandbox.baseUrl)
  const service = await startWorkerd(bundle, { ENVIRONMENT: 'development' })
  try {
    const rows: FhirRow[] = []
    for (const [kind, patientId] of KINDS) {
      for (const latencyMs of LATENCIES_MS) rows.push(await row({ service, fhir, kind, patientId, latencyMs }, rounds))
    }
    return { rows, templates: await templateRows(sandbox.baseUrl, 'long-messy-chart') }
  } finally {
    await Promise.all([service.stop(), fhir.close(), sandbox.close()])
  }
}

interface Call {
  readonly service: RunningWorkerd
  readonly fhir: DelayedFhir
  readonly kind: string
  readonly patientId: string
  readonly latencyMs: number
}

async function row(call: Call, rounds: number): Promise<FhirRow> {
  const { kind, latencyMs, fhir } = call
  fhir.setLatency(latencyMs)
  await answerTime(call)
  fhir.takeSeen()
  const answers: { readonly answerMs: number; readonly seen: readonly SeenRequest[] }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const answerMs = await answerTime(call)
    answers.push({ answerMs, seen: fhir.takeSeen() })
  }
  const of = (value: (answer: { readonly answerMs: number; readonly seen: readonly SeenRequest[] }) => number) =>
    median(answers.map(value))
  const roundTrips = of(({ seen }) => roundTripsOf(seen))
  const answerMs = of((answer) => answer.answerMs)
  return {
    kind,
    latencyMs,
    requests: of(({ seen }) => seen.length),
    bytes: of(({ seen }) => seen.reduce((sum, { bytes }) => sum + bytes, 0)),
    roundTrips,
    answerMs,
    besideTripsMs: answerMs - roundTrips * latencyMs,
  }
}

async function answerTime({ service, fhir, patientId }: Call): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(`${service.url}${HOOK_PATH}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      hook: 'patient-view',
      hookInstance: crypto.randomUUID(),
      fhirServer: fhir.baseUrl,
      context: { userId: 'Practitioner/bench', patientId },
    }),
  })
  await response.text()
  if (response.status !== 200) throw new Error(`${patientId} from the FHIR server: ${response.status}`)
  return performance.now() - startedAt
}

async function templateRows(baseUrl: string, patientId: string): Promise<readonly TemplateRow[]> {
  const rows: TemplateRow[] = []
  for (const source of SOURCES) {
    const { prefetchTemplate, resourceType, search } = SOURCE_ROWS[source]
    if (search === undefined) continue
    const template = prefetchTemplate.replace('{{context.patientId}}', patientId)
    rows.push({
      source,
      bytes: await bytesOf(`${baseUrl}/${template}`),
      wholeTypeBytes: await bytesOf(`${baseUrl}/${resourceType}?patient=${patientId}&_count=1000`),
    })
  }
  return rows
}

/** Of a search and all its further pages. */
async function bytesOf(address: string): Promise<number> {
  let bytes = 0
  for (let next: string | undefined = address; next !== undefined; ) {
    const text: string = await (await fetch(next)).text()
    bytes += Buffer.byteLength(text)
    next = searchset.parse(JSON.parse(text)).link.find(({ relation }) => relation === 'next')?.url
  }
  return bytes
}

const searchset = z.object({ link: z.array(z.object({ relation: z.string(), url: z.string() })).default([]) })
