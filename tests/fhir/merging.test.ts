import { describe, expect, test } from 'vitest'
import { assessmentOf, createTestApp } from '../support/app.ts'
import {
  type AnyResource,
  aCall,
  aFracture,
  anMriReport,
  aPainObservation,
  aRadiographReport,
  aReport,
  PATIENT_ID,
  searchset,
} from '../support/fhir.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'
const CPT = 'http://www.ama-assn.org/go/cpt'
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category'
const subject = { reference: `Patient/${PATIENT_ID}` }

interface Sent {
  readonly conditions?: readonly AnyResource[]
  readonly imagingReports?: readonly AnyResource[]
  readonly observations?: readonly AnyResource[]
  readonly procedures?: readonly AnyResource[]
}

/** What the service makes of a record that holds this and nothing else. */
async function assess(sent: Sent) {
  const { conditions = [], imagingReports = [], observations = [], procedures = [] } = sent
  const prefetch = {
    conditions: searchset(...conditions),
    imagingReports: searchset(...imagingReports),
    observations: searchset(...observations),
    procedures: searchset(...procedures),
    medications: null,
  }
  return assessmentOf(await createTestApp().post('/assessments', aCall({ prefetch })))
}

async function levelsOf(sent: Sent) {
  const { fractures } = await assess(sent)
  return fractures.map(({ level }) => level).toSorted()
}

/** A diagnosis by its code alone. */
function coded(id: string, code: string, changes: Readonly<Record<string, unknown>> = {}): AnyResource {
  return aFracture({ id, code: { coding: [{ system: ICD_10_CM, code }] }, bodySite: undefined, ...changes })
}

describe('one fracture of T12 in five resources', () => {
  const problem = aFracture({
    id: 'problem',
    category: [{ coding: [{ system: CATEGORY, code: 'problem-list-item' }] }],
  })
  const encounterDiagnosis = coded('encounter-diagnosis', 'S22.080A', {
    category: [{ coding: [{ system: CATEGORY, code: 'encounter-diagnosis' }] }],
    clinicalStatus: undefined,
    onsetDateTime: undefined,
    bodySite: [{ coding: [{ system: SNOMED, code: '23215003' }] }],
    recordedDate: '2026-10-22',
  })
  const mri = anMriReport()
  const radiograph = aRadiographReport()
  const letter = {
    resourceType: 'DocumentReference',
    id: 'letter',
    status: 'current',
    subject,
    type: { coding: [{ system: 'http://loinc.org', code: '18748-4' }] },
    date: '2026-11-20T10:00:00Z',
    description: 'MRI thoracic spine',
    content: [{ attachment: { contentType: 'text/plain', data: btoa('Acute compression fracture of T12.') } }],
  }
  const record = { conditions: [problem, encounterDiagnosis], imagingReports: [mri, radiograph, letter] }

  test('is one, with its level, cause and stated onset', async () => {
    const { fractures, otherFractures } = await assess(record)
    expect([...fractures, ...otherFractures]).toHaveLength(1)
    expect(fractures[0]).toMatchObject({
      level: 'T12',
      cause: 'osteoporotic',
      certainty: 'confirmed',
      acuity: 'acute',
      onset: '2026-10-20',
      onsetBasis: 'onsetDateTime',
      diagnosedOn: '2026-10-21',
    })
  })

  test('and each resource stands in its evidence', async () => {
    const [fracture] = (await assess(record)).fractures
    expect(fracture?.evidence.map(({ reference }) => reference).toSorted()).toEqual([
      'Condition/encounter-diagnosis',
      'Condition/problem',
      'DiagnosticReport/mri',
      'DiagnosticReport/xr',
      'DocumentReference/letter',
    ])
  })

  test('and is the same in whatever order they come', async () => {
    const turned = {
      conditions: record.conditions.toReversed(),
      imagingReports: record.imagingReports.toReversed(),
    }
    expect((await assess(turned)).fractures).toEqual((await assess(record)).fractures)
  })
})

describe('a new fracture beside one with cement', () => {
  const old = coded('old', 'S32.010D', { onsetDateTime: '2024-03-02', recordedDate: '2024-03-03' })
  const kyphoplasty = {
    resourceType: 'Procedure',
    id: 'kyphoplasty',
    status: 'completed',
    subject,
    code: { coding: [{ system: CPT, code: '22514' }], text: 'Kyphoplasty L1' },
    performedDateTime: '2024-04-10',
  }

  test('at another vertebra is current, and the old one is not', async () => {
    const record = { conditions: [old, aFracture()], imagingReports: [anMriReport()], procedures: [kyphoplasty] }
    const { fractures, otherFractures } = await assess(record)
    expect(fractures.map(({ level }) => level)).toEqual(['T12'])
    expect(otherFractures.map(({ level, status }) => [level, status])).toEqual([['L1', 'settled-by-augmentation']])
  })

  test('that one report names beside the cement is current', async () => {
    const report = aReport(
      'Status post kyphoplasty at L1 with stable cement. New acute compression fracture of T12 with marrow edema.',
    )
    const { fractures } = await assess({ imagingReports: [report] })
    expect(fractures.map(({ level }) => level)).toEqual(['T12'])
  })
})

describe('several vertebrae', () => {
  test('four coded levels are four', async () => {
    const conditions = [
      coded('a', 'S22.070A', { bodySite: [{ text: 'T9' }] }),
      coded('b', 'S22.080A', { bodySite: [{ text: 'T12' }] }),
      coded('c', 'S32.010A'),
      coded('d', 'S32.030A'),
    ]
    expect(await levelsOf({ conditions })).toEqual(['L1', 'L3', 'T12', 'T9'])
  })

  test('four levels of one report are four', async () => {
    const report = aReport('Acute compression fractures of T8, T11, L2 and L4 with marrow edema.')
    expect(await levelsOf({ imagingReports: [report] })).toEqual(['L2', 'L4', 'T11', 'T8'])
  })

  test('a fracture of the neck beside a lumbar one leaves the lumbar one alone', async () => {
    const conditions = [coded('neck', 'S12.500A'), coded('lumbar', 'S32.020A')]
    const report = aReport('Acute compression fracture of L2 with marrow edema.')
    expect(await levelsOf({ conditions, imagingReports: [report] })).toEqual(['L2'])
  })

  test('a report of the neck says nothing of the lumbar fracture', async () => {
    const neck = aReport('Acute fracture of C6 with marrow edema.', { code: { text: 'MRI cervical spine' } })
    const { fractures, facts } = await assess({ conditions: [coded('lumbar', 'S32.020A')], imagingReports: [neck] })
    expect(fractures.map(({ level, acuity }) => [level, acuity])).toEqual([['L2', 'unknown']])
    expect(facts.imaging.map(({ level }) => level)).toEqual(['C6'])
  })
})

describe('a code that names no vertebra', () => {
  test('is joined by the one that only report text names', async () => {
    const fracture = aFracture({ bodySite: undefined })
    const { fractures } = await assess({ conditions: [fracture], imagingReports: [anMriReport()] })
    expect(fractures.map(({ level, cause }) => [level, cause])).toEqual([['T12', 'osteoporotic']])
    expect(fractures[0]?.evidence.map(({ reference, basis }) => [reference, basis])).toEqual([
      ['Condition/fracture', 'coded'],
      ['DiagnosticReport/mri', 'text'],
    ])
  })

  test('but a region is joined by a vertebra of that region', async () => {
    const lumbar = coded('lumbar', 'M48.56XA')
    const report = aReport('Acute compression fracture of L3 with marrow edema.')
    expect(await levelsOf({ conditions: [lumbar], imagingReports: [report] })).toEqual(['L3'])
  })

  test('but a region stays by itself beside a vertebra of another', async () => {
    const lumbar = coded('lumbar', 'M48.56XA')
    const { fractures } = await assess({ conditions: [lumbar], imagingReports: [anMriReport()] })
    expect(fractures.map(({ level, region }) => level ?? region).toSorted()).toEqual(['T12', 'lumbar'])
  })

  test('but two is decided by the report, and is one', async () => {
    // S22.08-: wedge compression fracture of T11-T12.
    const pair = coded('pair', 'S22.080A')
    expect(await levelsOf({ conditions: [pair], imagingReports: [anMriReport()] })).toEqual(['T12'])
  })

  test('but two is one fracture without a vertebra where nothing decides', async () => {
    const { fractures } = await assess({ conditions: [coded('pair', 'S22.080A')] })
    expect(fractures.map(({ level, region }) => [level, region])).toEqual([[null, 'thoracic']])
  })
})

describe('studies that disagree about the age', () => {
  const acuteCt = aReport('Acute compression fracture of T12.', {
    id: 'ct',
    code: { text: 'CT thoracic spine' },
    effectiveDateTime: '2026-11-05T09:00:00Z',
  })
  const oldMri = aReport('Chronic compression fracture of T12 without marrow edema.', { id: 'old-mri' })

  test('are settled by the newest advanced one, which `because` and the JSON name', async () => {
    const { fractures, policies, facts } = await assess({
      conditions: [aFracture()],
      imagingReports: [acuteCt, oldMri],
      observations: [aPainObservation(8)],
    })
    expect(fractures.map(({ level, acuity }) => [level, acuity])).toEqual([['T12', 'old']])
    const edema = policies['medicare-lcd']?.criteria.find(({ id }) => id === 'edema-or-uptake')
    expect(edema).toMatchObject({ finding: 'not-met', evidence: [{ reference: 'DiagnosticReport/old-mri' }] })
    expect(edema?.because).toContain('MR 2026-11-19')
    expect(facts.imaging.map(({ date, acuity, evidence }) => [evidence.reference, date, acuity])).toEqual([
      ['DiagnosticReport/old-mri', '2026-11-19', 'old'],
      ['DiagnosticReport/ct', '2026-11-05', 'acute'],
    ])
  })

  test('the other way round are acute', async () => {
    const earlier = { effectiveDateTime: '2026-10-28T09:00:00Z' }
    const { fractures, policies } = await assess({
      conditions: [aFracture()],
      imagingReports: [
        aReport('Chronic compression fracture of T12 without marrow edema.', { id: 'x', ...earlier }),
        anMriReport(),
      ],
    })
    expect(fractures.map(({ acuity }) => acuity)).toEqual(['acute'])
    const edema = policies['medicare-lcd']?.criteria.find(({ id }) => id === 'edema-or-uptake')
    expect(edema).toMatchObject({ finding: 'met', evidence: [{ reference: 'DiagnosticReport/mri' }] })
  })

  test('a newer radiograph does not overrule the MRI', async () => {
    const radiograph = aRadiographReport({
      conclusion: 'Old compression fracture of T12.',
      effectiveDateTime: '2026-11-21T09:00:00Z',
    })
    const { fractures } = await assess({ conditions: [aFracture()], imagingReports: [anMriReport(), radiograph] })
    expect(fractures.map(({ acuity }) => acuity)).toEqual(['acute'])
  })
})

describe('sources that name different vertebrae', () => {
  test('a Condition and a report are both shown', async () => {
    const conditions = [coded('lumbar', 'S32.010A')]
    expect(await levelsOf({ conditions, imagingReports: [anMriReport()] })).toEqual(['L1', 'T12'])
  })

  test('a code for the lumbar spine beside the words "T12" is both, and neither is sure', async () => {
    const torn = coded('torn', 'M48.56XA', {
      code: { coding: [{ system: ICD_10_CM, code: 'M48.56XA' }], text: 'Compression fracture of T12' },
    })
    const { fractures } = await assess({ conditions: [torn] })
    expect(fractures.map(({ level, region }) => [level, region])).toEqual([
      ['T12', null],
      [null, 'lumbar'],
    ])
  })
})
