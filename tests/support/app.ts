import { expect } from 'vitest'
import { type AppTools, createApp } from '../../src/app.ts'
import type { CdsClient } from '../../src/cds-client.ts'
import type { Card } from '../../src/cds-hooks/response.ts'
import { developmentClient } from '../../src/development-client.ts'
import type { AssessmentJson } from '../../src/services/assessment-json.ts'
import type { AuditEntry } from '../../src/storage/audit-log.ts'
import { createIdentityKeys } from '../../src/storage/identity-keys.ts'
import { createMemoryAuditLog } from '../../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'

/** The middle of the day every test takes place on. */
export const NOW = new Date('2026-11-22T15:00:00Z')
export const PATIENT_VIEW = '/cds-services/vcf-patient-view'

/** An EHR that has registered its FHIR server. */
export const ST_ELSEWHERE: CdsClient = {
  ...developmentClient({ timeZone: 'UTC' }),
  id: 'st-elsewhere',
  fhirServers: { servers: [{ url: 'https://ehr.example.org/fhir/R4', open: false }], allowLoopback: false },
}

export interface TestApp {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  /** Posts a body as JSON; text and bytes go as they are. */
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly routes: ReturnType<typeof createApp>['routes']
  readonly auditEntries: () => readonly AuditEntry[]
  /** Unexpected failures that were written down. */
  readonly failures: readonly object[]
}

/** The whole app with its memory adapters and a clock that stands still. It reads no FHIR server unless it is given a fetch. */
export function createTestApp(overrides: Partial<AppTools> = {}): TestApp {
  const failures: object[] = []
  const auditLog = createMemoryAuditLog()
  const app = createApp({
    config: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'UTC' },
    fetch: () => Promise.reject(new Error('this test reads no FHIR server')),
    now: () => NOW,
    cardMemory: createMemoryCardMemory(),
    feedbackStore: createMemoryFeedbackStore(),
    auditLog,
    identityKeys: createIdentityKeys({ id: 'test', key: 'test' }),
    logFailure: (entry) => failures.push(entry),
    ...overrides,
  })
  const request = async (path: string, init?: RequestInit) => app.request(path, init)
  return {
    request,
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: isRaw(body) ? body : JSON.stringify(body),
      }),
    routes: app.routes,
    auditEntries: auditLog.entries,
    failures,
  }
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
}

export interface OutcomeIssue {
  readonly severity: string
  readonly code: string
  readonly diagnostics: string
  readonly expression?: readonly string[]
}

/** The issues of an error answer; the test fails where it is not the OperationOutcome that every error is. */
export async function issuesOf(response: Response): Promise<readonly OutcomeIssue[]> {
  expect(response.headers.get('Content-Type')).toMatch(/^application\/fhir\+json/)
  const outcome = JSON.parse(await response.text())
  expect(outcome.resourceType).toBe('OperationOutcome')
  expect(outcome.issue.length).toBeGreaterThan(0)
  for (const issue of outcome.issue) {
    expect(issue.severity).toBe('error')
    expect(issue.diagnostics).toMatch(/\S/)
  }
  return outcome.issue
}

export async function expressionsOf(response: Response): Promise<readonly string[]> {
  return (await issuesOf(response)).flatMap(({ expression = [] }) => expression)
}

/** The cards of an answer; the test fails where it is none. */
export async function cardsOf(response: Response): Promise<readonly Card[]> {
  expect(response.status).toBe(200)
  return JSON.parse(await response.text()).cards
}

export async function assessmentOf(response: Response): Promise<AssessmentJson> {
  expect(response.status).toBe(200)
  return JSON.parse(await response.text())
}
