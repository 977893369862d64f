import { describe, expect, test } from 'vitest'
import { diagnosis, facts, factsOfRecord, lab, mri, painScore, patient, safety } from '../support/facts.ts'
import { cardFor, silenceAbout, suggestionsFor } from './decided.ts'
import { order } from './order.ts'

const diagnosedOnly = factsOfRecord({ diagnoses: [diagnosis()] })

describe('complete the work-up', () => {
  test('names exactly what is missing, in the summary and first in the detail', () => {
    const { kind, summary, detail } = cardFor(facts({ pain: [] }))
    expect(kind).toBe('complete-workup')
    expect(summary).toBe('T12 compression fracture: before a kyphoplasty decision, missing: a pain score.')
    expect(detail).toMatch(/^\*\*Missing:\*\* a pain score \(0-10\)/)
  })

  test('names the pain that is known in the summary', () => {
    expect(cardFor(facts({ nonSurgicalCare: [] })).summary).toBe(
      'T12 compression fracture, pain 8/10: before a kyphoplasty decision, missing: treatment tried since the fracture.',
    )
  })

  test('calls a suspected fracture possible', () => {
    const suspected = diagnosis({ certainty: 'suspected' })
    expect(cardFor(factsOfRecord({ diagnoses: [suspected] })).summary).toMatch(/^Possible T12 compression fracture/)
  })

  test('starts a sentence with a capital letter and goes on with a small one', () => {
    const suspected = diagnosis({ certainty: 'suspected', level: null, region: 'lumbar' })
    expect(cardFor(factsOfRecord({ diagnoses: [suspected] })).summary).toMatch(/^Possible lumbar compression fracture/)
    const placed = diagnosis({ level: null, region: 'lumbar' })
    expect(cardFor(factsOfRecord({ diagnoses: [placed] })).summary).toMatch(/^Lumbar compression fracture/)
  })

  test('offers the MRI where the fracture is diagnosed and no imaging shows it', () => {
    expect(suggestionsFor(diagnosedOnly)).toEqual(['mri', 'bone-density'])
  })

  test('never offers the referral', () => {
    expect(suggestionsFor(facts({ pain: [] }))).toEqual(['bone-density'])
  })

  test('does not offer again what is ordered already, and says what else is missing', () => {
    const record = { ...diagnosedOnly, pain: [], plannedCare: [order('spine-mri')] }
    expect(suggestionsFor(record)).toEqual(['bone-density'])
    expect(cardFor(record).summary).toContain('a pain score')
  })

  test('names a raised marker that stands alone with its value', () => {
    expect(cardFor(facts({ labs: [lab('crp', 24, '2026-11-18')] })).detail).toContain(
      'clarification of the raised CRP 24 mg/L (2026-11-18)',
    )
  })

  test('names the diagnoses as missing where they could not be read', () => {
    const record = factsOfRecord({ imaging: [mri()] }, { couldNotLook: ['conditions'] })
    expect(cardFor(record).detail).toMatch(/\*\*Missing:\*\*[^\n]*the diagnoses/)
  })
})

describe('another route', () => {
  const withDeficit = facts({ safety: [safety('neurological-deficit', '2026-11-18')] })

  test('names the finding and its date, and the way out of this tool', () => {
    const { kind, summary } = cardFor(withDeficit)
    expect(kind).toBe('other-route')
    expect(summary).toContain('neurological deficit')
    expect(summary).toContain('2026-11-18')
    expect(summary).toContain('outside this tool')
    expect(summary).toContain('follow your local urgent pathway')
  })

  test('offers nothing to click', () => {
    expect(suggestionsFor(withDeficit)).toEqual([])
  })

  test('says no word of kyphoplasty or referral', () => {
    const { summary, detail } = cardFor(withDeficit)
    expect(`${summary} ${detail}`).not.toMatch(/kyphoplasty|refer\b|referral/i)
  })

  test('speaks also where a referral stands already: the danger is news to whoever referred', () => {
    const record = { ...withDeficit, plannedCare: [order('augmentation-referral')] }
    expect(cardFor(record).kind).toBe('other-route')
  })

  test.each([
    ['neural-compression', 'cord or nerve-root compression'],
    ['spinal-infection', 'infection'],
    ['epidural-tumour', 'epidural tumour'],
    ['cement-allergy', 'cement allergy'],
  ] as const)('names %s', (kind, words) => {
    expect(cardFor(facts({ safety: [safety(kind, '2026-11-18')] })).summary).toContain(`${words} (2026-11-18)`)
  })
})

describe('silence', () => {
  test.each([
    ['augmentation-referral', 'already-referred'],
    ['spine-referral', 'already-referred'],
    ['declined', 'declined'],
  ] as const)('keeps silent where a %s stands in the record', (kind, because) => {
    expect(silenceAbout(facts({ plannedCare: [order(kind)] }))).toBe(because)
  })

  test('keeps silent about a work-up too where a referral stands already', () => {
    expect(silenceAbout(facts({ pain: [], plannedCare: [order('spine-referral')] }))).toBe('already-referred')
  })

  test('speaks where the referral is older than the fracture', () => {
    expect(silenceAbout(facts({ plannedCare: [order('spine-referral', '2025-03-01')] }))).toBeUndefined()
  })

  test('keeps silent where only the MRI is missing and it is ordered', () => {
    expect(silenceAbout({ ...diagnosedOnly, plannedCare: [order('spine-mri')] })).toBe('work-up-ordered')
  })

  test('keeps silent where pain is below 5', () => {
    expect(silenceAbout(facts({ pain: [painScore(2, '2026-11-20')] }))).toBe('not-indicated')
  })

  test('keeps silent where there is no fracture', () => {
    expect(silenceAbout(factsOfRecord({}))).toBe('no-fracture')
  })

  test('keeps silent about a patient who has died', () => {
    expect(silenceAbout(facts({ patient: patient({ deceased: true }) }))).toBe('no-fracture')
  })
})
