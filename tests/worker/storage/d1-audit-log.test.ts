import { createD1AuditLog } from '../../../src/storage/d1-audit-log.ts'
import { describeAuditSink } from '../../storage/audit-sink-contract.ts'
import { emptyState } from './state.ts'

describeAuditSink('in D1', async () => {
  const { DB } = await emptyState()
  const rows = async () => (await DB.prepare('SELECT * FROM audit ORDER BY at, request_id').all()).results
  return { sink: createD1AuditLog(DB), rows }
})
