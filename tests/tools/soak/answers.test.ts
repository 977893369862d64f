import { describe, expect, test } from 'vitest'
import { anOutcome, foreignPatients, noCard, oneCard } from '../../../src/tools/soak/answers.ts'

function aCard(summary: string, patientId = 'bench-00000001') {
  const resource = { resourceType: 'ServiceRequest', subject: { reference: `Patient/${patientId}` } }
  return { uuid: 'card-1', summary, suggestions: [{ uuid: 'suggestion-1', actions: [{ type: 'create', resource }] }] }
}

describe('an answer under load', () => {
  test('is right with the one card of this patient', () => {
    expect(oneCard({ cards: [aCard('Refer: T12 fracture')] }, 'Refer: T12', 'bench-00000001')).toBeUndefined()
  })

  test.each([
    ['no card', { cards: [] }, '0 cards'],
    ['two cards', { cards: [aCard('Refer: T12'), aCard('Refer: T12')] }, '2 cards'],
    ['the card of another level', { cards: [aCard('Refer: L1')] }, '"Refer: L1" instead of "Refer: T12'],
    ['an order for somebody else', { cards: [aCard('Refer: T12', 'bench-00000002')] }, 'another patient'],
    ['something else', { resourceType: 'OperationOutcome' }, 'no answer'],
    ['no JSON', undefined, 'no answer'],
  ])('is wrong with %s', (_words, answer, problem) => {
    expect(oneCard(answer, 'Refer: T12', 'bench-00000001')).toContain(problem)
  })

  test('is wrong with a card where silence is due, and with no list of cards', () => {
    expect(noCard({ cards: [] })).toBeUndefined()
    expect(noCard({ cards: [aCard('Refer: T12')] })).toBe('a card instead of none')
    expect(noCard({})).toContain('no answer')
  })

  test('to a call that is refused is an OperationOutcome', () => {
    expect(anOutcome({ resourceType: 'OperationOutcome' })).toBeUndefined()
    expect(anOutcome({ error: 'nope' })).toBe('no OperationOutcome')
  })
})

describe('patients who should not stand in an answer', () => {
  test('are those of other calls, by their id or as a reference', () => {
    const text = '{"a":"bench-00000002","b":"Patient/bench-00000001","c":"Patient/refer-now"}'
    expect(foreignPatients(text, 'bench-00000001')).toEqual(['bench-00000002', 'refer-now'])
    expect(foreignPatients(text, null)).toHaveLength(3)
  })

  test('are not words that only look like one', () => {
    expect(foreignPatients('{"outcome":"refer-now","patient":"Patient/refer-now"}', 'refer-now')).toEqual([])
  })
})
