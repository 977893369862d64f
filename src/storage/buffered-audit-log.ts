import type { AuditEntry, AuditLog, AuditSink } from './audit-log.ts'

/** Entries that wait for a store that is down; the oldest goes first. Each stands in the log of the Worker as well. */
const MAX_WAITING = 1_000
/** Entries written at once: well below what one statement takes. */
const MAX_WRITTEN = 200

interface BufferOptions {
  /** Writes one line of JSON to the log of the Worker. */
  readonly writeLine: (line: object) => void
}

/**
 * Keeps entries while the store is down and writes them with the next ones, so that none is lost silently: every entry is
 * a line in the log at once, and what had to be dropped is counted there.
 */
export function createBufferedAuditLog(sink: Pick<AuditSink, 'write'>, { writeLine }: BufferOptions): AuditLog {
  let waiting: readonly AuditEntry[] = []
  let writing: Promise<void> = Promise.resolve()

  const flush = async () => {
    try {
      while (waiting.length > 0) {
        const entries = waiting.slice(0, MAX_WRITTEN)
        await sink.write(entries)
        waiting = waiting.slice(entries.length)
      }
    } catch {
      const dropped = Math.max(0, waiting.length - MAX_WAITING)
      waiting = waiting.slice(dropped)
      writeLine({ error: 'audit-log', waiting: waiting.length, dropped })
    }
  }

  return {
    record: (entry) => {
      writeLine({ audit: entry })
      waiting = [...waiting, entry]
      // One after the other: an entry is in one write at a time.
      writing = writing.then(flush)
      return writing
    },
  }
}
