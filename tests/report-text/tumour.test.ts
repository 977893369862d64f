import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/report-text/read-report.ts'
import { said } from './said.ts'

const FRACTURE = 'T12 compression fracture'

describe('the kind of a tumour', () => {
  test.each([
    [' with a lytic lesion', 'lytic'],
    [' through an osteolytic metastasis', 'lytic'],
    [' with osteolysis', 'lytic'],
    [', likely lytic metastasis', 'lytic'],
    [' with a blastic metastasis', 'blastic'],
    [' through an osteoblastic lesion', 'blastic'],
    [' with a sclerotic metastasis', 'blastic'],
    [' with a mixed lytic and sclerotic lesion', 'mixed'],
    [' with a mixed lytic/blastic lesion', 'mixed'],
    [' with a lytic and blastic metastasis', 'mixed'],
    [' with a mixed lesion', 'mixed'],
    ['. No lytic lesion', undefined],
    ['. No lytic or blastic lesion', undefined],
    [' without lytic lesion', undefined],
    ['. Possible lytic lesion', undefined],
    ['. Lytic lesion cannot be excluded', undefined],
    ['. Lytic lesion of the left iliac bone', undefined],
    ['. Lytic rib lesion', undefined],
    ['. Benign sclerotic lesion', undefined],
    [' with endplate sclerosis', undefined],
    ['. History of lytic metastasis', undefined],
    ['. Correlate for lytic disease', undefined],
  ])('%s is %s', (words, lesion) => {
    expect(said(`${FRACTURE}${words}.`)[0]?.lesion).toBe(lesion)
  })

  test('belongs to its own vertebra', () => {
    const text = 'Compression fractures. T12 fracture with a lytic lesion, L3 fracture with a sclerotic metastasis.'
    expect(said(text).map(({ level, lesion }) => [level, lesion])).toEqual([
      ['T12', 'lytic'],
      ['L3', 'blastic'],
    ])
  })

  test('goes to the vertebra named behind it', () => {
    const text = 'T12 fracture with a lytic lesion and a sclerotic metastasis in the L3 fracture.'
    expect(said(text).map(({ level, lesion }) => [level, lesion])).toEqual([
      ['T12', 'lytic'],
      ['L3', 'blastic'],
    ])
  })

  test('is mixed where the report calls it both, and as the impression has it', () => {
    const both = 'T12 fracture with a lytic lesion. The T12 lesion is partly blastic.'
    expect(said(both)[0]?.lesion).toBe('mixed')
    const decided =
      'FINDINGS: T12 fracture with lytic lesion.\n\nIMPRESSION: T12 fracture with mixed lytic and blastic lesion.'
    expect(said(decided)[0]?.lesion).toBe('mixed')
  })

  test.each(['INDICATION', 'CLINICAL HISTORY', 'COMPARISON'])('in the section %s says nothing', (heading) => {
    const text = `${heading}: Lytic metastasis with left pedicle destruction at T12. SINS 9.\n\nFINDINGS: T12 compression fracture.`
    expect(said(text)).toEqual([{ level: 'T12', fracture: 'present' }])
    expect(readReport(text).sins).toEqual([])
  })
})

describe('posterolateral involvement', () => {
  test.each([
    [' with left pedicle involvement', 'unilateral'],
    [' with destruction of the right pedicle', 'unilateral'],
    [' extending into the left pedicle', 'unilateral'],
    [' with unilateral pedicle destruction', 'unilateral'],
    [' with unilateral left pedicle destruction', 'unilateral'],
    [' with involvement of the left facet', 'unilateral'],
    [' with left costovertebral joint involvement', 'unilateral'],
    ['. The left pedicle is destroyed', 'unilateral'],
    [' with bilateral pedicle involvement', 'bilateral'],
    [' with destruction of both pedicles', 'bilateral'],
    [' with involvement of the pedicles bilaterally', 'bilateral'],
    [' involving the pedicles', 'bilateral'],
    [' with involvement of the left and right pedicles', 'bilateral'],
    ['. Left and right pedicle destruction', 'bilateral'],
    ['. Left pedicle destruction. Right facet involvement', 'bilateral'],
    ['. No pedicle involvement', 'none'],
    [' without involvement of the pedicles', 'none'],
    ['. The pedicles are intact', 'none'],
    ['. Pedicles are spared', 'none'],
    ['. The pedicles are not involved', 'none'],
    ['. No posterior element involvement', 'none'],
    ['. The posterior elements are intact', 'none'],
    [' with a lytic lesion sparing the pedicles', 'none'],
    [' with pedicle involvement', undefined],
    [' with posterior element involvement', undefined],
    ['. No left pedicle involvement', undefined],
    ['. The left pedicle is intact', undefined],
    ['. Possible left pedicle involvement', undefined],
    ['. Left pedicle screw', undefined],
    ['. Left facet arthropathy', undefined],
    ['. Left pedicle involvement was seen on the prior study', undefined],
    ['. Evaluate for left pedicle involvement', undefined],
  ])('%s is %s', (words, posterolateral) => {
    expect(said(`${FRACTURE}${words}.`)[0]?.posterolateral).toBe(posterolateral)
  })

  test('of two vertebrae is told apart', () => {
    const text =
      'T12 fracture with left pedicle destruction. L3 fracture with both pedicles destroyed. L3 pedicles are destroyed.'
    expect(said(text).map(({ level, posterolateral }) => [level, posterolateral])).toEqual([
      ['T12', 'unilateral'],
      ['L3', 'bilateral'],
    ])
  })
})

describe('a SINS that the report states', () => {
  test.each<[string, readonly [number, number]]>([
    ['SINS score 9', [9, 9]],
    ['SINS score of 9', [9, 9]],
    ['SINS: 13/18', [13, 13]],
    ['SINS = 7', [7, 7]],
    ['SINS 9 out of 18', [9, 9]],
    ['SINS score is 9 (potentially unstable)', [9, 9]],
    ['SINS 8-10', [8, 10]],
    ['SINS 8\u201310/18', [8, 10]],
    ['SINS 8 to 10', [8, 10]],
    ['SINS between 8 and 10', [8, 10]],
    ['SINS 7-12, potentially unstable', [7, 12]],
    ['SINS of at least 13', [13, 18]],
    ['Spinal Instability Neoplastic Score (SINS): 9', [9, 9]],
    ['Spinal instability neoplastic score 0', [0, 0]],
    ['SINS 13 (location 3, pain 3, lesion 2, alignment 2, collapse 3, posterolateral 0)', [13, 13]],
    ['SINS: 9 (0-6 stable, 7-12 potentially unstable, 13-18 unstable)', [9, 9]],
    ['SINS 18', [18, 18]],
    ['SINS \u2265 13 at T12', [13, 18]],
    ['SINS >= 13 at T12', [13, 18]],
    ['SINS > 12', [13, 18]],
    ['SINS 13 (previously 9)', [13, 13]],
    ['SINS 13, previously 9', [13, 13]],
    ['SINS 0-6 is stable. SINS 8', [8, 8]],
  ])('%s', (words, total) => {
    expect(readReport(`${FRACTURE}. ${words}.`).sins).toEqual([{ level: 'T12', total }])
  })

  test.each([
    'SINS 19',
    'SINS 9.5',
    'SINS 10-8',
    'SINS 9/12',
    'SINS 9 on prior, now 13 at T12',
    'SINS 9, now 13',
    'SINS 9 -> 13',
    'SINS was 15 before radiotherapy',
    'SINS was 15 at baseline',
    'SINS: 13-18 unstable',
    'SINS 7-12 indicates potentially unstable',
    'SINS 0-6 is stable',
    'SINS \u2265 13 indicates instability',
    'SINS < 7',
    'SINS not calculated',
    'SINS score cannot be assessed',
    'No SINS 9',
    'SINS: 0-6 stable, 7-12 potentially unstable, 13-18 unstable',
    'SINS 3 (location) + 3 (pain) + 2 (lesion)',
    'SINS: 3 + 3 + 2',
    'Prior SINS 9',
    'SINS 9 on prior study',
    'Possible SINS 9',
    'SINS 9?',
    'Recommend spine surgery consultation for SINS 9',
    'Sinus 9',
  ])('is not read from: %s', (words) => {
    expect(readReport(`${FRACTURE}. ${words}.`).sins).toEqual([])
  })

  test('belongs to the vertebra beside it', () => {
    const text = 'T12 fracture, SINS 9. Metastatic disease with SINS 12 at L3 and SINS 6 at T8. SINS at T5 is 4.'
    expect(readReport(text).sins).toEqual([
      { level: 'T12', total: [9, 9] },
      { level: 'L3', total: [12, 12] },
      { level: 'T8', total: [6, 6] },
      { level: 'T5', total: [4, 4] },
    ])
  })

  test.each(['SINS: T12 = 9/18; L1 = 14/18.', 'SINS 9 at T12 and 14 at L1.', 'SINS T12 9, L1 14.'])(
    'is read for every vertebra of a list: %s',
    (words) => {
      expect(readReport(`T12 and L1 fractures. ${words}`).sins).toEqual([
        { level: 'T12', total: [9, 9] },
        { level: 'L1', total: [14, 14] },
      ])
    },
  )

  test('without a vertebra is one of the whole spine, and stands once', () => {
    const text = 'FINDINGS: SINS 9.\n\nIMPRESSION: SINS score 9.'
    expect(readReport(text).sins).toEqual([{ level: null, total: [9, 9] }])
  })

  test('says no word about instability or malignancy by its name', () => {
    expect(said(`${FRACTURE}. Spinal instability neoplastic score 3.`)).toEqual([{ level: 'T12', fracture: 'present' }])
  })
})

describe('a text of 100 KB comes to an end', () => {
  test.each([
    'SINS ',
    'SINS 9 - ',
    'SINS 9, ',
    'SINS 9 at T12 and 8 at L1, ',
    'SINS ( ',
    'lytic and ',
    'mixed ',
    'left pedicle and ',
    'involvement of the ',
  ])('of %s', (words) => {
    const text = `T12 compression fracture. ${words.repeat(Math.ceil(100_000 / words.length))}`
    expect(readReport(text).sins.length).toBeLessThan(4)
  })
})
