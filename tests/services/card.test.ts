import { describe, expect, test } from 'vitest'
import { toCard } from '../../src/services/card.ts'
import { createIdentityKeys } from '../../src/storage/identity-keys.ts'
import { facts, safety } from '../support/facts.ts'
import { cardFor } from './decided.ts'

const { uuidOf } = createIdentityKeys({ id: 'test', key: 'test' })
const draft = cardFor(facts())

function identified(user: string, card = draft) {
  return toCard(card, (parts) => uuidOf('client', 'card', [user, ...parts]))
}

describe('a card with its identity', () => {
  test('has one uuid for itself and one for each suggestion, all different', async () => {
    const { uuid, suggestions = [] } = await identified('a')
    const uuids = [uuid, ...suggestions.map((suggestion) => suggestion.uuid)]
    expect(uuids).toHaveLength(3)
    expect(new Set(uuids).size).toBe(3)
  })

  test('has the same uuids each time', async () => {
    expect(await identified('a')).toEqual(await identified('a'))
  })

  test('has other uuids for another user', async () => {
    expect((await identified('b')).uuid).not.toBe((await identified('a')).uuid)
  })

  test('has other uuids for other news', async () => {
    expect((await identified('a', { ...draft, newsKey: 'other' })).uuid).not.toBe((await identified('a')).uuid)
  })

  test('keeps its uuid when only its words change', async () => {
    expect((await identified('a', { ...draft, summary: 'Other words.' })).uuid).toBe((await identified('a')).uuid)
  })

  test('is information, from one constant source with one constant topic', async () => {
    const { indicator, source } = await identified('a')
    expect(indicator).toBe('info')
    expect(source.label).toMatch(/^Kyphoplasty CDS/)
    expect(source.topic).toEqual({
      system: 'urn:kyphoplasty-cds:topic',
      code: 'VCFKyphoplastyReferral',
      display: 'Kyphoplasty referral',
    })
  })

  test('has a topic code of letters and digits only, which is what Epic keys on', async () => {
    expect((await identified('a')).source.topic.code).toMatch(/^[A-Za-z0-9]{1,100}$/)
  })

  test('creates one draft ServiceRequest per suggestion and says so in its description as well', async () => {
    const { suggestions = [] } = await identified('a')
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
    expect((await identified('a')).selectionBehavior).toBe('any')
  })

  test('leaves out suggestions and selectionBehavior where there is nothing to click', async () => {
    const danger = cardFor(facts({ safety: [safety('neurological-deficit', '2026-11-18')] }))
    const card = await identified('a', danger)
    expect(card).not.toHaveProperty('suggestions')
    expect(card).not.toHaveProperty('selectionBehavior')
  })
})
