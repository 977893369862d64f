import { describe, expect, test } from 'vitest'
import type { AuditEntry, AuditSink } from '../../src/storage/audit-log.ts'
import { anEntry } from './audit-entry.ts'

interface Kept {
  readonly sink: AuditSink
  readonly rows: () => Promise<readonly unknown[]>
}

/** What a place that keeps audit entries keeps to. `create` gives an empty one. */
export function describeAuditSink(name: string, create: () => Promise<Kept>): void {
  describe(`audit rows: ${name}`, () => {
    test('hold every field of an entry', async () => {
      const { sink, rows } = await create()
      const entry: AuditEntry = anEntry({ result: 'card', cardUuid: 'card-1', couldNotLook: ['allergies'] })
      await sink.write([entry])
      expect(await rows()).toEqual([
        {
          at: 0,
          client_id: 'development',
          request_id: 'request-1',
          patient_key: 'test:00',
          user_key: 'test:01',
          service_id: 'vcf-patient-view',
          rule_version: '1.0.0',
          result: 'card',
          outcome: 'not-indicated',
          silent_because: 'not-indicated',
          shown_because: null,
          card_uuid: 'card-1',
          findings: '{"severe-pain":"met"}',
          could_not_look: '["allergies"]',
          timings: '{"assessMs":2,"memoryMs":1}',
          fhir_requests: 0,
          foreign_resources: 0,
          elapsed_ms: 3,
        },
      ])
    })

    test('are written once however often the write is repeated', async () => {
      const { sink, rows } = await create()
      const entries = [anEntry(), anEntry({ requestId: 'request-2' })]
      await sink.write(entries)
      await sink.write([...entries, anEntry({ requestId: 'request-3' })])
      expect(await rows()).toHaveLength(3)
    })

    test('are purged by their age', async () => {
      const { sink, rows } = await create()
      await sink.write([anEntry({ at: 10 }), anEntry({ at: 20 })])
      await sink.purge(20)
      expect(await rows()).toMatchObject([{ at: 20 }])
    })
  })
}
