import { describe, expect, test } from 'vitest'
import { namedLevels } from '../../src/report-text/named-levels.ts'
import { readReport } from '../../src/report-text/read-report.ts'
import { said } from './said.ts'

describe('names of diagnoses, as problem lists write them', () => {
  test.each([
    ['Compression fracture of L1 vertebra (HCC)', [{ level: 'L1', fracture: 'present' }]],
    ['Closed compression fracture of L1 lumbar vertebra, initial encounter', [{ level: 'L1', fracture: 'present' }]],
    ['L1 VERTEBRAL COMPRESSION FRACTURE', [{ level: 'L1', fracture: 'present' }]],
    ['Fx L1', [{ level: 'L1', fracture: 'present' }]],
    ['Old compression fracture of L2', [{ level: 'L2', fracture: 'present', acuity: 'old' }]],
    ['Compression fracture of T12 vertebra, sequela', [{ level: 'T12', fracture: 'present', acuity: 'old' }]],
    ['Possible compression fracture of T12', [{ level: 'T12', fracture: 'uncertain' }]],
    ['Wedge compression fracture of T11-T12 vertebra, initial encounter', [{ level: null, fracture: 'present' }]],
    ['Collapsed vertebra, not elsewhere classified, lumbar region', [{ level: null, fracture: 'present' }]],
    ['Pathological fracture of vertebra due to osteoporosis', [{ level: null, fracture: 'present' }]],
    ['Fracture of thoracic vertebra without spinal cord injury', [{ level: null, fracture: 'present' }]],
    ['History of vertebral compression fracture', []],
    ['Low back pain', []],
    ['Osteoporosis without current pathological fracture', []],
    ['Closed fracture of left hip', []],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test.each([
    ['Lumbar compression fracture', 'lumbar'],
    ['Fracture of thoracic spine', 'thoracic'],
    ['Compression fracture of lumbar vertebra', 'lumbar'],
  ])('%s tells its region', (text, region) => {
    expect(readReport(text)).toMatchObject({ region, levels: [{ level: null, fracture: 'present' }] })
  })
})

describe('namedLevels', () => {
  test.each([
    ['Entire T12 vertebra', ['T12']],
    ['L1 and L2 vertebrae, L1', ['L1', 'L2']],
    ['first lumbar vertebra', ['L1']],
    ['T12-L1 disc', []],
    ['L5 nerve root', []],
    ['T13', []],
    ['lumbar spine', []],
    ['', []],
  ])('%s', (words, levels) => {
    expect(namedLevels(words)).toEqual(levels)
  })
})
