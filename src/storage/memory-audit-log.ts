import type { AuditEntry, AuditLog } from './audit-log.ts'

const MAX_ENTRIES = 1_000

/** Keeps the last entries in the isolate's memory: for development and tests. */
export function createMemoryAuditLog(): AuditLog & { readonly entries: () => readonly AuditEntry[] } {
  const entries: AuditEntry[] = []
  return {
    record: async (entry) => {
      entries.push(entry)
      if (entries.length > MAX_ENTRIES) entries.shift()
    },
    entries: () => [...entries],
  }
}
