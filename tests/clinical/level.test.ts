import { describe, expect, test } from 'vitest'
import {
  ALL_LEVELS,
  isLevelIn,
  isThoracolumbar,
  regionsOverlap,
  type SpineRegion,
  THORACOLUMBAR_LEVELS,
  type VertebralLevel,
} from '../../src/clinical/level.ts'

describe('the vertebrae', () => {
  test('seventeen are spoken about, T1 to L5 from the top down', () => {
    expect(THORACOLUMBAR_LEVELS.join(' ')).toBe('T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 L1 L2 L3 L4 L5')
  })

  test('neighbours in the list of all are neighbours in the spine', () => {
    const listed = ALL_LEVELS.join(' ')
    expect(listed).toContain('C7 T1')
    expect(listed).toContain('T12 L1')
    expect(listed).toContain('L5 S1')
  })

  test.each<[VertebralLevel, boolean]>([
    ['C7', false],
    ['T1', true],
    ['L5', true],
    ['S1', false],
  ])('%s is thoracolumbar: %s', (level, expected) => {
    expect(isThoracolumbar(level)).toBe(expected)
  })
})

describe('a region', () => {
  test.each<[SpineRegion, string]>([
    ['cervical', 'C7'],
    ['thoracic', 'T1 T12'],
    ['thoracolumbar', 'T1 T12 L1 L5'],
    ['lumbar', 'L1 L5'],
    ['lumbosacral', 'L1 L5 S1'],
    ['sacral', 'S1'],
    ['spine', 'C7 T1 T12 L1 L5 S1'],
  ])('%s holds %s of the vertebrae at its ends', (region, expected) => {
    const ends: readonly VertebralLevel[] = ['C7', 'T1', 'T12', 'L1', 'L5', 'S1']
    expect(ends.filter((level) => isLevelIn(level, region)).join(' ')).toBe(expected)
  })

  test.each<[SpineRegion, SpineRegion, boolean]>([
    ['thoracic', 'lumbar', false],
    ['thoracic', 'thoracolumbar', true],
    ['lumbosacral', 'lumbar', true],
    ['lumbosacral', 'sacral', true],
    ['thoracolumbar', 'sacral', false],
    ['cervical', 'thoracolumbar', false],
    ['spine', 'cervical', true],
  ])('%s and %s share a vertebra: %s', (a, b, expected) => {
    expect([regionsOverlap(a, b), regionsOverlap(b, a)]).toEqual([expected, expected])
  })
})
