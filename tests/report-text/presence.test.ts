import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

const ABSENT = [{ level: null, fracture: 'absent' }]
const NONE_ACUTE = [{ level: null, fracture: 'uncertain', acuity: 'old' }]

describe('a denied fracture', () => {
  test.each([
    'There is no compression fracture.',
    'No evidence of compression fracture.',
    'No definite compression fracture.',
    'Negative for compression fracture.',
    'Absence of compression fracture.',
    'Compression fracture is not identified.',
    'Compression fractures are absent.',
    'Compression fracture has been excluded.',
    'Vertebral body heights are maintained without compression fracture.',
    'No acute or chronic compression fracture.',
    'No loss of height or compression fracture.',
    'No focal lesion, subluxation, or compression fracture.',
    'Lumbar spine: no fracture, dislocation or subluxation.',
    'Compression fracture: none.',
  ])('%s', (text) => {
    expect(said(text)).toEqual(ABSENT)
  })

  test.each([
    'No acute compression fracture.',
    'No new compression fracture.',
    'No evidence for acute or subacute compression fracture.',
    'No marrow edema to suggest acute compression fracture.',
    'There is no MRI evidence of an acute compression fracture of the lumbar spine.',
  ])('of which only a fresh one is denied: %s', (text) => {
    expect(said(text)).toEqual(NONE_ACUTE)
  })

  test.each([
    'No burst fracture.',
    'No pathologic fracture.',
    'No displaced fracture of the lumbar spine.',
    'No other compression fractures.',
    'No additional compression fracture.',
    'The remaining vertebral bodies show no compression fracture elsewhere.',
  ])('of which others are left open says nothing: %s', (text) => {
    expect(said(text)).toEqual([])
  })

  test.each([
    ['at a level', 'No compression fracture at L1.', [{ level: 'L1', fracture: 'absent' }]],
    [
      'only a fresh one at a level',
      'No acute fracture of L1.',
      [{ level: 'L1', fracture: 'uncertain', acuity: 'old' }],
    ],
    [
      'something else instead',
      'L2 endplate irregularity represents a Schmorl node rather than compression fracture.',
      [{ level: 'L2', fracture: 'absent' }],
    ],
    [
      'the one seen before is gone',
      'The previously described L1 compression fracture is no longer seen.',
      [{ level: 'L1', fracture: 'absent' }],
    ],
  ])('%s', (_name, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('a denial beside a fracture', () => {
  test.each([
    ['ends at "but"', 'No acute fracture but chronic T12 compression deformity.', 'old'],
    ['ends at a semicolon', 'No acute fracture; chronic T12 compression deformity.', 'old'],
    ['ends at "however"', 'No acute abnormality, however there is a chronic T12 compression deformity.', 'old'],
    ['ends at a comma before a new statement', 'No acute abnormality, stable T12 compression deformity.', 'old'],
    ['ends at "with"', 'No acute malalignment with chronic compression deformity of T12.', 'old'],
  ])('%s', (_name, text, acuity) => {
    expect(said(text).find(({ level }) => level === 'T12')).toMatchObject({ fracture: 'present', acuity })
  })

  test.each([
    [
      'what it denies belongs to the fracture',
      'No retropulsion of the T12 compression fracture.',
      { retropulsion: 'no' },
    ],
    ['without an article', 'No cord compression from T12 compression fracture.', { neuralCompression: 'no' }],
    ['no change is no denial', 'No change in T12 compression fracture.', { acuity: 'old', heightLossProgressed: 'no' }],
    ['no progression either', 'No interval progression of T12 compression fracture.', { heightLossProgressed: 'no' }],
    ['no fracture line', 'No fracture line is seen through the T12 compression deformity.', {}],
    ['not acute', 'The T12 compression fracture is not acute.', { acuity: 'old' }],
    ['without acute features', 'Compression deformity of T12 without acute features.', { acuity: 'old' }],
    ['unlikely to be acute', 'Compression fracture of T12 is unlikely to be acute.', { acuity: 'old' }],
    [
      'edema has gone',
      'Marrow edema has resolved at the T12 compression fracture.',
      { marrowEdema: 'no', acuity: 'old' },
    ],
  ])('leaves it there: %s', (_name, text, facts) => {
    expect(said(text)).toEqual([{ level: 'T12', fracture: 'present', ...facts }])
  })

  test('of any fresh fracture makes an undated one old', () => {
    expect(said('CT lumbar spine. No acute fracture. L1 compression deformity.')).toEqual([
      { level: 'L1', fracture: 'present', acuity: 'old' },
      ...NONE_ACUTE,
    ])
  })

  test('of any fresh fracture does not touch one of unknown age', () => {
    expect(
      said('No acute compression fracture of the thoracic spine. Age-indeterminate L1 compression fracture.'),
    ).toEqual([{ level: 'L1', fracture: 'present' }, ...NONE_ACUTE])
  })
})

describe('a doubted fracture is uncertain', () => {
  test.each([
    'Possible compression fracture of T11.',
    'Possible acute compression fracture of T11.',
    'Likely an acute compression fracture of T11.',
    'Possible osteoporotic compression fracture of T11.',
    'Probable compression fracture of T11.',
    'Suspected T11 compression fracture.',
    'Questionable T11 wedge deformity.',
    'Cannot exclude a compression fracture at T11.',
    'A compression fracture of T11 cannot be excluded.',
    'Findings concerning for compression fracture at T11.',
    'Suspicious for T11 compression fracture.',
    'Superior endplate depression of T11 may represent compression fracture.',
    'T11 superior endplate: Schmorl node versus compression fracture.',
    '?compression fracture T11.',
    'Cortical irregularity of T11 suggestive of compression fracture.',
    'T11 compression fracture is suspected.',
    'T11 vertebral body has lost 30% of its height, possible compression fracture.',
  ])('%s', (text) => {
    expect(said(text)).toMatchObject([{ level: 'T11', fracture: 'uncertain' }])
  })

  test.each([
    ['likely chronic', 'T11 compression fracture, likely chronic.'],
    ['likely acute', 'Likely acute compression fracture of T11.'],
    ['possibly acute', 'Possibly acute T11 compression fracture.'],
    ['likely osteoporotic', 'T11 compression fracture, likely osteoporotic.'],
    ['favored to be chronic', 'T11 compression fracture, favored to be chronic.'],
    ['a doubt about something else', 'Possible cord compression at the T11 compression fracture.'],
  ])('but not where only its age or cause is doubted: %s', (_name, text) => {
    expect(said(text)).toMatchObject([{ level: 'T11', fracture: 'present' }])
    expect(said(text)[0]).not.toHaveProperty('acuity')
  })

  test('a figure for lost height without the word fracture is a suspicion', () => {
    expect(said('T12 vertebral body height loss of 35%.')).toEqual([
      { level: 'T12', fracture: 'uncertain', heightLossPercent: 35 },
    ])
  })
})

describe('not a finding', () => {
  test.each([
    ['history', 'History of T12 compression fracture.'],
    ['history of two', 'Patient with a history of T12 compression fracture and L1 compression fracture.'],
    ['family history', 'Family history of compression fracture.'],
    ['h/o', 'h/o L1 compression fracture.'],
    ['a request', 'Recommend MRI to evaluate for compression fracture.'],
    ['a passive request', 'MRI is recommended to assess the acuity of the L1 compression fracture.'],
    ['a condition', 'If there is concern for acute compression fracture, MRI is suggested.'],
    ['rule out', 'Rule out compression fracture of T12.'],
    ['r/o', 'r/o T12 compression fracture.'],
    ['a question', 'T12 compression fracture?'],
    ['an advice about cement', 'Patient may be a candidate for kyphoplasty at L1.'],
    ['a planned procedure', 'Consider vertebroplasty of T12.'],
  ])('%s', (_name, text) => {
    expect(said(text)).toEqual([])
  })

  test('a request after a finding leaves the finding', () => {
    expect(said('Acute T12 compression fracture; recommend MRI to evaluate for retropulsion.')).toEqual([
      { level: 'T12', fracture: 'present', acuity: 'acute' },
    ])
  })
})
