import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SOURCES, type Source } from '../../src/clinical/facts.ts'
import { readAllergy } from '../../src/fhir/read-allergy.ts'
import { readCarePlan } from '../../src/fhir/read-care-plan.ts'
import { readCondition } from '../../src/fhir/read-condition.ts'
import { readDeviceRequest, readDeviceUseStatement } from '../../src/fhir/read-device.ts'
import { readDiagnosticReport } from '../../src/fhir/read-diagnostic-report.ts'
import { readDocumentReference } from '../../src/fhir/read-document-reference.ts'
import { readImagingStudy } from '../../src/fhir/read-imaging-study.ts'
import { readMedication } from '../../src/fhir/read-medication.ts'
import { readObservation } from '../../src/fhir/read-observation.ts'
import { readPatient, readSetting } from '../../src/fhir/read-patient.ts'
import { readProcedure } from '../../src/fhir/read-procedure.ts'
import { readServiceRequest } from '../../src/fhir/read-service-request.ts'
import { factsOf, WHOLE_RECORD } from './a-record.ts'

type Path = readonly (string | number)[]
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Every place in a value, itself included. */
function pathsIn(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? value.map((item: Json, index) => [index, item] as const)
    : Object.entries(value)
  return [path, ...entries.flatMap(([name, item]) => pathsIn(item, [...path, name]))]
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    value,
  )
}

/** A copy of a JSON value with something else in one place. */
function withAt(value: unknown, path: Path, change: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return change
  const copy: unknown = Array.isArray(value) ? [...value] : { ...Object(value) }
  if (typeof copy === 'object' && copy !== null) Reflect.set(copy, name, withAt(at(value, [name]), rest, change))
  return copy
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value))
}

interface Place {
  readonly source: Source
  readonly resource: object
  readonly path: Path
}

const PLACES: readonly Place[] = SOURCES.flatMap((source) =>
  WHOLE_RECORD[source].flatMap((resource) => pathsIn(asJson(resource)).map((path) => ({ source, resource, path }))),
)
/** The gathering keeps resources by their type, so that a type which is a sentence reaches no reader. */
const TEXTS = PLACES.filter(
  ({ resource, path }) => path.at(-1) !== 'resourceType' && typeof at(resource, path) === 'string',
)
const MEDICATIONS = WHOLE_RECORD.medications.filter(({ resourceType }) => resourceType === 'Medication')

/** The facts of one changed resource; a medicine keeps the Medication beside it that it may name. */
function factsWith({ source, resource, path }: Place, change: unknown) {
  const changed = withAt(resource, path, change)
  return factsOf({ [source]: source === 'medications' ? [changed, ...MEDICATIONS] : [changed] })
}

function textAt({ resource, path }: Place): string {
  return String(at(resource, path))
}

describe('free text of the record never gets into the facts', () => {
  const words = 'zqx Jane Doe, 4711 Main St'
  const oneWord = 'Zqx4711'
  const withoutIds = TEXTS.filter(({ path }) => path.at(-1) !== 'id')

  test.each([
    ['alone', (_text: string, sentinel: string) => sentinel],
    ['after what stood there', (text: string, sentinel: string) => `${text} ${sentinel}`],
    ['before what stood there', (text: string, sentinel: string) => `${sentinel} ${text}`],
    ['on a new line', (text: string, sentinel: string) => `${text}\n${sentinel}`],
    ['without a blank', (text: string, sentinel: string) => `${text}${sentinel}`],
  ])('%s', (_name, change) => {
    expect(TEXTS.length).toBeGreaterThan(150)
    for (const place of TEXTS)
      expect(JSON.stringify(factsWith(place, change(textAt(place), words))), place.path.join('.')).not.toMatch(/zqx/i)
    for (const place of withoutIds)
      expect(JSON.stringify(factsWith(place, change(textAt(place), oneWord))), place.path.join('.')).not.toMatch(/zqx/i)
  })

  test('in an attachment', () => {
    const report = (text: string) => ({
      ...WHOLE_RECORD.imagingReports[0],
      presentedForm: [{ contentType: 'text/plain', data: Buffer.from(text).toString('base64') }],
    })
    const facts = factsOf({
      imagingReports: [report(`${words}: acute compression fracture of T12, seen by ${oneWord}.`)],
    })
    expect(facts.imaging).not.toEqual([])
    expect(JSON.stringify(facts)).not.toMatch(/zqx/i)
  })

  test('and an id that is a FHIR id is what evidence names', () => {
    const conditions = [{ ...WHOLE_RECORD.conditions[0], id: oneWord }]
    expect(JSON.stringify(factsOf({ conditions }))).toContain(`Condition/${oneWord}`)
  })
})

describe('no reader throws', () => {
  const readers: readonly (readonly [string, (resource: unknown) => unknown])[] = [
    ['readCondition', (resource) => readCondition(resource, { bornEarliest: '1950-03-15', bornLatest: '1950-03-15' })],
    ['readDiagnosticReport', readDiagnosticReport],
    ['readDocumentReference', readDocumentReference],
    ['readDeviceRequest', readDeviceRequest],
    ['readDeviceUseStatement', readDeviceUseStatement],
    ['readCarePlan', readCarePlan],
    ['readImagingStudy', readImagingStudy],
    ['readObservation', readObservation],
    ['readMedication', (resource) => readMedication(resource, () => resource)],
    ['readProcedure', readProcedure],
    ['readServiceRequest', (resource) => readServiceRequest(resource, () => true)],
    ['readAllergy', readAllergy],
    ['readPatient', (resource) => readPatient(resource, 'pat-1')],
    ['readSetting', readSetting],
  ]

  test.each(readers)('%s, for any JSON', (_name, read) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        read(value)
      }),
      { numRuns: 300 },
    )
  })

  test.each(readers)('%s, for resources of every other type', (_name, read) => {
    for (const resources of Object.values(WHOLE_RECORD)) for (const resource of resources) read(resource)
  })

  test('for any JSON in any place of a resource', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), fc.jsonValue(), (place, value) => {
        factsWith(place, value)
      }),
      { numRuns: 500 },
    )
  })

  const extremes = [
    null,
    '',
    ' ',
    0,
    -1,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
    [],
    [[]],
    {},
    '__proto__',
    'constructor',
    '9999-12-31',
    '9999',
    '0000-00-00',
    '\u0000',
    '\ud800',
  ]

  test.each(extremes.map((value) => [value]))('for %j in each place of a resource', (value) => {
    for (const place of PLACES) factsWith(place, value)
  })

  test('for keys that every object inherits', () => {
    const polluted: unknown = JSON.parse(
      '{"resourceType":"Condition","id":"x","__proto__":{"code":{"text":"T12 compression fracture"}},"constructor":{"code":1}}',
    )
    expect(readCondition(polluted, { bornEarliest: null, bornLatest: null }).fractures).toEqual([])
  })
})

test('a resource that says nothing gives no fact', () => {
  for (const source of SOURCES.filter((name) => name !== 'patient')) {
    const silent = WHOLE_RECORD[source].map(({ resourceType, id }) => ({ resourceType, id }))
    expect(factsOf({ [source]: silent })).toEqual(factsOf({}))
  }
})
