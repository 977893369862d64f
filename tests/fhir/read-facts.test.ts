import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SOURCES, type Source } from '../../src/clinical/facts.ts'
import type { GatheredSource } from '../../src/fhir/gathered.ts'
import { readFacts, readFirstWave, suggestsFracture } from '../../src/fhir/read-facts.ts'
import { ASSESSED_ON, factsOf, gathered, PATIENT_ID, type Sent, WHOLE_RECORD } from './a-record.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'

function coded(code: string, system: string) {
  return { coding: [{ system, code }] }
}

const T12_FRACTURE = {
  resourceType: 'Condition',
  id: 'c1',
  clinicalStatus: { coding: [{ code: 'active' }] },
  verificationStatus: { coding: [{ code: 'confirmed' }] },
  code: { ...coded('M80.08XA', ICD_10_CM), text: 'Osteoporotic compression fracture of T12' },
  onsetDateTime: '2026-10-20',
  recordedDate: '2026-10-22',
}

function mri(change: object) {
  return {
    resourceType: 'DiagnosticReport',
    id: 'r1',
    status: 'final',
    code: coded('24980-5', LOINC),
    effectiveDateTime: '2026-11-19',
    ...change,
  }
}

function firstReading(sent: Sent) {
  return readFirstWave(gathered(sent), PATIENT_ID)
}

describe('a whole record', () => {
  const facts = factsOf(WHOLE_RECORD)

  test('tells of the patient', () => {
    expect(facts.patient).toEqual({
      reference: 'Patient/pat-1',
      bornEarliest: '1950-03-15',
      bornLatest: '1950-03-15',
      sex: 'female',
      deceased: false,
    })
  })

  test('makes one fracture of the Conditions and reports about one vertebra', () => {
    const ofT12 = facts.fractures.filter(({ level }) => level === 'T12')
    expect(ofT12).toHaveLength(1)
    expect(ofT12[0]).toMatchObject({
      cause: 'osteoporotic',
      certainty: 'confirmed',
      acuity: 'acute',
      onset: { earliest: '2026-10-20', latest: '2026-10-20', basis: 'onsetDateTime' },
      diagnosed: true,
    })
    expect(ofT12[0]?.evidence.map(({ reference }) => reference).sort()).toEqual(['Condition/c1', 'DiagnosticReport/r1'])
    expect(ofT12[0]?.studies.map(({ evidence }) => evidence.reference)).toContain('ImagingStudy/i1')
  })

  test('keeps the old fracture old', () => {
    expect(facts.fractures.filter(({ level }) => level === 'L1').map(({ acuity }) => acuity)).toEqual(['old'])
  })

  test('holds one fact of each kind', () => {
    expect(facts.pain.map(({ score }) => score)).toEqual([8])
    expect(facts.boneDensity).toMatchObject([
      { site: 'femoral-neck', tScore: -2.4, evidence: { basis: 'text' } },
      { site: 'lumbar-spine', tScore: -3.1, evidence: { basis: 'coded' } },
    ])
    expect(facts.labs).toMatchObject([{ kind: 'crp', value: 12, flaggedHigh: true }])
    expect(facts.examinations).toMatchObject([{ painAtFractureLevel: true }])
    expect(facts.function.map(({ kind }) => kind).sort()).toEqual(['bed-confined', 'roland-morris-24'])
    expect(facts.nonSurgicalCare.map(({ kind }) => kind).sort()).toEqual([
      'brace',
      'brace',
      'opioid',
      'physical-therapy',
      'physical-therapy',
      'physical-therapy',
    ])
    expect(facts.safety.map(({ kind }) => kind).sort()).toEqual([
      'anticoagulant',
      'cement-allergy',
      'malignancy',
      'neurological-deficit',
      'not-pregnant',
    ])
    expect(facts.plannedCare.map(({ kind }) => kind).sort()).toEqual(['declined', 'spine-mri', 'spine-referral'])
    expect(facts.boneHealthCare.map(({ kind }) => kind).sort()).toEqual([
      'anti-osteoporosis-drug',
      'bone-density-study',
    ])
    expect(new Set(facts.augmentations.flatMap(({ levels }) => levels))).toEqual(new Set(['L1', 'L4']))
    expect(facts.setting).toBe('inpatient')
    expect(facts.couldNotLook).toEqual([])
  })
})

test('an empty record has no facts, and everything was looked at', () => {
  expect(factsOf({ patient: [] })).toEqual({
    patient: { reference: 'Patient/pat-1', bornEarliest: null, bornLatest: null, sex: 'unknown', deceased: false },
    fractures: [],
    imaging: [],
    boneDensity: [],
    pain: [],
    function: [],
    nonSurgicalCare: [],
    examinations: [],
    setting: 'unknown',
    safety: [],
    labs: [],
    tumourStability: [],
    augmentations: [],
    plannedCare: [],
    boneHealthCare: [],
    couldNotLook: [],
  })
})

describe('what could not be looked at', () => {
  test.each<[GatheredSource['state'], boolean]>([
    ['failed', true],
    ['partial', true],
    ['not-provided', true],
    ['empty', false],
    ['read', false],
    ['not-needed', false],
  ])('%s', (state, isNamed) => {
    for (const source of SOURCES) {
      const all = gathered({}, { [source]: state })
      expect(readFacts(readFirstWave(all, PATIENT_ID), all, ASSESSED_ON).couldNotLook).toEqual(isNamed ? [source] : [])
    }
  })
})

describe('suggestsFracture', () => {
  test.each<[string, Sent]>([
    ['a diagnosis', { conditions: [T12_FRACTURE] }],
    [
      'a sequela, whose pain is not known yet',
      { conditions: [{ ...T12_FRACTURE, code: coded('M80.08XS', ICD_10_CM) }] },
    ],
    ['a suspicion', { conditions: [{ ...T12_FRACTURE, verificationStatus: { coding: [{ code: 'provisional' }] } }] }],
    ['a report', { imagingReports: [mri({ conclusion: 'Compression deformity of L1.' })] }],
    [
      'a possible fracture in a report',
      { imagingReports: [mri({ conclusion: 'Possible compression fracture of L1.' })] },
    ],
  ])('%s', (_name, sent) => {
    expect(suggestsFracture(firstReading(sent))).toBe(true)
  })

  test.each<[string, Sent]>([
    ['nothing', {}],
    ['osteoporosis without fracture', { conditions: [{ ...T12_FRACTURE, code: coded('M81.0', ICD_10_CM) }] }],
    [
      'an entry in error',
      { conditions: [{ ...T12_FRACTURE, verificationStatus: { coding: [{ code: 'entered-in-error' }] } }] },
    ],
    [
      'a refuted diagnosis',
      { conditions: [{ ...T12_FRACTURE, verificationStatus: { coding: [{ code: 'refuted' }] } }] },
    ],
    ['a report that shows none', { imagingReports: [mri({ conclusion: 'No compression fracture of L1.' })] }],
    ['a report of a chest', { imagingReports: [mri({ code: { text: 'XR CHEST' }, conclusion: 'Clear lungs.' })] }],
  ])('not %s', (_name, sent) => {
    expect(suggestsFracture(firstReading(sent))).toBe(false)
  })
})

describe('no fracture of T1 to L5', () => {
  test.each([
    ['the neck by code', { code: coded('S12.500A', ICD_10_CM) }],
    ['the neck in words', { code: { text: 'Compression fracture of C5 vertebra' } }],
    ['the sacrum by code', { code: coded('S32.10XA', ICD_10_CM) }],
    ['the sacrum in words', { code: { text: 'Sacral insufficiency fracture' } }],
    ['a history', { code: coded('Z87.310', ICD_10_CM) }],
    ['a refuted diagnosis', { verificationStatus: { coding: [{ code: 'refuted' }] } }],
    ['a neoplastic fracture of another bone', { code: coded('M84.58XA', ICD_10_CM), bodySite: [{ text: 'Femur' }] }],
  ])('%s', (_name, change) => {
    expect(factsOf({ conditions: [{ ...T12_FRACTURE, ...change }] }).fractures).toEqual([])
  })
})

describe('references inside of the record', () => {
  const bone = { resourceType: 'Medication', id: '7', code: { text: 'alendronate 70 mg' } }

  test.each([
    'Medication/7',
    'Medication/7/_history/2',
    'https://ehr.example.org/fhir/R4/Medication/7',
    'https://ehr.example.org/fhir/R4/Medication/7/_history/2',
  ])('a medicine is found in the same answer by %s', (reference) => {
    const request = {
      resourceType: 'MedicationRequest',
      id: 'm1',
      status: 'active',
      intent: 'order',
      medicationReference: { reference },
    }
    expect(factsOf({ medications: [request, bone] }).boneHealthCare).toHaveLength(1)
  })

  test('a referral because of the fracture is a spine referral, one because of another Condition is not', () => {
    const referral = (id: string, reference: string) => ({
      resourceType: 'ServiceRequest',
      id,
      status: 'active',
      intent: 'order',
      code: coded('308481009', SNOMED),
      reasonReference: [{ reference }],
      authoredOn: '2026-11-18',
    })
    const serviceRequests = [referral('s1', 'Condition/c1'), referral('s2', 'Condition/knee')]
    const { plannedCare } = factsOf({ conditions: [T12_FRACTURE], serviceRequests })
    expect(plannedCare.map(({ evidence }) => evidence.reference)).toEqual(['ServiceRequest/s1'])
  })

  test.each(['https://ehr.example.org/fhir/R4/Condition/c1', 'Condition/c1/_history/3'])(
    'a referral names its fracture by %s',
    (reference) => {
      const referral = {
        resourceType: 'ServiceRequest',
        id: 's1',
        status: 'active',
        intent: 'order',
        code: coded('308481009', SNOMED),
        reasonReference: [{ reference }],
      }
      const { plannedCare } = factsOf({ conditions: [T12_FRACTURE], serviceRequests: [referral] })
      expect(plannedCare.map(({ kind }) => kind)).toEqual(['spine-referral'])
    },
  )
})

describe('what comes beside the resources that were asked for', () => {
  test('a T-score beside a bone-density report is a T-score and no image', () => {
    const tScore = {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      code: { coding: [{ system: LOINC, code: '38267-1', display: 'DXA Lumbar spine [T-score] Bone density' }] },
      effectiveDateTime: '2026-05-02',
      valueQuantity: { value: -3.1, code: '{T-score}' },
    }
    const facts = factsOf({ conditions: [T12_FRACTURE], imagingReports: [tScore] })
    expect(facts.boneDensity).toMatchObject([{ site: 'lumbar-spine', tScore: -3.1 }])
    expect(facts.fractures.flatMap(({ studies }) => studies)).toEqual([])
    expect(facts.boneHealthCare).toEqual([])
  })

  test('an Observation beside a report and among the Observations is one fact', () => {
    const [, tScore] = WHOLE_RECORD.observations
    expect(factsOf({ imagingReports: [tScore], observations: [tScore] }).boneDensity).toHaveLength(1)
  })

  test('an Encounter beside a Condition is no Condition', () => {
    const encounter = {
      resourceType: 'Encounter',
      id: 'e9',
      class: { code: 'AMB' },
      code: { text: 'T12 compression fracture' },
    }
    expect(factsOf({ conditions: [encounter] }).fractures).toEqual([])
  })

  test('the Encounter of an undated diagnosis is the latest day it can have begun', () => {
    const undated = {
      ...T12_FRACTURE,
      onsetDateTime: undefined,
      recordedDate: undefined,
      encounter: { reference: 'Encounter/e9' },
    }
    const encounter = {
      resourceType: 'Encounter',
      id: 'e9',
      period: { start: '2026-10-21T09:00:00Z', end: '2026-10-21T09:30:00Z' },
    }
    expect(factsOf({ conditions: [undated, encounter] }).fractures).toMatchObject([
      { onset: { earliest: null, latest: '2026-10-21', basis: 'encounter' } },
    ])
  })
})

describe('dates that are only partly known', () => {
  test('an age at onset counts from every day the birth date can mean', () => {
    const patient = { resourceType: 'Patient', id: PATIENT_ID, birthDate: '1950' }
    const condition = { ...T12_FRACTURE, onsetDateTime: undefined, onsetAge: { value: 76, code: 'a' } }
    expect(factsOf({ patient: [patient], conditions: [condition] }).fractures[0]?.onset).toEqual({
      earliest: '2026-01-01',
      // The day it was recorded ends what the age leaves open.
      latest: '2026-10-22',
      basis: 'onsetAge',
    })
  })
})

describe('facts are also found in', () => {
  test('a DeviceRequest for a brace', () => {
    const request = {
      resourceType: 'DeviceRequest',
      id: 'd1',
      status: 'active',
      intent: 'order',
      codeCodeableConcept: coded('L0456', HCPCS),
      authoredOn: '2026-10-25',
    }
    expect(factsOf({ serviceRequests: [request] }).nonSurgicalCare).toMatchObject([
      { kind: 'brace', startedOn: '2026-10-25' },
    ])
  })

  test('a DeviceUseStatement of a brace', () => {
    const statement = {
      resourceType: 'DeviceUseStatement',
      id: 'd2',
      status: 'active',
      device: { display: 'TLSO brace' },
      timingPeriod: { start: '2026-10-25' },
    }
    expect(factsOf({ procedures: [statement] }).nonSurgicalCare).toMatchObject([
      { kind: 'brace', startedOn: '2026-10-25' },
    ])
  })

  test('a CarePlan with physical therapy', () => {
    const plan = {
      resourceType: 'CarePlan',
      id: 'cp1',
      status: 'active',
      intent: 'order',
      period: { start: '2026-10-25' },
      activity: [{ detail: { status: 'in-progress', code: coded('91251008', SNOMED) } }],
    }
    expect(factsOf({ serviceRequests: [plan] }).nonSurgicalCare).toMatchObject([{ kind: 'physical-therapy' }])
  })

  test('a DocumentReference with the text of a report', () => {
    const data = Buffer.from(
      'MRI THORACIC SPINE\nIMPRESSION: Acute T12 compression fracture with marrow edema.',
    ).toString('base64')
    const document = {
      resourceType: 'DocumentReference',
      id: 'doc1',
      status: 'current',
      type: coded('18748-4', LOINC),
      date: '2026-11-19T08:00:00Z',
      content: [{ attachment: { contentType: 'text/plain', data } }],
    }
    expect(factsOf({ imagingReports: [document] }).imaging).toContainEqual(
      expect.objectContaining({ level: 'T12', marrowEdema: 'yes', modality: 'MR' }),
    )
  })

  test('the text of a bone-density report', () => {
    const dxa = mri({
      code: { text: 'DXA BONE DENSITY AXIAL' },
      conclusion: 'Lumbar spine L1-L4 T-score -3.1. Femoral neck T-score -2.4.',
    })
    expect(factsOf({ imagingReports: [dxa] }).boneDensity).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          site: 'lumbar-spine',
          tScore: -3.1,
          evidence: expect.objectContaining({ basis: 'text' }),
        }),
        expect.objectContaining({ site: 'femoral-neck', tScore: -2.4 }),
      ]),
    )
  })

  test('a Roland-Morris score that is named in words', () => {
    const score = {
      resourceType: 'Observation',
      id: 'o9',
      status: 'final',
      code: { text: 'Roland-Morris Disability Questionnaire (24 items)' },
      effectiveDateTime: '2026-11-20',
      valueInteger: 19,
    }
    expect(factsOf({ observations: [score] }).function).toMatchObject([{ kind: 'roland-morris-24', value: 19 }])
  })

  test('a Condition that says a kyphoplasty was declined', () => {
    const refusal = {
      resourceType: 'Condition',
      id: 'c9',
      code: { ...coded('Z53.29', ICD_10_CM), text: 'Kyphoplasty declined by patient' },
      recordedDate: '2026-11-10',
    }
    expect(factsOf({ conditions: [T12_FRACTURE, refusal] }).plannedCare).toMatchObject([{ kind: 'declined' }])
  })
})

describe('laws', () => {
  const shuffled = (resources: readonly object[]) =>
    fc.shuffledSubarray([...resources], { minLength: resources.length, maxLength: resources.length })

  test('resources in any order give the same facts', () => {
    const inOrder = factsOf(WHOLE_RECORD)
    const orders = fc.record({
      conditions: shuffled(WHOLE_RECORD.conditions),
      imagingReports: shuffled(WHOLE_RECORD.imagingReports),
      observations: shuffled(WHOLE_RECORD.observations),
      medications: shuffled(WHOLE_RECORD.medications),
      procedures: shuffled(WHOLE_RECORD.procedures),
      serviceRequests: shuffled(WHOLE_RECORD.serviceRequests),
    })
    fc.assert(
      fc.property(orders, (order) => {
        expect(factsOf({ ...WHOLE_RECORD, ...order })).toEqual(inOrder)
      }),
    )
  })

  test('resources of two types that share an id give the same facts in any order', () => {
    const [tramadol] = WHOLE_RECORD.medications
    const statement = {
      resourceType: 'MedicationStatement',
      id: tramadol.id,
      status: 'active',
      medicationCodeableConcept: { text: 'Tylenol' },
      effectiveDateTime: '2026-11-03',
    }
    expect(factsOf({ medications: [statement, tramadol] })).toEqual(factsOf({ medications: [tramadol, statement] }))
  })

  test('the second reading does not change the first', () => {
    const all = gathered(WHOLE_RECORD)
    const first = readFirstWave(all, PATIENT_ID)
    expect(readFacts(first, all, ASSESSED_ON)).toEqual(readFacts(first, all, ASSESSED_ON))
  })

  test('resources are not changed', () => {
    const before = JSON.stringify(WHOLE_RECORD)
    factsOf(WHOLE_RECORD)
    expect(JSON.stringify(WHOLE_RECORD)).toBe(before)
  })

  test('any JSON among the resources of any source is no exception', () => {
    const types = fc.constantFrom(
      'Condition',
      'DiagnosticReport',
      'Observation',
      'ImagingStudy',
      'MedicationRequest',
      'Medication',
      'Procedure',
      'ServiceRequest',
      'AllergyIntolerance',
      'Encounter',
      'Patient',
      'DocumentReference',
      'DeviceRequest',
    )
    const resource = fc
      .tuple(types, fc.dictionary(fc.constantFrom('id', 'code', 'status', 'content', 'type'), fc.jsonValue()))
      .map(([resourceType, fields]) => ({ ...fields, resourceType }))
    const source = fc.constantFrom<Source[]>(...SOURCES)
    fc.assert(
      fc.property(source, fc.array(resource, { maxLength: 4 }), (name, resources) => {
        expect(() => factsOf({ ...WHOLE_RECORD, [name]: resources })).not.toThrow()
      }),
    )
  })
})

describe('a report that is there and cannot be read', () => {
  const asPdf = (date: string) => ({
    resourceType: 'DiagnosticReport',
    id: `pdf-${date}`,
    status: 'final',
    subject: { reference: `Patient/${PATIENT_ID}` },
    code: { text: 'MRI thoracic spine' },
    effectiveDateTime: date,
    presentedForm: [{ contentType: 'application/pdf', url: 'Binary/1' }],
  })

  test('from the time of the fracture means that nobody could look', () => {
    expect(factsOf({ conditions: [T12_FRACTURE], imagingReports: [asPdf('2026-11-10')] }).couldNotLook).toEqual([
      'imagingReports',
    ])
  })

  test.each([
    ['of the neck', 'MRI cervical spine'],
    ['of a bone density', 'DXA lumbar and thoracic spine'],
  ])('%s says nothing about it, read or not', (_, text) => {
    const report = { ...asPdf('2026-11-10'), code: { text } }
    expect(factsOf({ conditions: [T12_FRACTURE], imagingReports: [report] }).couldNotLook).toEqual([])
  })

  test('from long before it changes nothing', () => {
    expect(factsOf({ conditions: [T12_FRACTURE], imagingReports: [asPdf('2020-03-01')] }).couldNotLook).toEqual([])
  })
})

describe('dates after tomorrow', () => {
  test('make no fact about today', () => {
    const pain = (date: string, value: number) => ({
      resourceType: 'Observation',
      id: `pain-${date}`,
      status: 'final',
      subject: { reference: `Patient/${PATIENT_ID}` },
      code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
      effectiveDateTime: date,
      valueInteger: value,
    })
    const { pain: scores } = factsOf({
      observations: [pain('2026-11-20', 8), pain('2026-11-23', 7), pain('2190-01-01', 0)],
    })
    expect(scores.map(({ score }) => score).sort()).toEqual([7, 8])
  })

  test('do not take a diagnosis away that was recorded before', () => {
    const [fracture] = factsOf({ conditions: [{ ...T12_FRACTURE, onsetDateTime: '2027-10-20' }] }).fractures
    expect(fracture).toMatchObject({
      level: 'T12',
      onset: { earliest: null, latest: '2026-10-22', basis: 'recordedDate' },
      evidence: [{ reference: 'Condition/c1', date: '2026-10-22', basis: 'coded' }],
    })
  })

  test('take a diagnosis away that nothing dates otherwise', () => {
    const { recordedDate: _, ...undated } = T12_FRACTURE
    expect(factsOf({ conditions: [{ ...undated, onsetDateTime: '2027-10-20' }] }).fractures).toEqual([])
  })
})

describe('a report that speaks by its results', () => {
  const impression = {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { text: 'Impression' },
    valueString: 'Acute T12 compression fracture with marrow edema.',
  }

  test('finds them among what came beside it', () => {
    const { imaging } = factsOf({ imagingReports: [mri({ result: [{ reference: 'Observation/o1' }] }), impression] })
    expect(imaging).toMatchObject([
      {
        level: 'T12',
        acuity: 'acute',
        marrowEdema: 'yes',
        evidence: { reference: 'DiagnosticReport/r1', basis: 'text' },
      },
    ])
  })

  test('finds them inside it', () => {
    const inside = mri({ contained: [impression], result: [{ reference: '#o1' }] })
    expect(factsOf({ imagingReports: [inside] }).imaging).toMatchObject([{ level: 'T12', acuity: 'acute' }])
  })

  test.each([
    ['withdrawn', { ...impression, status: 'entered-in-error' }, 'Observation/o1'],
    ['a figure', { ...impression, valueString: undefined, valueQuantity: { value: 3 } }, 'Observation/o1'],
    ['of another report', impression, 'Observation/o2'],
  ])('says nothing by one that is %s', (_name, result, reference) => {
    expect(factsOf({ imagingReports: [mri({ result: [{ reference }] }), result] }).imaging).toEqual([])
  })

  test('speaks by its own words where it has any', () => {
    const both = mri({ conclusion: 'No compression fracture.', result: [{ reference: 'Observation/o1' }] })
    expect(factsOf({ imagingReports: [both, impression] }).imaging).toMatchObject([{ level: null, fracture: 'absent' }])
  })
})

describe('a report that has nothing but its narrative', () => {
  const told = (words: string) => mri({ text: { status: 'generated', div: `<div><p>${words}</p></div>` } })

  test('is read by it', () => {
    expect(factsOf({ imagingReports: [told('IMPRESSION: T12 compression fracture.')] }).imaging).toMatchObject([
      { level: 'T12', fracture: 'present' },
    ])
  })

  test('stays unread where that is a table of its fields', () => {
    const table = told('MRI thoracic spine, final, 2026-11-19')
    expect(factsOf({ conditions: [T12_FRACTURE], imagingReports: [table] }).couldNotLook).toEqual(['imagingReports'])
  })
})
