import { describe, expect, test } from 'vitest'
import { said } from './said.ts'

const T12 = [{ level: 'T12', fracture: 'present' }]

describe('sections that hold no findings', () => {
  test.each([
    'INDICATION',
    'CLINICAL INDICATION',
    'CLINICAL HISTORY',
    'History',
    'Reason for exam',
    'COMPARISON',
    'TECHNIQUE',
    'EXAM',
    'RECOMMENDATION',
    'Clinical information',
  ])('%s', (heading) => {
    expect(said(`${heading}: T12 compression fracture.\nFINDINGS: Normal.`)).toEqual([])
  })
})

describe('sections that hold findings', () => {
  test.each([
    'FINDINGS',
    'Findings',
    'REPORT',
    'IMPRESSION',
    'Conclusion',
    'OPINION',
    'FINDINGS/IMPRESSION',
    'FINAL IMPRESSION',
  ])('%s', (heading) => {
    expect(said(`INDICATION: L1 compression fracture.\n${heading}: T12 compression fracture.`)).toEqual(T12)
  })
})

describe('headings', () => {
  test.each([
    ['on a line of their own', 'INDICATION\nL1 compression fracture\n\nFINDINGS\nT12 compression fracture'],
    [
      'in mid-line, as servers that lose line breaks leave them',
      'INDICATION: L1 compression fracture FINDINGS: T12 compression fracture',
    ],
    ['with a mark-up sign', '**INDICATION:** L1 compression fracture.\n\n**FINDINGS:** T12 compression fracture.'],
    ['with Windows line ends', 'INDICATION\r\nL1 compression fracture\r\n\r\nFINDINGS\r\nT12 compression fracture'],
    [
      'with the line break of HL7 v2',
      'INDICATION:\\.br\\L1 compression fracture\\.br\\FINDINGS:\\.br\\T12 compression fracture',
    ],
    ['missing: all is findings', 'T12 compression fracture.'],
    ['missing for the findings, before the impression', 'T12 compression fracture.\nIMPRESSION: As above.'],
    [
      'missing for the findings, labels after the technique',
      'TECHNIQUE: Sagittal STIR.\nAlignment: normal.\nVertebral bodies: T12 compression fracture.',
    ],
    ['of parts inside the findings', 'FINDINGS:\nAlignment: Normal.\nBones: T12 compression fracture.\nDiscs: Normal.'],
  ])('%s', (_name, text) => {
    expect(said(text)).toEqual(T12)
  })

  test('a preamble before the findings is not read', () => {
    expect(said('Patient with L1 compression fracture.\nFINDINGS: T12 compression fracture.')).toEqual(T12)
  })

  test('a part of the findings inside an indication does not make it findings', () => {
    expect(said('INDICATION: Bones: L1 compression fracture.\nFINDINGS: T12 compression fracture.')).toEqual(T12)
  })
})

describe('sentences', () => {
  test.each([
    [
      'over wrapped lines',
      'Acute compression\nfracture of\nT12.',
      [{ level: 'T12', fracture: 'present', acuity: 'acute' }],
    ],
    [
      'after an abbreviation',
      'Acute T12 compression fracture with approx. 30% height loss.',
      [{ level: 'T12', fracture: 'present', acuity: 'acute', heightLossPercent: 30 }],
    ],
    [
      'around a decimal',
      'Acute T12 compression fracture, 3.5 mm of retropulsion.',
      [{ level: 'T12', fracture: 'present', acuity: 'acute', retropulsion: 'yes' }],
    ],
    [
      'in bullets',
      '- Acute T12 compression fracture\n- Chronic L1 compression fracture\n- No cord compression',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute', neuralCompression: 'no' },
        { level: 'L1', fracture: 'present', acuity: 'old', neuralCompression: 'no' },
      ],
    ],
    [
      'in a numbered list without full stops',
      '1. Acute T12 compression fracture\n2. Chronic L1 compression fracture',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute' },
        { level: 'L1', fracture: 'present', acuity: 'old' },
      ],
    ],
    [
      'in a numbered list on one line',
      '1) Acute T12 compression fracture 2) Chronic L1 compression fracture',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute' },
        { level: 'L1', fracture: 'present', acuity: 'old' },
      ],
    ],
    [
      'labelled by level',
      'T12: Acute compression fracture. L1: Normal. L2: chronic compression deformity. L4-5: severe canal stenosis.',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute' },
        { level: 'L1', fracture: 'absent' },
        { level: 'L2', fracture: 'present', acuity: 'old' },
      ],
    ],
    [
      'without a space after the full stop',
      'Acute T12 compression fracture.No retropulsion.',
      [{ level: 'T12', fracture: 'present', acuity: 'acute', retropulsion: 'no' }],
    ],
    [
      'with a number at a line start that is no list item',
      'Acute T12 compression fracture with approximately\n25. There is no retropulsion.',
      [{ level: 'T12', fracture: 'present', acuity: 'acute', retropulsion: 'no' }],
    ],
    [
      'with a hyphen at the line end',
      'Age-\nindeterminate T12 compression fracture.',
      [{ level: 'T12', fracture: 'present' }],
    ],
  ])('%s', (_name, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('findings without a heading', () => {
  test.each([
    [
      'in a paragraph of their own',
      'HISTORY: L1 compression fracture?\n\nT12 compression fracture.\n\nIMPRESSION: As above.',
    ],
    ['after the technique', 'TECHNIQUE: Sagittal T1 and STIR.\n\nT12 compression fracture.'],
    [
      'after the first line, where nothing else can be the body',
      'Indication: L1 compression fracture.\nT12 compression fracture.',
    ],
    ['under abbreviated headings', 'Ind: r/o L1 VCF\nComp: L2 VCF 2019\nImp: T12 compression fracture.'],
  ])('%s', (_name, text) => {
    expect(said(text)).toEqual(T12)
  })

  test.each([
    [
      'goes on in the next line of a report with an impression',
      'HISTORY: Fall.\nKnown L1 compression fracture.\nIMPRESSION: T12 compression fracture.',
    ],
    [
      'goes on in the next paragraph of a report with a heading for its findings',
      'HISTORY: Fall.\n\nL1 compression fracture.\n\nFINDINGS: T12 compression fracture.',
    ],
    [
      'stands after the impression',
      'IMPRESSION: T12 compression fracture.\n\nRECOMMENDATION: MRI.\n\nEvaluate for L1 compression fracture.',
    ],
  ])('an indication %s', (_name, text) => {
    expect(said(text)).toEqual(T12)
  })
})
