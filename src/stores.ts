import type { AuditLog } from './storage/audit-log.ts'
import { createBufferedAuditLog } from './storage/buffered-audit-log.ts'
import type { CardMemory } from './storage/card-memory.ts'
import { createD1AuditLog } from './storage/d1-audit-log.ts'
import { createD1FeedbackStore } from './storage/d1-feedback-store.ts'
import { createDurableCardMemory } from './storage/durable-card-memory.ts'
import { createDurableReplayStore } from './storage/durable-replay-store.ts'
import type { FeedbackStore } from './storage/feedback-store.ts'
import { createMemoryAuditLog } from './storage/memory-audit-log.ts'
import { createMemoryCardMemory } from './storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from './storage/memory-feedback-store.ts'
import { createMemoryReplayStore } from './storage/memory-replay-store.ts'
import type { ReplayStore } from './storage/replay-store.ts'
import { readRetention } from './storage/retention.ts'
import { stateBindingsOf } from './storage/state-bindings.ts'

export interface Stores {
  readonly cardMemory: CardMemory
  readonly feedbackStore: FeedbackStore
  readonly replayStore: ReplayStore
  readonly auditLog: AuditLog
}

interface StoreTools {
  readonly now: () => Date
  /** Writes one line of JSON to the log of the Worker. */
  readonly writeLine: (line: object) => void
}

/** The adapters for what is bound: all of it, or memory. Production without bindings does not come this far. */
export function createStores(bindings: unknown, { now, writeLine }: StoreTools): Stores {
  const bound = stateBindingsOf(bindings)
  if (!bound) {
    return {
      cardMemory: createMemoryCardMemory(),
      feedbackStore: createMemoryFeedbackStore(),
      replayStore: createMemoryReplayStore(now),
      auditLog: createMemoryAuditLog(),
    }
  }
  return {
    cardMemory: createDurableCardMemory(bound.CARD_MEMORY),
    feedbackStore: createD1FeedbackStore(bound.DB),
    replayStore: createDurableReplayStore(bound.REPLAY),
    auditLog: createBufferedAuditLog(createD1AuditLog(bound.DB), { writeLine, now }),
  }
}

/** Removes from the database what is older than it is kept; durable objects do so by themselves. */
export async function purgeStores(variables: unknown, now: number): Promise<void> {
  const bound = stateBindingsOf(variables)
  if (!bound) return
  const retention = readRetention(variables)
  await createD1FeedbackStore(bound.DB).purge(now, retention)
  await createD1AuditLog(bound.DB).purge(now - retention.auditMs)
}
