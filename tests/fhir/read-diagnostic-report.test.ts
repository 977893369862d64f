import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Modality } from '../../src/clinical/facts.ts'
import { readDiagnosticReport } from '../../src/fhir/read-diagnostic-report.ts'

const LOINC = 'http://loinc.org'
const CPT = 'http://www.ama-assn.org/go/cpt'
const RADIOLOGY = { coding: [{ system: LOINC, code: 'LP29684-5', display: 'Radiology' }] }
const MRI_OF_T12 = `MRI THORACIC AND LUMBAR SPINE WITHOUT CONTRAST
COMPARISON: Radiographs of 2026-10-21.
FINDINGS: Acute compression fracture of T12 with marrow edema on STIR. Loss of height of 35 %. No retropulsion.
IMPRESSION: Acute T12 compression fracture.`

function report(change: object) {
  return {
    resourceType: 'DiagnosticReport',
    id: 'r1',
    status: 'final',
    category: [RADIOLOGY],
    code: { coding: [{ system: LOINC, code: '24968-0' }] },
    effectiveDateTime: '2026-11-19T07:45:00-06:00',
    ...change,
  }
}

function plainText(text: string) {
  return { presentedForm: [{ contentType: 'text/plain', data: Buffer.from(text, 'utf8').toString('base64') }] }
}

describe('what a report found', () => {
  test('is read from its text and marked as text', () => {
    const { imaging } = readDiagnosticReport(report({ code: { text: 'MRI T AND L SPINE' }, ...plainText(MRI_OF_T12) }))
    expect(imaging.filter(({ level }) => level === 'T12')).toEqual([
      expect.objectContaining({
        modality: 'MR',
        fracture: 'present',
        acuity: 'acute',
        marrowEdema: 'yes',
        heightLossPercent: 35,
        retropulsion: 'no',
        date: '2026-11-19',
        evidence: { reference: 'DiagnosticReport/r1', date: '2026-11-19', basis: 'text' },
      }),
    ])
  })

  test('is read from html', () => {
    const html = '<div><h1>FINDINGS</h1><p>Acute compression fracture of <b>L2</b>.</p></div>'
    const presentedForm = [{ contentType: 'text/html', data: Buffer.from(html).toString('base64') }]
    expect(readDiagnosticReport(report({ presentedForm })).imaging).toContainEqual(
      expect.objectContaining({ level: 'L2', fracture: 'present' }),
    )
  })

  test('is read from the conclusion', () => {
    const conclusion = 'Acute compression fracture of L3.'
    expect(readDiagnosticReport(report({ conclusion })).imaging).toContainEqual(
      expect.objectContaining({ level: 'L3', fracture: 'present' }),
    )
  })

  test('is read from the code of the conclusion', () => {
    const conclusionCode = [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'S32.020A' }] }]
    expect(readDiagnosticReport(report({ conclusionCode })).imaging).toContainEqual(
      expect.objectContaining({
        level: 'L2',
        fracture: 'present',
        evidence: expect.objectContaining({ basis: 'coded' }),
      }),
    )
  })

  test('is told once where text and code say the same, and twice where they contradict each other', () => {
    const code = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'S32.020A' }] }
    const ofL2 = (conclusion: string, conclusionCode: readonly object[] = [code]) =>
      readDiagnosticReport(report({ conclusion, conclusionCode })).imaging.flatMap(
        ({ level, fracture, acuity, evidence }) => (level === 'L2' ? [`${fracture} ${acuity} ${evidence.basis}`] : []),
      )
    expect(ofL2('Acute compression fracture of L2.')).toEqual(['present acute text'])
    expect(ofL2('No fracture of L2.')).toEqual(['absent unknown text', 'present unknown coded'])
    expect(ofL2('Acute compression fracture of L3.')).toEqual(['present unknown coded'])
    expect(ofL2('', [code, code])).toEqual(['present unknown coded'])
    const sequela = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'S32.020S' }] }
    expect(ofL2('', [sequela])).toEqual(['present old coded'])
  })

  test.each([
    ['M80.08XA', 'Fracture of T12 vertebra', [['T12', 'lumbar', 'present']], '24968-0'],
    [
      'M80.08XA',
      'Compression fractures of L1 and L3',
      [
        ['L1', 'lumbar', 'present'],
        ['L3', 'lumbar', 'present'],
      ],
      '24968-0',
    ],
    ['M80.08XA', 'Osteoporosis with fracture', [[null, 'lumbar', 'present']], '24968-0'],
    ['M84.58XA', 'Pathological fracture', [[null, 'lumbar', 'present']], '24968-0'],
    ['S32.009A', 'Fracture of lumbar vertebra', [[null, 'lumbar', 'uncertain']], '24968-0'],
    ['S12.100A', 'Fracture of C2', [], '24968-0'],
    ['Z87.310', 'History of osteoporosis fracture', [], '24968-0'],
    ['M54.50', 'Low back pain', [], '24968-0'],
  ])('is read from the code of the conclusion with its place: %s, %s', (code, text, expected, study) => {
    const conclusionCode = [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }], text }]
    const { imaging } = readDiagnosticReport(
      report({ code: { coding: [{ system: LOINC, code: study }] }, conclusionCode }),
    )
    expect(imaging.map(({ level, region, fracture }) => [level, region, fracture])).toEqual(expected)
  })

  test('an old fracture is old and a missing one absent', () => {
    const { imaging } = readDiagnosticReport(
      report({ conclusion: 'Chronic L1 compression fracture. No fracture of L2.' }),
    )
    expect(imaging).toContainEqual(expect.objectContaining({ level: 'L1', fracture: 'present', acuity: 'old' }))
    expect(imaging).toContainEqual(expect.objectContaining({ level: 'L2', fracture: 'absent' }))
  })

  test('is nothing where there is no text, and the study is still there', () => {
    const pdf = { contentType: 'application/pdf', url: 'https://ehr.example.org/Binary/7' }
    const facts = readDiagnosticReport(report({ presentedForm: [pdf] }))
    expect(facts.imaging).toEqual([])
    expect(facts.studies).toHaveLength(1)
  })

  test('is nothing where the text is broken, and the study is still there', () => {
    const facts = readDiagnosticReport(report({ presentedForm: [{ contentType: 'text/plain', data: '%%%' }] }))
    expect(facts.imaging).toEqual([])
    expect(facts.studies).toHaveLength(1)
  })
})

describe('the study a report proves', () => {
  test('is its modality, part and day, and where it stands', () => {
    expect(readDiagnosticReport(report({})).studies).toEqual([
      {
        modality: 'MR',
        region: 'lumbar',
        date: '2026-11-19',
        evidence: { reference: 'DiagnosticReport/r1', date: '2026-11-19', basis: 'coded' },
        isSilent: false,
      },
    ])
  })

  test.each<[string, object, Modality, string]>([
    ['LOINC', { code: { coding: [{ system: LOINC, code: '24983-9' }] } }, 'XR', 'thoracic'],
    ['CPT', { code: { coding: [{ system: CPT, code: '72131' }] } }, 'CT', 'lumbar'],
    ['a name without a coding', { code: { text: 'MRI L-SPINE W/O CONTRAST' } }, 'MR', 'lumbar'],
    [
      'the display of a coding without a code',
      { code: { coding: [{ system: 'urn:oid:1.2.3', display: 'CT Lumbar Spine' }] } },
      'CT',
      'lumbar',
    ],
    [
      'the title of its attachment',
      {
        code: { coding: [{ system: LOINC, code: '18748-4', display: 'Diagnostic imaging study' }] },
        presentedForm: [{ contentType: 'application/pdf', title: 'MRI LUMBAR SPINE WO CONTRAST' }],
      },
      'MR',
      'lumbar',
    ],
    [
      'the head of its text',
      {
        code: { text: 'Imaging report' },
        ...plainText('MRI LUMBAR SPINE\nFINDINGS: Acute compression fracture of L1.'),
      },
      'MR',
      'lumbar',
    ],
  ])('is named by %s', (_name, change, modality, region) => {
    expect(readDiagnosticReport(report(change)).studies).toEqual([expect.objectContaining({ modality, region })])
  })

  test.each<[string, string, Modality]>([
    [
      'a radiograph compared with an MRI',
      'XR LUMBAR SPINE 2 VIEWS\nCOMPARISON: MRI lumbar spine 2020.\nFINDINGS: L1 compression fracture.',
      'XR',
    ],
    [
      'a CT after a bone scan',
      'EXAM: CT LUMBAR SPINE\nHISTORY: Uptake on bone scan.\nFINDINGS: L1 compression fracture.',
      'CT',
    ],
    [
      'a study of unknown kind that asks for an MRI',
      'L1 compression fracture of unknown age. Recommend MRI.',
      'unknown',
    ],
    ['a text about a man', 'Mr. Doe fell at home\nL1 compression fracture.', 'unknown'],
    ['a text with a diagnosis', 'Dx: L1 compression fracture.', 'unknown'],
  ])('%s stays what it is', (_name, text, modality) => {
    const { imaging } = readDiagnosticReport(report({ code: { text: 'Imaging report' }, ...plainText(text) }))
    expect(imaging).toContainEqual(expect.objectContaining({ level: 'L1', modality }))
  })

  test('a conclusion that asks for an MRI is none', () => {
    const { imaging } = readDiagnosticReport(
      report({ code: { text: 'Imaging report' }, conclusion: 'L1 compression fracture, recommend MRI.' }),
    )
    expect(imaging).toContainEqual(expect.objectContaining({ level: 'L1', modality: 'unknown' }))
  })

  test.each([
    ['a knee', { code: { text: 'MRI, knee, w/wo contrast' } }],
    ['a chest X-ray', { code: { text: 'XR CHEST 2 VIEWS' }, conclusion: 'No acute cardiopulmonary process.' }],
    ['an EKG filed under radiology', { code: { text: 'EKG 12-lead' }, conclusion: 'Normal sinus rhythm.' }],
  ])('%s is not the spine', (_name, change) => {
    const { imaging, studies } = readDiagnosticReport(report(change))
    expect(imaging).toEqual([])
    expect(studies).toEqual([])
  })

  test('a fracture that a chest CT shows is read all the same', () => {
    const chest = report({ code: { text: 'CT CHEST W CONTRAST' }, conclusion: 'Compression fracture of T8.' })
    expect(readDiagnosticReport(chest).imaging).toContainEqual(
      expect.objectContaining({ level: 'T8', fracture: 'present', modality: 'CT' }),
    )
  })

  test.each([
    ['a category of another name', { category: [{ text: 'Imaging' }] }],
    ['cardiology, as some sites file it', { category: [{ coding: [{ code: 'CUS', display: 'Cardiac Ultrasound' }] }] }],
    ['no category', { category: undefined }],
  ])('is found under %s', (_name, change) => {
    expect(readDiagnosticReport(report(change)).studies).toHaveLength(1)
  })
})

describe('statuses and dates', () => {
  test.each(['registered', 'cancelled', 'entered-in-error'])('a report that is %s is not read', (status) => {
    expect(readDiagnosticReport(report({ status, conclusion: 'Acute fracture of L1.' }))).toEqual({
      imaging: [],
      studies: [],
      augmentations: [],
      boneDensity: [],
      tumourStability: [],
      boneHealthCare: [],
      isUnread: false,
    })
  })

  test.each(['final', 'preliminary', 'partial', 'amended', 'corrected', 'appended', 'unknown', undefined])(
    'a report that is %s is read',
    (status) => {
      expect(readDiagnosticReport(report({ status })).studies).toHaveLength(1)
    },
  )

  test.each([
    ['effectivePeriod', { effectiveDateTime: undefined, effectivePeriod: { start: '2026-11-18' } }, '2026-11-18'],
    ['issued', { effectiveDateTime: undefined, issued: '2026-11-20T01:00:00Z' }, '2026-11-20'],
    [
      'issued, where the study has a year only',
      { effectiveDateTime: '2026', issued: '2026-11-20T01:00:00Z' },
      '2026-11-20',
    ],
    ['nothing', { effectiveDateTime: undefined }, null],
  ])('is dated by %s', (_name, dates, date) => {
    expect(readDiagnosticReport(report(dates)).studies[0]?.date).toBe(date)
  })
})

describe('what is no image', () => {
  const conclusion = 'Old T12 compression fracture. CRP raised.'

  test.each([
    ['a laboratory report', { category: [{ coding: [{ code: 'LAB' }] }], code: { text: 'CRP' } }],
    ['a progress note filed under radiology', { code: { coding: [{ system: LOINC, code: '11506-3' }] } }],
  ])('%s shows nothing', (_name, change) => {
    const { imaging, studies } = readDiagnosticReport(report({ conclusion, ...change }))
    expect(imaging).toEqual([])
    expect(studies).toEqual([])
  })
})

describe('augmentation', () => {
  test.each([
    ['kyphoplasty, lumbar', '72552-3', 'lumbar'],
    ['kyphoplasty, thoracic', '72553-1', 'thoracic'],
    ['vertebroplasty, lumbar', '70924-6', 'lumbar'],
    ['vertebroplasty, thoracic, under CT', '35935-6', 'thoracic'],
  ])('the guidance of a %s (%s) is one that was done', (_name, code, region) => {
    const guided = report({ code: { coding: [{ system: LOINC, code }] } })
    expect(readDiagnosticReport(guided).augmentations).toEqual([
      expect.objectContaining({ levels: [], region, date: '2026-11-19', isOnImage: false }),
    ])
  })

  test.each([
    ['by LOINC', { coding: [{ system: LOINC, code: '72552-3' }], text: 'Kyphoplasty L2' }],
    ['by CPT', { coding: [{ system: CPT, code: '22514' }], text: 'Kyphoplasty L2' }],
    ['by name', { text: 'IR KYPHOPLASTY L2' }],
  ])('the report of one %s names its vertebra', (_name, code) => {
    expect(readDiagnosticReport(report({ code })).augmentations).toEqual([expect.objectContaining({ levels: ['L2'] })])
  })

  test('an image after one is no augmentation and is read', () => {
    const after = report({
      code: { text: 'MRI LUMBAR SPINE POST KYPHOPLASTY' },
      conclusion: 'Acute compression fracture of L1.',
    })
    expect(readDiagnosticReport(after).augmentations).toEqual([])
    expect(readDiagnosticReport(after).imaging).toContainEqual(expect.objectContaining({ level: 'L1' }))
  })

  test('a visit about one is none', () => {
    const visit = report({ code: { text: 'Kyphoplasty consultation' } })
    expect(readDiagnosticReport(visit).augmentations).toEqual([])
  })

  test('cement that a later image shows is one that was done', () => {
    const { augmentations } = readDiagnosticReport(
      report({ conclusion: 'Prior kyphoplasty at L2 with cement. No new fracture.' }),
    )
    expect(augmentations).toContainEqual(expect.objectContaining({ levels: ['L2'], isOnImage: true }))
  })

  test('an image without cement shows none', () => {
    expect(readDiagnosticReport(report({ conclusion: 'Acute L1 compression fracture.' })).augmentations).toEqual([])
  })
})

describe('bone density', () => {
  test.each([
    ['LOINC of the study', { coding: [{ system: LOINC, code: '38268-9' }] }],
    ['LOINC of the panel', { coding: [{ system: LOINC, code: '83311-1' }] }],
    ['CPT', { coding: [{ system: CPT, code: '77080' }] }],
    ['name', { text: 'DXA BONE DENSITY AXIAL' }],
  ])('a study by %s', (_name, code) => {
    expect(readDiagnosticReport(report({ code })).boneHealthCare).toMatchObject([
      { kind: 'bone-density-study', date: '2026-11-19' },
    ])
  })

  test('an MRI is none', () => {
    expect(readDiagnosticReport(report({})).boneHealthCare).toEqual([])
  })
})

test('any JSON as a DiagnosticReport, and as any of its fields, is no exception', () => {
  const fields = fc.constantFrom(
    'code',
    'category',
    'presentedForm',
    'conclusion',
    'conclusionCode',
    'effectiveDateTime',
    'issued',
    'status',
    'id',
  )
  fc.assert(
    fc.property(fc.jsonValue(), fields, (value, field) => {
      readDiagnosticReport(value)
      readDiagnosticReport(report({ conclusion: 'Acute T12 fracture.', [field]: value }))
      readDiagnosticReport(report({ presentedForm: [{ contentType: 'text/plain', data: value }] }))
    }),
  )
})

test('any text is no exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      readDiagnosticReport(report({ conclusion: text, ...plainText(text) }))
    }),
    { numRuns: 40 },
  )
})
