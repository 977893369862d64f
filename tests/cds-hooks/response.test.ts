import { describe, expect, test } from 'vitest'
import { cdsResponse } from '../../src/cds-hooks/response.ts'

const CARD_UUID = '4e0a3a1e-3283-4575-ab82-028d55fe2719'
const SUGGESTION_UUID = '7c2b1f0e-9d55-4c0b-8a35-6f1f3a1f0d11'

function aSuggestion(changes: object = {}) {
  return {
    label: 'Order MRI of the spine with STIR',
    uuid: SUGGESTION_UUID,
    actions: [
      {
        type: 'create',
        description: 'Order MRI of the spine with STIR',
        resource: { resourceType: 'ServiceRequest', status: 'draft', subject: { reference: 'Patient/123' } },
      },
    ],
    ...changes,
  }
}

function aCard(changes: object = {}) {
  return {
    uuid: CARD_UUID,
    summary: 'Consider kyphoplasty referral: T12 compression fracture.',
    detail: '- **Severe pain:** met. Pain 8/10 on 2026-11-20.',
    indicator: 'info',
    source: { label: 'Kyphoplasty CDS', topic: { system: 'urn:kyphoplasty-cds:topic', code: 'VCF' } },
    suggestions: [aSuggestion()],
    selectionBehavior: 'any',
    overrideReasons: [{ system: 'urn:x', code: 'patient-refuses', display: 'Patient declines' }],
    ...changes,
  }
}

function withAction(changes: object) {
  const [action] = aSuggestion().actions
  return aCard({ suggestions: [aSuggestion({ actions: [{ ...action, ...changes }] })] })
}

function isAllowed(card: unknown): boolean {
  return cdsResponse.safeParse({ cards: [card] }).success
}

describe('a response', () => {
  test('with nothing to say is an empty list of cards', () => {
    expect(cdsResponse.safeParse({ cards: [] }).success).toBe(true)
  })

  test('with one card is allowed', () => {
    expect(cdsResponse.safeParse({ cards: [aCard()] }).error).toBeUndefined()
  })

  test('with two cards is not', () => {
    expect(cdsResponse.safeParse({ cards: [aCard(), aCard()] }).success).toBe(false)
  })

  test.each([
    ['without cards', {}],
    ['with cards that are null', { cards: null }],
    ['with systemActions', { cards: [], systemActions: [] }],
    ['with a property the specification does not name', { cards: [], note: 'x' }],
  ])('%s is not', (_words, response) => {
    expect(cdsResponse.safeParse(response).success).toBe(false)
  })
})

describe('summary', () => {
  test.each([
    [1, true],
    [138, true],
    [139, true],
    [140, false],
    [141, false],
    [0, false],
  ])('of %i characters: allowed = %s', (length, allowed) => {
    expect(isAllowed(aCard({ summary: 'x'.repeat(length) }))).toBe(allowed)
  })
})

describe('text', () => {
  test.each([
    ['an HTML tag', 'pain <img src=x onerror=alert(1)>'],
    ['a link', 'see [here](https://evil.example)'],
    ['an image', 'see ![x](y)'],
    ['a bare address, which GitHub Flavored Markdown makes a link', 'see https://evil.example'],
    ['an address without a scheme', 'see www.evil.example'],
    ['upper-case letters of one', 'see HTTPS:evil.example'],
    ['a mail address', 'write to a@evil.example'],
    ['code', 'run `rm`'],
    ['a table', 'a | b'],
    ['a heading', '# Danger'],
    ['strike-through', '~~no~~'],
    ['an escape', 'a\\b'],
    ['a quotation', '> a'],
  ])('with %s is not allowed anywhere', (_words, text) => {
    expect(isAllowed(aCard({ summary: text }))).toBe(false)
    expect(isAllowed(aCard({ detail: text }))).toBe(false)
    expect(isAllowed(aCard({ suggestions: [aSuggestion({ label: text })] }))).toBe(false)
    expect(isAllowed(withAction({ description: text }))).toBe(false)
    expect(isAllowed(aCard({ source: { ...aCard().source, label: text } }))).toBe(false)
  })

  test('may hold paragraphs, bullets and bold words', () => {
    expect(isAllowed(aCard({ detail: '**Missing:** a pain score (0-10).\n\n- **Time:** met.\n- a' }))).toBe(true)
  })
})

describe('what is required', () => {
  test.each(['uuid', 'summary', 'detail', 'indicator', 'source', 'overrideReasons'])('a card has %s', (name) => {
    expect(isAllowed(aCard({ [name]: undefined }))).toBe(false)
  })

  test.each(['uuid', 'label', 'actions'])('a suggestion has %s', (name) => {
    expect(isAllowed(aCard({ suggestions: [aSuggestion({ [name]: undefined })] }))).toBe(false)
  })

  test.each(['type', 'description', 'resource'])('an action has %s', (name) => {
    expect(isAllowed(withAction({ [name]: undefined }))).toBe(false)
  })

  test.each(['label', 'topic'])('a source has %s', (name) => {
    expect(isAllowed(aCard({ source: { ...aCard().source, [name]: undefined } }))).toBe(false)
  })

  test.each(['code', 'system', 'display'])('an override reason has %s', (name) => {
    const [reason] = aCard().overrideReasons
    expect(isAllowed(aCard({ overrideReasons: [{ ...reason, [name]: undefined }] }))).toBe(false)
  })

  test.each(['code', 'system'])('a topic has %s', (name) => {
    const { source } = aCard()
    expect(isAllowed(aCard({ source: { ...source, topic: { ...source.topic, [name]: undefined } } }))).toBe(false)
  })
})

describe('indicator', () => {
  test.each([
    ['info', true],
    ['warning', true],
    ['critical', false],
    ['hard-stop', false],
  ])('%s: allowed = %s', (indicator, allowed) => {
    expect(isAllowed(aCard({ indicator }))).toBe(allowed)
  })
})

describe('suggestions', () => {
  test('without selectionBehavior are not allowed', () => {
    expect(isAllowed(aCard({ selectionBehavior: undefined }))).toBe(false)
  })

  test('that are missing leave no selectionBehavior behind', () => {
    expect(isAllowed(aCard({ suggestions: undefined }))).toBe(false)
    expect(isAllowed(aCard({ suggestions: undefined, selectionBehavior: undefined }))).toBe(true)
  })

  test('may be taken in any number: Epic knows no other behaviour', () => {
    expect(isAllowed(aCard({ selectionBehavior: 'at-most-one' }))).toBe(false)
  })

  test('create one draft ServiceRequest each and nothing else', () => {
    const [action] = aSuggestion().actions
    expect(isAllowed(aCard({ suggestions: [aSuggestion({ actions: [action, action] })] }))).toBe(false)
    expect(isAllowed(withAction({ type: 'update' }))).toBe(false)
    expect(isAllowed(withAction({ type: 'delete' }))).toBe(false)
    expect(isAllowed(withAction({ resourceId: 'ServiceRequest/1' }))).toBe(false)
    expect(isAllowed(withAction({ resource: { resourceType: 'ServiceRequest', status: 'active' } }))).toBe(false)
    expect(isAllowed(withAction({ resource: { resourceType: 'MedicationRequest', status: 'draft' } }))).toBe(false)
  })

  test('have uuids of their own', () => {
    expect(isAllowed(aCard({ suggestions: [aSuggestion(), aSuggestion()] }))).toBe(false)
    expect(isAllowed(aCard({ suggestions: [aSuggestion({ uuid: CARD_UUID })] }))).toBe(false)
    expect(isAllowed(aCard({ suggestions: [aSuggestion({ uuid: 'not-a-uuid' })] }))).toBe(false)
  })
})

describe('null and empty', () => {
  test.each([
    ['uuid', null],
    ['detail', null],
    ['detail', ''],
    ['suggestions', []],
    ['overrideReasons', []],
    ['links', []],
    ['links', null],
    ['selectionBehavior', null],
  ])('%s must not be %j: an element without a value is left out', (name, value) => {
    expect(isAllowed(aCard({ [name]: value }))).toBe(false)
  })

  test.each([
    ['null', { note: null }],
    ['an empty text', { note: [{ text: '' }] }],
    ['an empty list', { reasonReference: [] }],
    ['an empty object', { encounter: {} }],
  ])('%s inside a drafted resource is not allowed either', (_words, changes) => {
    const resource = { resourceType: 'ServiceRequest', status: 'draft', ...changes }
    expect(isAllowed(withAction({ resource }))).toBe(false)
  })

  test('a number that is 0 and a boolean that is false are values', () => {
    const resource = {
      resourceType: 'ServiceRequest',
      status: 'draft',
      asNeededBoolean: false,
      quantityQuantity: { value: 0 },
    }
    expect(isAllowed(withAction({ resource }))).toBe(true)
  })
})

describe('links', () => {
  test.each(['label', 'url', 'type'])('a link has %s', (name) => {
    const whole = { label: 'RAND 2018', url: 'https://doi.org/10.1016/j.spinee.2018.07.025', type: 'absolute' }
    const { [name]: _, ...link }: Record<string, string> = whole
    expect(isAllowed(aCard({ links: [whole] }))).toBe(true)
    expect(isAllowed(aCard({ links: [link] }))).toBe(false)
  })

  test.each([
    ['absolute', 'https://doi.org/10.1016/j.spinee.2018.07.025', true],
    ['smart', 'https://cds.example.org/smart/launch', true],
    ['absolute', 'http://doi.org/10.1016', false],
    ['absolute', 'javascript:alert(1)', false],
    ['absolute', '/policies/clinic', false],
    ['iframe', 'https://doi.org/10.1016', false],
  ])('%s to %s: allowed = %s', (type, url, allowed) => {
    expect(isAllowed(aCard({ links: [{ label: 'RAND 2018', url, type }] }))).toBe(allowed)
  })

  test.each([{ appContext: 'x' }, { autolaunchable: true }])('carry no %j', (extra) => {
    const link = { label: 'Worksheet', url: 'https://cds.example.org/smart/launch', type: 'smart', ...extra }
    expect(isAllowed(aCard({ links: [link] }))).toBe(false)
  })
})
