import { describe, expect, test } from 'vitest'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { toAssessmentJson } from '../../src/services/assessment-json.ts'
import { assessed } from '../support/assessed.ts'
import {
  atTheLatest,
  care,
  diagnosis,
  facts,
  factsOfRecord,
  mobility,
  mri,
  rolandMorris,
  safety,
} from '../support/facts.ts'

function jsonOf(record: PatientFacts) {
  return toAssessmentJson(assessed(record))
}

function becauseOf(record: PatientFacts, criterion: string) {
  return jsonOf(record).policies.clinic?.criteria.find(({ id }) => id === criterion)?.because
}

describe('the assessment as JSON', () => {
  test('says which rules spoke, when, about whom, by which policy and to what end', () => {
    expect(jsonOf(facts())).toMatchObject({
      ruleVersion: RULE_VERSION,
      assessedOn: '2026-11-22',
      patient: 'Patient/123',
      policy: 'clinic',
      outcome: 'refer-now',
    })
  })

  test('survives being written and read: it holds no Map and nothing undefined', () => {
    const json = jsonOf(facts())
    expect(JSON.parse(JSON.stringify(json))).toStrictEqual(json)
  })

  test('names a fracture with its level, cause, onset and where that comes from', () => {
    expect(jsonOf(facts()).fractures).toMatchObject([
      {
        level: 'T12',
        cause: 'osteoporotic',
        onset: '2026-10-20',
        onsetBasis: 'onsetDateTime',
        evidence: [{ reference: 'Condition/9', date: '2026-10-20', basis: 'coded' }],
      },
    ])
  })

  test('gives the latest day and no earliest where the record shows no lower end', () => {
    const recorded = diagnosis({ onset: atTheLatest('2026-10-20') })
    const [fracture] = jsonOf(factsOfRecord({ diagnoses: [recorded], imaging: [mri()] })).fractures
    expect(fracture).toMatchObject({ onset: '2026-10-20', onsetEarliest: null, onsetBasis: 'recordedDate' })
  })

  test('says unknown where a fracture has no date', () => {
    const undated = diagnosis({ onset: null, diagnosedOn: null })
    const [fracture] = jsonOf(factsOfRecord({ diagnoses: [undated] })).fractures
    expect(fracture).toMatchObject({ onset: null, onsetBasis: 'unknown' })
  })

  test('shows the fractures that do not count with the reason', () => {
    const old = diagnosis({ level: 'L3', status: 'old', onset: atTheLatest('2019-02-03'), diagnosedOn: '2019-02-03' })
    const { fractures, otherFractures } = jsonOf(factsOfRecord({ diagnoses: [diagnosis(), old], imaging: [mri()] }))
    expect(fractures.map(({ level }) => level)).toEqual(['T12'])
    expect(otherFractures).toMatchObject([{ level: 'L3', because: expect.stringMatching(/\w/) }])
  })

  test('gives every criterion its statement, finding, reason, evidence and citation', () => {
    const criteria = jsonOf(facts()).policies.clinic?.criteria ?? []
    expect(criteria.map(({ id }) => id)).toContain('severe-pain')
    for (const criterion of criteria) {
      expect(criterion.statement).not.toBe('')
      expect(criterion.because).not.toBe('')
      expect(criterion.citation).not.toBe('')
    }
  })

  test('says in words what would settle an unknown, and null where nothing is missing', () => {
    const criteria = jsonOf(facts({ pain: [] })).policies.clinic?.criteria ?? []
    expect(criteria.find(({ id }) => id === 'severe-pain')?.missing).toMatch(/pain score/)
    expect(criteria.find(({ id }) => id === 'fracture-shown')?.missing).toBeNull()
  })

  test('names the finding of a gate with its evidence', () => {
    const { gates } = jsonOf(facts({ safety: [safety('neurological-deficit', '2026-11-18', { present: false })] }))
    expect(gates.find(({ id }) => id === 'neurological-deficit')).toMatchObject({
      finding: 'not-met',
      because: expect.stringContaining('2026-11-18'),
      evidence: [{ date: '2026-11-18' }],
    })
  })

  test('gives each kind of function once, the newest', () => {
    const record = facts({
      function: [
        rolandMorris(20, '2026-11-01'),
        rolandMorris(14, '2026-11-15'),
        mobility('reduced-mobility', '2026-11-02'),
      ],
    })
    expect(jsonOf(record).facts.function).toMatchObject({
      'roland-morris-24': { value: 14, date: '2026-11-15' },
      'reduced-mobility': { value: null, date: '2026-11-02' },
    })
  })

  test('names the sources that could not be read', () => {
    expect(jsonOf(facts({ couldNotLook: ['imagingReports'] })).couldNotLook).toEqual(['imagingReports'])
  })

  test('lists non-surgical care with its start', () => {
    expect(jsonOf(facts({ nonSurgicalCare: [care('brace', '2026-10-25')] })).facts.nonSurgicalCare).toMatchObject([
      { kind: 'brace', startedOn: '2026-10-25' },
    ])
  })
})

describe('a source that could not be read', () => {
  test('is not shown as one without a pain score', () => {
    expect(becauseOf(facts({ pain: [], couldNotLook: ['observations'] }), 'severe-pain')).not.toMatch(/^No pain score/)
  })

  test('is not shown as one without treatment', () => {
    const record = facts({ nonSurgicalCare: [], couldNotLook: ['medications', 'procedures', 'serviceRequests'] })
    expect(becauseOf(record, 'other-treatment-failed')).not.toMatch(/^No non-surgical treatment is documented/)
  })

  test('is not shown as one without bone density', () => {
    const { companions } = jsonOf(facts({ couldNotLook: ['observations', 'imagingReports', 'procedures'] }))
    expect(companions.find(({ id }) => id === 'bone-density-evaluation')?.because).not.toMatch(/^No bone density/)
  })
})
