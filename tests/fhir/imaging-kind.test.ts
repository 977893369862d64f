import { describe, expect, test } from 'vitest'
import type { Modality } from '../../src/clinical/facts.ts'
import type { SpineRegion } from '../../src/clinical/level.ts'
import { dicomModality, imagingKindOf, modalityInWords } from '../../src/fhir/imaging-kind.ts'
import { meaningOf } from '../../src/fhir/value-sets/index.ts'

const LOINC = 'http://loinc.org'
const CPT = 'http://www.ama-assn.org/go/cpt'

describe('imagingKindOf', () => {
  test.each<[string, string, string, Modality, SpineRegion]>([
    ['MR lumbar by LOINC', LOINC, '24968-0', 'MR', 'lumbar'],
    ['MR thoracic by LOINC', LOINC, '24980-5', 'MR', 'thoracic'],
    ['MR spine by LOINC', LOINC, '36067-7', 'MR', 'spine'],
    ['CT lumbar by LOINC', LOINC, '24963-1', 'CT', 'lumbar'],
    ['CT thoracic by LOINC', LOINC, '24978-9', 'CT', 'thoracic'],
    ['XR lumbar by LOINC', LOINC, '24972-2', 'XR', 'lumbar'],
    ['XR thoracic by LOINC', LOINC, '24983-9', 'XR', 'thoracic'],
    ['XR of both by LOINC', LOINC, '24984-7', 'XR', 'thoracolumbar'],
    ['MR lumbar by CPT', CPT, '72148', 'MR', 'lumbar'],
    ['MR thoracic by CPT', CPT, '72146', 'MR', 'thoracic'],
    ['CT lumbar by CPT', CPT, '72131', 'CT', 'lumbar'],
    ['XR lumbar by CPT', CPT, '72100', 'XR', 'lumbar'],
    ['XR thoracic by CPT', CPT, '72070', 'XR', 'thoracic'],
  ])('%s', (_name, system, code, modality, region) => {
    expect(imagingKindOf({ coding: [{ system, code }] })).toEqual({ modality, region })
  })

  test('a whole-body bone scan covers the spine, by code and by name', () => {
    expect(imagingKindOf({ coding: [{ system: LOINC, code: '25031-6' }] })).toMatchObject({
      modality: 'NM',
      region: 'spine',
    })
    expect(imagingKindOf({ coding: [{ system: CPT, code: '78306' }] })).toMatchObject({
      modality: 'NM',
      region: 'spine',
    })
    expect(imagingKindOf({ text: 'NM BONE SCAN WHOLE BODY' })).toEqual({ modality: 'NM', region: 'spine' })
  })

  test('a code beside unknown ones is found', () => {
    const coding = [
      { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696580', code: 'IMG289' },
      { system: LOINC, code: '24968-0' },
    ]
    expect(imagingKindOf({ coding })).toEqual({ modality: 'MR', region: 'lumbar' })
  })

  test.each<[string, Modality, SpineRegion | null]>([
    ['MRI, knee, w/wo contrast', 'MR', null],
    ['MRI LUMBAR SPINE WO CONTRAST', 'MR', 'lumbar'],
    ['MR Thoracic spine', 'MR', 'thoracic'],
    ['CT LUMBAR SPINE W CONTRAST', 'CT', 'lumbar'],
    ['X-RAY THORACIC SPINE 2 VIEWS', 'XR', 'thoracic'],
    ['Radiograph of lumbar spine', 'XR', 'lumbar'],
    ['SPECT/CT lumbar spine', 'NM', 'lumbar'],
    ['Magnetic resonance imaging of thoracic spine', 'MR', 'thoracic'],
    ['DXA bone density, axial skeleton', 'DXA', null],
    ['Transthoracic echocardiogram', 'unknown', null],
    ['Fluoroscopy of spine', 'RF', 'spine'],
  ])('by name only: %s', (text, modality, region) => {
    expect(imagingKindOf({ text })).toEqual({ modality, region })
  })

  test('by the display of a coding that has no code', () => {
    expect(
      imagingKindOf({ coding: [{ system: 'urn:oid:2.16.840.1.113883.3.1', display: 'MRI LUMBAR SPINE' }] }),
    ).toEqual({
      modality: 'MR',
      region: 'lumbar',
    })
  })

  test.each([[null], ['MRI'], [[]], [{}], [{ coding: 'MRI' }]])('knows nothing of %j', (value) => {
    expect(imagingKindOf(value)).toEqual({ modality: 'unknown', region: null })
  })
})

describe('modalityInWords', () => {
  test.each<[string, Modality]>([
    ['MRI', 'MR'],
    ['PET/CT skull base to mid-thigh', 'PT'],
    ['Bone scintigraphy', 'NM'],
    ['DEXA', 'DXA'],
    ['Plain films', 'XR'],
    ['Progress note', 'unknown'],
    ['Doctor visit', 'unknown'],
    ['', 'unknown'],
  ])('%s', (words, modality) => {
    expect(modalityInWords(words)).toBe(modality)
  })
})

describe('dicomModality', () => {
  test.each<[string, Modality | undefined]>([
    ['MR', 'MR'],
    ['CT', 'CT'],
    ['CR', 'XR'],
    ['DX', 'XR'],
    ['NM', 'NM'],
    ['PT', 'PT'],
    ['BMD', 'DXA'],
    ['RF', 'RF'],
    ['BDUS', undefined],
  ])('%s', (code, modality) => {
    const meaning = meaningOf('http://dicom.nema.org/resources/ontology/DCM', code)
    expect(dicomModality(meaning?.groups ?? new Set())).toBe(modality)
  })
})
