import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

describe('loss of height', () => {
  test.each([
    ['35% height loss', 35],
    ['loss of height of approximately 35 percent', 35],
    ['loss of vertebral body height by 35 per cent', 35],
    ['12.5% loss of height', 12.5],
    ['25-30 % loss of height', [25, 30]],
    ['25% to 30% height loss', [25, 30]],
    ['between 25 and 30% height loss', [25, 30]],
    ['height loss ranging from 25 to 30%', [25, 30]],
    ['one-third loss of height', 33],
    ['one half loss of height', 50],
    ['two-thirds loss of height', 67],
    ['1/4 loss of height', 25],
    ['greater than 50% height loss', [50, 100]],
    ['>50% height loss', [50, 100]],
    ['at least 40% height loss', [40, 100]],
    ['less than 25% height loss', [0, 25]],
    ['up to 20% height loss', [0, 20]],
    ['slight (approximately 30%) loss of height', 30],
    ['40% anterior and 20% central loss of height', 40],
    ['40% height loss and 20% canal compromise', 40],
    ['no further loss of height, which is 20%', 20],
  ])('%s', (words, percent) => {
    expect(said(`L1 compression fracture with ${words}.`)).toMatchObject([
      { level: 'L1', fracture: 'present', heightLossPercent: percent },
    ])
  })

  test.each([
    ['before the noun', 'Approximately 40% compression fracture of L1.', 40],
    ['after it', 'Compression fracture of L1 by 25%.', 25],
    ['a verb', 'L1 compression fracture; the vertebra has lost 40% of its height.', 40],
    ['brackets', 'Compression fracture of the L1 vertebral body (45% height loss).', 45],
    [
      'the impression wins',
      'FINDINGS: L1 compression fracture, 30% height loss. IMPRESSION: L1 fracture, 40% height loss.',
      40,
    ],
    ['the deepest of several', 'L1 compression fracture. 10% posterior height loss. 30% anterior height loss.', 30],
  ])('%s', (_name, text, percent) => {
    expect(said(text)).toMatchObject([{ level: 'L1', fracture: 'present', heightLossPercent: percent }])
  })

  test.each([
    ['words only', 'L1 compression fracture with mild loss of height.'],
    ['canal', 'L1 compression fracture with 40% canal compromise.'],
    ['stenosis', 'L1 compression fracture. 50% canal stenosis.'],
    ['disc height', 'L1 compression fracture. Disc height loss of 50% at L4-L5.'],
    ['slip', 'L1 compression fracture. 25% anterolisthesis at L4.'],
    ['a side', 'Fracture of the superior half of L1.'],
    ['a date', 'L1 compression fracture, loss of height, compared with 3/4/2024.'],
    ['a length', 'L1 compression fracture with height loss of 5 mm.'],
    ['no percent', 'L1 compression fracture, loss of height 250 %.'],
    ['denied', 'L1 compression fracture without 20% height loss.'],
  ])('is not told by %s', (_name, text) => {
    expect(said(text)[0]).toMatchObject({ level: 'L1', fracture: 'present' })
    expect(said(text)[0]).not.toHaveProperty('heightLossPercent')
  })

  test.each([
    ['respectively', 'T12 and L1 compression fractures with 40% and 20% height loss, respectively.', [40, 20]],
    ['one figure for both', 'T12 and L1 compression fractures with 20% height loss.', [20, 20]],
    [
      'two figures, not said whose',
      'T12 and L1 compression fractures with 40% and 20% height loss.',
      [undefined, undefined],
    ],
    [
      'each its own',
      'T12 compression fracture with 40% height loss and L1 compression fracture with 20% height loss.',
      [40, 20],
    ],
  ])('of two levels: %s', (_name, text, percents) => {
    expect(said(text).map(({ heightLossPercent }) => heightLossPercent)).toEqual(percents)
  })
})

describe('progression of height loss', () => {
  test.each([
    ['now and previously', 'T12 compression fracture with 40% height loss, previously 15%.', 40, 15, 'yes'],
    ['from to', 'Height loss of the T12 compression fracture progressed from 20 to 40 %.', 40, 20, 'yes'],
    ['to from', 'T12 compression fracture: height loss has increased to 40% from 25%.', 40, 25, 'yes'],
    ['versus', 'T12 compression fracture, now 45% height loss versus 30%.', 45, 30, 'yes'],
    [
      'was, on the prior study',
      'T12 compression fracture with 40% height loss, was 15% on the prior study.',
      40,
      15,
      'yes',
    ],
    ['the same', 'T12 compression fracture with 40% height loss, previously 40%.', 40, 40, 'no'],
    ['ranges apart', 'T12 compression fracture with 40-50% height loss, previously 20-30%.', [40, 50], [20, 30], 'yes'],
  ])('%s', (_name, text, now, earlier, progressed) => {
    expect(said(text)).toMatchObject([
      { level: 'T12', heightLossPercent: now, earlierHeightLossPercent: earlier, heightLossProgressed: progressed },
    ])
  })

  test.each([
    ['T12 compression fracture with progressive height loss.', 'yes'],
    ['T12 compression fracture has progressed since the prior exam.', 'yes'],
    ['Interval worsening of T12 compression fracture.', 'yes'],
    ['Further loss of height of the T12 compression fracture.', 'yes'],
    ['T12 compression fracture. No interval progression.', 'no'],
    ['T12 compression fracture, height loss is unchanged.', 'no'],
    ['T12 compression fracture with stable 25% height loss.', 'no'],
    ['No further loss of height of the T12 compression fracture.', 'no'],
    ['T12 compression fracture. Progression of degenerative disc disease.', undefined],
    ['T12 compression fracture. Worsening canal stenosis at L4-L5.', undefined],
  ])('%s', (text, progressed) => {
    expect(said(text)[0]?.heightLossProgressed).toBe(progressed)
  })
})

describe('height that is left is turned into the loss', () => {
  test.each<[string, number | readonly [number, number]]>([
    ['; residual height is 60% of normal', 40],
    [', height reduced to 60%', 40],
    ['; 60% of its height is preserved', 40],
    ['. The vertebral body measures 70-80% of expected height', [20, 30]],
  ])('L1 compression fracture%s', (words, percent) => {
    expect(said(`L1 compression fracture${words}.`)).toEqual([
      { level: 'L1', fracture: 'present', heightLossPercent: percent },
    ])
  })

  test.each(['60% loss of normal height', 'loss of 60% of its normal height', 'reduced by 60% of its original height'])(
    'but not in %s',
    (words) => {
      expect(said(`L1 compression fracture, ${words}.`)).toMatchObject([{ heightLossPercent: 60 }])
    },
  )
})
