import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createD1FeedbackStore } from '../../src/storage/d1-feedback-store.ts'
import { exportFeedback } from '../../src/tools/export-feedback.ts'
import { openSqlite } from '../../src/tools/sqlite-database.ts'
import { aCard, aFeedback } from '../storage/feedback-of.ts'

const MIGRATIONS = new URL('../../src/storage/migrations/', import.meta.url)

let directory = ''
let schema = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kyphoplasty-cds-export-'))
  for (const name of (await readdir(MIGRATIONS)).sort()) schema += await readFile(new URL(name, MIGRATIONS), 'utf8')
  const { database, exec } = openSqlite(join(directory, 'state.sqlite'))
  exec(schema)
  const store = createD1FeedbackStore(database)
  for (const clientId of ['st-elsewhere', 'county-general']) {
    await store.issue(aCard({ clientId }))
    await store.record(clientId, [aFeedback()])
  }
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe('npm run export-feedback', () => {
  test('reads the state of npm start', async () => {
    expect(JSON.parse(await exportFeedback(['--state', directory, '--format', 'json']))).toHaveLength(2)
    const ofOne = await exportFeedback(['--state', directory, '--client', 'st-elsewhere'])
    expect(ofOne.trim().split('\r\n')).toHaveLength(2)
    expect(ofOne).toContain('"st-elsewhere vcf-patient-view"')
  })

  test('reads a dump of the database', async () => {
    const dump = join(directory, 'dump.sql')
    const card = `INSERT INTO issued_cards VALUES ('c', 'card-1', 'p', 'u', 's', 'refer-now', '${JSON.stringify(aCard().news)}', '[]', '1.1.0', 1, 1);`
    const feedback =
      "INSERT INTO feedback VALUES ('c', 'card-1', 'overridden', 2, '', 's', NULL, 'patient-refuses', NULL, 3);"
    await writeFile(dump, `${schema}\n${card}\n${feedback}`)
    expect(await exportFeedback(['--dump', dump])).toContain('"patient-refuses"')
  })

  test.each([[[]], [['--state', 'a', '--dump', 'b']], [['--state', 'a', '--format', 'xml']]])(
    'says how it is used where it is told %j',
    async (args) => {
      await expect(exportFeedback(args)).rejects.toThrow(/npm run export-feedback/)
    },
  )

  test('says where there is nothing to export', async () => {
    await expect(exportFeedback(['--state', join(directory, '..', 'nowhere')])).rejects.toThrow(
      /no state of this service/,
    )
  })
})
