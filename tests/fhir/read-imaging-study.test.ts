import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Modality } from '../../src/clinical/facts.ts'
import { isLevelIn, type VertebralLevel } from '../../src/clinical/level.ts'
import { readImagingStudy } from '../../src/fhir/read-imaging-study.ts'

const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const CPT = 'http://www.ama-assn.org/go/cpt'
const DCM = 'http://dicom.nema.org/resources/ontology/DCM'
const CID_29 = 'http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html'

function study(change: object) {
  return {
    resourceType: 'ImagingStudy',
    id: 'i1',
    status: 'available',
    started: '2026-11-19T07:45:00-06:00',
    ...change,
  }
}

function series(modality: string, bodySite?: object) {
  return { uid: '1.2.3', modality: { system: DCM, code: modality }, ...(bodySite === undefined ? {} : { bodySite }) }
}

test('a study of the spine is that it was done, with modality, part and day, and nothing of what it showed', () => {
  const mri = study({
    description: 'MRI LUMBAR SPINE WO CONTRAST: acute L1 fracture',
    modality: [{ system: DCM, code: 'MR' }],
    note: [{ text: 'Marrow edema of L1' }],
  })
  expect(readImagingStudy(mri)).toEqual({
    modality: 'MR',
    region: 'lumbar',
    date: '2026-11-19',
    evidence: { reference: 'ImagingStudy/i1', date: '2026-11-19', basis: expect.toBeOneOf(['coded', 'text']) },
  })
})

describe('which part it covers', () => {
  test.each<[string, object, string]>([
    ['procedureCode by LOINC', { procedureCode: [{ coding: [{ system: LOINC, code: '24968-0' }] }] }, 'lumbar'],
    ['procedureCode by CPT', { procedureCode: [{ coding: [{ system: CPT, code: '72146' }] }] }, 'thoracic'],
    ['procedureCode in words', { procedureCode: [{ text: 'MRI of lumbar spine' }] }, 'lumbar'],
    ['description', { description: 'XR THORACIC SPINE 2 VW' }, 'thoracic'],
    ['bodySite of a series', { series: [series('MR', { system: SNOMED, code: '122496007' })] }, 'lumbar'],
    ['vertebra of a series', { series: [series('CT', { system: SNOMED, code: '23215003' })] }, 'thoracic'],
    ['words of a series', { series: [{ ...series('MR'), description: 'SAG T2 L-SPINE' }] }, 'lumbar'],
    ['display of a bodySite', { series: [series('MR', { display: 'Lumbar spine' })] }, 'lumbar'],
  ])('by %s', (_name, change, region) => {
    expect(readImagingStudy(study(change))?.region).toBe(region)
  })

  test.each([
    [
      "Synthea's echocardiogram",
      { series: [series('US', { system: SNOMED, code: '261179002', display: 'thoracic' })] },
    ],
    [
      "Synthea's chest X-ray",
      {
        procedureCode: [{ coding: [{ system: SNOMED, code: '399208008' }], text: 'Plain X-ray of chest (procedure)' }],
        series: [series('DX', { system: SNOMED, code: '51185008', display: 'Thoracic structure (body structure)' })],
      },
    ],
    ['a knee', { description: 'MRI, knee, w/wo contrast', series: [series('MR')] }],
    ['a study that tells no part', { series: [series('MR')] }],
    ['an identifier and nothing else', { identifier: [{ value: 'ACC-1' }] }],
    ['a reason only', { series: [series('MR')], reasonCode: [{ text: 'Lumbar spine fracture?' }] }],
  ])('%s is not the spine', (_name, change) => {
    expect(readImagingStudy(study(change))).toBeUndefined()
  })

  test('a study of the neck does not cover the lumbar spine', () => {
    const vertebra = study({ series: [series('MR', { system: SNOMED, code: '36978003' })] })
    const words = study({ description: 'MRI C-SPINE WO CONTRAST' })
    for (const neck of [vertebra, words]) {
      const region = readImagingStudy(neck)?.region
      expect(region != null && (isLevelIn('L1', region) || isLevelIn('T6', region))).toBe(false)
    }
  })

  test('a study in several series covers all their parts', () => {
    const whole = study({
      series: ['122494005', '122495006', '122496007'].map((code) => series('MR', { system: SNOMED, code })),
    })
    const region = readImagingStudy(whole)?.region
    const levels: readonly VertebralLevel[] = ['T6', 'L2']
    expect(levels.filter((level) => region != null && isLevelIn(level, region))).toEqual(levels)
  })
})

describe('its modality', () => {
  const spine = { description: 'Lumbar spine' }

  test.each<[string, object, Modality]>([
    ['modality of the study', { modality: [{ system: DCM, code: 'CT' }] }, 'CT'],
    ['modality of its series', { series: [series('MR')] }, 'MR'],
    ['the other system that servers write', { series: [{ modality: { system: CID_29, code: 'NM' } }] }, 'NM'],
    ['a code without a system', { series: [{ modality: { code: 'MR' } }] }, 'MR'],
    ['computed radiography', { series: [series('CR')] }, 'XR'],
    ['digital radiography', { series: [series('DX')] }, 'XR'],
    ['MR beside a structured report', { series: [series('SR'), series('MR')] }, 'MR'],
    ['PET with its CT', { series: [series('CT'), series('PT')] }, 'PT'],
    ['SPECT with its CT', { series: [series('CT'), series('NM')] }, 'NM'],
    ['procedureCode', { procedureCode: [{ coding: [{ system: LOINC, code: '24963-1' }] }] }, 'CT'],
    ['description', { description: 'MRI LUMBAR SPINE' }, 'MR'],
    ['nothing', {}, 'unknown'],
    ['ultrasound', { series: [series('US')] }, 'unknown'],
  ])('by %s', (_name, change, modality) => {
    expect(readImagingStudy(study({ ...spine, ...change }))?.modality).toBe(modality)
  })
})

test.each(['cancelled', 'entered-in-error', 'registered'])('a study that is %s was not done', (status) => {
  expect(readImagingStudy(study({ status, description: 'MRI LUMBAR SPINE' }))).toBeUndefined()
})

test.each(['available', 'unknown', undefined])('a study that is %s was done', (status) => {
  expect(readImagingStudy(study({ status, description: 'MRI LUMBAR SPINE' }))).toBeDefined()
})

test('a study without a date is undated', () => {
  expect(readImagingStudy(study({ started: undefined, description: 'MRI LUMBAR SPINE' }))?.date).toBeNull()
})

test('any JSON as an ImagingStudy, and as any of its fields, is no exception', () => {
  const fields = fc.constantFrom('modality', 'series', 'procedureCode', 'description', 'started', 'status', 'id')
  fc.assert(
    fc.property(fc.jsonValue(), fields, (value, field) => {
      readImagingStudy(value)
      readImagingStudy(study({ description: 'MRI LUMBAR SPINE', [field]: value }))
      readImagingStudy(study({ series: [{ modality: value, bodySite: value, description: value }] }))
    }),
  )
})
