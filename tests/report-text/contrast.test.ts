import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('what is said at one level and denied at the next', () => {
  test('a fracture of L1 but not of T12 is absent at T12', () => {
    expect(said('Compression fracture of L1 but not of T12.').map(({ level, fracture }) => [level, fracture])).toEqual([
      ['T12', 'absent'],
      ['L1', 'present'],
    ])
  })

  test('edema at L1 but not at a fractured T12 is no edema there', () => {
    expect(
      said('Fractures of T12 and L1. There is marrow edema at L1 but not at T12.').map(({ level, marrowEdema }) => [
        level,
        marrowEdema,
      ]),
    ).toEqual([
      ['T12', 'no'],
      ['L1', 'yes'],
    ])
  })

  test('a fracture that is named at both levels is denied at neither', () => {
    expect(
      said('Fracture of L1 but not a new fracture of T12.').find(({ level }) => level === 'T12')?.fracture,
    ).not.toBe('absent')
  })
})
