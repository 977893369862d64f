import { describe, expect, test } from 'vitest'
import type { FractureCase } from '../../src/clinical/criterion.ts'
import type { ImagingFinding, PatientFacts } from '../../src/clinical/facts.ts'
import { newestFirst } from '../../src/clinical/newest-first.ts'
import { readPain } from '../../src/clinical/pain.ts'
import { HEIGHT_LOSS, judgeHeightLoss, judgeKyphosis, judgeProgression } from '../../src/clinical/vertebral-height.ts'
import { ASSESSED_ON, evidence, facts, fracture, mri, radiograph } from '../support/facts.ts'

const [OCTOBER, EARLY_NOVEMBER, NOVEMBER] = ['2026-10-21', '2026-11-02', '2026-11-19'] as const

/** A current fracture with this imaging, which is sorted as merging sorts it. */
function caseOf(imaging: readonly ImagingFinding[], change: Partial<PatientFacts> = {}): FractureCase {
  const shown = fracture({ imaging: newestFirst(imaging) })
  const given = facts({ fractures: [shown], imaging, ...change })
  const pain = readPain(given.pain, shown.onset, ASSESSED_ON)
  return {
    facts: given,
    fracture: shown,
    assessedOn: ASSESSED_ON,
    status: 'current',
    because: '',
    pain,
    augmentation: null,
  }
}

function film(date: string | null, change: Partial<ImagingFinding> = {}): ImagingFinding {
  return radiograph({ date, ...change })
}

describe('loss of height above 25 %', () => {
  const lossOf = (...imaging: readonly ImagingFinding[]) => judgeHeightLoss(caseOf(imaging))

  test.each<[ImagingFinding['heightLossPercent'], string]>([
    [0, 'not-met'],
    [24, 'not-met'],
    [25, 'not-met'],
    [25.5, 'met'],
    [26, 'met'],
    [80, 'met'],
  ])('%s %% by the newest figure is %s', (heightLossPercent, expected) => {
    expect(lossOf(mri({ heightLossPercent })).finding).toBe(expected)
  })

  test.each<[readonly [number, number], string]>([
    [[10, 20], 'not-met'],
    [[20, 25], 'not-met'],
    [[24, 26], 'unknown'],
    [[25, 30], 'unknown'],
    [[26, 30], 'met'],
    [[50, 60], 'met'],
  ])('the range %j is %s: it decides only from one side', (heightLossPercent, expected) => {
    expect(lossOf(mri({ heightLossPercent })).finding).toBe(expected)
  })

  test.each<[number, number, string]>([
    [20, 25, 'not-met'],
    [20, 30, 'unknown'],
    [30, 40, 'met'],
  ])('two studies of one day with %s and %s %% are one range: %s', (one, other, expected) => {
    const studies = [mri({ heightLossPercent: one }), film(NOVEMBER, { heightLossPercent: other })]
    expect(lossOf(...studies).finding).toBe(expected)
    expect(lossOf(...studies.toReversed()).finding).toBe(expected)
  })

  test.each([
    ['grew above it', 20, 30, 'met'],
    ['was measured lower', 30, 20, 'not-met'],
  ])('of two days the newest counts: the loss %s', (_, then, now, expected) => {
    const found = lossOf(film(OCTOBER, { heightLossPercent: then }), mri({ date: NOVEMBER, heightLossPercent: now }))
    expect(found.finding).toBe(expected)
    expect(found.evidence.map(({ date }) => date)).toEqual([NOVEMBER])
  })

  test('a newer study without a figure takes nothing away from an older one with it', () => {
    expect(lossOf(film(OCTOBER, { heightLossPercent: 30 }), mri({ date: NOVEMBER })).finding).toBe('met')
  })

  test('an undated figure gives way to a dated one', () => {
    expect(lossOf(film(null, { heightLossPercent: 60 }), film(OCTOBER, { heightLossPercent: 10 })).finding).toBe(
      'not-met',
    )
  })

  test('the figure of an earlier study that a report repeats is not the loss of today', () => {
    expect(lossOf(mri({ earlierHeightLossPercent: 40 })).finding).toBe('unknown')
  })

  test('no figure asks for it', () => {
    expect(lossOf(mri())).toMatchObject({ finding: 'unknown', missing: { id: 'height-loss' } })
  })

  test('"no figure found" is not said where the reports could not be read', () => {
    const looked = judgeHeightLoss(caseOf([])).because
    expect(judgeHeightLoss(caseOf([], { couldNotLook: ['imagingReports'] })).because).not.toBe(looked)
  })

  test('the reason names the figure and the day', () => {
    expect(lossOf(mri({ heightLossPercent: [24, 26] })).because).toMatch(/24-26 %.*2026-11-19/)
  })

  test('the number is published with the words of its source', () => {
    expect(HEIGHT_LOSS).toMatchObject({ id: 'height-loss', value: 25, unit: '%', origin: 'source' })
    expect(HEIGHT_LOSS.says).toContain('greater than 25')
  })
})

describe('progression of the loss of height', () => {
  const courseOf = (...imaging: readonly ImagingFinding[]) => judgeProgression(caseOf(imaging))

  test.each<[ImagingFinding['heightLossProgressed'], string]>([
    ['yes', 'met'],
    ['no', 'not-met'],
    ['unreliable', 'unknown'],
    ['unknown', 'unknown'],
  ])('by the words of a report, progressed: %s', (heightLossProgressed, expected) => {
    expect(courseOf(mri({ heightLossProgressed })).finding).toBe(expected)
  })

  test('the newest words count', () => {
    const [was, is] = [film(OCTOBER, { heightLossProgressed: 'yes' }), mri({ heightLossProgressed: 'no' })]
    expect(courseOf(was, is).finding).toBe('not-met')
    const turned = [film(OCTOBER, { heightLossProgressed: 'no' }), mri({ heightLossProgressed: 'yes' })]
    expect(courseOf(...turned).finding).toBe('met')
  })

  test.each([
    ['five lower', 30, 25, 'met'],
    ['four lower', 30, 26, 'unknown'],
    ['equal', 30, 30, 'not-met'],
    ['higher', 30, 35, 'not-met'],
  ])('an earlier figure in the same report that is %s', (_, heightLossPercent, earlierHeightLossPercent, expected) => {
    expect(courseOf(mri({ heightLossPercent, earlierHeightLossPercent })).finding).toBe(expected)
  })

  test.each([
    ['lower', 25, 30, 'met'],
    ['equal', 30, 30, 'not-met'],
    ['higher', 35, 30, 'not-met'],
  ])('the figure of an earlier study that is %s', (_, then, now, expected) => {
    const found = courseOf(film(OCTOBER, { heightLossPercent: then }), mri({ heightLossPercent: now }))
    expect(found.finding).toBe(expected)
    expect(found.evidence.map(({ date }) => date).toSorted()).toEqual([OCTOBER, NOVEMBER])
  })

  test.each<[readonly [number, number], readonly [number, number], string]>([
    [[10, 15], [20, 25], 'met'],
    [[10, 20], [20, 25], 'unknown'],
    [[10, 20], [15, 25], 'unknown'],
    [[20, 25], [10, 20], 'not-met'],
  ])('ranges %j, then %j: %s, since ranges that overlap tell nothing', (then, now, expected) => {
    const found = courseOf(film(OCTOBER, { heightLossPercent: then }), mri({ heightLossPercent: now }))
    expect(found.finding).toBe(expected)
  })

  test('two figures of one day are no course', () => {
    const sameDay = [film(NOVEMBER, { heightLossPercent: 20 }), mri({ heightLossPercent: 30 })]
    expect(courseOf(...sameDay)).toMatchObject({ finding: 'unknown', missing: { id: 'height-progression' } })
  })

  test('one figure alone asks for a comparison', () => {
    expect(courseOf(mri({ heightLossPercent: 30 }))).toMatchObject({
      finding: 'unknown',
      missing: { id: 'height-progression' },
    })
  })

  test('words of an older report give way to figures measured since', () => {
    const unchangedThen = [
      film(OCTOBER, { heightLossPercent: 20 }),
      film(EARLY_NOVEMBER, { heightLossPercent: 20, heightLossProgressed: 'no' }),
    ]
    expect(courseOf(...unchangedThen, mri({ heightLossPercent: 35 })).finding).toBe('met')
  })

  test('"progressed" of an older report gives way to the same figure measured since', () => {
    const studies = [
      film(OCTOBER, { heightLossPercent: 20 }),
      film(EARLY_NOVEMBER, { heightLossProgressed: 'yes' }),
      mri({ heightLossPercent: 20 }),
    ]
    expect(courseOf(...studies).finding).toBe('not-met')
  })

  test('figures give way to the words of a newer report', () => {
    const figures = [film(OCTOBER, { heightLossPercent: 20 }), film(EARLY_NOVEMBER, { heightLossPercent: 30 })]
    expect(courseOf(...figures, mri({ heightLossProgressed: 'no' })).finding).toBe('not-met')
    expect(courseOf(film(OCTOBER, { heightLossPercent: 20 }), mri({ heightLossProgressed: 'yes' })).finding).toBe('met')
  })

  test('a newer study with a figure and nothing to compare leaves the older words standing', () => {
    expect(courseOf(film(OCTOBER, { heightLossProgressed: 'yes' }), mri({ heightLossPercent: 30 })).finding).toBe('met')
  })

  test('of two reports of one day that disagree, their references decide nothing', () => {
    const says = (heightLossProgressed: 'yes' | 'no', reference: string) =>
      mri({ heightLossProgressed, evidence: evidence(reference, NOVEMBER) })
    const [one, other] = ['DiagnosticReport/1', 'DiagnosticReport/2']
    expect(courseOf(says('yes', one), says('no', other)).finding).toBe(
      courseOf(says('no', one), says('yes', other)).finding,
    )
  })

  test('"nothing to compare" is not said where the reports could not be read', () => {
    const looked = judgeProgression(caseOf([])).because
    expect(judgeProgression(caseOf([], { couldNotLook: ['imagingReports'] })).because).not.toBe(looked)
  })
})

describe('kyphotic deformity', () => {
  const kyphosisOf = (...imaging: readonly ImagingFinding[]) => judgeKyphosis(caseOf(imaging))

  test.each<[ImagingFinding['kyphoticDeformity'], string]>([
    ['yes', 'met'],
    ['no', 'not-met'],
    ['unreliable', 'unknown'],
    ['unknown', 'unknown'],
  ])('%s', (kyphoticDeformity, expected) => {
    expect(kyphosisOf(mri({ kyphoticDeformity })).finding).toBe(expected)
  })

  test.each([
    ['yes', 'no', 'not-met'],
    ['no', 'yes', 'met'],
    ['yes', 'unknown', 'met'],
    ['no', 'unreliable', 'not-met'],
  ] as const)('%s, then %s: the newest study that tells', (then, now, expected) => {
    const found = kyphosisOf(film(OCTOBER, { kyphoticDeformity: then }), mri({ kyphoticDeformity: now }))
    expect(found.finding).toBe(expected)
  })

  test('of two studies of one day the one that sees it counts, in whatever order they came', () => {
    for (const [one, other] of [
      ['yes', 'no'],
      ['no', 'yes'],
    ] as const) {
      const sameDay = [film(NOVEMBER, { kyphoticDeformity: one }), mri({ kyphoticDeformity: other })]
      expect(kyphosisOf(...sameDay).finding).toBe('met')
    }
  })

  test('nothing said asks for it', () => {
    expect(kyphosisOf(mri())).toMatchObject({ finding: 'unknown', missing: { id: 'kyphosis' } })
  })
})
