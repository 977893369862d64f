import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('a history that repeats a study of the same day', () => {
  test.each([
    "HISTORY: Patient with acute L1 compression fracture on today's CT.",
    'HPI: Fell at home, acute L1 compression fracture on CT today.',
  ])('%s is a finding', (text) => {
    expect(said(text)).toEqual([{ level: 'L1', fracture: 'present', acuity: 'acute' }])
  })

  test.each([
    'HISTORY: L1 compression fracture on a CT of last year.',
    "HISTORY: Rule out L1 compression fracture on today's CT.",
    'HISTORY: L1 compression fracture. MRI today to follow up.',
    "HISTORY: Is there an L1 compression fracture on today's CT?",
  ])('%s is none', (text) => {
    expect(said(text)).toEqual([])
  })
})
