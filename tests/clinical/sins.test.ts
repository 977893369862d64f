import { describe, expect, test } from 'vitest'
import type { Fracture, ImagingFinding, PatientFacts, SinsComponent } from '../../src/clinical/facts.ts'
import type { VertebralLevel } from '../../src/clinical/level.ts'
import { type Sins, sinsOf } from '../../src/clinical/sins.ts'
import { ASSESSED_ON, facts, fracture, mri, sins } from '../support/facts.ts'

const ON = '2026-11-20'
/** Five components of no points, so that the sixth is the score. */
const NOTHING_ELSE: Readonly<Record<SinsComponent, number>> = {
  location: 0,
  pain: 0,
  lesion: 0,
  alignment: 0,
  collapse: 0,
  posterolateral: 0,
}

function scoreOf(fractured: Fracture, tumourStability: PatientFacts['tumourStability'] = []): Sins | null {
  return sinsOf(fractured, facts({ fractures: [fractured], tumourStability }), ASSESSED_ON)
}

function endsOf(score: Sins | null): readonly [number, number] | null {
  return score && [score.low, score.high]
}

/** The ends of one component where the five others are entered as 0. */
function endsBesideNone(component: SinsComponent, change: Partial<Fracture>): readonly [number, number] | null {
  const { [component]: _, ...points } = NOTHING_ELSE
  return endsOf(scoreOf(fracture({ cause: 'neoplastic', ...change }), [sins(null, ON, { points })]))
}

function shown(...findings: readonly Partial<ImagingFinding>[]): Partial<Fracture> {
  return { imaging: findings.map((finding) => mri(finding)) }
}

describe('location', () => {
  test.each<[VertebralLevel, number]>([
    ['T1', 3],
    ['T2', 3],
    ['T3', 1],
    ['T10', 1],
    ['T11', 3],
    ['T12', 3],
    ['L1', 3],
    ['L2', 2],
    ['L4', 2],
    ['L5', 3],
  ])('%s is %d', (level, points) => {
    expect(endsBesideNone('location', { level })).toEqual([points, points])
  })

  test.each([
    ['thoracic', [1, 3]],
    ['lumbar', [2, 3]],
    [null, [1, 3]],
  ] as const)('of a fracture without a level in the region %s is %j', (region, ends) => {
    expect(endsBesideNone('location', { level: null, region })).toEqual(ends)
  })
})

describe('collapse', () => {
  test.each<[ImagingFinding['heightLossPercent'], readonly [number, number]]>([
    [0, [0, 1]],
    [20, [2, 2]],
    [49, [2, 2]],
    [50, [2, 3]],
    [51, [3, 3]],
    [
      [40, 60],
      [2, 3],
    ],
    [
      [20, 50],
      [2, 3],
    ],
    [
      [50, 75],
      [2, 3],
    ],
    [
      [60, 75],
      [3, 3],
    ],
    [null, [0, 3]],
  ])('height loss of %j %% is %j', (heightLossPercent, ends) => {
    expect(endsBesideNone('collapse', shown({ heightLossPercent }))).toEqual(ends)
  })

  test('is read from the newest study with a figure, and from all of that day', () => {
    const newest = { date: '2026-11-18', heightLossPercent: 30 }
    const older = { date: '2026-11-01', heightLossPercent: 70 }
    const silent = { date: '2026-11-19', heightLossPercent: null }
    expect(endsBesideNone('collapse', shown(silent, newest, older))).toEqual([2, 2])
    expect(endsBesideNone('collapse', shown(newest, { ...newest, heightLossPercent: 60 }))).toEqual([2, 3])
  })
})

describe('alignment', () => {
  test.each<[ImagingFinding['instability'], ImagingFinding['kyphoticDeformity'], readonly [number, number]]>([
    ['yes', 'unknown', [4, 4]],
    ['yes', 'no', [4, 4]],
    ['no', 'yes', [2, 2]],
    ['unknown', 'yes', [2, 4]],
    ['no', 'no', [0, 0]],
    ['no', 'unknown', [0, 2]],
    ['unknown', 'no', [0, 4]],
    ['unknown', 'unknown', [0, 4]],
    ['unreliable', 'unreliable', [0, 4]],
  ])('instability %s and kyphotic deformity %s are %j', (instability, kyphoticDeformity, ends) => {
    expect(endsBesideNone('alignment', shown({ instability, kyphoticDeformity }))).toEqual(ends)
  })
})

describe('lesion', () => {
  test.each<[ImagingFinding['lesion'], readonly [number, number]]>([
    ['lytic', [2, 2]],
    ['mixed', [1, 1]],
    ['blastic', [0, 0]],
    ['unknown', [0, 2]],
  ])('%s is %j', (lesion, ends) => {
    expect(endsBesideNone('lesion', shown({ lesion }))).toEqual(ends)
  })

  test('seen otherwise by another study of the day is either', () => {
    expect(endsBesideNone('lesion', shown({ lesion: 'lytic' }, { lesion: 'mixed', modality: 'CT' }))).toEqual([1, 2])
  })
})

describe('posterolateral involvement', () => {
  test.each<[ImagingFinding['posterolateral'], readonly [number, number]]>([
    ['bilateral', [3, 3]],
    ['unilateral', [1, 1]],
    ['none', [0, 0]],
    ['unknown', [0, 3]],
  ])('%s is %j', (posterolateral, ends) => {
    expect(endsBesideNone('posterolateral', shown({ posterolateral }))).toEqual(ends)
  })
})

describe('pain', () => {
  test('is only entered: no pain score stands for it', () => {
    expect(endsBesideNone('pain', {})).toEqual([0, 3])
  })

  test.each([0, 1, 3])('of %d points is taken as entered', (pain) => {
    expect(endsOf(scoreOf(fracture(), [sins(null, ON, { points: { ...NOTHING_ELSE, pain } })]))).toEqual([pain, pain])
  })
})

describe('components', () => {
  const neoplastic = fracture({ level: 'L1', cause: 'neoplastic', imaging: [mri({ level: 'L1', lesion: 'lytic' })] })

  test('of imaging alone are a range from the least to the most, and not documented', () => {
    // Location 3 and lesion 2 are known; pain 0-3, alignment 0-4, collapse 0-3 and posterolateral 0-3 are not.
    expect(scoreOf(neoplastic)).toMatchObject({ low: 5, high: 18, documented: false, date: '2026-11-19' })
  })

  test('a single entered one makes the score documented, from its date', () => {
    const score = scoreOf(neoplastic, [sins(null, ON, { points: { pain: 3 } })])
    expect(score).toMatchObject({ low: 8, high: 18, documented: true, date: ON })
  })

  test('an entered one counts before what imaging shows', () => {
    expect(endsOf(scoreOf(neoplastic, [sins(null, ON, { points: { lesion: 0 } })]))).toEqual([3, 16])
  })

  test('the newest entry of a component counts, and of several on one day the highest', () => {
    const earlier = sins(null, '2026-11-01', { points: { ...NOTHING_ELSE, pain: 3, lesion: 2 } })
    const { lesion: _lesion, ...withoutLesion } = NOTHING_ELSE
    const later = sins(null, '2026-11-10', { points: withoutLesion })
    const alone = sins(null, '2026-11-01', { points: { lesion: 2 } })
    expect(endsOf(scoreOf(neoplastic, [later, alone]))).toEqual([2, 2])
    const painful = sins(null, '2026-11-10', { points: { pain: 3 } })
    expect(endsOf(scoreOf(neoplastic, [later, painful, alone]))).toEqual([5, 5])
    expect(endsOf(scoreOf(neoplastic, [earlier]))).toEqual([5, 5])
  })

  test('all six are a total, and an older total gives way to them', () => {
    const total = sins(15, '2026-11-01')
    const six = sins(null, '2026-11-10', { points: { ...NOTHING_ELSE, location: 3, pain: 1 } })
    expect(endsOf(scoreOf(neoplastic, [total, six]))).toEqual([4, 4])
    expect(endsOf(scoreOf(neoplastic, [sins(15, ON), six]))).toEqual([15, 15])
  })

  test('name what each of them came to', () => {
    expect(scoreOf(neoplastic)?.because).toBe(
      'SINS 5-18 by imaging alone (location 3, pain 0-3, lesion 2, alignment 0-4, collapse 0-3, posterolateral 0-3).',
    )
    expect(scoreOf(neoplastic, [sins(null, ON, { points: { pain: 3 } })])?.because).toContain(
      'SINS 8-18 by components entered on 2026-11-20 (location 3, pain 3,',
    )
  })

  test('of a study older than a year are not known', () => {
    const old = fracture({ level: 'L1', cause: 'neoplastic', imaging: [mri({ date: '2025-11-21', lesion: 'lytic' })] })
    const current = fracture({
      level: 'L1',
      cause: 'neoplastic',
      imaging: [mri({ date: '2025-11-22', lesion: 'lytic' })],
    })
    expect([scoreOf(old)?.low, scoreOf(current)?.low]).toEqual([3, 5])
  })
})

describe('whose fracture is scored', () => {
  const lytic = { level: 'T12', lesion: 'lytic', heightLossPercent: 70 } as const

  test.each<[string, Partial<Fracture>, boolean]>([
    ['a neoplastic cause', { cause: 'neoplastic', ...shown(lytic) }, true],
    ['a malignant pattern on imaging', shown({ ...lytic, malignantPattern: 'yes' }), true],
    [
      'a malignant pattern that the newest study denies',
      shown({ malignantPattern: 'no' }, { date: '2026-11-01', malignantPattern: 'yes' }),
      false,
    ],
    ['an osteoporotic cause', shown(lytic), false],
    ['no documented cause', { cause: 'not-documented', ...shown(lytic) }, false],
  ])('%s', (_name, change, isScored) => {
    expect(scoreOf(fracture(change)) !== null).toBe(isScored)
  })

  test('an entered total counts for any fracture', () => {
    expect(scoreOf(fracture(), [sins(9, ON)])).toMatchObject({ low: 9, high: 9, documented: true })
  })

  test('entered components of any other fracture are added to its place alone', () => {
    const score = scoreOf(fracture({ level: 'T12', ...shown(lytic) }), [sins(null, ON, { points: { pain: 3 } })])
    expect(score).toMatchObject({ low: 6, high: 18, documented: true })
  })
})

describe('an entered total', () => {
  test('counts before components', () => {
    const entered = [sins(7, '2026-11-01', { points: { pain: 3, lesion: 2 } }), sins(null, ON, { points: { pain: 0 } })]
    expect(endsOf(scoreOf(fracture({ cause: 'neoplastic' }), entered))).toEqual([7, 7])
  })

  test('may be a range', () => {
    expect(scoreOf(fracture(), [sins([8, 10], ON)])).toMatchObject({
      low: 8,
      high: 10,
      because: 'SINS 8-10 on 2026-11-20.',
      date: ON,
    })
  })

  test.each([
    ['365 days old', '2025-11-22', true],
    ['366 days old', '2025-11-21', false],
    ['of tomorrow, as another time zone writes it', '2026-11-23', true],
    ['of the day after tomorrow', '2026-11-24', false],
    ['undated', null, true],
  ])('%s', (_name, date, counts) => {
    expect(scoreOf(fracture(), [sins(9, date)]) !== null).toBe(counts)
  })

  test.each<[string, Partial<Fracture>, VertebralLevel | null, boolean]>([
    ['the same vertebra', { level: 'T12' }, 'T12', true],
    ['another vertebra', { level: 'T12' }, 'L1', false],
    ['no vertebra', { level: 'T12' }, null, true],
    ['one in the region of the fracture', { level: null, region: 'lumbar' }, 'L3', true],
    ['one outside the region of the fracture', { level: null, region: 'lumbar' }, 'T8', false],
    ['any, for a fracture of unknown place', { level: null, region: null }, 'T8', true],
  ])('of %s', (_name, place, level, counts) => {
    expect(scoreOf(fracture(place), [sins(9, ON, { level })]) !== null).toBe(counts)
  })

  test('of several on one day the higher ends count, in whatever order', () => {
    const entered = [sins([5, 12], ON), sins(8, ON), sins(18, '2026-11-19')]
    expect(endsOf(scoreOf(fracture(), entered))).toEqual([8, 12])
    expect(scoreOf(fracture(), [...entered].reverse())).toEqual(scoreOf(fracture(), entered))
  })
})
