import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/report-text/read-report.ts'
import { said } from './said.ts'

function fracturedIn(text: string): readonly (string | null)[] {
  return readReport(text)
    .levels.filter(({ fracture }) => fracture === 'present')
    .map(({ level }) => level)
}

describe('which vertebra', () => {
  test.each([
    ['Compression fracture of T12.', ['T12']],
    ['Comp fx of T-12.', ['T12']],
    ['Wedge fracture of D12.', ['T12']],
    ['Wedge fracture of Th12.', ['T12']],
    ['T 12 compression fracture.', ['T12']],
    ['Compression fracture of the first lumbar vertebra.', ['L1']],
    ['Fracture of the twelfth thoracic vertebral body.', ['T12']],
    ['Compression fracture of the 11th thoracic vertebra.', ['T11']],
    ['Superior endplate fracture of L4.', ['L4']],
    ['Compression fractures of T11 and L1.', ['T11', 'L1']],
    ['L1, L2 and L3 compression fractures.', ['L1', 'L2', 'L3']],
    ['L1 vertebral body and L3 vertebral body compression fractures.', ['L1', 'L3']],
    ['VCF at T8 & T9.', ['T8', 'T9']],
    ['T11-L1 compression fractures.', ['T11', 'T12', 'L1']],
    ['Compression fractures of T7 through T9.', ['T7', 'T8', 'T9']],
    ['Compression fractures of the T11 to L1 vertebral bodies.', ['T11', 'T12', 'L1']],
    ['L1-L2 compression fractures.', ['L1', 'L2']],
    ['L4-5 compression fractures.', ['L4', 'L5']],
    ['T1 compression fracture.', ['T1']],
    ['Compression fractures of T1 and T2.', ['T1', 'T2']],
    ['C5 compression fracture.', ['C5']],
    ['Compression fracture of S1.', ['S1']],
    ['Vertebra plana of T6.', ['T6']],
    ['Collapse of the L2 vertebral body.', ['L2']],
    ['Anterior wedging of T8.', ['T8']],
    ['Insufficiency fracture of L5.', ['L5']],
    ['L2 cfx.', ['L2']],
    ['Biconcave deformity of L3.', ['L3']],
    ['New fractures of T7 and the right eighth rib.', ['T7']],
    ['L4-S1 posterior fusion with a compression fracture of L3.', ['L3']],
  ])('%s', (text, levels) => {
    expect(fracturedIn(text)).toEqual(levels)
  })

  test.each([
    ['a fracture at a disc space names no vertebra', 'Compression fracture at T12-L1.'],
    ['a level no spine has', 'Compression fracture of L6.'],
    ['no level at all', 'Vertebral compression fracture.'],
    ['several without a level', 'Multiple compression fractures of the lumbar spine.'],
  ])('%s: present, level not known', (_name, text) => {
    expect(fracturedIn(text)).toEqual([null])
  })

  test.each([
    ['T1 is a sequence', 'Low T1 signal with T2 hyperintensity in the liver.'],
    ['T2 is a sequence', 'Hyperintense on T2 and STIR.'],
    ['transverse process', 'Fracture of the left L1 transverse process.'],
    ['transverse processes of several', 'Fractures of the left T10-T12 transverse processes.'],
    ['spinous process', 'L2 spinous process fracture.'],
    ['rib', 'T12 rib fracture.'],
    ['rib at a vertebra', 'Fracture of the left 12th rib at T12.'],
    ['sacrum', 'Sacral insufficiency fracture.'],
    ['sacral ala', 'Insufficiency fracture of the sacral ala.'],
    ['hip', 'Hip fracture.'],
    ['pars', 'L4 pars fractures.'],
    ['pedicle screw', 'Fracture of the L3 pedicle screw.'],
    ['osteophyte', 'Osteophyte fracture at L3.'],
    ['vitamin', 'Vitamin D3 deficiency with fracture risk.'],
    ['stockings', 'Compression stockings in place.'],
    ['vein', 'Compression of the left renal vein.'],
    ['thecal sac', 'Compression of the thecal sac by the L3-L4 disc.'],
    ['Schmorl node', "Schmorl's node at the superior endplate of L2."],
    ['a developmental shape', 'Mild anterior wedging of T11 and T12, likely physiologic.'],
    ['risk', 'Fracture risk is high; FRAX major osteoporotic fracture 20%.'],
    ['protocol', 'Compression fracture protocol.'],
    [
      'two ends of what was imaged',
      'Images were obtained from the superior endplate of T1 to the inferior endplate of T12.',
    ],
  ])('no vertebral fracture: %s', (_name, text) => {
    expect(said(text)).toEqual([])
  })
})

describe('several levels in one sentence', () => {
  test.each([
    [
      'Acute T12 and chronic L1 compression fractures.',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute' },
        { level: 'L1', fracture: 'present', acuity: 'old' },
      ],
    ],
    [
      'Compression fractures of T12 (acute) and L1 (chronic).',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute' },
        { level: 'L1', fracture: 'present', acuity: 'old' },
      ],
    ],
    [
      'Acute compression fracture of T12 with edema, and chronic, mild deformity of L1 is noted as compression deformity.',
      [
        { level: 'T12', fracture: 'present', acuity: 'acute', marrowEdema: 'yes' },
        { level: 'L1', fracture: 'present', acuity: 'old' },
      ],
    ],
    [
      'Multiple chronic compression fractures at T6, T7 and T9, with a superimposed acute fracture at L2.',
      [
        { level: 'T6', fracture: 'present', acuity: 'old' },
        { level: 'T7', fracture: 'present', acuity: 'old' },
        { level: 'T9', fracture: 'present', acuity: 'old' },
        { level: 'L2', fracture: 'present', acuity: 'acute' },
      ],
    ],
    [
      'There are compression fractures at T8, T10 and L2; the T8 fracture is acute.',
      [
        { level: 'T8', fracture: 'present', acuity: 'acute' },
        { level: 'T10', fracture: 'present' },
        { level: 'L2', fracture: 'present' },
      ],
    ],
    [
      'No fracture at L2, but L1 has a compression deformity.',
      [
        { level: 'L1', fracture: 'present' },
        { level: 'L2', fracture: 'absent' },
      ],
    ],
    [
      'Possible fracture of T11 and acute compression fracture of L1.',
      [
        { level: 'T11', fracture: 'uncertain' },
        { level: 'L1', fracture: 'present', acuity: 'acute' },
      ],
    ],
    [
      'Neither L1 nor L2 shows a compression fracture.',
      [
        { level: 'L1', fracture: 'absent' },
        { level: 'L2', fracture: 'absent' },
      ],
    ],
    [
      'L1 compression fracture with mild retropulsion and L4-L5 disc bulge with severe canal stenosis.',
      [{ level: 'L1', fracture: 'present', retropulsion: 'yes', canalCompromise: 'yes' }],
    ],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('a sentence that names no level', () => {
  test('goes on about the fracture of the sentence before', () => {
    const text =
      'Compression fracture of T12. There is marrow edema and 40% loss of height. L3 chronic wedge deformity.'
    expect(said(text)).toEqual([
      { level: 'T12', fracture: 'present', acuity: 'acute', marrowEdema: 'yes', heightLossPercent: 40 },
      { level: 'L3', fracture: 'present', acuity: 'old' },
    ])
  })

  test('belongs to the one fracture of the report, however far away', () => {
    const text =
      'FINDINGS: L1 compression fracture. Discs are unremarkable.\n\nSoft tissues normal.\n\nThere is retropulsion.'
    expect(said(text)).toEqual([{ level: 'L1', fracture: 'present', retropulsion: 'yes' }])
  })

  test('belongs to none when it begins a paragraph and two fractures are known', () => {
    const text = 'Compression fracture of T12. Compression fracture of L1.\n\nThere is retropulsion.'
    expect(said(text)).toEqual([
      { level: 'T12', fracture: 'present' },
      { level: 'L1', fracture: 'present' },
      { level: null, fracture: 'present', retropulsion: 'yes' },
    ])
  })

  test('that denies a sign denies it for every fracture', () => {
    expect(
      said('1. Acute T12 compression fracture.\n2. Chronic L1 compression fracture.\n3. No retropulsion.'),
    ).toEqual([
      { level: 'T12', fracture: 'present', acuity: 'acute', retropulsion: 'no' },
      { level: 'L1', fracture: 'present', acuity: 'old', retropulsion: 'no' },
    ])
  })

  test('that denies cord compression after a sentence about one level denies it for all', () => {
    expect(said('Acute L1 compression fracture. Old fractures of T8 and T9. No cord compression.')).toEqual([
      { level: 'T8', fracture: 'present', acuity: 'old', neuralCompression: 'no' },
      { level: 'T9', fracture: 'present', acuity: 'old', neuralCompression: 'no' },
      { level: 'L1', fracture: 'present', acuity: 'acute', neuralCompression: 'no' },
    ])
  })

  test('about retropulsion after a sentence about one level is about that level', () => {
    expect(said('Acute L1 compression fracture. Old fracture of T8. No retropulsion.')).toEqual([
      { level: 'T8', fracture: 'present', acuity: 'old', retropulsion: 'no' },
      { level: 'L1', fracture: 'present', acuity: 'acute' },
    ])
  })

  test('after a sentence about two fractures says of neither that it has edema', () => {
    expect(said('Compression fractures of T12 and L1. There is marrow edema.')).toEqual([
      { level: 'T12', fracture: 'present' },
      { level: 'L1', fracture: 'present' },
      { level: null, fracture: 'present', acuity: 'acute', marrowEdema: 'yes' },
    ])
  })

  test('after a sentence about two fractures can say that both have it', () => {
    expect(said('Compression fractures of T12 and L1. Both show marrow edema.')).toMatchObject([
      { level: 'T12', acuity: 'acute', marrowEdema: 'yes' },
      { level: 'L1', acuity: 'acute', marrowEdema: 'yes' },
    ])
  })

  test('does not overrule what is said of one level', () => {
    expect(said('T12 burst fracture with retropulsion. L1 compression fracture.\n\nNo retropulsion.')).toEqual([
      { level: 'T12', fracture: 'present', retropulsion: 'yes' },
      { level: 'L1', fracture: 'present', retropulsion: 'no' },
    ])
  })

  test('after a disc level is about the disc', () => {
    expect(said('L1 compression fracture. L4-L5: disc bulge. There is severe canal stenosis.')).toEqual([
      { level: 'L1', fracture: 'present' },
    ])
  })

  test('tells the age of the fracture before', () => {
    expect(said('There is a compression fracture of L2. This appears chronic.')).toEqual([
      { level: 'L2', fracture: 'present', acuity: 'old' },
    ])
  })
})

describe('region', () => {
  test.each([
    ['the title', 'MRI LUMBAR SPINE\nFINDINGS: Compression fracture of T12.', 'lumbar'],
    [
      'two parts in the title',
      'EXAM: MRI thoracic and lumbar spine\nFINDINGS: No compression fracture.',
      'thoracolumbar',
    ],
    ['the words of the findings', 'No fracture of the lumbar spine.', 'lumbar'],
    ['a short name', 'EXAM: XR L-spine. FINDINGS: No fracture.', 'lumbar'],
    ['the whole spine', 'EXAM: MRI total spine. FINDINGS: No fracture.', 'spine'],
    ['lumbosacral', 'EXAM: Lumbosacral spine radiographs. FINDINGS: No fracture.', 'lumbosacral'],
    ['the level of a fracture', 'Compression fracture of T12.', 'thoracic'],
    ['levels of two parts', 'Compression fractures of T12 and L1.', 'thoracolumbar'],
    ['a neck fracture', 'Compression fracture of C5.', 'cervical'],
    ['nothing', 'No compression fracture.', null],
    ['only the comparison names a part', 'COMPARISON: MRI cervical spine. FINDINGS: No compression fracture.', null],
  ])('comes from %s', (_name, text, region) => {
    expect(readReport(text).region).toBe(region)
  })

  test('an unqualified "no fracture" counts only where the spine was looked at', () => {
    expect(said('Hip radiographs. No fracture or dislocation.')).toEqual([])
    expect(said('Lumbar spine radiographs. No fracture or dislocation.')).toEqual([{ level: null, fracture: 'absent' }])
  })
})
