import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALL_LEVELS, isLevelIn, type SpineRegion, type VertebralLevel } from '../../src/clinical/level.ts'
import { levelsOf, regionInWords, siteOf } from '../../src/fhir/site.ts'
import { meaningOf } from '../../src/fhir/value-sets/index.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'
const SNOMED_T10 = { coding: [{ system: SNOMED, code: '7610001' }] }
const SNOMED_T11 = { coding: [{ system: SNOMED, code: '12989004' }] }
const SNOMED_T12 = { coding: [{ system: SNOMED, code: '23215003' }] }
const SNOMED_LUMBAR_SPINE = { coding: [{ system: SNOMED, code: '122496007' }] }

/** Where a Condition with this ICD-10-CM code lies. */
function siteOfCode(code: string | undefined, words: string | undefined, bodySite: readonly object[] = []) {
  const concept = {
    ...(code === undefined ? {} : { coding: [{ system: ICD_10_CM, code }] }),
    ...(words === undefined ? {} : { text: words }),
  }
  return siteOf({ resourceType: 'Condition', code: concept, bodySite }, concept, meaningOf(ICD_10_CM, code))
}

describe('siteOf', () => {
  test('takes the vertebra that the code names', () => {
    expect(siteOfCode('S32.010A', undefined).level).toBe('L1')
  })

  test('takes the vertebra of the bodySite where the code names a region', () => {
    expect(siteOfCode('M48.54XA', undefined, [SNOMED_T10]).level).toBe('T10')
  })

  test('takes the vertebra of the bodySite where the code names no bone', () => {
    expect(siteOfCode('M84.58XA', undefined, [SNOMED_T10]).level).toBe('T10')
  })

  test('takes the vertebra that a bodySite names in words', () => {
    expect(siteOfCode('M80.08XA', undefined, [{ text: 'T12 vertebra' }]).level).toBe('T12')
  })

  test('takes the vertebra that the name of the diagnosis tells', () => {
    expect(siteOfCode('M80.08XA', 'Osteoporotic compression fracture of L2').level).toBe('L2')
  })

  test.each(['Compression fracture of L1 vertebra', 'Compression fracture of first lumbar vertebra'])(
    'reads a level however it is written: %s',
    (words) => {
      expect(siteOfCode(undefined, words).level).toBe('L1')
    },
  )

  test('a code for a pair of vertebrae is settled by the bodySite', () => {
    expect(siteOfCode('S22.080A', undefined, [SNOMED_T12]).level).toBe('T12')
  })

  test('a code for a pair of vertebrae is settled by its words', () => {
    expect(siteOfCode('S22.080A', 'Wedge compression fracture of T11').level).toBe('T11')
  })

  test('a code for a pair of vertebrae without more stays a region', () => {
    expect(siteOfCode('S22.080A', undefined)).toEqual({ level: null, region: 'thoracic' })
  })

  test('the official name of a pair does not choose one of them', () => {
    const name = 'Wedge compression fracture of T11-T12 vertebra, initial encounter for closed fracture'
    expect(siteOfCode('S22.080A', name)).toEqual({ level: null, region: 'thoracic' })
  })

  test('both vertebrae of a pair, each named, do not choose one of them', () => {
    expect(siteOfCode('S22.080A', 'Wedge compression fractures of T11 and T12').level).toBeNull()
    expect(siteOfCode('S22.080A', undefined, [SNOMED_T12, SNOMED_T11]).level).toBeNull()
  })

  test('a vertebra outside of the region that the code names is a contradiction and no level', () => {
    expect(siteOfCode('M48.56XA', 'Compression fracture of T12')).toEqual({ level: null, region: 'lumbar' })
    expect(siteOfCode('M48.56XA', undefined, [SNOMED_T12])).toEqual({ level: null, region: 'lumbar' })
  })

  test('two vertebrae in one entry choose none of them', () => {
    expect(siteOfCode('M80.08XA', 'Compression fractures of T10 and L2').level).toBeNull()
  })

  test('takes the region of the code before that of the bodySite', () => {
    expect(siteOfCode('M48.55XA', undefined, [SNOMED_LUMBAR_SPINE]).region).toBe('thoracolumbar')
    expect(siteOfCode('M80.08XA', undefined, [SNOMED_LUMBAR_SPINE]).region).toBe('lumbar')
  })

  test('names nothing where neither code nor words tell of the spine', () => {
    const words = 'Pathological fracture in neoplastic disease, other specified site, initial encounter'
    expect(siteOfCode('M84.58XA', words)).toEqual({ level: null, region: null })
    expect(siteOfCode('M84.58XA', words, [{ text: 'Left femur' }])).toEqual({ level: null, region: null })
  })

  test('a disc space is no vertebra', () => {
    expect(siteOfCode(undefined, 'Discitis of L4-L5 disc').level).toBeNull()
  })

  test('is no exception for any resource, and names a vertebra or none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (resource, concept) => {
        const { level } = siteOf(resource, concept, undefined)
        expect(level === null || ALL_LEVELS.includes(level)).toBe(true)
      }),
    )
  })
})

describe('regionInWords', () => {
  test.each<[string, SpineRegion]>([
    ['MRI LUMBAR SPINE W/O CONTRAST', 'lumbar'],
    ['XR Thoracic spine 2 views', 'thoracic'],
    ['CT thoracolumbar spine', 'thoracolumbar'],
    ['XR lumbosacral spine', 'lumbosacral'],
    ['MRI cervical spine', 'cervical'],
    ['MRI thoracic and lumbar spine', 'thoracolumbar'],
    ['MR whole spine', 'spine'],
    ['XR LUMBAR 2 OR 3 VIEWS', 'lumbar'],
    ['MRI L-SPINE WO CONTRAST', 'lumbar'],
    ['XR T-SPINE 2 VIEWS', 'thoracic'],
    ['XR T SPINE AP AND LATERAL', 'thoracic'],
    ['CT C-SPINE', 'cervical'],
    ['MRI TL SPINE', 'thoracolumbar'],
    ['XR LS SPINE', 'lumbosacral'],
    ['Structure of vertebral column', 'spine'],
  ])('%s', (words, region) => {
    expect(regionInWords(words)).toBe(region)
  })

  test.each([
    ['an echocardiogram', 'Thoracic'],
    ['a chest X-ray', 'Thoracic structure (body structure)'],
    ['a chest CT', 'CT THORACIC AORTA'],
    ['a knee', 'MRI, knee, w/wo contrast'],
    ['a hip bone', 'Avulsion fracture of anterior superior iliac spine'],
    ['a knee bone', 'Fracture of tibial spine'],
    ['a hip socket', 'Fracture of posterior column of acetabulum'],
    ['nothing', ''],
  ])('%s is not the spine', (_name, words) => {
    expect(regionInWords(words)).toBeNull()
  })

  test.each<[string, readonly VertebralLevel[]]>([
    ['CT cervical and thoracic spine', ['T6']],
    ['MRI CERVICAL, THORACIC AND LUMBAR SPINE', ['T6', 'L2']],
    ['XR cervical and lumbar spine', ['L2']],
    ['MRI lumbar and sacral spine', ['L2']],
  ])('every thoracic and lumbar part that is named is covered: %s', (words, levels) => {
    const region = regionInWords(words)
    expect(levels.filter((level) => region !== null && isLevelIn(level, region))).toEqual(levels)
  })

  test.each<[string, VertebralLevel]>([
    ['XR T-SPINE 2 VIEWS', 'L1'],
    ['MRI C-SPINE', 'T12'],
    ['MRI LUMBAR SPINE', 'T12'],
    ['CT cervical and thoracic spine', 'L1'],
    ['XR cervical and lumbar spine', 'T12'],
  ])('a part that is not named is not covered: %s', (words, level) => {
    const region = regionInWords(words)
    expect(region !== null && isLevelIn(level, region)).toBe(false)
  })
})

describe('levelsOf', () => {
  test('gives every vertebra that codes and words of the body sites name, each once', () => {
    const procedure = {
      code: { text: 'Kyphoplasty of T12 and L2' },
      bodySite: [SNOMED_T12, { text: 'L2 vertebra' }, { coding: [{ system: SNOMED, code: '66794005' }] }],
    }
    expect([...levelsOf(procedure)].sort()).toEqual(['L1', 'L2', 'T12'])
  })

  test('is empty where nothing names a vertebra', () => {
    expect(levelsOf({ code: { text: 'Kyphoplasty' } })).toEqual([])
    expect(levelsOf(null)).toEqual([])
  })
})
