import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

const levels = (text: string) =>
  said(text)
    .filter(({ level }) => level !== null)
    .map(({ level, acuity }) => [level, acuity])

describe('"one" stands for the thing named last', () => {
  test('a new one beside old fractures is a new fracture', () => {
    expect(levels('There are old compression fractures of T5 and T6. There is a new one at L1.')).toEqual([
      ['T5', 'old'],
      ['T6', 'old'],
      ['L1', 'acute'],
    ])
  })

  test.each(['haemangioma', 'hemangioma', 'metastasis', 'Schmorl node', 'disc protrusion'])(
    'a new one after a %s is no fracture',
    (thing) => {
      expect(levels(`Old compression fracture of T5. There is a ${thing} at T9. There is a new one at L1.`)).toEqual([
        ['T5', 'old'],
      ])
    },
  )

  test('a new one in another paragraph is nobody knows what', () => {
    expect(levels('Old compression fracture of T5.\n\nThere is a new one at L1.')).toEqual([['T5', 'old']])
  })

  test('"one" without an age stays a number', () => {
    expect(levels('Old compression fracture of T5. One at L1.')).toEqual([['T5', 'old']])
  })
})
