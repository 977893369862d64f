import { describe, expect, test } from 'vitest'
import { type Coverage, coverageOf } from '../../src/clinical/coverage.ts'
import type { ImagingFinding, PatientFacts } from '../../src/clinical/facts.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { assessed } from '../support/assessed.ts'
import {
  boneDensity,
  facts,
  fracture,
  lab,
  mri,
  painScore,
  patient,
  radiograph,
  rolandMorris,
  safety,
} from '../support/facts.ts'

const on = '2026-11-20'
const WEEK_BEFORE = '2026-11-13'

interface Change extends Partial<PatientFacts> {
  readonly shown?: readonly ImagingFinding[]
}

const STUDY = mri({ heightLossPercent: 30, heightLossProgressed: 'no', kyphoticDeformity: 'yes' })

/** Covered outside the hospital: steady pain of 8 under an opioid, edema, height loss and kyphosis. */
function covered({ shown = [STUDY], ...change }: Change = {}): PatientFacts {
  const pain = [painScore(8, WEEK_BEFORE), painScore(8, on)]
  const fractures = [fracture({ imaging: shown })]
  return facts({ fractures, imaging: shown, pain, function: [rolandMorris(10, on)], ...change })
}

function coverage(given: PatientFacts, policy: PolicyId = 'medicare-lcd'): Coverage {
  const found = coverageOf(assessed(given), policy)
  if (!found) throw new Error('There is no fracture to order anything for')
  return found
}

function itemIn(items: Coverage['requirements'], id: string) {
  const item = items.find((each) => each.id === id)
  if (!item) throw new Error(`There is no item ${id}`)
  return item
}

const requirement = (given: PatientFacts, id: string, policy?: PolicyId) =>
  itemIn(coverage(given, policy).requirements, id)
const exclusion = (given: PatientFacts, id: string) => itemIn(coverage(given).exclusions, id)
const deciding = (given: PatientFacts, policy?: PolicyId) =>
  coverage(given, policy)
    .requirements.filter(({ decides }) => decides)
    .map(({ id }) => id)

describe('what the record documents of the requirements', () => {
  test('the outcome and the policy are those of the row', () => {
    expect(coverage(covered())).toMatchObject({ policy: 'medicare-lcd', outcome: 'refer-now' })
    expect(coverage(covered(), 'rand-2018')).toMatchObject({ policy: 'rand-2018', outcome: 'refer-now' })
  })

  test('an item that is met is documented, and says where', () => {
    const given = covered()
    expect(requirement(given, 'edema-or-uptake')).toMatchObject({
      status: 'documented',
      evidence: [STUDY.evidence],
      ask: null,
    })
    expect(requirement(given, 'non-hospitalised-pain')).toMatchObject({
      status: 'documented',
      evidence: [painScore(8, on).evidence],
    })
  })

  test('an item that is not known is missing, and asks for it', () => {
    const item = requirement(covered({ shown: [radiograph()] }), 'edema-or-uptake')
    expect(item.status).toBe('missing')
    expect(item.ask).toMatch(/MRI/)
  })

  test('an item that the record denies contradicts, says where and asks for nothing', () => {
    const without = mri({ marrowEdema: 'no', acuity: 'unknown' })
    expect(requirement(covered({ shown: [without] }), 'edema-or-uptake')).toMatchObject({
      status: 'contradicts',
      evidence: [without.evidence],
      ask: null,
    })
  })

  test('items stand in the order of the policy, its scope first', () => {
    expect(coverage(covered()).requirements.map(({ id }) => id)).toEqual(
      assessed(covered())
        .policies.get('medicare-lcd')
        ?.first?.criteria.map(({ id }) => id)
        .filter((id) => id !== 'pain-from-this-fracture' && id !== 'pain-not-settling'),
    )
    expect(coverage(covered()).requirements[0]?.id).toBe('osteoporotic-fracture')
  })
})

describe('of two branches only the one that the answer rests on decides', () => {
  const OUTSIDE = ['non-hospitalised-pain', 'despite-treatment']
  const CONDITIONS = ['height-loss-progression', 'roland-morris-over-17']

  test('outside the hospital with two conditions', () => {
    const ids = deciding(covered())
    expect(ids).toEqual(
      expect.arrayContaining([...OUTSIDE, 'height-loss-over-25-percent', 'kyphotic-deformity', 'edema-or-uptake']),
    )
    expect(ids).not.toContain('hospitalised-pain')
    expect(ids).not.toContain('worsening-pain')
    for (const id of CONDITIONS) expect(ids).not.toContain(id)
  })

  test('outside the hospital with worsening pain', () => {
    const ids = deciding(
      covered({ shown: [mri({ kyphoticDeformity: 'no' })], pain: [painScore(5, WEEK_BEFORE), painScore(8, on)] }),
    )
    expect(ids).toContain('worsening-pain')
    for (const id of [...CONDITIONS, 'kyphotic-deformity', 'height-loss-over-25-percent']) expect(ids).not.toContain(id)
  })

  test('in hospital with 8', () => {
    const ids = deciding(covered({ setting: 'inpatient' }))
    expect(ids).toContain('hospitalised-pain')
    for (const id of [...OUTSIDE, 'kyphotic-deformity']) expect(ids).not.toContain(id)
  })

  test('a patient out of scope is decided by the scope alone', () => {
    const fractures = [fracture({ cause: 'traumatic' })]
    expect(deciding(covered({ fractures }))).toEqual(['osteoporotic-fracture'])
  })

  test('what a policy only tells decides nothing', () => {
    expect(deciding(covered(), 'clinic')).toContain('severe-pain')
    expect(deciding(covered(), 'clinic')).not.toContain('cannot-move-freely')
  })
})

describe('exclusions', () => {
  const deficit = (present: boolean) => covered({ safety: [safety('neurological-deficit', on, { present })] })

  test('one that is met contradicts, says where, and decides', () => {
    expect(exclusion(deficit(true), 'neurological-deficit')).toMatchObject({
      status: 'contradicts',
      evidence: [safety('neurological-deficit', on).evidence],
      ask: null,
      decides: true,
    })
    expect(coverage(deficit(true)).outcome).toBe('other-route')
  })

  test('one that is documented as absent is documented', () => {
    expect(exclusion(deficit(false), 'neurological-deficit')).toMatchObject({
      status: 'documented',
      evidence: [safety('neurological-deficit', on, { present: false }).evidence],
      ask: null,
      decides: false,
    })
  })

  test('looked and nothing found is missing, not absent', () => {
    const item = exclusion(covered(), 'neurological-deficit')
    expect(item).toMatchObject({ status: 'missing', decides: false })
    expect(item.ask).not.toBeNull()
  })

  test.each([
    ['inr-high', 'an INR within 30 days'],
    ['platelets-low', 'a platelet count within 30 days'],
    ['cement-allergy', 'a statement that there is none: cement allergy'],
  ])('%s is asked for by what would tell: %s', (id, ask) => {
    expect(exclusion(covered(), id).ask).toBe(ask)
  })

  test('could not look is missing too', () => {
    expect(exclusion(covered({ couldNotLook: ['conditions'] }), 'neurological-deficit').status).toBe('missing')
  })

  test.each([
    [1.8, 'documented', false],
    [1.9, 'contradicts', true],
  ])('an INR of %s is a relative exclusion: %s', (value, status, decides) => {
    expect(exclusion(covered({ labs: [lab('inr', value, on)] }), 'inr-high')).toMatchObject({ status, decides })
  })

  test('are those that the policy lists and no others', () => {
    const ids = coverage(covered()).exclusions.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['spinal-infection', 'pregnancy', 'contrast-allergy', 'retropulsion']))
    expect(ids).toEqual(expect.arrayContaining(['more-than-three-levels', 'platelets-low', 'canal-compromise']))
    expect(ids).not.toContain('comfort-care')
    expect(coverage(covered(), 'nice-ta279').exclusions.map(({ id }) => id)).toEqual(['pain-from-this-fracture'])
  })

  test('hold pain from elsewhere: missing until somebody examined, and not our own reading of settling pain', () => {
    const item = coverage(covered()).exclusions.find(({ id }) => id === 'pain-from-this-fracture')
    expect(item).toMatchObject({ status: 'missing', ask: expect.stringContaining('examination') })
    const everything = Object.values(coverage(covered())).flat()
    expect(JSON.stringify(everything)).not.toContain('pain-not-settling')
  })
})

describe('follow-up', () => {
  test('lists bone-health care, documented or missing, and decides nothing', () => {
    const measured = covered({ boneDensity: [boneDensity('lumbar-spine', -3.1, '2026-05-02')] })
    const status = (given: PatientFacts) => itemIn(coverage(given).followUp, 'bone-density-evaluation').status
    expect([status(measured), status(covered())]).toEqual(['documented', 'missing'])
    expect(coverage(measured).followUp.filter(({ decides }) => decides)).toEqual([])
  })
})

test.each([
  ['there is no fracture', covered({ fractures: [] })],
  ['the patient has died', covered({ patient: patient({ deceased: true }) })],
])('there is no coverage view where %s', (_, given) => {
  expect(coverageOf(assessed(given), 'medicare-lcd')).toBeNull()
})
