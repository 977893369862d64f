import { describe, expect, test } from 'vitest'
import { MAX_SUMMARY_CHARACTERS } from '../src/cds-hooks/response.ts'
import { cardsPage } from './support/cards/cards-page.ts'
import { libraryCards } from './support/cards/library-cards.ts'
import { libraryCases } from './support/case-library.ts'

const cards = libraryCards(libraryCases())

describe('every card of the case library', () => {
  test('there is one of each kind, under each policy that may decide', () => {
    const kinds = new Set(cards.map(({ policy, draft }) => `${policy} ${draft.kind}`))
    for (const policy of ['clinic', 'medicare-lcd']) {
      for (const kind of ['refer-now', 'complete-workup', 'other-route', 'bone-health']) {
        expect(kinds).toContain(`${policy} ${kind}`)
      }
    }
  })

  test('has a summary of at most 139 characters and a detail of about 120 words', () => {
    expect(MAX_SUMMARY_CHARACTERS).toBe(139)
    for (const { draft } of cards) {
      expect(draft.summary.length, draft.summary).toBeLessThanOrEqual(139)
      expect(draft.detail.split(/\s+/).length, draft.detail).toBeLessThanOrEqual(130)
    }
  })

  test('holds nothing that a client could take for markup, a link or an image', () => {
    for (const { draft } of cards) {
      expect(`${draft.summary}\n${draft.detail}`).not.toMatch(/[<>`[\]\\|#_~&]|https?:|!\(/)
    }
  })

  test('never offers the procedure itself', () => {
    const offered = cards.flatMap(({ draft }) => draft.suggestions)
    for (const { label, resource } of offered) {
      expect(label).toMatch(/^(?:Refer for|Order) /)
      expect(JSON.stringify(resource.code)).not.toMatch(/2251[0-5]/)
    }
  })
})

describe('the page of all cards', () => {
  test('shows what stands in a card or a case as text, whatever it is', async () => {
    const [card] = cards
    if (!card) throw new Error('there is no card')
    const hostile = '<img src=x onerror=alert(1)>"\'&<script>alert(1)</script>'
    const page = String(
      await cardsPage([
        {
          ...card,
          draft: { ...card.draft, summary: hostile, detail: hostile },
          cases: [{ name: hostile, why: hostile }],
        },
      ]),
    )
    expect(page).not.toContain('<img')
    expect(page).not.toContain('<script')
    expect(page.match(/&lt;img src=x/g)).toHaveLength(4)
  })
})
