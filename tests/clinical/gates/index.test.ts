import { describe, expect, test } from 'vitest'
import type { PatientFacts, Source } from '../../../src/clinical/facts.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { assessed, gateOf, outcomeOf } from '../../support/assessed.ts'
import { facts, fracture, lab, mri, patient, safety, sins } from '../../support/facts.ts'

interface GateCase {
  readonly id: string
  readonly action: 'other-route' | 'complete-workup' | 'name'
  /** What documents it, what documents its absence (where the record can), and where it is looked for. */
  readonly present: Partial<PatientFacts>
  readonly absent?: Partial<PatientFacts>
  /** What leaves it unknown, where the ordinary patient already answers it. */
  readonly nothing?: Partial<PatientFacts>
  readonly sources: readonly Source[]
}

const fourLevels = (['T11', 'T12', 'L1', 'L2'] as const).map((level) => fracture({ level }))
const on = '2026-11-20'

const OTHER_ROUTE: readonly Omit<GateCase, 'action'>[] = [
  {
    id: 'neurological-deficit',
    present: { safety: [safety('neurological-deficit', on)] },
    absent: { safety: [safety('neurological-deficit', on, { present: false })] },
    sources: ['conditions', 'observations'],
  },
  {
    id: 'neural-compression',
    present: { safety: [safety('neural-compression', on)] },
    absent: { imaging: [mri({ neuralCompression: 'no' })] },
    sources: ['conditions', 'imagingReports'],
  },
  {
    id: 'canal-compromise',
    present: { imaging: [mri({ canalCompromise: 'yes' })] },
    absent: { imaging: [mri({ canalCompromise: 'no' })] },
    sources: ['imagingReports'],
  },
  {
    id: 'spinal-infection',
    present: { safety: [safety('spinal-infection', on)] },
    absent: { safety: [safety('spinal-infection', on, { present: false })] },
    sources: ['conditions', 'imagingReports', 'observations'],
  },
  {
    id: 'spinal-instability',
    present: { safety: [safety('spinal-instability', on)] },
    absent: { imaging: [mri({ instability: 'no' })] },
    sources: ['conditions', 'imagingReports'],
  },
  {
    id: 'epidural-tumour',
    present: { safety: [safety('epidural-tumour', on)] },
    absent: { imaging: [mri({ epiduralTumour: 'no' })] },
    sources: ['conditions', 'imagingReports'],
  },
  {
    id: 'sins-unstable',
    present: { tumourStability: [sins(13, on)] },
    absent: { tumourStability: [sins(6, on)] },
    sources: ['observations', 'imagingReports'],
  },
  {
    id: 'high-energy-trauma',
    present: { safety: [safety('high-energy-trauma', '2026-10-20')] },
    absent: { safety: [safety('high-energy-trauma', '2026-10-20', { present: false })] },
    sources: ['conditions'],
  },
  {
    id: 'age-under-18',
    present: { patient: patient({ bornEarliest: '2010-05-05', bornLatest: '2010-05-05' }) },
    absent: {},
    nothing: { patient: patient({ bornEarliest: null, bornLatest: null }) },
    sources: ['patient'],
  },
  {
    id: 'pregnancy',
    present: { safety: [safety('pregnancy', on)] },
    absent: { safety: [safety('not-pregnant', on)] },
    nothing: { patient: patient({ bornEarliest: '1990-05-05', bornLatest: '1990-05-05' }) },
    sources: ['conditions', 'observations'],
  },
  {
    id: 'cement-allergy',
    present: { safety: [safety('cement-allergy', on)] },
    absent: { safety: [safety('cement-allergy', on, { present: false })] },
    sources: ['allergies'],
  },
]

const COMPLETE_WORKUP: readonly Omit<GateCase, 'action'>[] = [
  {
    id: 'retropulsion',
    present: { imaging: [mri({ retropulsion: 'yes' })] },
    absent: { imaging: [mri({ retropulsion: 'no' })] },
    sources: ['imagingReports'],
  },
  {
    id: 'sins-potentially-unstable',
    present: { tumourStability: [sins(9, on)] },
    absent: { tumourStability: [sins(6, on)] },
    sources: ['observations', 'imagingReports', 'serviceRequests'],
  },
  {
    id: 'one-raised-infection-marker',
    present: { labs: [lab('crp', 40, on)] },
    absent: { labs: [lab('crp', 4, on)] },
    sources: ['observations'],
  },
  {
    id: 'inr-high',
    present: { labs: [lab('inr', 2.6, on)] },
    absent: { labs: [lab('inr', 1.1, on)] },
    sources: ['observations'],
  },
  {
    id: 'platelets-low',
    present: { labs: [lab('platelets', 30, on)] },
    absent: { labs: [lab('platelets', 210, on)] },
    sources: ['observations'],
  },
  {
    id: 'more-than-three-levels',
    present: { fractures: fourLevels },
    absent: {},
    sources: ['conditions', 'imagingReports'],
  },
  {
    id: 'pregnancy-status-unknown',
    present: {
      patient: patient({ bornEarliest: '1990-05-05', bornLatest: '1990-05-05' }),
      safety: [safety('delivery', on)],
    },
    absent: { patient: patient({ sex: 'male' }) },
    nothing: { patient: patient({ bornEarliest: '1990-05-05', bornLatest: '1990-05-05' }) },
    sources: ['conditions', 'observations'],
  },
  {
    id: 'comfort-care',
    present: { safety: [safety('comfort-care', on)] },
    absent: { safety: [safety('comfort-care', on, { present: false })] },
    sources: ['conditions', 'serviceRequests'],
  },
]

const NAMED_ONLY: readonly Omit<GateCase, 'action'>[] = [
  {
    id: 'anticoagulant',
    present: { safety: [safety('anticoagulant', on)] },
    absent: { safety: [safety('anticoagulant', on, { present: false })] },
    sources: ['medications', 'conditions'],
  },
  {
    id: 'coagulopathy',
    present: { safety: [safety('coagulopathy', on)] },
    absent: { safety: [safety('coagulopathy', on, { present: false })] },
    sources: ['conditions'],
  },
  {
    id: 'contrast-allergy',
    present: { safety: [safety('contrast-allergy', on)] },
    absent: { safety: [safety('contrast-allergy', on, { present: false })] },
    sources: ['allergies'],
  },
]

const CASES: readonly GateCase[] = [
  ...OTHER_ROUTE.map((each) => ({ ...each, action: 'other-route' as const })),
  ...COMPLETE_WORKUP.map((each) => ({ ...each, action: 'complete-workup' as const })),
  ...NAMED_ONLY.map((each) => ({ ...each, action: 'name' as const })),
]

const OUTCOMES = { 'other-route': 'other-route', 'complete-workup': 'complete-workup', name: 'refer-now' } as const

describe('every gate', () => {
  test('has its rows here', () => {
    expect(GATES.map(({ id }) => id).sort()).toEqual(CASES.map(({ id }) => id).sort())
  })

  test.each(CASES)('$id documented as present is met, and the outcome follows', ({ id, action, present }) => {
    expect(gateOf(facts(present), id).finding).toBe('met')
    expect(outcomeOf(facts(present))).toBe(OUTCOMES[action])
  })

  test.each(CASES)('$id says why it is met and what has to be settled', ({ id, action, present }) => {
    const gate = gateOf(facts(present), id)
    expect(gate.because).not.toBe('')
    expect(gate.missing === null).toBe(action !== 'complete-workup')
  })

  test.each(CASES.filter(({ absent }) => absent))(
    '$id documented as absent is not met and holds nothing back',
    ({ id, absent = {} }) => {
      expect(gateOf(facts(absent), id).finding).toBe('not-met')
      expect(outcomeOf(facts(absent))).toBe('refer-now')
    },
  )

  test.each(CASES.filter(({ nothing, absent }) => nothing || Object.keys(absent ?? {}).length > 0))(
    '$id with nothing found is unknown and holds nothing back',
    ({ id, nothing = {} }) => {
      expect(gateOf(facts(nothing), id)).toMatchObject({ finding: 'unknown', couldNotLook: [] })
      expect(outcomeOf(facts(nothing))).toBe('refer-now')
    },
  )

  test.each(CASES.flatMap((each) => each.sources.map((source) => ({ ...each, source }))))(
    '$id does not say "nothing found" when $source could not be looked at',
    ({ id, source, nothing = {} }) => {
      const looked = gateOf(facts(nothing), id)
      const couldNotLook = gateOf(facts({ ...nothing, couldNotLook: [source] }), id)
      expect(couldNotLook.couldNotLook).toEqual([source])
      expect(couldNotLook.because).not.toBe(looked.because)
      expect(couldNotLook.finding).toBe('unknown')
    },
  )

  test.each(CASES)('$id that was found stays met when a source could not be read', ({ id, present, sources }) => {
    expect(gateOf(facts({ ...present, couldNotLook: sources }), id).finding).toBe('met')
  })
})

describe('gates together', () => {
  test('a reason for another route wins over everything that only holds back', () => {
    const both = facts({ safety: [safety('comfort-care', on), safety('cement-allergy', on)] })
    expect(outcomeOf(both)).toBe('other-route')
  })

  test('the most urgent one names itself', () => {
    const both = facts({ safety: [safety('cement-allergy', on), safety('neurological-deficit', on)] })
    expect(assessed(both).because).toBe(gateOf(both, 'neurological-deficit').because)
  })

  test('a malignancy alone is no gate', () => {
    const found = facts({ safety: [safety('malignancy', on)] })
    expect(assessed(found).gates.filter(({ finding }) => finding === 'met')).toEqual([])
    expect(outcomeOf(found)).toBe('refer-now')
  })

  test('neurology, instability, canal and infection are named to be confirmed where nothing is found', () => {
    const named = assessed(facts())
      .gates.filter(({ confirm, finding }) => confirm && finding === 'unknown')
      .map(({ id }) => id)
    expect(named).toEqual(
      expect.arrayContaining(['neurological-deficit', 'spinal-instability', 'canal-compromise', 'spinal-infection']),
    )
  })
})
