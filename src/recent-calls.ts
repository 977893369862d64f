import type { AuditEntry, AuditLog } from './storage/audit-log.ts'

const MAX_CALLS = 200

export interface RecentCalls {
  readonly auditLog: AuditLog
  /** What was recorded of a call, by its request id; undefined where it was long ago. */
  readonly find: (requestId: string) => AuditEntry | undefined
}

/** Keeps the last entries at hand on their way to the log, so that the playground can tell why there was no card. */
export function rememberCalls(auditLog: AuditLog): RecentCalls {
  const entries = new Map<string, AuditEntry>()
  return {
    auditLog: {
      record: (entry) => {
        entries.set(entry.requestId, entry)
        const [oldest] = entries.keys()
        if (entries.size > MAX_CALLS && oldest !== undefined) entries.delete(oldest)
        return auditLog.record(entry)
      },
    },
    find: (requestId) => entries.get(requestId),
  }
}
