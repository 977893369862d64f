import { createD1AuditLog } from '../../src/storage/d1-audit-log.ts'
import { createD1FeedbackStore } from '../../src/storage/d1-feedback-store.ts'
import { describeAuditSink } from './audit-sink-contract.ts'
import { describeFeedbackStore } from './feedback-store-contract.ts'
import { emptyDatabase } from './sqlite.ts'

describeFeedbackStore('in SQLite, with the statements of D1', () => createD1FeedbackStore(emptyDatabase()))

describeAuditSink('in SQLite, with the statements of D1', async () => {
  const database = emptyDatabase()
  const rows = async () => (await database.prepare('SELECT * FROM audit ORDER BY at, request_id').all()).results
  return { sink: createD1AuditLog(database), rows }
})
