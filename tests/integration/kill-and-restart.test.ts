import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TODAY = new Date().toISOString().slice(0, 10)
const PATIENTS = Array.from({ length: 60 }, (_, index) => `patient-${index}`)

let stateDir = ''
beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'kyphoplasty-cds-state-'))
})
afterAll(() => rm(stateDir, { recursive: true, force: true }))

/** The real server, in a process group of its own so that all of it can be killed at once. */
async function startServer() {
  const child = spawn(process.execPath, ['src/tools/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', FHIR_PORT: '0', STATE_DIR: stateDir },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  while (!said.includes('is ready') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50))
  const [, services] = /CDS Hooks at (\S+?),/.exec(said) ?? []
  if (services === undefined || child.pid === undefined) throw new Error(said)
  const group = -child.pid
  return {
    service: `${services}/vcf-patient-view`,
    kill: async () => {
      process.kill(group, 'SIGKILL')
      await ended
    },
  }
}

async function post(url: string, body: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status !== 200) throw new Error(`${response.status}`)
  return JSON.parse(await response.text())
}

/** A fracture without imaging: the card asks for an MRI, whatever the day. */
async function open(service: string, id: string): Promise<string | undefined> {
  const condition = {
    resourceType: 'Condition',
    id: `fracture-of-${id}`,
    subject: { reference: `Patient/${id}` },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'S22.080A' }], text: 'T12 wedge fracture' },
    recordedDate: TODAY,
  }
  const { cards } = await post(service, {
    hook: 'patient-view',
    hookInstance: crypto.randomUUID(),
    context: { userId: 'Practitioner/1', patientId: id },
    prefetch: {
      patient: { resourceType: 'Patient', id, birthDate: '1949-03-01', gender: 'female' },
      conditions: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: condition }] },
      imagingReports: null,
    },
  })
  return cards[0]?.uuid
}

/** Opens charts and answers every other card until the server is gone; gives what was acknowledged. */
async function loadUntilGone(service: string, onAcknowledged: (count: number) => void) {
  const shown = new Map<string, string>()
  const answered = new Set<string>()
  const work = async (patients: readonly string[]) => {
    for (const id of patients) {
      const card = await open(service, id)
      if (card === undefined) throw new Error(`no card for ${id}`)
      shown.set(id, card)
      if (Number(id.slice('patient-'.length)) % 2 === 0) {
        await post(`${service}/feedback`, {
          feedback: [{ card, outcome: 'overridden', outcomeTimestamp: new Date().toISOString() }],
        })
        answered.add(id)
      }
      onAcknowledged(shown.size)
    }
  }
  const lanes = [0, 1, 2, 3].map((lane) => PATIENTS.filter((_, index) => index % 4 === lane))
  await Promise.allSettled(lanes.map(work))
  return { shown, answered }
}

test('what was acknowledged before a kill in the middle of load is there after the restart', async () => {
  const first = await startServer()
  let killed: Promise<void> | undefined
  const { shown, answered } = await loadUntilGone(first.service, (count) => {
    if (count >= PATIENTS.length / 2) killed ??= first.kill()
  })
  await killed
  expect(answered.size).toBeGreaterThan(5)
  expect(shown.size).toBeLessThan(PATIENTS.length)

  const second = await startServer()
  for (const [id, card] of shown) {
    // A feedback whose answer was lost may have been kept: nobody was told that it was.
    const isCertain = answered.has(id) || Number(id.slice('patient-'.length)) % 2 !== 0
    if (isCertain) expect(await open(second.service, id)).toBe(answered.has(id) ? undefined : card)
  }
  await second.kill()
})
