import { expect, test } from 'vitest'
import { createBufferedAuditLog } from '../../src/storage/buffered-audit-log.ts'
import { createD1AuditLog } from '../../src/storage/d1-audit-log.ts'
import { openSqlite } from '../../src/tools/sqlite-database.ts'
import { emptyDatabase } from '../storage/sqlite.ts'
import { cardsOf, createTestApp, NOW, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

test('calls while the database is down get their cards, and their rows are written when it is back, each once', async () => {
  const [lost, whole] = [createD1AuditLog(openSqlite().database), emptyDatabase()]
  let sink = lost
  const lines: object[] = []
  const auditLog = createBufferedAuditLog(
    { write: (entries) => sink.write(entries) },
    { writeLine: (line) => lines.push(line), now: () => NOW },
  )
  let at = NOW.getTime()
  const app = createTestApp({ auditLog, now: () => new Date(at++) })
  const call = async () => cardsOf(await app.post(PATIENT_VIEW, aCall()))

  expect(await call()).toHaveLength(1)
  expect(await call()).toHaveLength(1)
  sink = createD1AuditLog(whole)
  expect(await call()).toHaveLength(1)

  const { results } = await whole.prepare('SELECT result, shown_because FROM audit ORDER BY at').all()
  expect(results).toEqual([
    { result: 'card', shown_because: 'first-telling' },
    { result: 'card', shown_because: 'same-sitting' },
    { result: 'card', shown_because: 'same-sitting' },
  ])
  expect(lines.filter((line) => 'audit' in line)).toHaveLength(3)
  expect(lines.filter((line) => 'error' in line)).toHaveLength(2)
})
