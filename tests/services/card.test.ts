import { describe, expect, test } from 'vitest'
import { toCard } from '../../src/services/card.ts'
import { uuidBelow } from '../../src/storage/identity-keys.ts'
import { facts, safety } from '../support/facts.ts'
import { cardFor } from './decided.ts'

const CARD_UUID = '9e29f8f5-5a42-5b5c-8f3a-0c9c1f7d4a11'
const draft = cardFor(facts())

function identified(uuid = CARD_UUID, card = draft) {
  return toCard(card, { uuid, uuidOf: (id) => uuidBelow(uuid, id) })
}

describe('a card with its identity', () => {
  test('has one uuid for itself and one for each suggestion, all different', async () => {
    const { uuid, suggestions = [] } = await identified()
    const uuids = [uuid, ...suggestions.map((suggestion) => suggestion.uuid)]
    expect(uuids).toHaveLength(3)
    expect(new Set(uuids).size).toBe(3)
  })

  test('has the same uuids each time', async () => {
    expect(await identified()).toEqual(await identified())
  })

  test('gives its suggestions other uuids where it has another itself', async () => {
    const other = await identified('7d3f1c9e-1f64-5d0a-9a53-6f1f0d2b8c22')
    const ours = new Set((await identified()).suggestions?.map(({ uuid }) => uuid))
    for (const { uuid } of other.suggestions ?? []) expect(ours.has(uuid)).toBe(false)
  })

  test('is information, from one constant source with one constant topic', async () => {
    const { indicator, source } = await identified()
    expect(indicator).toBe('info')
    expect(source.label).toMatch(/^Kyphoplasty CDS/)
    expect(source.topic).toEqual({
      system: 'urn:kyphoplasty-cds:topic',
      code: 'VCFKyphoplastyReferral',
      display: 'Kyphoplasty referral',
    })
  })

  test('has a topic code of letters and digits only, which is what Epic keys on', async () => {
    expect((await identified()).source.topic.code).toMatch(/^[A-Za-z0-9]{1,100}$/)
  })

  test('creates one draft ServiceRequest per suggestion and says so in its description as well', async () => {
    const { suggestions = [] } = await identified()
    for (const { label, actions } of suggestions) {
      expect(actions).toHaveLength(1)
      expect(actions[0]).toMatchObject({
        type: 'create',
        description: label,
        resource: { resourceType: 'ServiceRequest', status: 'draft' },
      })
    }
  })

  test('may be taken up with any number of suggestions', async () => {
    expect((await identified()).selectionBehavior).toBe('any')
  })

  test('leaves out suggestions and selectionBehavior where there is nothing to click', async () => {
    const danger = cardFor(facts({ safety: [safety('neurological-deficit', '2026-11-18')] }))
    const card = await identified('a', danger)
    expect(card).not.toHaveProperty('suggestions')
    expect(card).not.toHaveProperty('selectionBehavior')
  })
})
