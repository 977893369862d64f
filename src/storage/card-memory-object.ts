import { DurableObject } from 'cloudflare:workers'
import type { ObjectContext } from './bindings.ts'
import type { CardAnswer, PatientRef, Showing, Sighting } from './card-memory.ts'
import type { CardMemoryStub } from './durable-card-memory.ts'
import { addAnswers, EMPTY_MEMORY, joinMemories, type PatientMemory } from './patient-memory.ts'
import { readRetention } from './retention.ts'
import { decideShowing } from './showing-rule.ts'
import { parsePatientMemory } from './stored-shapes.ts'

const MS_PER_DAY = 86_400_000

/** What is remembered of some patients of one client. Single-threaded: each call decides and records in one step. */
export class CardMemoryObject extends DurableObject implements CardMemoryStub {
  constructor(context: ObjectContext, bindings: unknown) {
    super(context, bindings)
    context.storage.sql.exec(
      `CREATE TABLE IF NOT EXISTS patients (
        patient_key TEXT PRIMARY KEY, memory TEXT NOT NULL, adopted TEXT NOT NULL, moved_to TEXT, touched_at INTEGER NOT NULL
      ) WITHOUT ROWID`,
    )
  }

  async show({ patientKey, formerPatientKeys }: PatientRef, sighting: Sighting): Promise<Showing | undefined> {
    const patient = this.#recall(patientKey)
    if (!formerPatientKeys.every((key) => patient.adopted.includes(key))) return undefined
    const { showing, memory } = decideShowing(patient.memory, sighting)
    await this.#remember(patientKey, { ...patient, memory })
    return showing
  }

  async answer(patientKey: string, answers: readonly CardAnswer[]): Promise<string | undefined> {
    const patient = this.#recall(patientKey)
    if (patient.movedTo !== null) return patient.movedTo
    const { memory } = patient
    await this.#remember(patientKey, {
      ...patient,
      memory: { ...memory, answers: addAnswers(memory.answers, answers) },
    })
    return undefined
  }

  async release(patientKey: string, movedTo: string): Promise<PatientMemory> {
    const patient = this.#recall(patientKey)
    await this.#remember(patientKey, { ...patient, movedTo })
    return patient.memory
  }

  async adopt(patientKey: string, formerKey: string, former: PatientMemory): Promise<void> {
    const { memory, adopted } = this.#recall(patientKey)
    const keys = [...new Set([...adopted, formerKey])]
    await this.#remember(patientKey, { memory: joinMemories(former, memory), adopted: keys, movedTo: null })
  }

  async forget(patientKey: string): Promise<void> {
    const patient = this.#recall(patientKey)
    await this.#remember(patientKey, { ...patient, memory: EMPTY_MEMORY })
  }

  /** Forgets patients whose card was not asked about for as long as the state is kept. */
  async alarm(): Promise<void> {
    const oldest = Date.now() - readRetention(this.env).suppressionMs
    this.#sql('DELETE FROM patients WHERE touched_at < ?', oldest)
    const [left] = this.#sql('SELECT 1 FROM patients LIMIT 1')
    if (left) await this.ctx.storage.setAlarm(Date.now() + MS_PER_DAY)
  }

  #recall(patientKey: string): RememberedPatient {
    const [row] = this.#sql('SELECT memory, adopted, moved_to FROM patients WHERE patient_key = ?', patientKey)
    if (!row) return { memory: EMPTY_MEMORY, adopted: [], movedTo: null }
    const { memory, adopted, moved_to: movedTo } = row
    return {
      memory: parsePatientMemory(memory),
      adopted: String(adopted).split(' ').filter(Boolean),
      movedTo: typeof movedTo === 'string' ? movedTo : null,
    }
  }

  async #remember(patientKey: string, { memory, adopted, movedTo }: RememberedPatient): Promise<void> {
    this.#sql(
      'INSERT OR REPLACE INTO patients VALUES (?, ?, ?, ?, ?)',
      patientKey,
      JSON.stringify(memory),
      adopted.join(' '),
      movedTo,
      Date.now(),
    )
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + MS_PER_DAY)
  }

  #sql(statement: string, ...values: readonly (string | number | null)[]) {
    return this.ctx.storage.sql.exec(statement, ...values).toArray()
  }
}

interface RememberedPatient {
  readonly memory: PatientMemory
  /** Former keys whose memory came over. */
  readonly adopted: readonly string[]
  readonly movedTo: string | null
}
