import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SERVICES } from '../../src/services/index.ts'
import type { Result } from '../../src/tools/conformance/rule.ts'
import { checkConformance } from '../../src/tools/conformance/run.ts'
import { type RunningServers, startServers } from '../../src/tools/start-servers.ts'

/** The kit that integrators use, pointed at this service as it really runs: in workerd, over HTTP. */
let servers: RunningServers
let results: readonly Result[]

beforeAll(async () => {
  servers = await startServers({ port: 0, fhirPort: 0 })
  const body = {
    hook: 'patient-view',
    hookInstance: crypto.randomUUID(),
    fhirServer: servers.fhirUrl,
    context: { userId: 'Practitioner/conformance', patientId: 'refer-now' },
  }
  results = await checkConformance({
    base: servers.serviceUrl,
    supplied: [{ name: 'refer-now', body }],
    origin: 'https://ehr.example.org',
    // How fast a busy machine answers says nothing here.
    clock: () => 0,
  })
})
afterAll(() => servers.close())

describe('this service', () => {
  test('keeps every requirement that the kit can see, whatever its level', () => {
    expect(results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([])
  })

  test('is looked at as a whole: every service that discovery lists', () => {
    const subjects = new Set(results.map(({ subject }) => subject))
    const services = SERVICES.map(({ definition: { id, hook } }) => `${id} (${hook})`)
    expect(subjects).toEqual(new Set(['discovery', ...services]))
  })

  test('shows a card, so that the checks on cards have something to check', () => {
    // No link, system action, update or delete is ever sent.
    const ofCards = results.filter(
      ({ id, subject }) => /^(?:card|suggestion|action)-/.test(id) && subject.includes('patient-view'),
    )
    expect(ofCards.length).toBeGreaterThan(15)
    expect(ofCards.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
  })
})
