import { describe, expect, test } from 'vitest'
import { recordBehind } from '../../src/services/news.ts'
import { diagnosis, evidence, factsOfRecord, lab, mri, painScore } from '../support/facts.ts'

const record = factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri()] })

describe('the record behind a card', () => {
  test('is the same on every day and in every order, under other ids and with a page sent twice', () => {
    const pain = [painScore(8, '2026-11-20'), painScore(6, '2026-11-10')]
    const [one, other] = pain
    const renamed = pain.map((score) => ({ ...score, evidence: evidence('Observation/other') }))
    const same = recordBehind({ facts: { ...record, pain } })
    expect(
      recordBehind({ facts: { ...record, pain: [other, one, one].filter((each) => each !== undefined) } }),
    ).toEqual(same)
    expect(recordBehind({ facts: { ...record, pain: renamed } })).toEqual(same)
  })

  test('holds a new score, a new study and another level', () => {
    const { facts } = recordBehind({ facts: record })
    const later = recordBehind({ facts: { ...record, pain: [...record.pain, painScore(9, '2026-11-21')] } })
    expect(later.facts.length).toBe(facts.length + 1)
    const second = factsOfRecord({ diagnoses: [diagnosis(), diagnosis({ level: 'L3' })], imaging: [mri()] })
    expect(recordBehind({ facts: second }).facts.some((fact) => fact.includes('L3'))).toBe(true)
  })

  test('keeps laboratory values apart, and names what could not be read', () => {
    const facts = { ...record, labs: [lab('inr', 2.4, '2026-11-20')], couldNotLook: ['allergies' as const] }
    const behind = recordBehind({ facts })
    expect(behind.laboratory).toHaveLength(1)
    expect(behind.facts).toEqual(recordBehind({ facts: record }).facts)
    expect(behind.unreadSources).toEqual(['allergies'])
  })

  test('names no resource', () => {
    const { facts, laboratory } = recordBehind({ facts: { ...record, labs: [lab('inr', 2.4, '2026-11-20')] } })
    expect([...facts, ...laboratory].join()).not.toMatch(/(?:Condition|Observation|DiagnosticReport)\//)
  })
})
