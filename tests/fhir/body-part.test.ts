import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BodyPart, bodyPartInWords, bodyPartOf } from '../../src/fhir/body-part.ts'

const SNOMED = 'http://snomed.info/sct'

describe('the part that words name', () => {
  test.each<[string, BodyPart]>([
    ['Low back', 'back'],
    ['lower back and left leg', 'back'],
    ['Lumbar spine structure', 'back'],
    ['T12 vertebra', 'back'],
    ['mid-back', 'back'],
    ['Right hip', 'elsewhere'],
    ['Left knee joint', 'elsewhere'],
    ['Chest', 'elsewhere'],
    ['Abdominal structure', 'elsewhere'],
    ['Head', 'elsewhere'],
    ['neck', 'elsewhere'],
    ['Cervical spine', 'elsewhere'],
    ['back of the left knee', 'elsewhere'],
    ['Anterior superior iliac spine, hip', 'elsewhere'],
    ['Spine surgery referral for cervical radiculopathy', 'elsewhere'],
    ['Sprain of ankle', 'elsewhere'],
    ['Pelvic floor', 'elsewhere'],
    ['Back to work program after shoulder injury', 'elsewhere'],
    ['', 'unknown'],
    ['Generalized', 'unknown'],
    ['Flank', 'unknown'],
    ['Thoracic', 'unknown'],
    ['hands-on therapy', 'unknown'],
    ['Bed rest, head of bed 30 degrees', 'unknown'],
    ['Spine surgery', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s: %s', (words, part) => {
    expect(bodyPartInWords(words)).toBe(part)
  })
})

describe('the part that codes name', () => {
  test.each<[string, BodyPart]>([
    ['72696002', 'elsewhere'],
    ['29836001', 'elsewhere'],
    ['51185008', 'elsewhere'],
    ['122494005', 'elsewhere'],
    ['122496007', 'back'],
    ['23215003', 'back'],
    ['999999', 'unknown'],
  ])('SNOMED %s: %s', (code, part) => {
    expect(bodyPartOf([{ coding: [{ system: SNOMED, code }] }])).toBe(part)
  })

  test('one that names the back settles it', () => {
    expect(bodyPartOf([{ text: 'Knee pain' }, { coding: [{ system: SNOMED, code: '279039007' }] }])).toBe('back')
  })
})

test('any JSON is no exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      bodyPartOf([value, { coding: value, text: value }])
    }),
  )
})
