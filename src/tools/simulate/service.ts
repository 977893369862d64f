import * as z from 'zod'
import { createApp } from '../../app.ts'
import { type Card, cdsResponse } from '../../cds-hooks/response.ts'
import { developmentClient } from '../../development-client.ts'
import type { AuditEntry } from '../../storage/audit-log.ts'
import type { CardMemory } from '../../storage/card-memory.ts'
import { createIdentityKeys } from '../../storage/identity-keys.ts'
import { createMemoryCardMemory } from '../../storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../storage/memory-feedback-store.ts'

export interface SimulatedService {
  readonly call: (at: number, serviceId: string, body: object) => Promise<readonly Card[]>
  readonly feedback: (at: number, serviceId: string, body: object) => Promise<void>
  /** What was recorded of the last call. */
  readonly lastEntry: () => AuditEntry | undefined
}

const feedbackAnswer = z.object({ accepted: z.number(), ignored: z.number() })

/** The whole service with a clock that is set by hand; nothing of it is replaced but where its state is kept. */
export function createSimulatedService(cardMemory: CardMemory = createMemoryCardMemory()): SimulatedService {
  let now = 0
  let lastEntry: AuditEntry | undefined
  const app = createApp({
    config: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'UTC' },
    client: developmentClient({ timeZone: 'UTC' }),
    fetch: () => Promise.reject(new Error('a simulated call brings its whole record')),
    now: () => new Date(now),
    cardMemory,
    feedbackStore: createMemoryFeedbackStore(),
    auditLog: {
      record: async (entry) => {
        lastEntry = entry
      },
    },
    identityKeys: createIdentityKeys({ id: 'simulation', key: 'simulation' }),
    logFailure: (entry) => {
      throw new Error(`a part of the service failed: ${JSON.stringify(entry)}`)
    },
  })
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  return {
    call: async (at, serviceId, body) => {
      now = at
      return cdsResponse.parse(await post(`/cds-services/${serviceId}`, body)).cards
    },
    feedback: async (at, serviceId, body) => {
      now = at
      feedbackAnswer.parse(await post(`/cds-services/${serviceId}/feedback`, body))
    },
    lastEntry: () => lastEntry,
  }
}
