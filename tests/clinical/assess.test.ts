import { describe, expect, test } from 'vitest'
import { SOURCES } from '../../src/clinical/facts.ts'
import { assessed, clinicRow, outcomeOf } from '../support/assessed.ts'
import {
  diagnosis,
  examination,
  facts,
  factsOfRecord,
  fracture,
  mri,
  noFractureOnMri,
  painScore,
  patient,
  radiograph,
  safety,
  study,
} from '../support/facts.ts'

const on = '2026-11-20'

describe('an assessment', () => {
  test('of a fresh fracture with severe pain despite treatment is a referral, explained criterion by criterion', () => {
    const { policy, outcome, assessedOn, current, notCurrent, policies } = assessed(facts())
    expect({ policy, outcome, assessedOn }).toEqual({
      policy: 'clinic',
      outcome: 'refer-now',
      assessedOn: '2026-11-22',
    })
    expect([current.length, notCurrent.length]).toEqual([1, 0])
    expect(policies.get('clinic')?.first?.criteria.map(({ id, finding }) => [id, finding])).toEqual([
      ['treated-cause', 'met'],
      ['fracture-shown', 'met'],
      ['severe-pain', 'met'],
      ['other-treatment-failed', 'met'],
      ['cannot-move-freely', 'unknown'],
      ['time-since-fracture', 'met'],
      ['tumour-imaged-first', 'met'],
      ['pain-from-this-fracture', 'unknown'],
      ['pain-not-settling', 'met'],
    ])
  })

  test('carries the version of the rules', () => {
    expect(assessed(facts()).ruleVersion).toMatch(/^\d+\.\d+\.\d+$/)
  })

  test('gives a reason for every criterion and every gate', () => {
    const { gates, policies, because } = assessed(facts())
    const reasons = [...gates, ...[...policies.values()].flatMap(({ first }) => first?.criteria ?? [])].map(
      (each) => each.because,
    )
    expect([...reasons, because].filter((reason) => reason.trim() === '')).toEqual([])
  })

  test('changes nothing in the facts it was given', () => {
    const given = factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri(), radiograph()], studies: [study()] })
    const before = JSON.stringify(given)
    assessed(given)
    expect(JSON.stringify(given)).toBe(before)
  })
})

describe('no current fracture', () => {
  test.each([
    ['nothing in the record', factsOfRecord({})],
    ['a refuted diagnosis', factsOfRecord({ diagnoses: [diagnosis({ certainty: 'refuted' })] })],
    ['excluded by MRI', factsOfRecord({ diagnoses: [diagnosis()], imaging: [noFractureOnMri('2026-10-25')] })],
    ['cervical only', factsOfRecord({ diagnoses: [diagnosis({ level: 'C5' })], imaging: [mri({ level: 'C5' })] })],
    ['sacral only', factsOfRecord({ diagnoses: [diagnosis({ level: 'S1' })] })],
    [
      'old and painless',
      factsOfRecord({ imaging: [mri({ acuity: 'old', marrowEdema: 'no' })] }, { pain: [painScore(2, on)] }),
    ],
    ['a resolved entry without pain', factsOfRecord({ diagnoses: [diagnosis({ status: 'old' })] }, { pain: [] })],
    ['a study and nothing else', factsOfRecord({ studies: [study()] })],
  ])('%s is not indicated', (_, found) => {
    expect(outcomeOf(found)).toBe('not-indicated')
    expect(assessed(found).current).toEqual([])
    expect(assessed(found).because).not.toBe('')
  })

  test('a danger without any fracture stays not indicated: there is nothing to send elsewhere', () => {
    expect(outcomeOf(factsOfRecord({}, { safety: [safety('neurological-deficit', on)] }))).toBe('not-indicated')
  })

  test('a patient who has died is not indicated', () => {
    expect(outcomeOf(facts({ patient: patient({ deceased: true }) }))).toBe('not-indicated')
    const danger = facts({ patient: patient({ deceased: true }), safety: [safety('neurological-deficit', on)] })
    expect(outcomeOf(danger)).toBe('not-indicated')
  })

  test('resolved entries, sequela and history codes never start a referral', () => {
    const history = { diagnoses: [diagnosis({ status: 'old' })], studies: [study({ modality: 'MR', date: on })] }
    expect(outcomeOf(factsOfRecord(history))).not.toBe('refer-now')
  })
})

describe('a fracture that is only suspected', () => {
  test('is to be imaged', () => {
    const suspected = factsOfRecord({ diagnoses: [diagnosis({ certainty: 'suspected' })] })
    expect(outcomeOf(suspected)).toBe('complete-workup')
  })

  test('by a report that cannot tell is to be imaged', () => {
    const uncertain = mri({ fracture: 'uncertain', acuity: 'unknown', marrowEdema: 'unknown' })
    expect(outcomeOf(factsOfRecord({ imaging: [uncertain] }))).toBe('complete-workup')
  })
})

describe('sources that could not be looked at', () => {
  test.each(SOURCES.map((source) => [source]))('%s', (source) => {
    const held = source === 'conditions' || source === 'imagingReports'
    expect(outcomeOf(facts({ couldNotLook: [source] }))).toBe(held ? 'complete-workup' : 'refer-now')
  })

  test('do not make anything more urgent than it is', () => {
    expect(outcomeOf(facts({ pain: [painScore(2, on)], couldNotLook: [...SOURCES] }))).toBe('not-indicated')
    expect(outcomeOf(factsOfRecord({}, { couldNotLook: ['imagingReports'] }))).toBe('not-indicated')
  })

  test('do not hide a danger that was found elsewhere', () => {
    const danger = facts({ safety: [safety('neurological-deficit', on)], couldNotLook: [...SOURCES] })
    expect(outcomeOf(danger)).toBe('other-route')
  })
})

describe('examination of the fracture level', () => {
  test.each([
    ['the pain comes from it', [examination(true, on)], 'refer-now'],
    ['the pain does not come from it', [examination(false, on)], 'not-indicated'],
    ['nothing found', [], 'refer-now'],
    ['no, and later yes', [examination(false, '2026-11-01'), examination(true, on)], 'refer-now'],
    ['yes, and later no', [examination(true, '2026-11-01'), examination(false, on)], 'not-indicated'],
    ['no, on the day of the fracture', [examination(false, '2026-10-20')], 'not-indicated'],
    ['no, before the fracture', [examination(false, '2026-10-19')], 'refer-now'],
  ])('%s', (_, examinations, expected) => {
    expect(outcomeOf(facts({ examinations }))).toBe(expected)
    expect(outcomeOf(facts({ examinations: [...examinations].reverse() }))).toBe(expected)
  })

  test('two answers of one day are read alike in whatever order they are listed', () => {
    const both = [examination(true, on), examination(false, on)]
    expect(outcomeOf(facts({ examinations: both }))).toBe(outcomeOf(facts({ examinations: [...both].reverse() })))
  })

  test('"no" is said as the reason', () => {
    expect(assessed(facts({ examinations: [examination(false, on)] })).because).toMatch(/examination/i)
  })

  test('a "no" of eleven years ago is not known to be about a fracture without a date', () => {
    const undated = fracture({ onset: null, diagnosedOn: null })
    const then = facts({ fractures: [undated], examinations: [examination(false, '2015-03-01')] })
    expect(outcomeOf(then)).not.toBe('not-indicated')
  })

  test('does not hide a danger', () => {
    const both = facts({ examinations: [examination(false, on)], safety: [safety('cement-allergy', on)] })
    expect(outcomeOf(both)).toBe('other-route')
  })
})

describe('another route', () => {
  const danger = { safety: [safety('neurological-deficit', on)] }
  test.each([
    ['a referral', facts(danger)],
    ['a work-up', facts({ ...danger, pain: [] })],
    ['pain that is not severe', facts({ ...danger, pain: [painScore(2, on)] })],
    ['a suspected fracture', factsOfRecord({ diagnoses: [diagnosis({ certainty: 'suspected' })] }, danger)],
    ['sources that could not be read', facts({ ...danger, couldNotLook: ['conditions'] })],
  ])('wins over %s', (_, found) => {
    expect(outcomeOf(found)).toBe('other-route')
    expect(clinicRow(found).outcome).toBe('other-route')
  })

  test('leaves an out-of-scope row as it is, and the overall outcome follows the danger', () => {
    const infectious = facts({ ...danger, fractures: [fracture({ cause: 'infectious' })] })
    expect([clinicRow(infectious).outcome, outcomeOf(infectious)]).toEqual(['out-of-scope', 'other-route'])
  })
})
