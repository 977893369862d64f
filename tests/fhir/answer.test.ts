import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnswer, type WantedTypes } from '../../src/fhir/answer.ts'
import { condition, idsOf, outcome, outcomeEntry, searchset } from './ehr.ts'

const CONDITIONS: WantedTypes = { types: ['Condition'], besides: ['Encounter'] }
const encounter = { resourceType: 'Encounter', id: 'e-1' }
const patient = { resourceType: 'Patient', id: 'pat-1' }

function bundle(entry: unknown, more: object = {}) {
  return { resourceType: 'Bundle', type: 'searchset', entry, ...more }
}

describe('the state of an answer', () => {
  test.each([
    ['nothing at all', undefined, 'not-provided'],
    ['null', null, 'empty'],
    ['a string', 'Condition', 'not-provided'],
    ['a number', 7, 'not-provided'],
    ['an array of resources', [condition('1')], 'not-provided'],
    ['an object without a type', {}, 'not-provided'],
    ['an object whose type is no text', { resourceType: 7 }, 'not-provided'],
    ['a resource of the type', condition('1'), 'read'],
    ['a resource of another type', patient, 'not-provided'],
    ['a resource that is only kept beside others', encounter, 'not-provided'],

    ['an OperationOutcome with an error', outcome('error', 'processing'), 'failed'],
    ['an OperationOutcome that is fatal', outcome('fatal', 'exception'), 'failed'],
    ['an OperationOutcome that informs', outcome('information', 'informational'), 'empty'],
    ['an OperationOutcome that warns', outcome('warning', 'not-found'), 'empty'],
    ['an OperationOutcome that says "suppressed"', outcome('warning', 'suppressed'), 'failed'],
    ['an OperationOutcome without issues', { resourceType: 'OperationOutcome' }, 'failed'],
    [
      'an OperationOutcome with issues that are no objects',
      { resourceType: 'OperationOutcome', issue: [null] },
      'failed',
    ],
    [
      'an OperationOutcome whose error stands second',
      {
        resourceType: 'OperationOutcome',
        issue: [
          { severity: 'warning', code: 'processing' },
          { severity: 'error', code: 'processing' },
        ],
      },
      'failed',
    ],

    ['a Bundle without entry', { resourceType: 'Bundle' }, 'empty'],
    ['a Bundle with total 0', { resourceType: 'Bundle', type: 'searchset', total: 0 }, 'empty'],
    ['a Bundle with no entries', bundle([]), 'empty'],
    ['a Bundle whose entry is no list', bundle('none'), 'not-provided'],
    ['a Bundle whose entries are no objects', bundle([null, 1, 'x', []]), 'not-provided'],
    ['a Bundle whose entries hold no resource', bundle([{ fullUrl: 'urn:uuid:1' }]), 'not-provided'],
    ['a Bundle of other types', bundle([{ resource: patient }]), 'not-provided'],
    ['a Bundle of what is only kept beside others', bundle([{ resource: encounter }]), 'not-provided'],
    ['a Bundle with the type', searchset([condition('1')]), 'read'],
    ['a collection', { ...searchset([condition('1')]), type: 'collection' }, 'read'],
    ['a Bundle without a type', { resourceType: 'Bundle', entry: [{ resource: condition('1') }] }, 'read'],
    ['a Bundle whose links are no list', bundle([{ resource: condition('1') }], { link: 'next' }), 'read'],
    [
      'a Bundle whose next link has no address',
      bundle([{ resource: condition('1') }], { link: [{ relation: 'next', url: 7 }] }),
      'read',
    ],

    [
      'an empty Bundle with Epic\'s "no results"',
      bundle([outcomeEntry('warning', 'processing', '4101')], { total: 0 }),
      'empty',
    ],
    [
      'a Bundle with Epic\'s "may be incomplete"',
      bundle([{ resource: condition('1') }, outcomeEntry('warning', 'processing', '4119')]),
      'read',
    ],
    [
      'a Bundle with Epic\'s "sub-resource not authorised"',
      bundle([{ resource: condition('1') }, outcomeEntry('warning', 'suppressed', '59204')]),
      'partial',
    ],
    [
      'an empty Bundle with "sub-resource not authorised"',
      bundle([outcomeEntry('warning', 'processing', '59204')]),
      'partial',
    ],
    [
      'a Bundle with "forbidden" beside entries',
      bundle([{ resource: condition('1') }, outcomeEntry('information', 'forbidden')]),
      'partial',
    ],
    [
      'a Bundle with an error beside entries',
      bundle([{ resource: condition('1') }, outcomeEntry('error', 'processing')]),
      'partial',
    ],
    ['a Bundle with only an error', bundle([outcomeEntry('error', 'processing')]), 'failed'],
    [
      'a Bundle with an outcome that is not marked as one',
      bundle([{ resource: outcome('error', 'processing') }]),
      'failed',
    ],
    [
      'a Bundle with an entry marked outcome that is none',
      bundle([{ resource: condition('1'), search: { mode: 'outcome' } }]),
      'failed',
    ],

    ['a Bundle with a next link', searchset([condition('1')], 'https://ehr.example.org/fhir/R4?page=2'), 'partial'],
    ['an empty page with a next link', searchset([], 'https://ehr.example.org/fhir/R4?page=2'), 'partial'],
    [
      'a Bundle with a total that its entries do not reach',
      bundle([{ resource: condition('1') }], { total: 2 }),
      'partial',
    ],
    ['a Bundle with a total and no entries', { resourceType: 'Bundle', type: 'searchset', total: 3 }, 'partial'],
    ['a Bundle with more entries than its total', { ...searchset([condition('1'), condition('2')]), total: 1 }, 'read'],
    ['a Bundle with a total in words', bundle([{ resource: condition('1') }], { total: '9' }), 'read'],
    [
      'a Bundle whose total is reached only by what is included',
      bundle([{ resource: condition('1') }, { resource: encounter, search: { mode: 'include' } }], { total: 2 }),
      'partial',
    ],
    [
      'a Bundle whose total is reached only by an outcome',
      bundle([{ resource: condition('1') }, outcomeEntry('warning', 'processing', '4119')], { total: 2 }),
      'partial',
    ],
    ['a Bundle with 2,000 entries', searchset(conditions(2_000)), 'read'],
    ['a Bundle with 2,001 entries', searchset(conditions(2_001)), 'partial'],
  ])('%s', (_case, value, state) => {
    expect(readAnswer(value, CONDITIONS).state).toBe(state)
  })
})

function conditions(count: number) {
  return Array.from({ length: count }, (_, index) => condition(`c-${index}`))
}

describe('the resources of an answer', () => {
  test('are those of the type, and those kept beside them', () => {
    const answer = readAnswer(searchset([patient, condition('1'), encounter]), CONDITIONS)
    expect(answer.resources).toEqual([condition('1'), encounter])
  })

  test('hold an included resource only when its type is kept', () => {
    const included = [
      { resource: encounter, search: { mode: 'include' } },
      { resource: patient, search: { mode: 'include' } },
    ]
    const answer = readAnswer(bundle([{ resource: condition('1') }, ...included]), CONDITIONS)
    expect(idsOf(answer.resources)).toEqual(['1', 'e-1'])
  })

  test('hold a repeated id once, and every resource without an id', () => {
    const unnamed = { resourceType: 'Condition' }
    const answer = readAnswer(searchset([condition('1'), unnamed, condition('1'), unnamed]), CONDITIONS)
    expect(idsOf(answer.resources)).toEqual(['1', undefined, undefined])
  })

  test('stop at 2,000 entries', () => {
    expect(readAnswer(searchset(conditions(2_500)), CONDITIONS).resources).toHaveLength(2_000)
  })

  test('are none where the answer failed', () => {
    expect(readAnswer(outcome('error', 'processing'), CONDITIONS).resources).toEqual([])
  })
})

test('an answer names the next page', () => {
  expect(readAnswer(searchset([condition('1')], 'https://x.example/2'), CONDITIONS).next).toBe('https://x.example/2')
})

describe('whatever JSON arrives', () => {
  const states = ['not-provided', 'empty', 'failed', 'partial', 'read']
  const anyBundle = fc.record({
    resourceType: fc.constantFrom('Bundle', 'OperationOutcome', 'Condition', '__proto__', 'constructor'),
    entry: fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ resource: fc.jsonValue(), search: fc.jsonValue() }, { requiredKeys: [] })),
    ),
    link: fc.oneof(fc.jsonValue(), fc.array(fc.record({ relation: fc.constant('next'), url: fc.jsonValue() }))),
    issue: fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ severity: fc.jsonValue(), code: fc.jsonValue(), details: fc.jsonValue() })),
    ),
  })

  test('it is one of the states, and no exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyBundle), (value) => {
        expect(states).toContain(readAnswer(value, CONDITIONS).state)
      }),
    )
  })

  test('resources are only of types that were asked for', () => {
    fc.assert(
      fc.property(anyBundle, (value) => {
        const types = readAnswer(value, CONDITIONS).resources.map(({ resourceType }) => resourceType)
        expect(['Condition', 'Encounter']).toEqual(expect.arrayContaining([...new Set(types)]))
      }),
    )
  })
})
