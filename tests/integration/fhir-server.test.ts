import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { developmentClient } from '../../src/development-client.ts'
import { loadPatients } from '../../src/sandbox/load-patients.ts'
import { shift, shiftDates } from '../../src/sandbox/shift-dates.ts'
import { createIdentityKeys } from '../../src/storage/identity-keys.ts'
import { createMemoryAuditLog } from '../../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { daysSinceReference, startServers } from '../../src/tools/start-servers.ts'
import { goldenCases, patientIdOf } from '../support/golden-cases.ts'

/**
 * The whole service against a FHIR R4 server, without prefetch: the embedded sandbox, or the server that FHIR_BASE_URL
 * names (https, or http on this machine). There the patients are loaded first; where it may not write, the suite says so
 * and is skipped.
 */
const external = process.env.FHIR_BASE_URL?.replace(/\/$/, '')

type Call = (path: string, body: unknown) => Promise<Response>

interface Subject {
  readonly fhirServer: string
  readonly call: Call
  readonly close: () => Promise<void>
}

async function embedded(): Promise<Subject> {
  const { serviceUrl, fhirUrl, close } = await startServers({ port: 0, fhirPort: 0 })
  const call: Call = (path, body) => fetch(`${serviceUrl}${path}`, jsonPost(body))
  return { fhirServer: fhirUrl, call, close }
}

/** In this process, with the outside server registered as one that may be read without a token. */
function against(fhirServer: string): Subject {
  const app = createApp({
    config: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'UTC' },
    client: {
      ...developmentClient({ timeZone: 'UTC' }),
      id: 'integration',
      fhirServers: { servers: [{ url: fhirServer, open: true }], allowLoopback: true },
    },
    fetch: (input, init) => fetch(input, init),
    now: () => new Date(),
    cardMemory: createMemoryCardMemory(),
    feedbackStore: createMemoryFeedbackStore(),
    auditLog: createMemoryAuditLog(),
    identityKeys: createIdentityKeys({ id: 'integration', key: 'integration' }),
    logFailure: () => undefined,
  })
  return { fhirServer, call: async (path, body) => app.request(path, jsonPost(body)), close: async () => undefined }
}

function jsonPost(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

/** Writes the synthetic patients by update-as-create; undefined when all of them are there, else why not. */
async function load(fhirServer: string): Promise<string | undefined> {
  const resources = shiftDates(
    await loadPatients(new URL('../../fixtures/patients/', import.meta.url)),
    daysSinceReference(new Date()),
  )
  const patientsFirst = [...resources].sort(
    (a, b) => Number(b.resourceType === 'Patient') - Number(a.resourceType === 'Patient'),
  )
  for (const resource of patientsFirst) {
    const response = await fetch(`${fhirServer}/${resource.resourceType}/${resource.id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    })
    if (!response.ok) return `${fhirServer} answered ${response.status} to PUT ${resource.resourceType}/${resource.id}`
  }
  return undefined
}

const refused = external === undefined ? undefined : await load(external)
if (refused) process.stderr.write(`skipped: the patients could not be loaded (${refused})\n`)

describe.skipIf(refused !== undefined)(`against ${external ?? 'the embedded sandbox'}, without prefetch`, () => {
  let subject: Subject

  beforeAll(async () => {
    subject = external === undefined ? await embedded() : against(external)
  })
  afterAll(() => subject.close())

  const wholeCharts = goldenCases().filter(
    ({ send, sendNull, sendError, mixIn, expect: { status } }) =>
      send === 'all' && !sendNull && !sendError && !mixIn && status === 200,
  )

  test.each(wholeCharts)('$name', async (golden) => {
    const { hook, context, encounterId, expect: expected } = golden
    const written = shift(context, daysSinceReference(new Date()))
    const body = {
      hook,
      hookInstance: crypto.randomUUID(),
      fhirServer: subject.fhirServer,
      context: { ...written, userId: 'Practitioner/integration', patientId: patientIdOf(golden), encounterId },
    }
    const assessment = await subject.call('/assessments', body)
    expect(assessment.status).toBe(200)
    expect(await assessment.json()).toMatchObject({ outcome: expected.outcome, couldNotLook: [] })

    const answer = await subject.call(`/cds-services/vcf-${hook}`, body)
    expect(answer.status).toBe(200)
    const cards = expected.card ? [{ indicator: expected.card.indicator ?? 'info' }] : []
    expect(await answer.json()).toMatchObject({ cards })
  })
})
