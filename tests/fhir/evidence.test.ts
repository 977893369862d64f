import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../../src/fhir/evidence.ts'

describe('evidenceOf', () => {
  test('names the resource, the day and how the fact came to us', () => {
    expect(evidenceOf({ resourceType: 'Condition', id: '9' }, '2026-10-20', 'text')).toEqual({
      reference: 'Condition/9',
      date: '2026-10-20',
      basis: 'text',
    })
  })

  test('is coded where nothing else is said', () => {
    expect(evidenceOf({ resourceType: 'Condition', id: '9' }, null)).toMatchObject({ date: null, basis: 'coded' })
  })

  test.each([
    ['athenahealth', 'a-80000.EncounterDx-55026'],
    ['Synthea', '3f2a8c1e-7c52-4a6b-9d0e-5b1f2c3d4e5f'],
    ['Epic', 'eXyZ.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ3'],
  ])('takes an id as %s writes it', (_name, id) => {
    expect(evidenceOf({ resourceType: 'Condition', id }, null).reference).toBe(`Condition/${id}`)
  })

  test.each([
    ['a sentence', 'Jane Doe, born 1950'],
    ['markup', '<img src=x>'],
    ['a path', '../Patient/7'],
    ['two dots', '..'],
    ['a number', 9],
    ['nothing', undefined],
    ['a kilobyte', 'a'.repeat(1_000)],
  ])('repeats no id that is %s', (_name, id) => {
    expect(evidenceOf({ resourceType: 'Condition', id }, null).reference).toBe('Condition')
  })

  test('repeats no resourceType that is a sentence', () => {
    expect(evidenceOf({ resourceType: 'Jane Doe, born 1950', id: '9' }, null).reference).not.toContain('Jane')
  })

  test.each([[null], ['Condition/9'], [[]], [7]])('names no resource where there is none: %j', (value) => {
    expect(evidenceOf(value, null).reference).toBe('Resource')
  })
})
