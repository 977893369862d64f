import { describe, expect, test } from 'vitest'
import { anExchange } from './an-exchange.ts'
import { fragmentsFor } from './pages.ts'

const HOSTILE = '</pre><script>alert(1)</script><img src=x onerror="alert(2)">"\'&<a href="javascript:alert(3)">'

/** Puts the hostile text into every string of a JSON value, and into its keys as well. */
function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return `${value}${HOSTILE}`
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, poisoned(inner)])
  return Object.fromEntries([...entries, [HOSTILE, HOSTILE]])
}

function expectHarmless(html: string) {
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toMatch(/<script|<img|onerror="|<a href="javascript:/)
  expect(html).not.toContain('</pre><script')
}

describe('hostile text', () => {
  test('stays text in every place of an exchange', async () => {
    expectHarmless(await fragmentsFor('/render', poisonedExchange()))
  })

  test('stays text in a refusal', async () => {
    const response = { resourceType: 'OperationOutcome', issue: [{ diagnostics: HOSTILE }] }
    expectHarmless(await fragmentsFor('/render', anExchange({ status: 412, response })))
  })

  test('stays text when there is no card', async () => {
    const exchange = poisonedExchange()
    expectHarmless(await fragmentsFor('/render', { ...exchange, response: { cards: [] } }))
  })

  test('stays text in the list of patients', async () => {
    const patient = { resourceType: 'Patient', id: HOSTILE, gender: HOSTILE, name: [{ text: HOSTILE }] }
    expectHarmless(await fragmentsFor('/patients', { resourceType: 'Bundle', entry: [{ resource: patient }] }))
  })

  test('stays text everywhere in a chart', async () => {
    expectHarmless(await fragmentsFor('/chart', hostileChart()))
  })

  test('stays text in the pending orders', async () => {
    const order = { id: HOSTILE, code: { text: HOSTILE } }
    expectHarmless(await fragmentsFor('/orders', { orders: [order], wasAsked: HOSTILE }))
  })

  test('stays text in the feedback', async () => {
    const sent = [{ service: HOSTILE, request: { [HOSTILE]: HOSTILE }, status: 200, response: HOSTILE }]
    expectHarmless(await fragmentsFor('/feedback', { sent }))
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', ' https://example.org', '//example.org'])(
    'the address %s in a card becomes no link',
    async (url) => {
      const card = {
        summary: 's',
        links: [{ label: 'click', url, type: 'absolute' }],
        source: { label: 'source', url },
      }
      const html = await fragmentsFor('/render', anExchange({ response: { cards: [card] }, assessment: null }))
      expect(html).toContain('click')
      expect(html).not.toContain('<a ')
    },
  )

  test.each(['https://evil.example/x', '../../admin', 'Condition/1/../../x', '//evil.example'])(
    'the reference %s of an evidence becomes no link',
    async (reference) => {
      const fracture = { level: 'T12', evidence: [{ reference, date: null, basis: 'coded' }] }
      const assessment = { outcome: 'not-indicated', fractures: [fracture] }
      const html = await fragmentsFor('/render', anExchange({ response: { cards: [] }, assessment }))
      expect(html).toContain(reference)
      expect(html).not.toContain('<a ')
    },
  )
})

function poisonedExchange(): object {
  return Object.fromEntries(
    Object.entries(anExchange()).map(([key, value]) => [key, key === 'status' ? value : poisoned(value)]),
  )
}

function hostileChart() {
  const concept = { text: HOSTILE }
  const bundle = (resource: object) => ({ resourceType: 'Bundle', entry: [{ resource }] })
  return {
    patient: { resourceType: 'Patient', id: HOSTILE, birthDate: HOSTILE, gender: HOSTILE, name: [{ family: HOSTILE }] },
    conditions: bundle({ resourceType: 'Condition', code: concept, clinicalStatus: { coding: [{ code: HOSTILE }] } }),
    observations: bundle({ resourceType: 'Observation', code: concept, valueString: HOSTILE }),
    imagingReports: bundle({ resourceType: 'DiagnosticReport', code: concept, conclusion: HOSTILE }),
    medications: bundle({ resourceType: 'MedicationRequest', medicationCodeableConcept: concept, status: HOSTILE }),
    procedures: bundle({ resourceType: 'Procedure', code: concept, status: HOSTILE, performedDateTime: HOSTILE }),
  }
}
