import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CodeGroup, codesIn, meaningOf, meaningsOf, VALUE_SETS } from '../../../src/fhir/value-sets/index.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const ICD_10 = 'http://hl7.org/fhir/sid/icd-10'
const ICD_10_PCS = 'http://hl7.org/fhir/sid/icd-10-pcs'
const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const CPT = 'http://www.ama-assn.org/go/cpt'
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const ATC = 'http://www.whocc.no/atc'
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM'

function groupsOf(system: unknown, code: unknown): readonly string[] {
  return [...(meaningOf(system, code)?.groups ?? [])]
}

describe('groups', () => {
  test.each<[string, string, string, CodeGroup]>([
    ['age-related osteoporotic fracture', ICD_10_CM, 'M80.08XA', 'vcf.osteoporotic'],
    ['other osteoporotic fracture, sequela', ICD_10_CM, 'M80.88XS', 'vcf.osteoporotic'],
    ['thoracic collapsed vertebra', ICD_10_CM, 'M48.54XA', 'vcf.collapsed_nec'],
    ['lumbosacral collapsed vertebra', ICD_10_CM, 'M48.57XD', 'vcf.collapsed_nec'],
    ['collapsed vertebra without a region', ICD_10_CM, 'M48.50XA', 'vcf.collapsed_nec_site_unspecified'],
    ['cervical collapsed vertebra', ICD_10_CM, 'M48.52XA', 'excluded.cervical'],
    ['sacral collapsed vertebra', ICD_10_CM, 'M48.58XA', 'excluded.sacral'],
    ['cervical fracture', ICD_10_CM, 'S12.400A', 'excluded.cervical'],
    ['sacral fracture', ICD_10_CM, 'S32.10XA', 'excluded.sacral'],
    ['coccyx fracture', ICD_10_CM, 'S32.2XXA', 'excluded.sacral'],
    ['wedge compression fracture of T12', ICD_10_CM, 'S22.080A', 'vcf.traumatic_wedge'],
    ['unstable burst fracture of L1', ICD_10_CM, 'S32.012A', 'vcf.traumatic_unstable'],
    ['unspecified fracture of a lumbar vertebra', ICD_10_CM, 'S32.009A', 'vcf.traumatic_other'],
    ['fatigue fracture', ICD_10_CM, 'M48.46XA', 'vcf.fatigue'],
    ['neoplastic fracture of another site', ICD_10_CM, 'M84.58XA', 'vcf.pathologic_neoplastic_other_site'],
    ['healed osteoporotic fracture', ICD_10_CM, 'Z87.310', 'history.healed_fracture'],
    ['osteoporosis without fracture', ICD_10_CM, 'M81.0', 'osteoporosis.no_current_fracture'],
    ['old low back pain code', ICD_10_CM, 'M54.5', 'pain.back'],
    ['new low back pain code', ICD_10_CM, 'M54.50', 'pain.back'],
    ['thoracic vertebral osteomyelitis', ICD_10_CM, 'M46.24', 'infection.spinal'],
    ['thoracic pyogenic disc infection', ICD_10_CM, 'M46.34', 'infection.spinal'],
    ['thoracic discitis', ICD_10_CM, 'M46.44', 'infection.spinal'],
    ['sepsis of any organism', ICD_10_CM, 'A41.51', 'infection.systemic'],
    ['cauda equina syndrome', ICD_10_CM, 'G83.4', 'neuro.cord_or_cauda'],
    ['lumbar cord injury', ICD_10_CM, 'S34.109A', 'neuro.cord_or_cauda'],
    ['thrombocytopenia', ICD_10_CM, 'D69.6', 'coagulopathy_or_thrombocytopenia'],
    ['factor V Leiden', ICD_10_CM, 'D68.51', 'thrombophilia_not_bleeding'],
    ['antiphospholipid syndrome', ICD_10_CM, 'D68.61', 'thrombophilia_not_bleeding'],
    ['pregnancy chapter', ICD_10_CM, 'O26.891', 'pregnancy'],
    ['delivery', ICD_10_CM, 'O80', 'pregnancy.delivery'],
    ['bed confinement', ICD_10_CM, 'Z74.01', 'function.bed_confinement'],
    ['other reduced mobility', ICD_10_CM, 'Z74.09', 'function.reduced_mobility'],
    ['palliative care', ICD_10_CM, 'Z51.5', 'palliative'],
    ['bone metastasis', ICD_10_CM, 'C79.51', 'neoplasm.bone_secondary'],
    ['any cancer', ICD_10_CM, 'C50.911', 'neoplasm.malignant'],
    ['compression fracture of the spine', SNOMED, '42942008', 'vcf.compression_or_wedge'],
    ['spinal fracture WITH cord injury', SNOMED, '1734006', 'neuro.fracture_with_cord_injury'],
    ['spinal fracture without cord injury', SNOMED, '15724005', 'vcf.fracture_generic'],
    ['lumbar fracture of any kind', SNOMED, '207957008', 'vcf.fracture_generic'],
    ['thoracic fracture of any kind', SNOMED, '207938004', 'vcf.fracture_generic'],
    ['compression fracture of any bone', SNOMED, '443395009', 'fracture.compression_any_site'],
    ['osteoporotic fracture of any bone', SNOMED, '443165006', 'osteoporotic_fracture_any_site'],
    ['cervical osteoporotic fracture', SNOMED, '203452006', 'excluded.cervical'],
    ['pathologic fracture at a metastasis', SNOMED, '866087009', 'vcf.pathologic_neoplastic'],
    ['late effect of a lumbar fracture', SNOMED, '312662008', 'vcf.late_effect'],
    ['osteopenia', SNOMED, '312894000', 'osteopenia'],
    ['saddle numbness', SNOMED, '449813001', 'neuro.cord_or_cauda'],
    ['not pregnant', SNOMED, '60001007', 'pregnancy.negative'],
    ['neurosurgery referral', SNOMED, '308482002', 'referral.spine_surgery'],
    ['endocrinology referral', SNOMED, '306278007', 'referral.bone_health'],
    ['0-10 pain score', LOINC, '72514-3', 'pain.score'],
    ['visual analogue pain score', LOINC, '38214-3', 'pain.score_vas'],
    ['pain interference', LOINC, '77565-0', 'pain.interference'],
    ['INR', LOINC, '6301-6', 'lab.inr'],
    ['platelets', LOINC, '777-3', 'lab.platelets'],
    ['CRP', LOINC, '1988-5', 'lab.crp'],
    ['ESR', LOINC, '30341-2', 'lab.esr'],
    ['body temperature', LOINC, '8310-5', 'vital.temperature'],
    ['MRI lumbar without contrast', LOINC, '30679-5', 'imaging.mr_lumbar'],
    ['CT thoracic without contrast', LOINC, '30597-9', 'imaging.ct_thoracic'],
    ['radiograph of thoracic and lumbar spine', LOINC, '24984-7', 'imaging.xr_thoracolumbar'],
    ['bone scan', LOINC, '25031-6', 'imaging.nm_bone'],
    ['radiology category', LOINC, 'LP29684-5', 'category.radiology'],
    ['lumbar kyphoplasty report', LOINC, '72552-3', 'procedure_report.kyphoplasty'],
    ['lumbar kyphoplasty', CPT, '22514', 'procedure.kyphoplasty'],
    ['kyphoplasty before 2015', CPT, '22523', 'procedure.kyphoplasty'],
    ['thoracic MRI', CPT, '72146', 'imaging.mr_thoracic'],
    ['axial DXA', CPT, '77080', 'procedure.dxa_axial'],
    ['physical therapy', CPT, '97110', 'treatment.physical_therapy'],
    ['thoracic cement', ICD_10_PCS, '0PU43JZ', 'procedure.vertebral_augmentation'],
    ['oxycodone', RXNORM, '7804', 'med.opioid'],
    ['apixaban', RXNORM, '1364430', 'med.anticoagulant'],
    ['an alendronate product', RXNORM, '904419', 'med.bone'],
    ['a bisphosphonate by ATC', ATC, 'M05BA04', 'med.bone'],
    ['an opioid by ATC', ATC, 'N02AJ13', 'med.opioid'],
    ['MR modality', DICOM, 'MR', 'modality.mr'],
    ['SPECT', DICOM, 'NM', 'modality.nm'],
    ['Roland-Morris', 'urn:kyphoplasty-cds:fact', 'roland-morris-24', 'fact.roland_morris_24'],
  ])('%s', (_name, system, code, group) => {
    expect(groupsOf(system, code)).toContain(group)
  })

  test.each([
    ['a fracture with cord injury is no plain fracture', SNOMED, '1734006', 'vcf.fracture_generic'],
    ['a generic lumbar fracture is no compression fracture', SNOMED, '207957008', 'vcf.compression_or_wedge'],
    ['thrombophilia is no bleeding risk', ICD_10_CM, 'D68.51', 'coagulopathy_or_thrombocytopenia'],
    ['the days after a delivery are no pregnancy', ICD_10_CM, 'O90.81', 'pregnancy'],
    ['other reduced mobility is no bed confinement', ICD_10_CM, 'Z74.09', 'function.bed_confinement'],
    ['a do-not-resuscitate order is no palliative care', ICD_10_CM, 'Z66', 'palliative'],
    ['skin cancer is no spine risk', ICD_10_CM, 'C44.91', 'neoplasm.malignant'],
    ['an electric scooter accident is no transport accident', ICD_10_CM, 'V00.841A', 'trauma.high_energy'],
  ])('%s', (_name, system, code, group) => {
    expect(groupsOf(system, code)).not.toHaveLength(0)
    expect(groupsOf(system, code)).not.toContain(group)
  })

  test.each([
    ['osteoporotic fracture of another site', ICD_10_CM, 'M80.0AXA'],
    ['osteoporotic fracture of the shoulder', ICD_10_CM, 'M80.011A'],
    ['rib fracture', ICD_10_CM, 'S22.31XA'],
    ['malunion, which M48.5 does not have', ICD_10_CM, 'M48.54XP'],
    ['malunion, which S22.0 does not have', ICD_10_CM, 'S22.080P'],
    ['a pain score with a wrong check digit', LOINC, '38214-7'],
    ['glimepiride', RXNORM, '25789'],
    ['a cement code nobody could verify', SNOMED, '704213001'],
  ])('does not know %s', (_name, system, code) => {
    expect(meaningOf(system, code)).toBeUndefined()
  })
})

describe('levels, regions and sites', () => {
  test.each<[string, string, readonly string[], string | null]>([
    [ICD_10_CM, 'S22.010A', ['T1'], 'thoracic'],
    [ICD_10_CM, 'S22.050A', ['T5', 'T6'], 'thoracic'],
    [ICD_10_CM, 'S22.069A', ['T7', 'T8'], 'thoracic'],
    [ICD_10_CM, 'S22.070A', ['T9', 'T10'], 'thoracic'],
    [ICD_10_CM, 'S22.080A', ['T11', 'T12'], 'thoracic'],
    [ICD_10_CM, 'S22.000A', [], 'thoracic'],
    [ICD_10_CM, 'S32.050A', ['L5'], 'lumbar'],
    [ICD_10_CM, 'S32.000A', [], 'lumbar'],
    [ICD_10_CM, 'M48.54XA', [], 'thoracic'],
    [ICD_10_CM, 'M48.55XA', [], 'thoracolumbar'],
    [ICD_10_CM, 'M48.56XA', [], 'lumbar'],
    [ICD_10_CM, 'M48.57XA', [], 'lumbosacral'],
    [ICD_10_CM, 'M80.08XA', [], null],
    [ICD_10_CM, 'M46.24', [], 'thoracic'],
    [ICD_10_CM, 'M46.2', [], 'spine'],
    [SNOMED, '64864005', ['T1'], 'thoracic'],
    [SNOMED, '23215003', ['T12'], 'thoracic'],
    [SNOMED, '66794005', ['L1'], 'lumbar'],
    [SNOMED, '49668003', ['L5'], 'lumbar'],
    [SNOMED, '14806007', ['C1'], 'cervical'],
    [SNOMED, '1145014005', [], 'thoracolumbar'],
    [SNOMED, '42942008', [], 'spine'],
    [SNOMED, '426646004', [], 'lumbar'],
    [CPT, '22513', [], 'thoracic'],
    [CPT, '22515', [], null],
    [LOINC, '24984-7', [], 'thoracolumbar'],
    [LOINC, '36067-7', [], 'spine'],
    [ICD_10_PCS, '0PU33JZ', [], 'cervical'],
  ])('%s %s', (system, code, levels, region) => {
    expect(meaningOf(system, code)).toMatchObject({ levels, region })
  })

  test.each([
    ['38267-1', 'bmd.tscore', 'lumbar-spine'],
    ['38264-8', 'bmd.tscore', 'hip'],
    ['38263-0', 'bmd.tscore', 'femur'],
    ['38265-5', 'bmd.tscore', 'forearm'],
    ['38266-3', 'bmd.tscore', 'heel'],
    ['85394-5', 'bmd.zscore', 'lumbar-spine'],
    ['80938-4', 'bmd.zscore', 'hip'],
    ['80939-2', 'bmd.zscore', 'femur'],
    ['46278-8', 'bmd.mass', 'hip'],
  ])('LOINC %s is %s of the %s', (code, group, site) => {
    expect(meaningOf(LOINC, code)?.site).toBe(site)
    expect(groupsOf(LOINC, code)).toEqual([group])
  })

  test.each([
    ['S22.080A', 'wedge'],
    ['S22.081A', 'stable-burst'],
    ['S22.082A', 'unstable-burst'],
    ['S22.088A', 'other'],
    ['S22.089A', 'unspecified'],
    ['M48.54XA', 'collapse'],
  ])('%s has the morphology %s', (code, morphology) => {
    expect(meaningOf(ICD_10_CM, code)?.morphology).toBe(morphology)
  })
})

describe('the 7th character', () => {
  test.each([
    ['M80.08XA', 'A'],
    ['M80.08XP', 'P'],
    ['S22.080B', 'B'],
    ['S32.010S', 'S'],
    ['M48.56XG', 'G'],
    ['S12.400S', 'S'],
    ['S34.109D', 'D'],
  ])('%s carries %s', (code, seventh) => {
    expect(meaningOf(ICD_10_CM, code)?.seventhCharacter).toBe(seventh)
  })

  test.each([['M80.08X'], ['M80.08'], ['S22.080'], ['M48.54'], ['M81.0'], ['Z87.310'], ['O26.8911']])(
    '%s has none',
    (code) => {
      const meaning = meaningOf(ICD_10_CM, code)
      expect(meaning).toBeDefined()
      expect(meaning?.seventhCharacter).toBeNull()
    },
  )

  test('a code that stops at the vertebra keeps its level and no morphology', () => {
    expect(meaningOf(ICD_10_CM, 'S32.01')).toMatchObject({ levels: ['L1'], morphology: null })
    expect(groupsOf(ICD_10_CM, 'S32.01')).toEqual(['vcf.fracture_generic'])
  })
})

describe('plain ICD-10', () => {
  test('reads an American code that is filed as ICD-10', () => {
    expect(meaningOf(ICD_10, 'S22.080A')).toEqual(meaningOf(ICD_10_CM, 'S22.080A'))
    expect(meaningOf(ICD_10, 'M81.0')).toEqual(meaningOf(ICD_10_CM, 'M81.0'))
  })

  test.each([
    ['S22.0', 'vcf.fracture_generic', 'thoracic'],
    ['S32.0', 'vcf.fracture_generic', 'lumbar'],
    ['M48.5', 'vcf.collapsed_nec_site_unspecified', null],
    ['M48.54', 'vcf.collapsed_nec', 'thoracic'],
    ['T08', 'vcf.fracture_generic', 'spine'],
    ['S12.1', 'excluded.cervical', 'cervical'],
  ])('%s is %s', (code, group, region) => {
    expect(groupsOf(ICD_10, code)).toEqual([group])
    expect(meaningOf(ICD_10, code)?.region).toBe(region)
  })

  test.each([['S22.01'], ['S32.01']])('reads no level from %s, which means two things', (code) => {
    expect(meaningOf(ICD_10, code)?.levels).toEqual([])
    expect(meaningOf(ICD_10_CM, code)?.levels).toHaveLength(1)
  })

  test('does not take site 8 of M80 for a vertebra, since it holds ribs and trunk too', () => {
    expect(groupsOf(ICD_10, 'M80.08')).toEqual(['osteoporotic_fracture_any_site'])
    expect(groupsOf(ICD_10_CM, 'M80.08')).toEqual(['vcf.osteoporotic'])
  })
})

describe('spelling', () => {
  test.each([
    ['undotted', ICD_10_CM, 'M8008XA'],
    ['lower case', ICD_10_CM, 'm80.08xa'],
    ['with blanks around it', ICD_10_CM, ' M80.08XA\n'],
    ['with an OID', 'urn:oid:2.16.840.1.113883.6.90', 'M80.08XA'],
    ['with the OID of plain ICD-10', 'urn:oid:2.16.840.1.113883.6.3', 'M80.08XA'],
    ['with a bare OID', '2.16.840.1.113883.6.90', 'M80.08XA'],
    ['with https and a closing slash', 'https://hl7.org/fhir/sid/icd-10-cm/', 'M80.08XA'],
  ])('reads an ICD-10-CM code %s', (_name, system, code) => {
    expect(meaningOf(system, code)).toEqual(meaningOf(ICD_10_CM, 'M80.08XA'))
    expect(meaningOf(system, code)?.seventhCharacter).toBe('A')
  })

  test.each([
    ['SNOMED CT', 'urn:oid:2.16.840.1.113883.6.96', '42942008', 'vcf.compression_or_wedge'],
    ['LOINC', 'urn:oid:2.16.840.1.113883.6.1', '38267-1', 'bmd.tscore'],
    ['RxNorm', 'urn:oid:2.16.840.1.113883.6.88', '161', 'med.analgesic_simple'],
    ['CPT', 'urn:oid:2.16.840.1.113883.6.12', '22513', 'procedure.kyphoplasty'],
    ['CPT filed as HCPCS', 'urn:oid:2.16.840.1.113883.6.285', '22513', 'procedure.kyphoplasty'],
    [
      'the modality list of DICOM CID 29',
      'http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html',
      'MR',
      'modality.mr',
    ],
  ])('knows %s by its other name', (_name, system, code, group) => {
    expect(groupsOf(system, code)).toContain(group)
  })
})

describe('hostile input', () => {
  test.each([
    ['a SNOMED CT code under LOINC', LOINC, '42942008'],
    ['an unknown system', 'http://example.org/codes', '42942008'],
    ['no system', undefined, '42942008'],
    ['no code', SNOMED, undefined],
    ['a number for a code', SNOMED, 42942008],
    ['an empty code', ICD_10_CM, ''],
    ['a word that begins like chapter O', ICD_10_CM, 'OTHER'],
    ['a word that begins like chapter C', ICD_10_CM, 'CANCER'],
    ['a chapter letter alone', ICD_10_CM, 'O'],
    ['a code with more than seven characters', ICD_10_CM, 'S22.080AA'],
    ['a very long code', ICD_10_CM, `O${'9'.repeat(100_000)}`],
    ['__proto__ as a code', SNOMED, '__proto__'],
    ['constructor as a code', 'urn:kyphoplasty-cds:fact', 'constructor'],
    ['__proto__ as a system', '__proto__', '42942008'],
    ['the short name of a system', 'snomed', '42942008'],
  ])('finds nothing for %s', (_name, system, code) => {
    expect(meaningOf(system, code)).toBeUndefined()
  })

  test('never throws and never invents a meaning', () => {
    const systems = fc.oneof(fc.constantFrom<unknown>(ICD_10_CM, ICD_10, SNOMED, LOINC, CPT, ATC), fc.anything())
    fc.assert(
      fc.property(systems, fc.anything(), (system, code) => {
        const meaning = meaningOf(system, code)
        expect(meaning === undefined || meaning.groups.size > 0).toBe(true)
      }),
    )
    fc.assert(fc.property(fc.anything(), (concept) => Array.isArray(meaningsOf(concept))))
    fc.assert(fc.property(fc.anything(), (coding) => Array.isArray(meaningsOf({ coding }))))
    fc.assert(fc.property(fc.array(fc.anything()), (coding) => Array.isArray(meaningsOf({ coding }))))
  })

  test('reads the same meaning whatever the case, the dot and the blanks', () => {
    const code = fc.constantFrom('M80.08XA', 'S22.082B', 'S12.9XXA', 'O80', 'M48.5', 'Z74.01')
    const change = fc.record({ undot: fc.boolean(), lower: fc.boolean(), before: fc.stringMatching(/^\s{0,3}$/) })
    fc.assert(
      fc.property(code, change, (given, { undot, lower, before }) => {
        const dotted = undot ? given.replace('.', '') : given
        const spelled = `${before}${lower ? dotted.toLowerCase() : dotted}`
        expect(meaningOf(ICD_10_CM, spelled)).toEqual(meaningOf(ICD_10_CM, given))
      }),
    )
  })
})

describe('meaningsOf', () => {
  test('gives every recognised coding in its order', () => {
    const concept = {
      text: 'T12 compression fracture',
      coding: [
        { system: 'urn:oid:1.2.3', code: '77' },
        { system: SNOMED, code: '42942008' },
        { system: ICD_10_CM },
        null,
        { system: ICD_10_CM, code: 'S22.080A' },
      ],
    }
    expect(meaningsOf(concept).map(({ levels }) => levels)).toEqual([[], ['T11', 'T12']])
  })

  test('looks at no more than 50 codings', () => {
    const unknown = Array.from({ length: 50 }, () => ({ system: SNOMED, code: '1' }))
    expect(meaningsOf({ coding: [...unknown.slice(1), { system: SNOMED, code: '42942008' }] })).toHaveLength(1)
    expect(meaningsOf({ coding: [...unknown, { system: SNOMED, code: '42942008' }] })).toHaveLength(0)
  })

  test.each([[undefined], [null], ['text'], [{}], [{ coding: 'x' }], [{ coding: {} }], [[]]])(
    'finds nothing in %j',
    (concept) => {
      expect(meaningsOf(concept)).toEqual([])
    },
  )
})

describe('codesIn', () => {
  test('spells stems out with each 7th character', () => {
    const codes = codesIn('vcf.osteoporotic').filter(({ system }) => system === ICD_10_CM)
    expect(codes.map(({ code }) => code)).toEqual(
      ['M80.08X', 'M80.88X'].flatMap((stem) => ['A', 'D', 'G', 'K', 'P', 'S'].map((seventh) => `${stem}${seventh}`)),
    )
  })

  test('gives the four pain severity codes with the URI of LOINC', () => {
    const expected = ['72514-3', '38208-5', '38214-3', '38221-8'].map((code) => ({ system: LOINC, code }))
    expect(codesIn('pain.score')).toEqual(expected)
  })

  test('leaves out prefix rows, which no search can ask for', () => {
    expect(codesIn('trauma.high_energy')).toEqual([])
    expect(codesIn('pregnancy').map(({ code }) => code)).not.toContain('O')
  })
})

describe('VALUE_SETS', () => {
  test('tells the pages the title, version, notice and size of every set', () => {
    expect(VALUE_SETS.map(({ id }) => id)).toContain('medication-names')
    expect(new Set(VALUE_SETS.map(({ id }) => id)).size).toBe(VALUE_SETS.length)
    for (const { title, version, notice, count } of VALUE_SETS) {
      expect([title, version, notice]).not.toContain('')
      expect(count).toBeGreaterThan(0)
    }
  })
})
