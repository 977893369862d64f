import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cardsOf, createTestApp, issuesOf, type TestApp } from '../support/app.ts'

const SHAPES = new URL('../../fixtures/ehr/', import.meta.url)

interface Call {
  readonly hook: string
  readonly context: Readonly<Record<string, unknown>>
  readonly prefetch: Readonly<Record<string, unknown>>
}

function shape(name: string): Call {
  return JSON.parse(readFileSync(new URL(`${name}.json`, SHAPES), 'utf8'))
}

function send(name: string, app: TestApp = createTestApp()): Promise<Response> {
  const body = shape(name)
  return app.post(`/cds-services/vcf-${body.hook}`, body)
}

async function cardOf(name: string, app?: TestApp) {
  const [card] = await cardsOf(await send(name, app))
  return card
}

const ALL = readdirSync(SHAPES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .map((path) => path.replace(/\.json$/, '').replaceAll('\\', '/'))

describe.each(ALL)('%s', (name) => {
  test('breaks nothing', async () => {
    const app = createTestApp()
    expect((await send(name, app)).status).toBeLessThan(500)
    expect(app.failures).toEqual([])
  })

  test('brings nothing of the record back but ids of evidence', async () => {
    const body = shape(name)
    const text = await (await send(name)).text()
    expect(text).not.toMatch(/Example-|synthetic-token|userSelected|Balloon|oxyCODONE/)
    expect(JSON.stringify(body)).toMatch(/Example-/)
  })

  test('is answered the same with fields that nobody knows', async () => {
    const body = { ...shape(name), extension: { 'org.example': { any: [1, null, {}] } }, unknown: null }
    const known = await (await send(name)).text()
    expect(await (await createTestApp().post(`/cds-services/vcf-${body.hook}`, body)).text()).toBe(known)
  })
})

describe('Epic', () => {
  test('gets the card for its ids, references and codes, with the draft for that patient', async () => {
    const card = await cardOf('epic/patient-view')
    expect(card?.summary).toBe(
      'Consider kyphoplasty referral: T12 compression fracture, 4 weeks, pain 8/10 despite treatment.',
    )
    const { patientId, encounterId } = shape('epic/patient-view').context
    expect(card?.suggestions?.[0]?.actions[0]?.resource).toMatchObject({
      subject: { reference: `Patient/${patientId}` },
      encounter: { reference: `Encounter/${encounterId}` },
    })
  })

  test('finds the same words in label and description, one action, and selectionBehavior any', async () => {
    const card = await cardOf('epic/patient-view')
    expect(card?.selectionBehavior).toBe('any')
    for (const { label, actions } of card?.suggestions ?? [])
      expect(actions.map(({ description }) => description)).toEqual([label])
  })

  test('meets one card for all triggers of a hook', async () => {
    const app = createTestApp()
    const opened = await cardOf('epic/patient-view', app)
    expect((await cardOf('epic/patient-view-problem-entered', app))?.uuid).toBe(opened?.uuid)
  })

  test('is asked for nothing where a search brought nothing but its remark', async () => {
    expect(await cardOf('epic/patient-view-nothing-found')).toBeUndefined()
  })

  test('gets the card while a study of the spine is ordered, and not the study again', async () => {
    const card = await cardOf('epic/order-select')
    expect(card?.summary).toMatch(/^Consider kyphoplasty referral: T12/)
  })

  test('without the scopes for drafts gets no error', async () => {
    expect(await cardOf('epic/order-sign-without-drafts')).toBeUndefined()
  })
})

describe('Oracle Health', () => {
  test('is told what is missing, and which sources could not be read to their end', async () => {
    const card = await cardOf('oracle/patient-view')
    expect(card?.summary).toMatch(/^L1 compression fracture: before a kyphoplasty decision, missing: /)
    expect(card?.detail).toMatch(/a pain score/)
    expect(card?.detail).toMatch(/the imaging reports \(could not be read\)|\*\*Could not be read:\*\*/)
  })
})

describe('athenahealth', () => {
  test('gets a card from a diagnosis of an encounter and a report in plain text', async () => {
    const card = await cardOf('athena/order-select')
    expect(card?.summary).toMatch(/L2 compression fracture/)
    expect(card?.detail).toMatch(/\*\*Could not be read:\*\* .*(?:medicines|medications)/)
  })
})

describe('the public sandbox', () => {
  test('gets a card without encounter and token', async () => {
    expect((await cardOf('sandbox/patient-view'))?.summary).toMatch(/^Consider kyphoplasty referral: T12/)
  })

  test('gets 412 with the keys where its searches failed', async () => {
    const response = await send('sandbox/patient-view-searches-failed')
    expect(response.status).toBe(412)
    expect(JSON.stringify(await issuesOf(response))).toMatch(/conditions.*imagingReports/)
  })

  test('gets silence before anything is chosen, and a card when a spine CT or an opioid is', async () => {
    expect(await cardOf('sandbox/order-select-pama-opened')).toBeUndefined()
    expect((await cardOf('sandbox/order-select-pama-chosen'))?.summary).toMatch(/T12/)
    expect((await cardOf('sandbox/order-select-rx'))?.summary).toMatch(/T12/)
  })
})

describe('the CRD request generator', () => {
  test('gets the coverage view from the keys that it does send', async () => {
    const card = await cardOf('crd-request-generator/order-sign')
    expect(card).toMatchObject({
      indicator: 'info',
      summary: expect.stringMatching(/^T12 augmentation, Medicare LCD: not documented/),
    })
    expect(card?.detail).toMatch(/could not be read/i)
  })

  test('is not confused by its one hookInstance: another patient is another patient', async () => {
    const app = createTestApp()
    const first = await cardOf('crd-request-generator/order-sign', app)
    const body = JSON.parse(JSON.stringify(shape('crd-request-generator/order-sign')).replaceAll('pat013', 'pat014'))
    const [other] = await cardsOf(await app.post('/cds-services/vcf-order-sign', body))
    expect(other?.uuid).not.toBe(first?.uuid)
  })
})
