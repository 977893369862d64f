import { SOURCES } from '../../../clinical/facts.ts'
import { SOURCE_ROWS } from '../../../fhir/sources.ts'
import { type ChartOptions, chartOf } from './chart.ts'
import type { Shape } from './shapes.ts'

/** As long as every id that takes its place, so that a body can be given another patient without being written anew. */
export const PATIENT_ID = 'bench-00000000'
export const HOOK_INSTANCE = '00000000-0000-4000-8000-000000000000'

export interface BodyOptions extends Omit<ChartOptions, 'subject'> {
  readonly today: string
  /** patient-view where nothing is said, and what another hook brings in its context. */
  readonly hook?: string
  readonly context?: object
}

/** The body of a hook call with this chart as prefetch. Keys without a resource are null: searched, none. */
export function hookBody({ hook = 'patient-view', today, context: own = {}, ...options }: BodyOptions): string {
  const chart = chartOf({ ...options, subject: { patientId: PATIENT_ID, today } })
  const context = { userId: 'Practitioner/bench', patientId: PATIENT_ID, ...own }
  return JSON.stringify({ hook, hookInstance: HOOK_INSTANCE, context, prefetch: prefetchOf(chart) })
}

function prefetchOf(chart: readonly Shape[]): object {
  return Object.fromEntries(
    SOURCES.map((source) => {
      const { types, search } = SOURCE_ROWS[source]
      const own = chart.filter(({ resourceType }) => types.some((type) => type === resourceType))
      return [source, search === undefined ? (own[0] ?? null) : searchset(own)]
    }),
  )
}

function searchset(resources: readonly Shape[]): object {
  const entry = resources.map((resource) => ({
    fullUrl: `https://ehr.example.org/fhir/R4/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }))
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry }
}

/** Another patient and another instance in the same bytes: every call is about somebody new. */
export function rewriter(body: string): (call: number) => Buffer {
  const bytes = Buffer.from(body)
  const patients = offsetsOf(bytes, PATIENT_ID)
  const [instance = 0] = offsetsOf(bytes, HOOK_INSTANCE)
  return (call) => {
    const digits = String(call).padStart(8, '0')
    for (const offset of patients) bytes.write(digits, offset + PATIENT_ID.length - digits.length, 'latin1')
    bytes.write(digits, instance, 'latin1')
    return bytes
  }
}

function offsetsOf(bytes: Buffer, text: string): readonly number[] {
  const offsets: number[] = []
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + text.length)) offsets.push(at)
  return offsets
}
