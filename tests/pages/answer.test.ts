import { describe, expect, test } from 'vitest'
import type { CallRecord } from '../../src/pages/playground/exchange.ts'
import { aCard, aFracture, anAssessment, anExchange } from './an-exchange.ts'
import { fragmentsFor } from './pages.ts'

/** What is put into one element of the page. */
async function shownIn(place: Place, change: Readonly<Record<string, unknown>> = {}, record?: CallRecord) {
  const html = await fragmentsFor('/render', anExchange(change), {
    findRecord: (id) => (id === 'request-1' ? record : undefined),
  })
  const [, part = ''] = html.split(`<div data-into="${place}"`)
  return part.split('<div data-into=')[0]?.replace(/^[^>]*>/, '') ?? ''
}

type Place = 'status' | 'card' | 'behind'

function silent(assessment: Readonly<Record<string, unknown>>) {
  return { response: { cards: [] }, assessment: anAssessment(assessment) }
}

describe('a card', () => {
  test('shows summary, bold and bullets of the detail, suggestion, reasons and source', async () => {
    const html = await shownIn('card')
    expect(html).toContain(
      '<h3>Consider kyphoplasty referral: T12 compression fracture, pain 8/10 despite treatment.</h3>',
    )
    expect(html).toContain('<p><strong>MRI with STIR before any procedure:</strong> only CT was found.</p>')
    expect(html).toContain(
      '<ul><li><strong>Severe pain:</strong> met.</li><li><strong>Time:</strong> not found.</li></ul>',
    )
    expect(html).toContain('>Refer for kyphoplasty evaluation</button>')
    expect(html).toContain(
      '<option value="patient-refuses" data-system="http://example.org/reasons">Patient declines</option>',
    )
    expect(html).toContain('Source: Kyphoplasty CDS')
  })

  test('keeps the draft order folded beside the button that accepts it', async () => {
    const html = await shownIn('card')
    expect(html).toContain('data-accept="f2a2c7f0-6a4d-4c0e-9d0e-0c8c6f5b8a21"')
    expect(html).toMatch(/<details><summary>What it orders<.*&quot;resourceType&quot;: &quot;ServiceRequest&quot;/s)
  })

  test('says which hook brought it, and which service takes its place', async () => {
    expect(await shownIn('card')).toContain('<p class="hook">patient-view</p>')
    const html = await fragmentsFor('/render', anExchange())
    expect(html).toContain('<div data-into="card" data-service="vcf-patient-view">')
  })

  test.each([
    ['info', 'Information'],
    ['warning', 'Warning'],
    ['critical', 'Critical'],
    ['hard-stop', 'Unknown indicator'],
  ])('says the indicator %s in a word', async (indicator, word) => {
    expect(await shownIn('card', { response: { cards: [aCard({ indicator })] } })).toContain(
      `<p class="indicator">${word}</p>`,
    )
  })

  test('shows a lone ** in the detail as it is written', async () => {
    const html = await shownIn('card', { response: { cards: [aCard({ detail: 'a ** b' })] } })
    expect(html).toContain('<p>a ** b</p>')
  })

  test('links its source and its links when they are web addresses', async () => {
    const card = aCard({
      source: { label: 'Guideline', url: 'https://example.org/guideline' },
      links: [{ label: 'About', url: 'https://example.org/about', type: 'absolute' }],
    })
    const html = await shownIn('card', { response: { cards: [card] } })
    expect(html).toContain(
      '<a href="https://example.org/guideline" target="_blank" rel="noopener noreferrer">Guideline</a>',
    )
    expect(html).toContain('<a href="https://example.org/about"')
  })

  test('is announced with the time it took', async () => {
    expect(await shownIn('status')).toContain('One card, answered in 42 ms (the EHR read the chart in 120 ms).')
  })
})

describe('a silence', () => {
  test('is announced', async () => {
    expect(await shownIn('status', { response: { cards: [] } })).toContain('No card, answered in 42 ms')
  })

  test.each(['not-indicated', 'out-of-scope'])('gives the reason of the assessment when it is %s', async (outcome) => {
    const html = await shownIn('card', silent({ outcome, because: 'T11: old and painless.' }))
    expect(html).toContain('No card')
    expect(html).toContain('<p>T11: old and painless.</p>')
    expect(html).not.toContain('before')
  })

  test.each([
    ['already-referred', 'All criteria of the deciding policy are met. A referral is already ordered'],
    ['declined', 'this was declined'],
    ['work-up-ordered', 'What is missing is already ordered'],
    ['not-leaving-hospital', 'no discharge'],
    ['covered', 'All that the payer policy asks for is in the record'],
    ['answered', 'was answered before'],
    ['told-before', 'as often as it is shown'],
  ])('adds to the assessment that it was recorded as %s', async (silentBecause, words) => {
    expect(await silenceFor({ silentBecause })).toContain(words)
  })

  test.each([
    ['nothing-about-the-spine', 'Nothing in this call is about the spine'],
    ['orders-not-sent', 'did not say what is being ordered'],
  ])('gives the reason that lies in the call alone: %s', async (silentBecause, words) => {
    const html = await silenceFor({ silentBecause })
    expect(html).toContain(words)
    expect(html).not.toMatch(/All criteria of the deciding policy|Outcome:/)
  })

  test('says that the service runs silent', async () => {
    const html = await silenceFor({ result: 'silent-mode' })
    expect(html).toContain('The service runs in silent mode for this call')
  })

  test.each([{ silentBecause: 'not-indicated' }, undefined])(
    'adds nothing where it was recorded as %j',
    async (record) => {
      expect(await silenceFor(record)).toContain('<p>All criteria of the deciding policy are met.</p>')
    },
  )
})

/** The silence that was recorded so. */
function silenceFor(change: Partial<CallRecord> | undefined): Promise<string> {
  const record = change && { result: 'silent', silentBecause: null, shownBecause: null, cardUuid: null, ...change }
  return shownIn('card', silent({ outcome: 'refer-now' }), record)
}

describe('a refusal', () => {
  test('shows the words of the OperationOutcome', async () => {
    const response = { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'The Patient was not sent.' }] }
    const html = await shownIn('card', { status: 412, response, assessment: null })
    expect(html).toContain('did not answer')
    expect(html).toContain('<p>The Patient was not sent.</p>')
    expect(await shownIn('status', { status: 412, response })).toContain('Refused (HTTP 412)')
  })

  test('says so when there is no reason', async () => {
    expect(await shownIn('card', { status: 502, response: null, assessment: null })).toContain('It gave no reason.')
  })
})

describe('what stands behind the answer', () => {
  test.each([
    ['Severe pain', '<span aria-hidden="true">✓</span> Met'],
    ['Treatment failed', '<span aria-hidden="true">✗</span> Not met'],
    ['Moves freely', '<span aria-hidden="true">?</span> Not found'],
    ['Spinal infection', '<span aria-hidden="true">!</span> Present'],
    ['Pregnancy', '<span aria-hidden="true">✓</span> Absent'],
  ])('the finding of "%s" is a symbol and a word', async (statement, mark) => {
    const [before = ''] = (await shownIn('behind')).split(`<strong>${statement}</strong>`)
    expect(before.slice(before.lastIndexOf('<tr>'))).toContain(mark)
  })

  test('names what is missing and what could not be read', async () => {
    const html = await shownIn('behind')
    expect(html).toContain('Missing: a statement about mobility')
    expect(html).toContain('<strong>Could not look:</strong> allergies')
  })

  test('folds away the gates that nothing answers, but not those whose source could not be read', async () => {
    const html = await shownIn('behind')
    const folded = html.slice(html.indexOf('Gates about which the record says nothing: 1'))
    expect(folded).toContain('<strong>Cement allergy</strong>')
    expect(html.split('Gates about which')[0]).toContain('<strong>Bleeding</strong>')
  })

  test('links each evidence to the resource it stands in', async () => {
    expect(await shownIn('behind')).toContain('<a href="http://127.0.0.1:8103/fhir/R4/Observation/o1"')
  })

  test('reads facts out in words, without clock times', async () => {
    const html = await shownIn('behind')
    expect(html).toContain('score 8 · 2026-11-20')
    expect(html).toContain('level T12 · modality MR · height loss percent 20 to 30 · retropulsion no')
    expect(html).toContain('reduced mobility · 2026-11-02')
    expect(html).toContain('outpatient')
    expect(html).not.toContain('1795161600000')
  })

  test.each([
    [{ onsetEarliest: '2026-10-20' }, 'onset 2026-10-20 (onsetDateTime)'],
    [{ onsetEarliest: null, onsetBasis: 'recordedDate' }, 'onset 2026-10-20 or earlier (recordedDate)'],
    [{ onset: null }, 'onset unknown'],
  ])('says how well the onset is known: %j', async (change, words) => {
    const html = await shownIn('behind', { assessment: anAssessment({ fractures: [aFracture(change)] }) })
    expect(html).toContain(words)
  })

  test('says how the service recorded the call', async () => {
    const record = { result: 'card', silentBecause: null, shownBecause: 'same-sitting', cardUuid: 'u' }
    const html = await shownIn('behind', {}, record)
    expect(html).toContain('Recorded as: card, same-sitting')
  })

  test('names the mode that was asked for, and only then', async () => {
    const { request } = anExchange()
    const html = await shownIn('behind', { request: { ...request, mode: 'silent' } })
    expect(html).toContain('<th scope="row">X-Development-Mode</th><td>silent</td>')
    expect(await shownIn('behind')).not.toContain('X-Development-Mode')
  })

  test('lists what was sent, and what was not', async () => {
    const html = await shownIn('behind')
    expect(html).toContain('<th scope="row">prefetch.conditions</th><td>Bundle, entries: 3</td>')
    const { request } = anExchange()
    const bare = await shownIn('behind', { request: { ...request, prefetch: undefined, fhirServer: undefined } })
    expect(bare).toContain('<th scope="row">prefetch</th><td>not sent</td>')
    expect(bare).toContain('<th scope="row">fhirServer</th><td>not sent</td>')
  })
})
