import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { junitReport, textReport } from '../../../src/tools/conformance/report.ts'
import { checkConformance } from '../../../src/tools/conformance/run.ts'
import { aService, BASE, type Fault } from './a-service.ts'

const CASES = { numRuns: 60, seed: 20_261_122 }

/** Whole names of the protocol with anything behind them, so that the rules have something to look at. */
const anyCard = fc.record(
  {
    uuid: fc.jsonValue(),
    summary: fc.jsonValue(),
    source: fc.oneof(fc.jsonValue(), fc.record({ label: fc.jsonValue(), topic: fc.jsonValue() })),
    suggestions: fc.oneof(
      fc.jsonValue(),
      fc.array(
        fc.record({
          label: fc.jsonValue(),
          actions: fc.array(fc.record({ type: fc.constant('create'), resource: fc.jsonValue() })),
        }),
      ),
    ),
    overrideReasons: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
    links: fc.oneof(fc.jsonValue(), fc.array(fc.record({ url: fc.jsonValue(), type: fc.jsonValue() }))),
  },
  { requiredKeys: [] },
)

async function report(fault: Fault): Promise<string> {
  const service = aService({ keys: [] }, { ignores: 'missing token', ...fault })
  const results = await checkConformance({ base: BASE, fetch: service, clock: () => 0 })
  expect(results.length).toBeGreaterThan(20)
  return textReport(BASE, results) + junitReport(BASE, results)
}

describe('whatever a service answers is judged, never thrown at', () => {
  test('any JSON as discovery', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (json) => {
        expect(await report({ discovery: () => json ?? {} })).toContain('discovery-services')
      }),
      CASES,
    )
  })

  test('any list of services with any templates', async () => {
    const template = fc.oneof(fc.string(), fc.stringMatching(/^[A-Z]\w*\?[\w=&{}.:%|]*$/), fc.jsonValue())
    const service = fc.record({
      id: fc.oneof(fc.string(), fc.jsonValue()),
      hook: fc.oneof(fc.constantFrom('patient-view', 'order-sign', '__proto__', 'constructor'), fc.string()),
      prefetch: fc.oneof(fc.dictionary(fc.string(), template), fc.jsonValue()),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(service, { maxLength: 2 }), async (services) => {
        await report({ discovery: () => ({ services }) })
      }),
      CASES,
    )
  })

  test('any JSON as an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (json) => {
        await report({ answer: () => json ?? {} })
      }),
      CASES,
    )
  })

  test('any card', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyCard, fc.jsonValue()), async (card) => {
        await report({ answer: () => ({ cards: [card], systemActions: [card] }) })
      }),
      CASES,
    )
  })

  test('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.constantFrom(200, 204, 302, 500), async (bytes, status) => {
        const fetchBytes = async () => new Response(status === 204 ? null : new Uint8Array(bytes), { status })
        const results = await checkConformance({ base: BASE, fetch: fetchBytes, clock: () => 0 })
        expect(results.map(({ id }) => id)).toContain('discovery-status')
      }),
      CASES,
    )
  })
})
