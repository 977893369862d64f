import { randomUUID } from 'node:crypto'
import { cardIn, noCard, oneCard } from './answers.ts'
import type { Call, Kind } from './call.ts'

interface SandboxPatient {
  readonly id: string
  /** How the one card begins; null: none. */
  readonly card: string | null
  readonly outcome: string
}

/** What fixtures/cases expects of these patients of the sandbox. */
const PATIENTS: readonly SandboxPatient[] = [
  { id: 'refer-now', card: 'Consider kyphoplasty referral: T12 ', outcome: 'refer-now' },
  { id: 'nothing-spinal', card: null, outcome: 'not-indicated' },
  { id: 'needs-mri', card: 'L1 ', outcome: 'complete-workup' },
  { id: 'healed-painless', card: null, outcome: 'not-indicated' },
  { id: 'two-levels', card: 'Consider kyphoplasty referral: ', outcome: 'refer-now' },
]

/** Calls without prefetch: the service reads the sandbox. The same user opens the same charts over and over. */
export function sandboxKinds(fhirServer: string): readonly Kind[] {
  const uuids = new Map<string, string>()
  const nextPatient = roundRobin(PATIENTS)
  const nextAssessed = roundRobin(PATIENTS)
  return [
    { name: 'patient-view, FHIR server', weight: 4, next: () => viewCall(nextPatient(), fhirServer, uuids) },
    { name: '/assessments, FHIR server', weight: 2, next: () => assessmentCall(nextAssessed(), fhirServer) },
  ]
}

function viewCall({ id, card }: SandboxPatient, fhirServer: string, uuids: Map<string, string>): Call {
  return {
    ...callAbout(id, fhirServer, '/cds-services/vcf-patient-view'),
    check: (answer) => {
      const problem = card === null ? noCard(answer) : oneCard(answer, card, id)
      const known = uuids.get(id)
      const isSame = known === undefined || known === cardIn(answer)?.uuid
      return problem ?? (isSame ? undefined : 'another uuid for the same news')
    },
    onRight: (answer) => {
      const uuid = cardIn(answer)?.uuid
      if (uuid !== undefined) uuids.set(id, uuid)
    },
  }
}

function assessmentCall({ id, outcome }: SandboxPatient, fhirServer: string): Call {
  return {
    ...callAbout(id, fhirServer, '/assessments'),
    check: (answer) => {
      const { patient, outcome: found } = Object(answer)
      if (patient !== `Patient/${id}`) return 'an assessment of another patient'
      return found === outcome ? undefined : `outcome ${found} instead of ${outcome}`
    },
  }
}

function callAbout(patientId: string, fhirServer: string, path: string): Omit<Call, 'check'> {
  const context = { userId: 'Practitioner/sandbox', patientId }
  const body = JSON.stringify({ hook: 'patient-view', hookInstance: randomUUID(), fhirServer, context })
  return { method: 'POST', path, body, token: 'fresh', status: 200, patientId }
}

function roundRobin<T>(items: readonly T[]): () => T {
  let at = 0
  return () => {
    const item = items[at % items.length]
    if (item === undefined) throw new Error('nothing to go round')
    at += 1
    return item
  }
}
