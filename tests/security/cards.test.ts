import { describe, expect, test } from 'vitest'
import { cardsOf, createTestApp, PATIENT_VIEW } from '../support/app.ts'
import {
  type AnyResource,
  aCall,
  aFracture,
  aNeurology,
  anMriReport,
  aPainObservation,
  aRadiographReport,
  referNowPrefetch,
  searchset,
} from '../support/fhir.ts'

/** What turns a text into markup somewhere. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '[x]: https://evil.example',
  'https://evil.example',
  'www.evil.example',
  'evil@evil.example',
  '`code`',
  '# heading',
  '| a | b |\n|---|---|',
  '**bold** _it_ ~~no~~',
  '\u202eevil\u0007\u001b[31m',
  'javascript:alert(1)',
]

/** The patients behind every kind of card: refer now, finish the work-up, another route. */
const RECORDS: readonly (readonly [string, Readonly<Record<string, AnyResource>>])[] = [
  ['a referral', {}],
  ['a work-up', { imagingReports: searchset(aRadiographReport()), observations: searchset(aPainObservation(8)) }],
  ['another route', { observations: searchset(aPainObservation(8), aNeurology(true)) }],
]

/** A record with words beside and inside everything that is read. */
function poisoned(prefetch: Readonly<Record<string, unknown>>, words: string): Readonly<Record<string, unknown>> {
  const text = JSON.stringify({ ...referNowPrefetch(), ...prefetch })
  const said = JSON.stringify(words)
  return JSON.parse(
    text
      .replaceAll(
        /"text":"((?:[^"\\]|\\.)*)"/g,
        (_, own) => `"text":${JSON.stringify(`${JSON.parse(`"${own}"`)} ${words}`)}`,
      )
      .replaceAll('"resourceType":"', `"note":[{"text":${said}}],"display":${said},"title":${said},"resourceType":"`)
      .replaceAll('"coding":[{', `"coding":[{"display":${said},`)
      .replaceAll('"family":"Synthetic"', `"family":${said}`),
  )
}

async function cardOf(prefetch: Readonly<Record<string, unknown>>, context = {}) {
  const [card] = await cardsOf(await createTestApp().post(PATIENT_VIEW, aCall({ prefetch, context })))
  if (!card) throw new Error('there is no card')
  return card
}

describe('22 a text of a card', () => {
  test.each(RECORDS)(
    'about %s has no markup but bold words and bullets, whatever the record says',
    async (_kind, prefetch) => {
      const plain = await cardOf(prefetch)
      for (const words of PAYLOADS) {
        const card = await cardOf(poisoned(prefetch, words))
        expect(`${card.summary}\n${card.detail}`).not.toMatch(/[<>`[\]\\|#~@]|https?:|www\.|evil|javascript/i)
        expect(
          card.detail.split('\n').filter((line) => /^\s*(?:[*+>=]|\d+\.|-(?! ))/.test(line.replace(/^\*\*/, ''))),
        ).toEqual([])
        expect(card.summary).toBe(plain.summary)
      }
    },
  )
})

describe('23 an address in a card', () => {
  test.each(RECORDS)('about %s is https, ours, and names no patient', async (_kind, prefetch) => {
    const card = await cardOf(prefetch)
    const addresses = [card.source.url, ...(card.links ?? []).map(({ url }) => url)].flatMap((url) => url ?? [])
    for (const address of addresses) {
      expect(address).toMatch(/^https:\/\//)
      expect(address).not.toContain('pat-1')
      expect(address).not.toMatch(/[?#]/)
    }
    expect(JSON.stringify(card)).not.toContain('appContext')
  })
})

describe('24 an action in a card', () => {
  const HOSTILE = {
    extension: [{ url: 'urn:evil', valueString: 'evil' }],
    contained: [{ resourceType: 'Patient', id: 'evil' }],
    meta: { tag: [{ code: 'evil' }] },
    performer: [{ reference: 'Practitioner/evil' }],
    note: [{ text: 'evil' }],
  }
  const FIELDS = [
    'resourceType',
    'status',
    'intent',
    'priority',
    'category',
    'code',
    'subject',
    'encounter',
    'requester',
    'reasonReference',
    'reasonCode',
    'authoredOn',
    'occurrenceDateTime',
    'bodySite',
    'note',
  ]

  test.each(RECORDS.slice(0, 2))(
    'about %s creates one draft of our own fields, and nothing the client sent',
    async (_kind, prefetch) => {
      const hostile = {
        conditions: searchset(aFracture(HOSTILE)),
        imagingReports: prefetch.imagingReports ?? searchset(anMriReport(HOSTILE)),
      }
      const draftOrders = searchset({
        resourceType: 'ServiceRequest',
        id: 'd',
        status: 'draft',
        ...HOSTILE,
        code: { text: 'evil' },
      })
      const { suggestions = [] } = await cardOf({ ...prefetch, ...hostile }, { draftOrders })
      expect(suggestions.length).toBeGreaterThan(0)
      for (const { actions } of suggestions) {
        expect(actions.map(({ type }) => type)).toEqual(['create'])
        for (const { resource } of actions) {
          expect(resource).toMatchObject({
            resourceType: 'ServiceRequest',
            status: 'draft',
            subject: { reference: 'Patient/pat-1' },
          })
          expect(Object.keys(resource).filter((field) => !FIELDS.includes(field))).toEqual([])
        }
      }
      expect(JSON.stringify(suggestions)).not.toContain('evil')
    },
  )

  test('never acts for the clinician', async () => {
    for (const [, prefetch] of RECORDS) {
      const response = await createTestApp().post(PATIENT_VIEW, aCall({ prefetch }))
      expect(await response.text()).not.toMatch(/systemActions|"delete"|"update"|autolaunchable/)
    }
  })
})
