import { describe, expect, test } from 'vitest'
import { isCurrent, standingsOf } from '../../src/clinical/current-fractures.ts'
import type { Fracture, PatientFacts } from '../../src/clinical/facts.ts'
import {
  ASSESSED_ON,
  atTheLatest,
  augmentation,
  facts,
  fracture,
  mri,
  painScore,
  statedOnset,
  study,
} from '../support/facts.ts'

/** The status of one fracture, the only one of the patient unless others are given. */
function statusOf(change: Partial<Fracture>, more: Partial<PatientFacts> = {}) {
  const only = fracture(change)
  const { fractures = [], ...rest } = more
  return standingsOf(facts({ imaging: only.imaging, ...rest, fractures: [only, ...fractures] }), ASSESSED_ON)[0]?.status
}

describe('which fractures are current', () => {
  test('a confirmed one is', () => {
    expect(statusOf({})).toBe('current')
  })

  test('a suspected one counts as suspected', () => {
    expect(statusOf({ certainty: 'suspected' })).toBe('suspected')
  })

  test.each([
    ['current', true],
    ['suspected', true],
    ['new-pain-after-augmentation', true],
    ['settled-by-augmentation', false],
    ['old-and-painless', false],
    ['old-entry', false],
  ] as const)('%s leads to a card: %s', (status, expected) => {
    const standings = standingsOf(facts(), ASSESSED_ON)
    expect(standings.map((standing) => isCurrent({ ...standing, status }))).toEqual([expected])
  })

  test('one without pain scores is current as long as nothing calls it old', () => {
    expect(statusOf({}, { pain: [] })).toBe('current')
    expect(statusOf({ acuity: 'unknown' }, { pain: [] })).toBe('current')
  })
})

describe('old and painless', () => {
  const old = {
    acuity: 'old',
    onset: statedOnset('2024-02-01'),
    imaging: [mri({ acuity: 'old', marrowEdema: 'no' })],
  } as const
  test.each([
    ['pain 4.9', [painScore(4.9, '2026-11-20')], 'old-and-painless'],
    ['pain 5', [painScore(5, '2026-11-20')], 'current'],
    ['pain 8', [painScore(8, '2026-11-20')], 'current'],
    ['no score', [], 'old-and-painless'],
    ['a score 31 days ago', [painScore(8, '2026-10-22')], 'old-and-painless'],
  ])('an old fracture and %s', (_, pain, expected) => {
    expect(statusOf(old, { pain })).toBe(expected)
  })
})

describe('an old fracture beside a fresh one', () => {
  const old = { level: 'L2', acuity: 'old', imaging: [mri({ level: 'L2', acuity: 'old', marrowEdema: 'no' })] } as const

  test('is not made current by pain that the fresh one explains', () => {
    expect(statusOf(old, { fractures: [fracture()] })).toBe('old-and-painless')
  })

  test('leaves the fresh one current', () => {
    expect(statusOf({}, { fractures: [fracture(old)] })).toBe('current')
  })

  test('is looked at again where the other one was augmented', () => {
    const other = fracture({ acuity: 'unknown', imaging: [] })
    expect(statusOf(old, { fractures: [other], augmentations: [augmentation(['T12'], '2026-10-25')] })).toBe('current')
  })
})

describe('an entry without news for more than a year', () => {
  const entry = { acuity: 'unknown', imaging: [], studies: [] } as const
  test.each([
    ['a year less a day', '2025-11-23', 'current'],
    ['a year', '2025-11-22', 'current'],
    ['a year and a day', '2025-11-21', 'old-entry'],
  ])('%s old, no pain and no imaging', (_, day, expected) => {
    expect(statusOf({ ...entry, onset: statedOnset(day) }, { pain: [] })).toBe(expected)
    expect(statusOf({ ...entry, onset: atTheLatest(day) }, { pain: [] })).toBe(expected)
  })

  test('pain of 5/10 makes it news', () => {
    const pain = [painScore(5, '2026-11-20')]
    expect(statusOf({ ...entry, onset: statedOnset('2024-02-01') }, { pain })).toBe('current')
  })

  test('a study within the year makes it news', () => {
    const studies = [study({ date: '2026-06-01' })]
    expect(statusOf({ ...entry, onset: statedOnset('2024-02-01'), studies }, { pain: [] })).toBe('current')
  })

  test('no date at all is no old entry', () => {
    expect(statusOf({ ...entry, onset: null }, { pain: [] })).toBe('current')
  })
})

describe('augmented after its onset', () => {
  const NO_PAIN = { pain: [] }
  test.each([
    ['the day before the onset', '2026-10-19', 'current'],
    ['the day of the onset', '2026-10-20', 'settled-by-augmentation'],
    ['after the onset', '2026-11-10', 'settled-by-augmentation'],
  ])('%s', (_, date, expected) => {
    const change = { acuity: 'unknown', imaging: [] } as const
    expect(statusOf(change, { ...NO_PAIN, augmentations: [augmentation(['T12'], date)] })).toBe(expected)
  })

  test('one of another level settles nothing', () => {
    expect(statusOf({}, { augmentations: [augmentation(['L1'], '2026-11-10')] })).toBe('current')
  })

  test('one of several levels settles each of them', () => {
    const augmentations = [augmentation(['T12', 'L1'], '2026-11-10')]
    const imaging = [mri({ date: '2026-10-21' })]
    expect(statusOf({ imaging }, { pain: [], augmentations })).toBe('settled-by-augmentation')
  })

  test('one with a level outside the fracture region does not settle a fracture without a level', () => {
    const lumbar = { level: null, region: 'lumbar', imaging: [] } as const
    expect(statusOf(lumbar, { augmentations: [augmentation(['T7'], '2026-11-10')] })).toBe('current')
  })

  test('one of the region settles a fracture in it', () => {
    const imaging = [mri({ date: '2026-10-21' })]
    const thoracic = [augmentation([], '2026-11-10', 'thoracic')]
    const lumbar = [augmentation([], '2026-11-10', 'lumbar')]
    expect(statusOf({ imaging }, { pain: [], augmentations: thoracic })).toBe('settled-by-augmentation')
    expect(statusOf({ imaging }, { pain: [], augmentations: lumbar })).toBe('current')
  })

  test('edema that an MRI still shows after the cement does not make a fracture of stated onset a new one', () => {
    const imaging = [mri({ date: '2026-11-15' }), mri({ date: '2026-10-21' })]
    const augmentations = [augmentation(['T12'], '2026-11-10')]
    expect(statusOf({ imaging }, { augmentations })).toBe('settled-by-augmentation')
  })

  test('an acute study after it shows a new fracture where only the latest possible onset is known', () => {
    const imaging = [mri({ date: '2026-11-19' })]
    const change = { onset: atTheLatest('2026-11-19', 'report'), imaging }
    expect(statusOf(change, { augmentations: [augmentation(['T12'], '2024-02-10')] })).toBe('current')
  })
})

describe('new pain after augmentation', () => {
  const done = [augmentation(['T12'], '2026-11-01')]
  const change = { imaging: [mri({ date: '2026-10-21' })] }
  test.each([
    ['4.9', 4.9, 'settled-by-augmentation'],
    ['5', 5, 'new-pain-after-augmentation'],
    ['8', 8, 'new-pain-after-augmentation'],
  ])('%s/10 without imaging since', (_, score, expected) => {
    expect(statusOf(change, { augmentations: done, pain: [painScore(score, '2026-11-20')] })).toBe(expected)
  })

  test('a score on the day of the augmentation is not new pain', () => {
    expect(statusOf(change, { augmentations: done, pain: [painScore(8, '2026-11-01')] })).toBe(
      'settled-by-augmentation',
    )
  })

  test('a score before the augmentation is not new pain', () => {
    expect(statusOf(change, { augmentations: done, pain: [painScore(8, '2026-10-30')] })).toBe(
      'settled-by-augmentation',
    )
  })

  test('no score is no new pain', () => {
    expect(statusOf(change, { augmentations: done, pain: [] })).toBe('settled-by-augmentation')
  })

  test('spine imaging after the pain began answers it', () => {
    const studies = [study({ modality: 'MR', date: '2026-11-21' })]
    expect(statusOf({ ...change, studies }, { augmentations: done, pain: [painScore(8, '2026-11-20')] })).toBe(
      'settled-by-augmentation',
    )
  })

  test('spine imaging before the augmentation answers nothing', () => {
    const studies = [study({ modality: 'MR', date: '2026-10-30' })]
    expect(statusOf({ ...change, studies }, { augmentations: done, pain: [painScore(8, '2026-11-20')] })).toBe(
      'new-pain-after-augmentation',
    )
  })

  test('two augmentations are read alike in whatever order they are listed', () => {
    const both = [augmentation(['T12'], '2026-10-25'), augmentation(['T12'], '2026-11-15')]
    const pain = [painScore(8, '2026-11-10')]
    const inOrder = statusOf(change, { augmentations: both, pain })
    expect(statusOf(change, { augmentations: [...both].reverse(), pain })).toBe(inOrder)
  })

  test('an undated augmentation beside a dated one changes nothing, in whatever order', () => {
    const pain = [painScore(8, '2026-11-20')]
    for (const augmentations of [
      [...done, augmentation(['T12'], null)],
      [augmentation(['T12'], null), ...done],
    ]) {
      expect(statusOf(change, { augmentations, pain })).toBe('new-pain-after-augmentation')
    }
  })
})
