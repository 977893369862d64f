import { describe, expect, test } from 'vitest'
import { assessmentOf, cardsOf, createTestApp, expressionsOf, issuesOf, PATIENT_VIEW } from '../support/app.ts'
import {
  aCall,
  aCallWithOnly,
  aFracture,
  anMriReport,
  aPainObservation,
  aPatient,
  operationOutcome,
  searchset,
  withNext,
} from '../support/fhir.ts'

function post(body: unknown) {
  return createTestApp().post(PATIENT_VIEW, body)
}

const MISSING = Symbol('missing')

/** The call with one key in another state; `MISSING` leaves it out. */
function callWith(states: Readonly<Record<string, unknown>>) {
  const body = aCall({ prefetch: states })
  const prefetch = Object.fromEntries(Object.entries(Object(body.prefetch)).filter(([, state]) => state !== MISSING))
  return { ...body, prefetch }
}

const NEXT = 'https://ehr.example.org/fhir/R4?page=2'
const somebodyElse = { subject: { reference: 'Patient/somebody-else' } }
const epicNothing = {
  ...searchset(),
  entry: [{ resource: operationOutcome('warning', 'processing'), search: { mode: 'outcome' } }],
}
const epicError = { ...searchset(), entry: [{ resource: operationOutcome('error'), search: { mode: 'outcome' } }] }

/** States that say "we have not looked, or it went wrong". */
const NOT_OBTAINED: readonly (readonly [string, unknown])[] = [
  ['missing', MISSING],
  ['an OperationOutcome of severity error', operationOutcome('error')],
  ['an OperationOutcome of severity fatal', operationOutcome('fatal')],
  ['an OperationOutcome without issues', { resourceType: 'OperationOutcome' }],
  ['a Bundle with nothing but an error', epicError],
  ['a resource of another type', aPatient()],
  ['a Bundle of other types', searchset(aPainObservation(8))],
  ["a Bundle of somebody else's", searchset(aFracture(somebodyElse), anMriReport(somebodyElse))],
  ["a Bundle of nobody's", searchset(aFracture({ subject: undefined }), anMriReport({ subject: undefined }))],
  ['a text', 'Bundle'],
  ['a number', 7],
  ['false', false],
  ['a list', []],
  ['an object that is no resource', { entry: [] }],
  ['a Bundle whose entry is no list', { resourceType: 'Bundle', entry: 'x' }],
]

/** States that say "we have looked and there is nothing". */
const LOOKED_AND_NOTHING: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['an empty Bundle', searchset()],
  ['a Bundle without entries', { resourceType: 'Bundle', type: 'searchset', total: 0 }],
  ['an OperationOutcome of severity information', operationOutcome('information', 'informational')],
  ['a Bundle with nothing but a warning that there is nothing', epicNothing],
]

describe('the Patient', () => {
  test.each<readonly [string, unknown]>([
    ...NOT_OBTAINED.filter(([words]) => words !== 'a resource of another type'),
    ['null', null],
    ['an empty Bundle', searchset()],
    ['another patient', aPatient({ id: 'somebody-else' })],
    ['a Patient without an id', aPatient({ id: undefined })],
    ['a Condition', aFracture()],
  ])('that is %s is 412 and is named', async (_words, patient) => {
    const response = await post(callWith({ patient }))
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toEqual(['prefetch.patient'])
  })

  test('in a Bundle is taken', async () => {
    expect(await cardsOf(await post(callWith({ patient: searchset(aPatient()) })))).toHaveLength(1)
  })
})

describe('neither Conditions nor imaging reports', () => {
  test.each(NOT_OBTAINED)('both %s is 412 and both are named', async (_words, state) => {
    const response = await post(callWith({ conditions: state, imagingReports: state }))
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toEqual(['prefetch.conditions', 'prefetch.imagingReports'])
  })

  test.each(LOOKED_AND_NOTHING)('both %s is 200 and silent: the question was answered', async (_words, state) => {
    const response = await post(callWith({ conditions: state, imagingReports: state }))
    expect(await cardsOf(response)).toEqual([])
  })

  test('with the Patient missing too, all three are named', async () => {
    const response = await post(aCallWithOnly({}))
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toEqual([
      'prefetch.patient',
      'prefetch.conditions',
      'prefetch.imagingReports',
    ])
  })

  test('says in words what to send', async () => {
    const [issue] = await issuesOf(await post(aCallWithOnly({ patient: aPatient() })))
    expect(issue?.code).toBe('required')
    expect(issue?.diagnostics).toMatch(/conditions.*imagingReports.*fhirServer/s)
  })
})

describe('one of Conditions and imaging reports', () => {
  test.each(NOT_OBTAINED)(
    'Conditions %s: answered from the reports, held back, and named',
    async (_words, conditions) => {
      const [card] = await cardsOf(await post(callWith({ conditions })))
      expect(card?.summary).toMatch(/^T12 compression fracture.*missing:.*the diagnoses/)
      expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*diagnoses/)
      expect(card?.suggestions?.map(({ label }) => label).join()).not.toMatch(/kyphoplasty/)
    },
  )

  test.each(NOT_OBTAINED)(
    'reports %s: answered from the Conditions, held back, and named',
    async (_words, imagingReports) => {
      const [card] = await cardsOf(await post(callWith({ imagingReports })))
      expect(card?.summary).toMatch(/^T12 compression fracture.*missing:/)
      expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*imaging reports/)
    },
  )

  test.each(LOOKED_AND_NOTHING)('Conditions %s: the report alone is enough', async (_words, conditions) => {
    const { couldNotLook, fractures } = await assessmentOf(
      await createTestApp().post('/assessments', callWith({ conditions })),
    )
    expect(couldNotLook).not.toContain('conditions')
    expect(fractures.map(({ level }) => level)).toEqual(['T12'])
  })
})

describe('a part of the answer', () => {
  test('with a next link and no server to read on from counts as obtained, and as not read to its end', async () => {
    const conditions = withNext(searchset(aFracture()), NEXT)
    const response = await createTestApp().post('/assessments', callWith({ conditions, imagingReports: MISSING }))
    const { couldNotLook, outcome } = await assessmentOf(response)
    expect(couldNotLook).toContain('conditions')
    expect(outcome).toBe('complete-workup')
  })

  test('is never followed where no server is named', async () => {
    const called: unknown[] = []
    const app = createTestApp({
      fetch: (input) => {
        called.push(input)
        return Promise.reject(new Error('not to be called'))
      },
    })
    await app.post(PATIENT_VIEW, callWith({ conditions: withNext(searchset(aFracture()), NEXT) }))
    expect(called).toEqual([])
  })

  test('that ends at the 2,000th entry is not taken for the whole', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      aFracture({ id: `other-${index}`, code: { text: 'cough' } }),
    )
    const conditions = searchset(...many, aFracture())
    const { couldNotLook } = await assessmentOf(await createTestApp().post('/assessments', callWith({ conditions })))
    expect(couldNotLook).toContain('conditions')
  })
})

describe('an optional key', () => {
  test.each(NOT_OBTAINED.filter(([words]) => words !== 'a Bundle of other types'))(
    'that is %s is named on the card as not read',
    async (_words, observations) => {
      const [card] = await cardsOf(await post(callWith({ observations })))
      expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*measurements and scores/)
    },
  )

  test.each(LOOKED_AND_NOTHING)('that is %s was looked at', async (_words, observations) => {
    const [card] = await cardsOf(await post(callWith({ observations })))
    expect(card?.summary).toMatch(/missing: a pain score/)
    expect(card?.detail).not.toContain('measurements and scores')
  })
})

describe('shapes that clients send', () => {
  test.each([
    ['a Bundle of type collection', { ...searchset(aFracture()), type: 'collection' }],
    ['a Bundle without a type', { ...searchset(aFracture()), type: undefined }],
    ['a single resource instead of a Bundle', aFracture()],
    ['entries without search.mode', { resourceType: 'Bundle', entry: [{ resource: aFracture() }] }],
    [
      'entries that are null, empty or strange',
      { resourceType: 'Bundle', entry: [null, {}, 7, { resource: aFracture() }] },
    ],
    ['a total that is wrong', { ...searchset(aFracture()), total: 0 }],
    ['the same resource twice', searchset(aFracture(), aFracture())],
  ])('%s is read', async (_words, conditions) => {
    const [card] = await cardsOf(await post(callWith({ conditions })))
    expect(card?.summary).toMatch(/^Consider kyphoplasty referral: T12/)
  })
})

describe("another patient's resources among his own", () => {
  test('a pain score of somebody else is no pain score of his', async () => {
    const foreign = aPainObservation(9, { id: 'foreign', ...somebodyElse, effectiveDateTime: '2026-11-21T08:00:00Z' })
    const app = createTestApp()
    const response = await app.post(PATIENT_VIEW, callWith({ observations: searchset(aPainObservation(8), foreign) }))
    const [card] = await cardsOf(response)
    expect(card?.summary).toContain('pain 8/10')
    expect(JSON.stringify(card)).not.toContain('9/10')
  })

  test('are counted where the call is recorded', async () => {
    const foreign = aPainObservation(9, { id: 'foreign', ...somebodyElse })
    const app = createTestApp()
    await app.post(PATIENT_VIEW, callWith({ observations: searchset(aPainObservation(8), foreign) }))
    expect(app.auditEntries()).toMatchObject([{ result: 'card', foreignResources: 1 }])
  })

  test('a fracture of somebody else makes no card', async () => {
    const body = callWith({ conditions: searchset(aFracture(somebodyElse)), imagingReports: searchset() })
    expect(await cardsOf(await post(body))).toEqual([])
  })

  test('a resource that names two patients belongs to neither', async () => {
    const both = aFracture({ patient: { reference: 'Patient/somebody-else' } })
    const body = callWith({ conditions: searchset(both), imagingReports: searchset() })
    expect(await cardsOf(await post(body))).toEqual([])
  })
})
