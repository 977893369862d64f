import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

const presence = (text: string) => Object.fromEntries(said(text).map(({ level, fracture }) => [level, fracture]))

describe('a level that is answered with no', () => {
  test.each([
    ['Fractures: L1 - no.', { L1: 'absent' }],
    ['L1 fracture - no.', { L1: 'absent' }],
    ['Vertebral fracture (L1): no', { L1: 'absent' }],
    ['Compression fracture T12: none. Compression fracture L1: present.', { T12: 'absent', L1: 'present' }],
  ])('%s is no fracture', (text, levels) => {
    expect(presence(text)).toEqual(levels)
  })

  test.each(['L1 fracture - no retropulsion.', 'Fracture of L1 - no edema.', 'Retropulsion - no, L1 fracture - yes.'])(
    '%s is one',
    (text) => {
      expect(presence(text)).toEqual({ L1: 'present' })
    },
  )

  test('a vertebra that another is contrasted with is not broken', () => {
    expect(presence('Unlike L2, L3 is fractured.')).toEqual({ L3: 'present' })
  })
})
