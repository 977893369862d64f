import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuestionnaireResponse } from '../../src/fhir/read-questionnaire-response.ts'
import { factsOf } from './a-record.ts'

function response(change: object) {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'q1',
    status: 'completed',
    authored: '2026-11-20T09:00:00Z',
    ...change,
  }
}

function item(linkId: string, answer: object, text?: string) {
  return { linkId, ...(text === undefined ? {} : { text }), answer: [answer] }
}

const rolandMorris = (change: object) => readQuestionnaireResponse(response(change)).function.map(({ value }) => value)
const pain = (change: object) => readQuestionnaireResponse(response(change)).pain.map(({ score }) => score)

/** The first `yes` of 24 statements hold. */
function statements(yes: number, of = 24, answer = (isYes: boolean): object => ({ valueBoolean: isYes })) {
  return Array.from({ length: of }, (_, index) => item(`s${index + 1}`, answer(index < yes), 'I walk more slowly'))
}

const CANONICAL = 'urn:kyphoplasty-cds:fact|roland-morris-24'

describe('a Roland-Morris score of 24 items', () => {
  test('is its value, its day and where it stands', () => {
    expect(readQuestionnaireResponse(response({ item: [item('roland-morris-24', { valueInteger: 18 })] }))).toEqual({
      pain: [],
      function: [
        {
          kind: 'roland-morris-24',
          value: 18,
          date: '2026-11-20',
          evidence: { reference: 'QuestionnaireResponse/q1', date: '2026-11-20', basis: 'coded' },
        },
      ],
    })
  })

  test.each([
    ['the code as linkId', { item: [item(CANONICAL, { valueDecimal: 18 })] }],
    [
      'the code as definition',
      { item: [{ ...item('7', { valueInteger: 18 }), definition: 'urn:kyphoplasty-cds:fact#roland-morris-24' }] },
    ],
    [
      'the code on the item',
      {
        item: [
          {
            ...item('7', { valueInteger: 18 }),
            code: [{ system: 'urn:kyphoplasty-cds:fact', code: 'roland-morris-24' }],
          },
        ],
      },
    ],
    [
      'the questionnaire, and an item for the total',
      { questionnaire: CANONICAL, item: [item('total', { valueInteger: 18 })] },
    ],
    [
      'an address that ends in it',
      {
        questionnaire: 'https://x.example.org/Questionnaire/roland-morris-24|2.0',
        item: [item('9', { valueInteger: 18 }, 'Total score')],
      },
    ],
    ['words', { item: [item('9', { valueInteger: 18 }, 'Roland-Morris score (0-24)')] }],
    [
      'an item below a group',
      { item: [{ linkId: 'g', item: [item('9', { valueString: '18' }, 'Roland Morris, 24 items')] }] },
    ],
    [
      'an item below an answer',
      {
        item: [
          { linkId: 'g', answer: [{ valueBoolean: true, item: [item('roland-morris-24', { valueInteger: 18 })] }] },
        ],
      },
    ],
    ['24 statements of the questionnaire', { questionnaire: CANONICAL, item: statements(18) }],
    [
      '24 statements under its name',
      { item: [{ linkId: 'g', text: 'Roland-Morris Disability Questionnaire', item: statements(18) }] },
    ],
    [
      '24 coded answers',
      {
        questionnaire: CANONICAL,
        item: statements(18, 24, (isYes) => ({
          valueCoding: { system: 'http://loinc.org', code: isYes ? 'LA33-6' : 'LA32-8' },
        })),
      },
    ],
    [
      'a total that agrees with the statements',
      { questionnaire: CANONICAL, item: [...statements(18), item('total', { valueInteger: 18 })] },
    ],
  ])('is told by %s', (_by, change) => {
    expect(rolandMorris(change)).toEqual([18])
  })

  test.each([
    ['a name that leaves the scale open', { item: [item('9', { valueInteger: 18 }, 'Roland-Morris score')] }],
    ['18 items', { item: [{ linkId: 'g', text: 'Roland-Morris', item: statements(9, 18) }] }],
    ['an item left open', { questionnaire: CANONICAL, item: statements(18, 23) }],
    ['24 statements of something else', { item: statements(18) }],
    [
      'a total that disagrees with the statements',
      { questionnaire: CANONICAL, item: [...statements(18), item('total', { valueInteger: 12 })] },
    ],
    ['25', { item: [item('roland-morris-24', { valueInteger: 25 })] }],
    ['another questionnaire', { item: [item('total', { valueInteger: 18 }, 'Oswestry total')] }],
    ['an unfinished one', { status: 'in-progress', item: [item('roland-morris-24', { valueInteger: 18 })] }],
    ['one entered in error', { status: 'entered-in-error', item: [item('roland-morris-24', { valueInteger: 18 })] }],
  ])('is not told by %s', (_by, change) => {
    expect(rolandMorris(change)).toEqual([])
  })

  test('that only words name is marked as words', () => {
    const named = response({ item: [item('9', { valueInteger: 18 }, 'Roland-Morris score (0-24)')] })
    expect(readQuestionnaireResponse(named).function[0]?.evidence.basis).toBe('text')
  })
})

describe('a pain score', () => {
  test.each([
    ['a LOINC linkId', [item('72514-3', { valueInteger: 8 })]],
    ['a LOINC linkId of a form tool', [item('/38208-5', { valueDecimal: 8 })]],
    ['system and code', [item('http://loinc.org|72514-3', { valueQuantity: { value: 8 } })]],
    [
      'a code of the item',
      [{ ...item('1', { valueInteger: 8 }), code: [{ system: 'http://loinc.org', code: '72514-3' }] }],
    ],
    ['an answer from a list', [item('72514-3', { valueCoding: { code: 'LA1', display: '8' } })]],
  ])('is told by %s', (_by, items) => {
    expect(pain({ item: items })).toEqual([8])
  })

  test.each([
    ['99', { item: [item('72514-3', { valueInteger: 99 })] }],
    ['a knee', { item: [item('72514-3', { valueInteger: 8 }, 'How bad is your knee pain?')] }],
    ['no day', { authored: undefined, item: [item('72514-3', { valueInteger: 8 })] }],
    ['interference', { item: [item('77565-0', { valueInteger: 8 })] }],
  ])('is not told with %s', (_by, change) => {
    expect(pain(change)).toEqual([])
  })
})

test('is read beside the Observations of a record', () => {
  const facts = factsOf({
    observations: [
      response({ item: [item('72514-3', { valueInteger: 8 }), item('roland-morris-24', { valueInteger: 19 })] }),
    ],
  })
  expect(facts.pain).toMatchObject([{ score: 8, date: '2026-11-20' }])
  expect(facts.function).toMatchObject([{ kind: 'roland-morris-24', value: 19 }])
})

test('any JSON as a QuestionnaireResponse, and as any of its fields, is no exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readQuestionnaireResponse(value)
      readQuestionnaireResponse(response({ item: value, questionnaire: value, authored: value }))
      readQuestionnaireResponse(
        response({ item: [{ linkId: value, text: value, code: value, answer: value, item: value }] }),
      )
      readQuestionnaireResponse(response({ item: [{ linkId: '72514-3', answer: [value, { valueCoding: value }] }] }))
    }),
  )
})
