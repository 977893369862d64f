import { describe, expect, test } from 'vitest'
import { readCondition } from '../../src/fhir/read-condition.ts'
import { factsOf } from './a-record.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const ICD_10 = 'http://hl7.org/fhir/sid/icd-10'
const ICD_9_CM = 'http://hl7.org/fhir/sid/icd-9-cm'
const SNOMED = 'http://snomed.info/sct'
const BIRTH = { bornEarliest: '1950-03-15', bornLatest: '1950-03-15' }

function icd(code: string, display?: string) {
  return { system: ICD_10_CM, code, ...(display === undefined ? {} : { display }) }
}

function fractures(change: object) {
  return readCondition({ resourceType: 'Condition', id: 'c1', ...change }, BIRTH).fractures
}

function places(change: object) {
  return fractures(change).map(({ level, region, certainty, evidence }) => [level, region, certainty, evidence.basis])
}

describe('a fracture in the shape of', () => {
  test('athenahealth: ICD-10-CM beside SNOMED, recordedDate only, no clinicalStatus', () => {
    const encounterDiagnosis = {
      category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
      code: {
        coding: [
          icd('S32010A', 'Wedge compression fracture of first lumbar vertebra'),
          { system: SNOMED, code: '426646004' },
        ],
      },
      recordedDate: '2026-10-22',
    }
    expect(fractures(encounterDiagnosis)).toMatchObject([
      {
        level: 'L1',
        certainty: 'confirmed',
        status: 'current',
        onset: { earliest: null, latest: '2026-10-22', basis: 'recordedDate' },
      },
    ])
  })

  test('DrChrono: no date of any kind', () => {
    expect(
      fractures({ code: { coding: [icd('M80.08XA')] }, clinicalStatus: { coding: [{ code: 'active' }] } }),
    ).toMatchObject([{ cause: 'osteoporotic', onset: null, diagnosedOn: null, evidence: { date: null } }])
  })

  test('MEDHOST: text only, with an onset in words', () => {
    expect(fractures({ code: { text: 'Compression fracture of L2' }, onsetString: '2026-10' })).toMatchObject([
      {
        level: 'L2',
        onset: { earliest: '2026-10-01', latest: '2026-10-31', basis: 'onsetString' },
        evidence: { basis: 'text' },
      },
    ])
  })

  test('Humana: ICD-10-CM under the name of ICD-10, a CPT code beside it', () => {
    const coding = [
      { system: 'http://www.ama-assn.org/go/cpt', code: '99213' },
      { system: ICD_10, code: 'M8008XA' },
    ]
    expect(fractures({ code: { coding } })).toMatchObject([{ cause: 'osteoporotic', evidence: { basis: 'coded' } }])
  })

  test('CareEvolution: ICD-9 and private systems, read by their displays', () => {
    const coding = [
      { system: ICD_9_CM, code: '733.13', display: 'Compression fracture of vertebra' },
      { system: 'urn:oid:2.16.840.1.113883.3.1', code: 'X' },
    ]
    expect(fractures({ code: { coding }, category: [{ text: 'Primary' }] })).toMatchObject([
      { level: null, evidence: { basis: 'text' } },
    ])
    expect(fractures({ code: { coding: [{ system: ICD_9_CM, code: '733.13' }] } })).toEqual([])
  })

  test('Epic: several systems, two categories, a version on each status coding', () => {
    const condition = {
      category: [{ coding: [{ code: 'problem-list-item' }] }, { coding: [{ code: 'encounter-diagnosis' }] }],
      clinicalStatus: { coding: [{ version: '4.0.0', code: 'active', display: 'Active' }], text: 'Active' },
      verificationStatus: { coding: [{ version: '4.0.0', code: 'confirmed' }] },
      code: {
        coding: [
          {
            system: 'urn:oid:2.16.840.1.113883.3.247.1.1',
            code: '1494461',
            display: 'Compression fracture of T12 vertebra (HCC)',
          },
          icd('S22.080A'),
          { system: ICD_9_CM, code: '805.2' },
        ],
        text: 'Compression fracture of T12 vertebra (HCC)',
      },
      severity: { text: 'Mild' },
    }
    expect(places(condition)).toEqual([['T12', 'thoracic', 'confirmed', 'coded']])
  })

  test('NextGen: a coding with a display and no code', () => {
    expect(places({ code: { coding: [{ system: SNOMED, display: 'Compression fracture of lumbar spine' }] } })).toEqual(
      [[null, 'lumbar', 'confirmed', 'text']],
    )
  })
})

describe('when it began', () => {
  const code = { coding: [icd('M80.08XA')] }

  test.each([
    ['onsetDateTime', { onsetDateTime: '2026-10-20T08:00:00-05:00' }, { earliest: '2026-10-20', latest: '2026-10-20' }],
    [
      'onsetPeriod',
      { onsetPeriod: { start: '2026-10-01', end: '2026-10-20' } },
      { earliest: '2026-10-01', latest: '2026-10-20' },
    ],
    ['onsetAge', { onsetAge: { value: 76, code: 'a' } }, { earliest: '2026-03-15', latest: '2027-03-14' }],
    ['onsetString', { onsetString: '2026-10-20' }, { earliest: '2026-10-20', latest: '2026-10-20' }],
  ])('%s is its basis', (basis, change, days) => {
    expect(fractures({ code, ...change })[0]?.onset).toEqual({ ...days, basis })
  })

  test.each(['A', 'D', 'G', 'K', 'P'])('is never told by the seventh character %s', (character) => {
    expect(fractures({ code: { coding: [icd(`M80.08X${character}`)] } })[0]?.onset).toBeNull()
  })
})

describe('where it is', () => {
  const t11ToT12 = icd('S22.080A')
  const l1 = icd('S32.010A')
  const l2 = icd('S32.020A')
  const anyLevel = icd('M80.08XA')
  const lumbar = icd('M48.56XA')
  const vertebra = (code: string) => ({ coding: [{ system: SNOMED, code }] })

  test.each<[string, object, readonly (readonly unknown[])[]]>([
    [
      'a body site alone',
      { code: { coding: [anyLevel] }, bodySite: [vertebra('14293000')] },
      [['L2', 'lumbar', 'confirmed', 'coded']],
    ],
    [
      'two body sites',
      { code: { coding: [anyLevel] }, bodySite: [vertebra('66794005'), vertebra('14293000')] },
      [
        ['L1', 'lumbar', 'confirmed', 'coded'],
        ['L2', 'lumbar', 'confirmed', 'coded'],
      ],
    ],
    ['a code for a pair', { code: { coding: [t11ToT12] } }, [[null, 'thoracic', 'confirmed', 'coded']]],
    [
      'a code for a pair, settled by words',
      { code: { coding: [t11ToT12], text: 'T11 wedge fracture' } },
      [['T11', 'thoracic', 'confirmed', 'coded']],
    ],
    [
      'a code for a pair, both of them named',
      { code: { coding: [t11ToT12], text: 'Compression fractures of T11 and T12' } },
      [
        ['T11', 'thoracic', 'confirmed', 'coded'],
        ['T12', 'thoracic', 'confirmed', 'coded'],
      ],
    ],
    [
      'a code without a vertebra, and words that name two',
      { code: { coding: [anyLevel], text: 'Compression fractures of T11 and L1' } },
      [
        ['T11', null, 'confirmed', 'coded'],
        ['L1', null, 'confirmed', 'coded'],
      ],
    ],
    [
      'a coded vertebra, and words that add another',
      { code: { coding: [l1], text: 'Compression fractures of T12 and L1' } },
      [
        ['L1', 'lumbar', 'confirmed', 'coded'],
        ['T12', null, 'confirmed', 'text'],
      ],
    ],
  ])('is told by %s', (_by, change, expected) => {
    expect(places(change)).toEqual(expected)
  })

  test.each<[string, object, readonly (readonly unknown[])[]]>([
    [
      'code and words',
      { code: { coding: [l1], text: 'Compression fracture of T12' } },
      [
        ['L1', 'lumbar', 'suspected', 'coded'],
        ['T12', null, 'suspected', 'text'],
      ],
    ],
    [
      'code and body site',
      { code: { coding: [l1] }, bodySite: [vertebra('23215003')] },
      [
        ['L1', 'lumbar', 'suspected', 'coded'],
        ['T12', null, 'suspected', 'coded'],
      ],
    ],
    [
      'two codes',
      { code: { coding: [l2, l1] } },
      [
        ['L2', 'lumbar', 'suspected', 'coded'],
        ['L1', 'lumbar', 'suspected', 'coded'],
      ],
    ],
    [
      'the region of a code and words',
      { code: { coding: [lumbar], text: 'Compression fracture of T12' } },
      [
        [null, 'lumbar', 'suspected', 'coded'],
        ['T12', null, 'suspected', 'text'],
      ],
    ],
    [
      'a pair and words',
      { code: { coding: [t11ToT12], text: 'Compression fracture of L1' } },
      [
        [null, 'thoracic', 'suspected', 'coded'],
        ['L1', null, 'suspected', 'text'],
      ],
    ],
  ])('stays in doubt, with all places kept, where %s disagree', (_what, change, expected) => {
    expect(places(change)).toEqual(expected)
  })

  test('is settled by a report that shows one of them', () => {
    const { fractures: merged } = factsOf({
      conditions: [
        {
          resourceType: 'Condition',
          id: 'c1',
          code: { coding: [l1], text: 'Compression fracture of T12' },
          recordedDate: '2026-10-22',
        },
      ],
      imagingReports: [
        {
          resourceType: 'DiagnosticReport',
          id: 'r1',
          status: 'final',
          code: { text: 'MRI thoracic and lumbar spine' },
          effectiveDateTime: '2026-10-25',
          conclusion: 'Acute compression fracture of T12.',
        },
      ],
    })
    expect(merged.map(({ level, certainty }) => [level, certainty])).toEqual([
      ['L1', 'suspected'],
      ['T12', 'confirmed'],
    ])
  })

  test('an old fracture that the words add stays old', () => {
    const condition = {
      code: { coding: [l1], text: 'Acute L1 compression fracture; chronic T12 compression fracture' },
    }
    expect(fractures(condition).map(({ level, status }) => [level, status])).toEqual([
      ['L1', 'current'],
      ['T12', 'old'],
    ])
  })
})

describe('what broke the bone', () => {
  test.each([
    ['a code for infection beside it', { coding: [icd('M48.55XA'), icd('M46.25')] }, 'infectious'],
    [
      'a disease code and a code for infection',
      { coding: [icd('M84.68XA'), icd('A18.01')], text: 'Pathological fracture of T10' },
      'infectious',
    ],
    ['words', { text: 'Pathological compression fracture of L1 due to vertebral osteomyelitis' }, 'infectious'],
    [
      'words about tuberculosis',
      { text: 'Compression fracture of T10 secondary to spinal tuberculosis' },
      'infectious',
    ],
    ['an osteoporotic code beside an infection', { coding: [icd('M80.08XA'), icd('M46.25')] }, 'osteoporotic'],
    [
      'a tumour code beside an infection',
      { coding: [icd('M84.58XA'), icd('M46.25')], text: 'Fracture of L1' },
      'neoplastic',
    ],
    ['nothing', { coding: [icd('M48.56XA')] }, 'not-documented'],
  ])('is told by %s', (_by, code, cause) => {
    expect(fractures({ code })[0]?.cause).toBe(cause)
  })
})

describe('osteogenesis imperfecta in the same record', () => {
  const oi = { resourceType: 'Condition', id: 'oi', code: { coding: [icd('Q78.0')] }, recordedDate: '2001-05-01' }
  const collapsed = {
    resourceType: 'Condition',
    id: 'c1',
    code: { coding: [icd('M48.56XA')] },
    recordedDate: '2026-10-22',
  }
  const causes = (...conditions: readonly object[]) => factsOf({ conditions }).fractures.map(({ cause }) => cause)

  test.each([
    ['by ICD-10-CM', oi],
    ['by SNOMED', { ...oi, code: { coding: [{ system: SNOMED, code: '78314001' }] } }],
    ['by words', { ...oi, code: { text: 'Osteogenesis imperfecta, type I' } }],
  ])('%s is the cause of a fracture that names none, and its evidence', (_by, disease) => {
    const [fracture] = factsOf({ conditions: [collapsed, disease] }).fractures
    expect(fracture?.cause).toBe('osteogenesis-imperfecta')
    expect(fracture?.evidence.map(({ reference }) => reference)).toEqual(['Condition/c1', 'Condition/oi'])
  })

  test('is not the cause where the fracture has one of its own', () => {
    expect(causes({ ...collapsed, code: { coding: [icd('M80.08XA')] } }, oi)).toEqual(['osteoporotic'])
  })

  test.each([
    ['refuted', { verificationStatus: { coding: [{ code: 'refuted' }] } }],
    ['suspected', { verificationStatus: { coding: [{ code: 'provisional' }] } }],
    ['entered in error', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }],
    ['inactive', { clinicalStatus: { coding: [{ code: 'inactive' }] } }],
    ['of the family', { code: { text: 'Family history of osteogenesis imperfecta' } }],
  ])('that is %s says nothing', (_status, change) => {
    expect(causes(collapsed, { ...oi, ...change })).toEqual(['not-documented'])
  })

  test('alone is no fracture', () => {
    expect(causes(oi)).toEqual([])
  })
})

describe('the same fracture twice', () => {
  const problem = {
    resourceType: 'Condition',
    id: 'problem',
    category: [{ coding: [{ code: 'problem-list-item' }] }],
    clinicalStatus: { coding: [{ code: 'active' }] },
    code: { coding: [icd('S32.010A')] },
    onsetDateTime: '2026-10-20',
  }
  const diagnosis = {
    resourceType: 'Condition',
    id: 'diagnosis',
    category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
    code: { coding: [icd('S32010A')], text: 'Compression fracture of L1' },
    recordedDate: '2026-10-22',
  }

  test('on the problem list and in an encounter is one, with both as evidence', () => {
    const { fractures: merged } = factsOf({ conditions: [problem, diagnosis] })
    expect(merged).toMatchObject([{ level: 'L1', onset: { basis: 'onsetDateTime' } }])
    expect(merged[0]?.evidence.map(({ reference }) => reference)).toEqual(['Condition/diagnosis', 'Condition/problem'])
  })
})
