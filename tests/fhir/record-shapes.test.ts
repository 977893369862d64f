import { describe, expect, test } from 'vitest'
import { couldNotLookOf } from '../../src/fhir/gathered.ts'
import { readPrefetch } from '../../src/fhir/prefetch.ts'
import { readDiagnosticReport } from '../../src/fhir/read-diagnostic-report.ts'
import { readMedication } from '../../src/fhir/read-medication.ts'
import { factsOf, gathered } from './a-record.ts'

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const SNOMED = 'http://snomed.info/sct'

function bundle(...resources: readonly object[]) {
  return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) }
}

describe('an answer that holds only what usually stands beside others', () => {
  test.each([
    ['procedures', 'DeviceUseStatement'],
    ['serviceRequests', 'DeviceRequest'],
    ['serviceRequests', 'CarePlan'],
    ['serviceRequests', 'Consent'],
    ['observations', 'QuestionnaireResponse'],
  ] as const)('is an answer: %s of a %s', (source, resourceType) => {
    const { state, resources } = readPrefetch(source, { [source]: bundle({ resourceType, id: 'x' }) })
    expect(state).toBe('read')
    expect(resources).toHaveLength(1)
  })

  test.each([
    ['conditions', 'Encounter'],
    ['imagingReports', 'Observation'],
    ['medications', 'Medication'],
  ] as const)('is none where that says nothing about the question: %s of a %s', (source, resourceType) => {
    expect(readPrefetch(source, { [source]: bundle({ resourceType, id: 'x' }) }).state).toBe('not-provided')
  })

  test('gives its facts, and the source counts as looked at', () => {
    const brace = {
      resourceType: 'DeviceUseStatement',
      id: 'du',
      status: 'active',
      device: { display: 'TLSO brace' },
      timingPeriod: { start: '2026-10-25' },
    }
    expect(factsOf({ procedures: [brace] }).nonSurgicalCare).toMatchObject([{ kind: 'brace', startedOn: '2026-10-25' }])
    expect(couldNotLookOf(gathered({ procedures: [brace] }))).toEqual([])
  })
})

describe('a medicine', () => {
  const request = { resourceType: 'MedicationRequest', id: 'm1', status: 'active', intent: 'order' }
  const nowhere = () => undefined

  test.each([
    [
      'an RxNorm product',
      { medicationCodeableConcept: { coding: [{ system: RXNORM, code: '904419' }] } },
      'anti-osteoporosis-drug',
    ],
    [
      'ATC',
      { medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'M05BA04' }] } },
      'anti-osteoporosis-drug',
    ],
    ['a name', { medicationCodeableConcept: { text: 'alendronate 70 mg tablet' } }, 'anti-osteoporosis-drug'],
    [
      'a display alone, as Epic sends it',
      { medicationReference: { display: 'ALENDRONATE 70 MG TABLET' } },
      'anti-osteoporosis-drug',
    ],
    [
      'an ingredient of a contained Medication',
      {
        contained: [
          {
            resourceType: 'Medication',
            id: 'med001',
            ingredient: [{ itemCodeableConcept: { coding: [{ system: RXNORM, code: '904419' }] } }],
          },
        ],
        medicationReference: { reference: '#med001' },
      },
      'anti-osteoporosis-drug',
    ],
  ])('is known by %s', (_by, change, kind) => {
    expect(readMedication({ ...request, ...change }, nowhere).boneHealth?.kind).toBe(kind)
  })

  test.each(['Medication/d1', 'https://ehr.example.org/fhir/R4/Medication/d1/_history/3', 'urn:uuid:d1'])(
    'is found in the same answer by %s',
    (reference) => {
      const { nonSurgicalCare } = factsOf({
        medications: [
          { ...request, medicationReference: { reference }, authoredOn: '2026-11-01' },
          { resourceType: 'Medication', id: 'd1', code: { text: 'oxycodone 5 MG Oral Tablet' } },
        ],
      })
      expect(nonSurgicalCare).toMatchObject([{ kind: 'opioid', startedOn: '2026-11-01' }])
    },
  )
})

describe('the status of a report', () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r1',
    code: { text: 'MRI lumbar spine' },
    effectiveDateTime: '2026-11-19',
    conclusion: 'Acute compression fracture of L1 with marrow edema.',
  }

  // A preliminary reading may name a danger, and the clinician sees it as well.
  test.each(['final', 'amended', 'corrected', 'appended', 'preliminary', 'partial', 'unknown'])(
    '%s is read',
    (status) => {
      expect(readDiagnosticReport({ ...report, status }).imaging.map(({ level }) => level)).toEqual(['L1'])
    },
  )

  test.each(['registered', 'cancelled', 'entered-in-error'])('%s is not', (status) => {
    const { imaging, studies, isUnread } = readDiagnosticReport({ ...report, status })
    expect([imaging, studies, isUnread]).toEqual([[], [], false])
  })
})

describe('what is sent twice', () => {
  const score = {
    resourceType: 'Observation',
    id: 'pain',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    valueInteger: 8,
    effectiveDateTime: '2026-11-20',
  }

  test('under two keys is one fact', () => {
    expect(factsOf({ observations: [score], imagingReports: [score] }).pain).toHaveLength(1)
  })

  test('on two pages of one answer is one resource', () => {
    const therapy = { resourceType: 'Procedure', id: 'pt', code: { coding: [{ system: SNOMED, code: '91251008' }] } }
    expect(readPrefetch('procedures', { procedures: bundle(therapy, therapy) }).resources).toHaveLength(1)
  })
})
