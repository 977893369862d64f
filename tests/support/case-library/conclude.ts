import { assessPatient, type Tools } from '../../../src/call-service.ts'
import type { CdsClient } from '../../../src/cds-client.ts'
import { parseCdsRequest } from '../../../src/cds-hooks/request.ts'
import type { Assessment } from '../../../src/clinical/assessment.ts'
import { developmentClient } from '../../../src/development-client.ts'
import { decideAdvice } from '../../../src/services/advice-card.ts'
import { toAssessmentJson } from '../../../src/services/assessment-json.ts'
import { createIdentityKeys } from '../../../src/storage/identity-keys.ts'
import { createMemoryAuditLog } from '../../../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../../src/storage/memory-feedback-store.ts'
import { conclusions } from '../conclusions.ts'
import type { Call } from './call.ts'
import { ASSESSED_ON } from './days.ts'

const CLIENT: CdsClient = { ...developmentClient({ timeZone: 'America/Chicago' }), boneHealthCards: true }
const NOON_IN_CHICAGO = 'T18:00:00Z'
const TOOLS: Omit<Tools, 'now'> = {
  fetch: () => Promise.reject(new Error('the case library reads no FHIR server')),
  cardMemory: createMemoryCardMemory(),
  feedbackStore: createMemoryFeedbackStore(),
  auditLog: createMemoryAuditLog(),
  identityKeys: createIdentityKeys({ id: 'test', key: 'test' }),
  logFailure: () => undefined,
}

/** What the service makes of a call on a day; undefined where it got too little to say anything (412). */
export async function assessmentOfCall(call: Call, day: string = ASSESSED_ON): Promise<Assessment | undefined> {
  const assessed = await assessPatient(requestOf(call), CLIENT, {
    ...TOOLS,
    now: () => new Date(`${day}${NOON_IN_CHICAGO}`),
  })
  return assessed.ok ? assessed.value.assessment : undefined
}

/** The whole answer of `POST /assessments`, byte for byte, and the card beside it. */
export async function everythingSaid(call: Call, day?: string): Promise<string> {
  const assessment = await assessmentOfCall(call, day)
  if (assessment === undefined) return 'too little'
  return JSON.stringify([toAssessmentJson(assessment), decideAdvice(assessment, requestOf(call), CLIENT)])
}

/** Every finding and outcome, and the card with what it offers; no words, dates or references. */
export async function findingsOf(call: Call, day?: string) {
  const assessment = await assessmentOfCall(call, day)
  if (assessment === undefined) return 'too little'
  const decision = decideAdvice(assessment, requestOf(call), CLIENT)
  const card = decision.speak
    ? { kind: decision.draft.kind, offers: decision.draft.suggestions.map(({ id }) => id) }
    : { silentBecause: decision.because }
  return { ...conclusions(assessment), card }
}

function requestOf(call: Call) {
  const request = parseCdsRequest(call, ['patient-view'])
  if (!request.ok) throw new Error(JSON.stringify(request.failure))
  return request.value
}
