import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFeedback, type ReportedFeedback } from '../../src/cds-hooks/feedback.ts'

const NOW = Date.parse('2026-11-22T15:00:00Z')
const CODES = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes'

function anEntry(changes: object = {}): object {
  return { card: 'card-1', outcome: 'overridden', outcomeTimestamp: '2026-11-22T14:00:00Z', ...changes }
}

function read(...feedback: readonly unknown[]) {
  const parsed = parseFeedback({ feedback }, NOW)
  return parsed.ok ? parsed.value : undefined
}

function readOne(changes: object): ReportedFeedback | undefined {
  return read(anEntry(changes))?.entries[0]
}

describe('an entry', () => {
  test('of an accepted suggestion is read', () => {
    const accepted = { outcome: 'accepted', acceptedSuggestions: [{ id: 's-1' }, { id: 's-2' }, { id: 's-1' }] }
    expect(readOne(accepted)).toEqual({
      card: 'card-1',
      outcome: 'accepted',
      outcomeAt: Date.parse('2026-11-22T14:00:00Z'),
      acceptedSuggestions: ['s-1', 's-2'],
      reason: null,
      comment: null,
    })
  })

  const given = { reason: { code: 'patient-refuses', system: CODES }, userComment: 'at home' }

  test.each<[string, object]>([
    ['overrideReason', { overrideReason: given }],
    ["Epic's overrideReasons", { overrideReasons: given }],
    ["Epic's overrideReasons as a list", { overrideReasons: [given] }],
    [
      'overrideReasons with an extension beside it',
      { overrideReasons: { ...given, extension: { 'com.epic.cdshooks.feedback.overrideReason.id': 7 } } },
    ],
  ])('of an override is read from %s', (_words, changes) => {
    expect(readOne(changes)).toMatchObject({
      reason: { code: 'patient-refuses', system: CODES },
      comment: 'at home',
    })
  })

  test.each<[string, object, ReportedFeedback['reason']]>([
    ['without a reason', {}, null],
    ['with null as its reason', { overrideReason: null }, null],
    ['with a reason that is no object', { overrideReason: 'busy' }, null],
    ['with a reason without a code', { overrideReason: { reason: { system: CODES } } }, null],
    ['with a code without a system', { overrideReason: { reason: { code: 'x' } } }, { code: 'x', system: null }],
    [
      'with a system that is no text',
      { overrideReason: { reason: { code: 'x', system: 7 } } },
      { code: 'x', system: null },
    ],
  ])('%s still counts', (_words, changes, reason) => {
    expect(readOne(changes)).toMatchObject({ outcome: 'overridden', reason })
  })

  test.each([
    ['Z', '2026-11-22T14:00:00Z', '2026-11-22T14:00:00Z'],
    ['an offset', '2026-11-22T08:00:00-06:00', '2026-11-22T14:00:00Z'],
    ['fractions of a second', '2026-11-22T14:00:00.250Z', '2026-11-22T14:00:00.250Z'],
    ['no offset, which is UTC', '2026-11-22T14:00:00', '2026-11-22T14:00:00Z'],
    ['a clock that runs ahead', '2026-11-23T04:00:00Z', '2026-11-23T04:00:00Z'],
  ])('may give its time with %s', (_words, outcomeTimestamp, expected) => {
    expect(readOne({ outcomeTimestamp })?.outcomeAt).toBe(Date.parse(expected))
  })

  test('may name a card by any text', () => {
    expect(readOne({ card: '  A_card.of-Epic+1=  ' })?.card).toBe('A_card.of-Epic+1=')
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['text', 'accepted'],
    ['no card', anEntry({ card: undefined })],
    ['an empty card', anEntry({ card: ' ' })],
    ['a card of 257 characters', anEntry({ card: 'c'.repeat(257) })],
    ['another outcome', anEntry({ outcome: 'ignored' })],
    ['no time', anEntry({ outcomeTimestamp: undefined })],
    ['a time that is none', anEntry({ outcomeTimestamp: '2026-02-30T00:00:00Z' })],
    ['a date alone', anEntry({ outcomeTimestamp: '2026-11-22' })],
    ['a time more than a day ahead', anEntry({ outcomeTimestamp: '2026-11-23T15:00:01Z' })],
  ])('%s is left out, and the others are read', (_words, bad) => {
    expect(read(bad, anEntry())).toMatchObject({ entries: [{ card: 'card-1' }], ignored: 1 })
  })

  test('keeps 1,000 characters of a comment', () => {
    expect(readOne({ overrideReason: { userComment: 'x'.repeat(5_000) } })?.comment).toHaveLength(1_000)
  })

  test('with suggestions of odd shapes is read with those that have an id', () => {
    const acceptedSuggestions = [null, 7, {}, { id: '' }, { id: 's-1' }]
    expect(readOne({ outcome: 'accepted', acceptedSuggestions })?.acceptedSuggestions).toEqual(['s-1'])
  })
})

describe('a call is refused', () => {
  test.each<[string, unknown]>([
    ['without a body', undefined],
    ['with a list as its body', []],
    ['without feedback', {}],
    ['with feedback that is no list', { feedback: anEntry() }],
    ['with no entry', { feedback: [] }],
    ['with 101 entries', { feedback: Array.from({ length: 101 }, () => anEntry()) }],
    ['with bad entries alone', { feedback: [null, anEntry({ outcome: 'ignored' })] }],
  ])('%s, with the name of the field', (_words, body) => {
    expect(parseFeedback(body, NOW)).toMatchObject({
      ok: false,
      failure: { reason: 'malformed-request', problems: [{ field: 'feedback' }] },
    })
  })

  test('but 100 entries are read', () => {
    expect(read(...Array.from({ length: 100 }, () => anEntry()))?.entries).toHaveLength(100)
  })
})

describe('any body', () => {
  test('is read or refused, and never repeated in the refusal', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        const parsed = parseFeedback(body, NOW)
        expect(typeof parsed.ok).toBe('boolean')
      }),
    )
  })

  test('with one good entry among anything is read, and every entry is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 50 }), fc.nat(), (others, at) => {
        const feedback = others.toSpliced(at % (others.length + 1), 0, anEntry())
        const parsed = parseFeedback({ feedback }, NOW)
        expect(parsed.ok && parsed.value.entries.length + parsed.value.ignored).toBe(feedback.length)
      }),
    )
  })
})
