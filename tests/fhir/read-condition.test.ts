import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FractureDiagnosis, SafetyKind } from '../../src/clinical/facts.ts'
import { readCondition } from '../../src/fhir/read-condition.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const ICD_10 = 'http://hl7.org/fhir/sid/icd-10'
const SNOMED = 'http://snomed.info/sct'
const BORN = { bornEarliest: '1950-03-15', bornLatest: '1950-03-15' }

/** An active, confirmed problem-list entry that began on 2026-10-20. */
function condition(change: object) {
  return {
    resourceType: 'Condition',
    id: '9',
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    onsetDateTime: '2026-10-20',
    recordedDate: '2026-10-22T09:00:00-05:00',
    ...change,
  }
}

function status(codeSystem: string, code: string) {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${codeSystem}`, code }] }
}

function coded(code: string, system = ICD_10_CM) {
  return { coding: [{ system, code }] }
}

function fracturesOf(change: object): readonly FractureDiagnosis[] {
  return readCondition(condition(change), BORN).fractures
}

function safetyOf(change: object): readonly SafetyKind[] {
  return readCondition(condition(change), BORN).safety.map(({ kind }) => kind)
}

describe('a coded fracture', () => {
  test('tells level, cause, onset, status and where it stands', () => {
    expect(fracturesOf({ code: coded('M80.08XA'), bodySite: [coded('23215003', SNOMED)] })).toEqual([
      {
        level: 'T12',
        region: expect.toBeOneOf([null, 'thoracic']),
        cause: 'osteoporotic',
        certainty: 'confirmed',
        status: 'current',
        onset: { earliest: '2026-10-20', latest: '2026-10-20', basis: 'onsetDateTime' },
        diagnosedOn: '2026-10-22',
        evidence: { reference: 'Condition/9', date: '2026-10-20', basis: 'coded' },
      },
    ])
  })

  test.each<[string, string, string, Partial<FractureDiagnosis>]>([
    ['dotted ICD-10-CM', ICD_10_CM, 'M80.08XA', { cause: 'osteoporotic', level: null }],
    ['undotted ICD-10-CM', ICD_10_CM, 'M8008XA', { cause: 'osteoporotic', level: null }],
    ['ICD-10-CM in lower case', ICD_10_CM, 'm80.08xa', { cause: 'osteoporotic', level: null }],
    ['ICD-10-CM under the name of plain ICD-10', ICD_10, 'M80.08XA', { cause: 'osteoporotic', level: null }],
    ['undotted under the name of plain ICD-10', ICD_10, 'S32010A', { cause: 'traumatic', level: 'L1' }],
    ['ICD-10-CM by its oid', 'urn:oid:2.16.840.1.113883.6.90', 'M80.88XA', { cause: 'osteoporotic' }],
    ['other osteoporosis', ICD_10_CM, 'M80.88XA', { cause: 'osteoporotic' }],
    ['thoracic collapse', ICD_10_CM, 'M48.54XA', { cause: 'not-documented', region: 'thoracic' }],
    ['thoracolumbar collapse', ICD_10_CM, 'M48.55XA', { cause: 'not-documented', region: 'thoracolumbar' }],
    ['lumbar collapse', ICD_10_CM, 'M48.56XA', { cause: 'not-documented', region: 'lumbar' }],
    ['lumbosacral collapse', ICD_10_CM, 'M48.57XA', { cause: 'not-documented', region: 'lumbosacral' }],
    ['wedge compression of T1', ICD_10_CM, 'S22.010A', { cause: 'traumatic', level: 'T1' }],
    ['wedge compression of T4', ICD_10_CM, 'S22.040B', { cause: 'traumatic', level: 'T4' }],
    ['wedge compression of T11 or T12', ICD_10_CM, 'S22.080A', { level: null, region: 'thoracic' }],
    ['wedge compression of L5', ICD_10_CM, 'S32.050A', { level: 'L5' }],
    ['stable burst of L2', ICD_10_CM, 'S32.021A', { level: 'L2', certainty: 'confirmed' }],
    ['compression fracture of the spine', SNOMED, '42942008', { level: null, region: null, certainty: 'confirmed' }],
    ['compression fracture of the lumbar spine', SNOMED, '426646004', { region: 'lumbar', certainty: 'confirmed' }],
    ['wedge fracture, thoracic', SNOMED, '207940009', { region: 'thoracic', certainty: 'confirmed' }],
    ['osteoporotic collapse', SNOMED, '240198002', { cause: 'osteoporotic' }],
    ['osteoporotic fracture, lumbar', SNOMED, '203450003', { cause: 'osteoporotic', region: 'lumbar' }],
    ['fracture at a metastasis', SNOMED, '866087009', { cause: 'neoplastic' }],
  ])('%s', (_name, system, code, expected) => {
    expect(fracturesOf({ code: coded(code, system) })).toEqual([expect.objectContaining(expected)])
  })

  test.each([
    ['unspecified fracture of L1', ICD_10_CM, 'S32.019A', 'L1'],
    ['other fracture of T3', ICD_10_CM, 'S22.038A', 'T3'],
    ['lumbar fracture of any kind', SNOMED, '207957008', null],
    ['thoracic fracture of any kind', SNOMED, '207938004', null],
    ['spinal fracture without cord injury', SNOMED, '15724005', null],
  ])('%s is a fracture whose shape imaging must show', (_name, system, code, level) => {
    expect(fracturesOf({ code: coded(code, system) })).toEqual([
      expect.objectContaining({ level, certainty: 'suspected', status: 'current' }),
    ])
  })

  test('a fracture of any kind is confirmed where its name says compression', () => {
    const code = { ...coded('207957008', SNOMED), text: 'Compression fracture of L3 vertebra' }
    expect(fracturesOf({ code })).toEqual([expect.objectContaining({ level: 'L3', certainty: 'confirmed' })])
  })

  test('codings without a code and codings of other systems are passed over', () => {
    const code = {
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696871', display: 'no code here' },
        { system: 'http://hl7.org/fhir/sid/icd-9-cm', code: '733.13' },
        { system: ICD_10_CM, code: 'M80.08XA' },
      ],
    }
    expect(fracturesOf({ code })).toEqual([expect.objectContaining({ cause: 'osteoporotic' })])
  })
})

describe('several codings of one Condition', () => {
  const genericSnomed = { system: SNOMED, code: '42942008' }
  const orders = (specific: { system: string; code: string }) => [
    [specific, genericSnomed],
    [genericSnomed, specific],
  ]

  test.each(orders({ system: ICD_10_CM, code: 'S32.010A' }))('the most exact one names the level (%#)', (...coding) => {
    expect(fracturesOf({ code: { coding } })).toEqual([expect.objectContaining({ level: 'L1' })])
  })

  test.each(orders({ system: ICD_10_CM, code: 'M48.56XA' }))(
    'the most exact one names the region (%#)',
    (...coding) => {
      expect(fracturesOf({ code: { coding } })).toEqual([expect.objectContaining({ region: 'lumbar' })])
    },
  )

  test.each(orders({ system: ICD_10_CM, code: 'M80.08XA' }))(
    'the one that names a cause decides it (%#)',
    (...coding) => {
      expect(fracturesOf({ code: { coding } })).toEqual([expect.objectContaining({ cause: 'osteoporotic' })])
    },
  )

  test.each(orders({ system: ICD_10_CM, code: 'M80.08XS' }))('a sequela makes the entry old (%#)', (...coding) => {
    expect(fracturesOf({ code: { coding } })).toEqual([expect.objectContaining({ status: 'old' })])
  })

  test.each(orders({ system: ICD_10_CM, code: 'Z87.310' }))('a history code is no fracture (%#)', (...coding) => {
    expect(fracturesOf({ code: { coding } })).toEqual([])
  })

  test.each(orders({ system: ICD_10_CM, code: 'S12.500A' }))(
    'a fracture of the neck is none of ours (%#)',
    (...coding) => {
      expect(fracturesOf({ code: { coding } })).toEqual([])
    },
  )

  test.each(orders({ system: ICD_10_CM, code: 'S32.10XA' }))(
    'a fracture of the sacrum is none of ours (%#)',
    (...coding) => {
      expect(fracturesOf({ code: { coding } })).toEqual([])
    },
  )
})

describe('the seventh character', () => {
  test.each(['A', 'D', 'G', 'K', 'P'])('M80.08X%s is current and tells no onset', (seventh) => {
    const undated = { onsetDateTime: undefined, recordedDate: undefined, code: coded(`M80.08X${seventh}`) }
    expect(fracturesOf(undated)).toEqual([
      expect.objectContaining({ status: 'current', onset: null, diagnosedOn: null }),
    ])
  })

  test.each(['A', 'D', 'G', 'K', 'P'])('M80.08X%s leaves recordedDate as the latest day only', (seventh) => {
    const recorded = { onsetDateTime: undefined, recordedDate: '2026-10-22', code: coded(`M80.08X${seventh}`) }
    expect(fracturesOf(recorded)[0]?.onset).toEqual({ earliest: null, latest: '2026-10-22', basis: 'recordedDate' })
  })

  test.each(['M80.08XS', 'M80.88XS', 'M48.56XS', 'S22.080S', 'S32.010S', 'M8008XS'])(
    '%s is a sequela and old',
    (code) => {
      expect(fracturesOf({ code: coded(code) })).toEqual([expect.objectContaining({ status: 'old' })])
    },
  )
})

describe('what is no current fracture of T1 to L5', () => {
  test.each([
    ['healed osteoporotic fracture', 'Z87.310'],
    ['healed pathological fracture', 'Z87.311'],
    ['osteoporosis without current fracture', 'M81.0'],
    ['other osteoporotic site', 'M80.0AXA'],
    ['osteoporotic hip', 'M80.051A'],
    ['fracture of the neck', 'S12.400A'],
    ['collapse in the neck', 'M48.52XA'],
    ['collapse at the cervicothoracic junction', 'M48.53XA'],
    ['collapse of the sacrum', 'M48.58XA'],
    ['fracture of the sacrum', 'S32.10XA'],
    ['fracture of the coccyx', 'S32.2XXA'],
    ['stress fracture of a vertebra', 'M48.46XA'],
    ['rib fracture', 'S22.31XA'],
    ['pelvic fracture', 'S32.810A'],
    ['loss of height', 'R29.890'],
    ['low back pain', 'M54.50'],
  ])('%s %s', (_name, code) => {
    expect(fracturesOf({ code: coded(code) })).toEqual([])
  })

  test('a history code is none whatever its words say', () => {
    const code = { ...coded('Z87.310'), text: 'Compression fracture of T12' }
    expect(fracturesOf({ code })).toEqual([])
  })

  test('late effects are old', () => {
    expect(fracturesOf({ code: coded('312662008', SNOMED) })).toEqual([expect.objectContaining({ status: 'old' })])
  })
})

describe('a pathological fracture of "another site"', () => {
  test.each<[string, FractureDiagnosis['cause']]>([
    ['M84.58XA', 'neoplastic'],
    ['M84.68XA', 'other-pathologic'],
    ['M84.48XA', 'other-pathologic'],
  ])('%s counts with a vertebra as its bodySite', (code, cause) => {
    expect(fracturesOf({ code: coded(code), bodySite: [coded('7610001', SNOMED)] })).toEqual([
      expect.objectContaining({ level: 'T10', cause }),
    ])
  })

  test('M84.58XA counts where its words name the vertebra', () => {
    const code = { ...coded('M84.58XA'), text: 'Pathological fracture of L3 vertebra due to metastasis' }
    expect(fracturesOf({ code })).toEqual([expect.objectContaining({ level: 'L3', cause: 'neoplastic' })])
  })

  test.each([
    ['without a site', []],
    ['with the femur as its site', [{ text: 'Left femur' }]],
    ['with a hip bone as its site', [{ text: 'Anterior superior iliac spine' }]],
    ['with a site that has a code only', [coded('71341001', SNOMED)]],
  ])('M84.58XA %s is no vertebral fracture', (_name, bodySite) => {
    expect(fracturesOf({ code: coded('M84.58XA'), bodySite })).toEqual([])
  })

  test.each(['443165006', '443395009'])('SNOMED %s of any bone needs the spine beside it', (code) => {
    expect(fracturesOf({ code: coded(code, SNOMED) })).toEqual([])
    expect(fracturesOf({ code: coded(code, SNOMED), bodySite: [coded('122496007', SNOMED)] })).toEqual([
      expect.objectContaining({ region: 'lumbar' }),
    ])
  })
})

describe('statuses', () => {
  const code = coded('M80.08XA')

  test('an entry without any status is current and confirmed, as encounter diagnoses are', () => {
    expect(fracturesOf({ code, clinicalStatus: undefined, verificationStatus: undefined })).toEqual([
      expect.objectContaining({ status: 'current', certainty: 'confirmed' }),
    ])
  })

  test.each(['active', 'recurrence', 'relapse'])('%s is current', (clinical) => {
    expect(fracturesOf({ code, clinicalStatus: status('condition-clinical', clinical) })[0]?.status).toBe('current')
  })

  test.each(['inactive', 'remission', 'resolved'])('%s is old', (clinical) => {
    expect(fracturesOf({ code, clinicalStatus: status('condition-clinical', clinical) })[0]?.status).toBe('old')
  })

  test.each([
    ['abatementDateTime', { abatementDateTime: '2026-11-01' }],
    ['abatementPeriod', { abatementPeriod: { start: '2026-10-25', end: '2026-11-01' } }],
    ['abatementString', { abatementString: 'about two weeks ago' }],
    ['abatementAge', { abatementAge: { value: 76, code: 'a' } }],
  ])('what has abated is old: %s', (_name, abatement) => {
    expect(fracturesOf({ code, clinicalStatus: undefined, ...abatement })[0]?.status).toBe('old')
  })

  test.each(['provisional', 'differential', 'unconfirmed'])('%s is suspected', (verification) => {
    expect(fracturesOf({ code, verificationStatus: status('condition-ver-status', verification) })).toEqual([
      expect.objectContaining({ certainty: 'suspected' }),
    ])
  })

  test('refuted stays marked, so that it takes older entries with it', () => {
    const refuted = fracturesOf({ code, verificationStatus: status('condition-ver-status', 'refuted') })
    expect(refuted.every(({ certainty }) => certainty === 'refuted')).toBe(true)
  })

  test('entered-in-error is not read at all', () => {
    const verificationStatus = status('condition-ver-status', 'entered-in-error')
    const everything = condition({ code: { ...coded('G83.4'), text: 'T12 compression fracture' }, verificationStatus })
    expect(readCondition(everything, BORN)).toEqual({ fractures: [], safety: [], function: [] })
  })
})

describe('dates', () => {
  const code = coded('M80.08XA')

  test('an entry without any date is a fracture of unknown age', () => {
    expect(fracturesOf({ code, onsetDateTime: undefined, recordedDate: undefined })).toEqual([
      expect.objectContaining({ onset: null, diagnosedOn: null, status: 'current' }),
    ])
  })

  test('a partial recordedDate is the latest of its days', () => {
    const [fracture] = fracturesOf({ code, onsetDateTime: undefined, recordedDate: '2019-04' })
    expect(fracture?.onset).toEqual({ earliest: null, latest: '2019-04-30', basis: 'recordedDate' })
  })

  test('the encounter comes after a stated onset and before recordedDate', () => {
    const stated = readCondition(condition({ code }), BORN, '2026-10-21').fractures
    const undated = readCondition(condition({ code, onsetDateTime: undefined }), BORN, '2026-10-21').fractures
    expect(stated[0]?.onset?.basis).toBe('onsetDateTime')
    expect(undated[0]?.onset).toEqual({ earliest: null, latest: '2026-10-21', basis: 'encounter' })
  })

  test('a stated onset wins over recordedDate', () => {
    const [fracture] = fracturesOf({ code, onsetDateTime: '2026-09', recordedDate: '2026-10-22' })
    expect(fracture).toMatchObject({
      onset: { earliest: '2026-09-01', latest: '2026-09-30', basis: 'onsetDateTime' },
      diagnosedOn: '2026-10-22',
    })
  })

  test('onsetAge counts from the birth date', () => {
    const onsetAge = { value: 76, unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' }
    const [fracture] = fracturesOf({ code, onsetDateTime: undefined, onsetAge })
    expect(fracture?.onset).toEqual({ earliest: '2026-03-15', latest: '2027-03-14', basis: 'onsetAge' })
  })

  test('an onset in words leaves recordedDate', () => {
    const [fracture] = fracturesOf({ code, onsetDateTime: undefined, onsetString: 'after lifting a box' })
    expect(fracture?.onset).toEqual({ earliest: null, latest: '2026-10-22', basis: 'recordedDate' })
  })
})

describe('a fracture in words only', () => {
  test.each<[string, Partial<FractureDiagnosis>]>([
    ['Compression fracture of T12 vertebra', { level: 'T12', certainty: 'confirmed', status: 'current' }],
    ['Closed compression fracture of L1 vertebra, initial encounter', { level: 'L1', certainty: 'confirmed' }],
    ['Wedge compression fracture of third lumbar vertebra', { level: 'L3' }],
    ['Osteoporotic compression fracture of L2', { level: 'L2', cause: 'osteoporotic' }],
    ['Fragility fracture of T8 vertebra', { level: 'T8', cause: 'osteoporotic' }],
    ['Age-related osteoporosis with current pathological fracture of vertebra', { level: null, cause: 'osteoporotic' }],
    ['Compression fracture of lumbar spine, non-traumatic', { level: null, region: 'lumbar' }],
    ['Pathologic compression fracture of L4 due to metastatic breast cancer', { level: 'L4', cause: 'neoplastic' }],
    ['Traumatic compression fracture of T7', { level: 'T7', cause: 'traumatic' }],
    ['Possible T12 compression fracture', { level: 'T12', certainty: 'suspected' }],
    ['Vertebral compression fracture', { level: null, region: null, certainty: 'confirmed' }],
  ])('%s', (text, expected) => {
    const fractures = fracturesOf({ code: { text } })
    expect(fractures).toEqual([expect.objectContaining(expected)])
    expect(fractures[0]?.evidence.basis).toBe('text')
  })

  test('a non-traumatic fracture has no traumatic cause', () => {
    for (const text of ['Nontraumatic compression fracture of T7', 'Non-traumatic compression fracture of T7'])
      expect(fracturesOf({ code: { text } })[0]?.cause).toBe('not-documented')
  })

  test('the display of a coding without a code is read', () => {
    const code = { coding: [{ system: 'urn:oid:2.16.840.1.113883.3.247.1.1', display: 'T12 compression fracture' }] }
    expect(fracturesOf({ code })).toEqual([expect.objectContaining({ level: 'T12' })])
  })

  test('two vertebrae in one name are two fractures', () => {
    const levels = fracturesOf({ code: { text: 'Compression fractures of T11 and L1' } }).map(({ level }) => level)
    expect([...levels].sort()).toEqual(['L1', 'T11'])
  })

  test.each([
    'History of T12 compression fracture',
    'Old compression fracture of L1',
    'Healed compression fracture of T8',
    'Personal history of healed osteoporotic vertebral fracture',
    'Chronic compression fracture of T9',
  ])('%s starts no referral', (text) => {
    expect(fracturesOf({ code: { text } }).filter(({ status: state }) => state === 'current')).toEqual([])
  })

  test.each([
    'No compression fracture',
    'Osteoporosis',
    'Rib fracture',
    'Fracture of femoral neck',
    'Sacral insufficiency fracture',
    'Cervical compression fracture',
    'Nerve root compression at L4',
    'Compression neuropathy',
    'Compression stockings fitted',
    'Low back pain',
    'At risk for vertebral fracture',
    'Screening for vertebral fracture',
  ])('%s is no fracture of T1 to L5', (text) => {
    const ours = fracturesOf({ code: { text } }).filter(({ region }) => region !== 'cervical' && region !== 'sacral')
    expect(ours).toEqual([])
  })

  test('the bodySite places a name without a level', () => {
    expect(fracturesOf({ code: { text: 'Compression fracture' }, bodySite: [{ text: 'L2 vertebra' }] })).toEqual([
      expect.objectContaining({ level: 'L2' }),
    ])
  })
})

describe('safety', () => {
  test.each<[string, string, string, SafetyKind]>([
    ['cauda equina syndrome', ICD_10_CM, 'G83.4', 'neurological-deficit'],
    ['paraplegia', ICD_10_CM, 'G82.20', 'neurological-deficit'],
    ['conus syndrome', ICD_10_CM, 'G95.81', 'neurological-deficit'],
    ['cord injury', ICD_10_CM, 'S34.109A', 'neurological-deficit'],
    ['cord compression', ICD_10_CM, 'G95.20', 'neural-compression'],
    ['cauda equina syndrome', SNOMED, '192970008', 'neurological-deficit'],
    ['saddle numbness', SNOMED, '449813001', 'neurological-deficit'],
    ['fracture WITH cord injury', SNOMED, '1734006', 'neurological-deficit'],
    ['unstable burst', ICD_10_CM, 'S32.012A', 'spinal-instability'],
    ['dislocation of a lumbar vertebra', ICD_10_CM, 'S33.101A', 'spinal-instability'],
    ['vertebral osteomyelitis', ICD_10_CM, 'M46.26', 'spinal-infection'],
    ['thoracic pyogenic disc infection', ICD_10_CM, 'M46.34', 'spinal-infection'],
    ['sepsis', ICD_10_CM, 'A41.9', 'systemic-infection'],
    ['fever', ICD_10_CM, 'R50.9', 'fever'],
    ['bone metastasis', ICD_10_CM, 'C79.51', 'malignancy'],
    ['breast cancer', ICD_10_CM, 'C50.911', 'malignancy'],
    ['pregnant', ICD_10_CM, 'Z33.1', 'pregnancy'],
    ['pregnant', SNOMED, '77386006', 'pregnancy'],
    ['negative pregnancy test', ICD_10_CM, 'Z32.02', 'not-pregnant'],
    ['not pregnant', SNOMED, '60001007', 'not-pregnant'],
    ['delivery', ICD_10_CM, 'O80', 'delivery'],
    ['haemophilia', ICD_10_CM, 'D66', 'coagulopathy'],
    ['thrombocytopenia', ICD_10_CM, 'D69.6', 'coagulopathy'],
    ['long-term anticoagulant', ICD_10_CM, 'Z79.01', 'anticoagulant'],
    ['palliative care', ICD_10_CM, 'Z51.5', 'comfort-care'],
    ['hospice', SNOMED, '385763009', 'comfort-care'],
    ['allergy to contrast', ICD_10_CM, 'Z91.041', 'contrast-allergy'],
    ['motorway accident', ICD_10_CM, 'V43.52XA', 'high-energy-trauma'],
    ['fall from scaffolding', ICD_10_CM, 'W12.XXXA', 'high-energy-trauma'],
  ])('%s (%s %s)', (_name, system, code, kind) => {
    expect(safetyOf({ code: coded(code, system) })).toContain(kind)
  })

  test.each<[string, string, string, SafetyKind]>([
    ['spinal fracture without cord injury', SNOMED, '15724005', 'neurological-deficit'],
    ['factor V Leiden, which clots', ICD_10_CM, 'D68.51', 'coagulopathy'],
    ['antiphospholipid syndrome, which clots', ICD_10_CM, 'D68.61', 'coagulopathy'],
    ['skin cancer', ICD_10_CM, 'C44.91', 'malignancy'],
    ['history of cancer', ICD_10_CM, 'Z85.3', 'malignancy'],
    ['do not resuscitate', ICD_10_CM, 'Z66', 'comfort-care'],
    ['general muscle weakness', ICD_10_CM, 'M62.81', 'neurological-deficit'],
    ['fall on the same level', ICD_10_CM, 'W18.30XA', 'high-energy-trauma'],
    ['care after delivery', ICD_10_CM, 'Z39.2', 'pregnancy'],
    ['stable burst', ICD_10_CM, 'S32.011A', 'spinal-instability'],
  ])('%s (%s %s) does not say it', (_name, system, code, kind) => {
    expect(safetyOf({ code: coded(code, system) })).not.toContain(kind)
  })

  test('states its date, its certainty and where it stands', () => {
    const verificationStatus = status('condition-ver-status', 'provisional')
    expect(readCondition(condition({ code: coded('M46.26'), verificationStatus }), BORN).safety).toEqual([
      {
        kind: 'spinal-infection',
        present: true,
        certainty: 'suspected',
        date: '2026-10-20',
        evidence: { reference: 'Condition/9', date: '2026-10-20', basis: 'coded' },
      },
    ])
  })

  test.each([
    ['resolved', { clinicalStatus: status('condition-clinical', 'resolved') }],
    ['refuted', { verificationStatus: status('condition-ver-status', 'refuted') }],
    ['entered in error', { verificationStatus: status('condition-ver-status', 'entered-in-error') }],
  ])('what is %s stands against nothing', (_name, change) => {
    expect(safetyOf({ code: coded('G83.4'), ...change })).toEqual([])
  })

  test('a name without a code is read, and marked as words', () => {
    const { safety } = readCondition(condition({ code: { text: 'Cauda equina syndrome' } }), BORN)
    expect(safety).toMatchObject([{ kind: 'neurological-deficit', evidence: { basis: 'text' } }])
  })
})

describe('function', () => {
  test.each([
    ['Z74.01', ICD_10_CM, 'bed-confined'],
    ['160685001', SNOMED, 'bed-confined'],
    ['Z74.09', ICD_10_CM, 'reduced-mobility'],
    ['8510008', SNOMED, 'reduced-mobility'],
    ['Z99.3', ICD_10_CM, 'not-ambulatory'],
    ['282145008', SNOMED, 'not-ambulatory'],
  ])('%s is %s %s', (code, system, kind) => {
    expect(readCondition(condition({ code: coded(code, system) }), BORN).function).toMatchObject([
      { kind, value: null, date: '2026-10-20' },
    ])
  })

  test('what is over or only suspected does not count', () => {
    const over = condition({ code: coded('Z74.01'), clinicalStatus: status('condition-clinical', 'resolved') })
    const suspected = condition({
      code: coded('Z74.01'),
      verificationStatus: status('condition-ver-status', 'provisional'),
    })
    expect(readCondition(over, BORN).function).toEqual([])
    expect(readCondition(suspected, BORN).function).toEqual([])
  })
})

test('any JSON as a Condition, and any JSON in any of its fields, is no exception', () => {
  const fields = fc.constantFrom(
    'code',
    'bodySite',
    'clinicalStatus',
    'verificationStatus',
    'onsetDateTime',
    'onsetPeriod',
    'onsetAge',
    'onsetString',
    'recordedDate',
    'abatementDateTime',
    'id',
    'resourceType',
  )
  const whole = condition({ code: { ...coded('M80.08XA'), text: 'T12 compression fracture' } })
  fc.assert(
    fc.property(fc.jsonValue(), fields, (value, field) => {
      readCondition(value, BORN)
      readCondition({ ...whole, [field]: value }, BORN)
    }),
  )
})

describe('a refusal', () => {
  const declined = (text: string, change: object = {}) =>
    readCondition(
      {
        resourceType: 'Condition',
        id: 'c9',
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z53.20' }], text },
        recordedDate: '2026-11-10',
        ...change,
      },
      BORN,
    ).declined

  test('of an augmentation is its day', () => {
    expect(declined('Kyphoplasty declined')).toEqual({
      kind: 'declined',
      date: '2026-11-10',
      evidence: { reference: 'Condition/c9', date: '2026-11-10', basis: 'text' },
    })
  })

  test.each([
    ['of something else', 'Influenza vaccination declined', {}],
    ['that says not of what', 'Procedure declined by patient', {}],
    ['in error', 'Kyphoplasty declined', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }],
    ['that is refuted', 'Kyphoplasty declined', { verificationStatus: { text: 'Refuted' } }],
    ['that is over', 'Kyphoplasty declined', { clinicalStatus: { coding: [{ code: 'resolved' }] } }],
  ])('%s is none', (_name, text, change) => {
    expect(declined(text, change)).toBeUndefined()
  })
})
