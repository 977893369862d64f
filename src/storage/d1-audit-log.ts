import type { AuditEntry, AuditSink } from './audit-log.ts'
import type { Database } from './bindings.ts'

// Written twice counts once: a write whose answer was lost is repeated.
const WRITE = `
  INSERT OR IGNORE INTO audit
  SELECT value ->> 'at', value ->> 'clientId', value ->> 'requestId', value ->> 'patientKey', value ->> 'userKey',
    value ->> 'serviceId', value ->> 'ruleVersion', value ->> 'result', value ->> 'outcome', value ->> 'silentBecause',
    value ->> 'shownBecause', value ->> 'cardUuid', value -> 'findings', value -> 'couldNotLook', value -> 'timings',
    value ->> 'fhirRequests', value ->> 'foreignResources', value ->> 'elapsedMs'
  FROM json_each(?1)`

/** Audit rows in D1. */
export function createD1AuditLog(database: Database): AuditSink {
  return {
    write: async (entries: readonly AuditEntry[]) => {
      await database.prepare(WRITE).bind(JSON.stringify(entries)).all()
    },
    purge: async (before) => {
      await database.prepare('DELETE FROM audit WHERE at < ?1').bind(before).all()
    },
  }
}
