import type { AuditEntry, AuditLog, AuditSink } from './audit-log.ts'

/** Entries that wait for a store that is down; the oldest goes first. Each stands in the log of the Worker as well. */
const MAX_WAITING = 1_000
/** Entries written at once: well below what one statement takes. */
const MAX_WRITTEN = 200
/** How long one call writes for all; then the next one does, also where the first was cancelled in the middle. */
const TURN_MS = 10_000

interface BufferOptions {
  /** Writes one line of JSON to the log of the Worker. */
  readonly writeLine: (line: object) => void
  readonly now: () => Date
}

/**
 * Keeps entries while the store is down and writes them with the next ones, so that none is lost silently: every entry is
 * a line in the log at once, and what had to be dropped is counted there. One call writes for those that come meanwhile,
 * which do not wait for it: what a request waits for can be cancelled with it, and would never end.
 */
export function createBufferedAuditLog(sink: Pick<AuditSink, 'write'>, { writeLine, now }: BufferOptions): AuditLog {
  let waiting: readonly AuditEntry[] = []
  let turnEndsAt = Number.NEGATIVE_INFINITY
  const isTurnOver = (endsAt: number) => now().getTime() >= endsAt

  const dropOldest = () => {
    const dropped = Math.max(0, waiting.length - MAX_WAITING)
    waiting = waiting.slice(dropped)
    return dropped
  }
  const tell = (dropped: number) => writeLine({ error: 'audit-log', waiting: waiting.length, dropped })

  const flush = async () => {
    const endsAt = now().getTime() + TURN_MS
    turnEndsAt = endsAt
    try {
      while (waiting.length > 0 && !isTurnOver(endsAt)) {
        const written = new Set(waiting.slice(0, MAX_WRITTEN))
        await sink.write([...written])
        // Not by their number: another call may have taken over in between. Written twice counts once.
        waiting = waiting.filter((entry) => !written.has(entry))
      }
    } catch {
      tell(dropOldest())
    } finally {
      if (turnEndsAt === endsAt) turnEndsAt = Number.NEGATIVE_INFINITY
    }
  }

  return {
    record: async (entry) => {
      writeLine({ audit: entry })
      waiting = [...waiting, entry]
      if (isTurnOver(turnEndsAt)) return flush()
      const dropped = dropOldest()
      if (dropped > 0) tell(dropped)
    },
  }
}
