import { describe, expect, test } from 'vitest'
import type { Sign } from '../../src/report-text/report-findings.ts'
import type { SignName } from '../../src/report-text/sign-rule.ts'
import { said } from './said.ts'

const FRACTURE = 'T12 compression fracture'

describe('signs of one fracture', () => {
  test.each<readonly [words: string, sign: SignName, answer: Sign | undefined]>([
    [', marrow edema', 'marrowEdema', 'yes'],
    [' with bone marrow oedema', 'marrowEdema', 'yes'],
    [' with edema on STIR', 'marrowEdema', 'yes'],
    [' with increased signal on T2 and STIR', 'marrowEdema', 'yes'],
    [' with increased radiotracer uptake on bone scan', 'marrowEdema', 'yes'],
    [' with SPECT uptake', 'marrowEdema', 'yes'],
    [' without marrow edema', 'marrowEdema', 'no'],
    ['. Marrow signal is normal', 'marrowEdema', 'no'],
    [', no abnormal uptake', 'marrowEdema', 'no'],
    ['. Marrow edema cannot be assessed due to motion artifact', 'marrowEdema', 'unreliable'],
    ['. Possible marrow edema', 'marrowEdema', 'unreliable'],
    ['. Assessment of marrow edema is not reliable because of motion', 'marrowEdema', 'unreliable'],
    ['. Marrow edema cannot be excluded', 'marrowEdema', 'unreliable'],
    ['. The sequences allow evaluation of marrow edema', 'marrowEdema', undefined],
    ['. Motion degraded study.\n\nNo definite marrow edema', 'marrowEdema', 'unreliable'],
    ['. No definite marrow edema', 'marrowEdema', 'no'],
    ['. Soft tissue edema', 'marrowEdema', undefined],
    ['. Paraspinal muscle edema', 'marrowEdema', undefined],
    ['. Degenerative endplate edema at L4-L5', 'marrowEdema', undefined],
    ['. Degenerative facet uptake at L4', 'marrowEdema', undefined],
    [' with focal kyphosis', 'kyphoticDeformity', 'yes'],
    [' with kyphotic deformity', 'kyphoticDeformity', 'yes'],
    [' with gibbus', 'kyphoticDeformity', 'yes'],
    [' without kyphosis', 'kyphoticDeformity', 'no'],
    ['. Normal thoracic kyphosis', 'kyphoticDeformity', undefined],
    ['. Exaggerated thoracic kyphosis', 'kyphoticDeformity', undefined],
    [' with exaggerated thoracic kyphosis', 'kyphoticDeformity', 'yes'],
    ['. Thoracic kyphosis is maintained', 'kyphoticDeformity', undefined],
    [' with 3 mm of retropulsion', 'retropulsion', 'yes'],
    [' with a retropulsed fragment', 'retropulsion', 'yes'],
    [', no significant retropulsion', 'retropulsion', 'no'],
    ['. Retropulsion is not seen', 'retropulsion', 'no'],
    ['. Retropulsion: none', 'retropulsion', 'no'],
    [' with a retropulsed fragment narrowing the spinal canal', 'canalCompromise', 'yes'],
    [' with moderate canal compromise', 'canalCompromise', 'yes'],
    [' with retropulsion causing severe canal stenosis', 'canalCompromise', 'yes'],
    [', canal encroachment', 'canalCompromise', 'yes'],
    [', no canal compromise', 'canalCompromise', 'no'],
    ['. The spinal canal is patent', 'canalCompromise', 'no'],
    ['. L4-L5: severe canal stenosis', 'canalCompromise', undefined],
    ['. Moderate degenerative spinal canal stenosis', 'canalCompromise', undefined],
    [' with cord compression', 'neuralCompression', 'yes'],
    [' compressing the spinal cord', 'neuralCompression', 'yes'],
    [' with cauda equina compression', 'neuralCompression', 'yes'],
    ['. The cord is compressed by the retropulsed fragment', 'neuralCompression', 'yes'],
    [' with worsening cord compression', 'neuralCompression', 'yes'],
    [' and compression of the nerve root by the fragment', 'neuralCompression', 'yes'],
    ['. No cord compression', 'neuralCompression', 'no'],
    ['. No cord compression or cauda equina compression', 'neuralCompression', 'no'],
    ['. Possible cord compression', 'neuralCompression', 'unreliable'],
    ['. No definite cord compression, limited by motion', 'neuralCompression', 'unreliable'],
    ['. L4-L5: disc bulge with impingement of the L5 nerve root', 'neuralCompression', undefined],
    ['. Disc herniation with compression of the nerve root', 'neuralCompression', undefined],
    [' with posterior ligamentous complex disruption', 'instability', 'yes'],
    [', tension band failure', 'instability', 'yes'],
    [' with subluxation', 'instability', 'yes'],
    [' and dislocation', 'instability', 'yes'],
    [', unstable', 'instability', 'yes'],
    [', no subluxation', 'instability', 'no'],
    ['. Posterior ligamentous complex is intact', 'instability', 'no'],
    ['. Hip dislocation', 'instability', undefined],
    [', pathologic', 'malignantPattern', 'yes'],
    [' with pedicle destruction', 'malignantPattern', 'yes'],
    [' with convex posterior border', 'malignantPattern', 'yes'],
    [' with a paraspinal soft tissue mass', 'malignantPattern', 'yes'],
    [' due to metastasis', 'malignantPattern', 'yes'],
    [', suspicious for metastatic disease', 'malignantPattern', 'yes'],
    [', benign versus pathologic', 'malignantPattern', 'unreliable'],
    ['. Cannot exclude underlying metastasis', 'malignantPattern', 'unreliable'],
    ['; no lytic lesion', 'malignantPattern', 'no'],
    ['. No evidence of metastatic disease', 'malignantPattern', 'no'],
    ['. Multiple hepatic metastases', 'malignantPattern', undefined],
    ['. History of lymphoma', 'malignantPattern', undefined],
    [' with epidural tumor', 'epiduralTumour', 'yes'],
    [' with an epidural soft tissue mass', 'epiduralTumour', 'yes'],
    [', no epidural mass', 'epiduralTumour', 'no'],
    ['. Epidural lipomatosis', 'epiduralTumour', undefined],
    [' with discitis', 'infection', 'yes'],
    [' with suspected osteomyelitis', 'infection', 'yes'],
    [' and epidural abscess', 'infection', 'yes'],
    ['. Endplate destruction with disc fluid', 'infection', 'yes'],
    ['. Cannot exclude discitis', 'infection', 'unreliable'],
    ['. No discitis or osteomyelitis', 'infection', 'no'],
    ['. Urinary tract infection', 'infection', undefined],
    [' status post vertebroplasty', 'augmented', 'yes'],
    [' with cement in place', 'augmented', 'yes'],
    ['. Consider kyphoplasty', 'augmented', undefined],
    [', no cement leakage', 'augmented', undefined],
  ])('T12 compression fracture%s', (words, sign, answer) => {
    const [first] = said(`${FRACTURE}${words}.`)
    expect(first).toMatchObject({ level: 'T12', fracture: 'present' })
    expect(first?.[sign]).toBe(answer)
  })

  test('a retropulsed fragment is not canal compromise where the report denies that', () => {
    expect(said('L1 burst fracture with fragment retropulsed into the canal, no canal compromise.')).toMatchObject([
      { level: 'L1', retropulsion: 'yes', canalCompromise: 'no' },
    ])
  })

  test('of contradicting words the impression counts', () => {
    const text = 'FINDINGS: L1 fracture with minimal retropulsion. IMPRESSION: L1 fracture. No retropulsion.'
    expect(said(text)).toMatchObject([{ level: 'L1', retropulsion: 'no' }])
  })

  test('a danger counts where the same section contradicts itself', () => {
    const text = 'L1 compression fracture. No cord compression. There is cord compression.'
    expect(said(text)).toMatchObject([{ level: 'L1', neuralCompression: 'yes' }])
  })

  test('edema does not count where the same section contradicts itself', () => {
    const [first] = said('L1 compression fracture with marrow edema. No marrow edema at L1.')
    expect(first).toMatchObject({ level: 'L1', fracture: 'present' })
    expect(first).not.toHaveProperty('marrowEdema')
  })
})

describe('signs away from the fracture', () => {
  test('infection of a disc space is kept for the whole spine', () => {
    expect(said('T12 compression fracture. Discitis-osteomyelitis at L4-L5.')).toEqual([
      { level: 'T12', fracture: 'present' },
      { level: null, fracture: 'present', infection: 'yes' },
    ])
  })

  test('infection is kept where no fracture is', () => {
    expect(said('Discitis-osteomyelitis at L4-L5 with epidural abscess.')).toEqual([
      { level: null, fracture: 'not-stated', infection: 'yes' },
    ])
  })

  test('a metastasis elsewhere does not make its vertebra fractured', () => {
    expect(said('T12 compression fracture. Lytic lesion of L3.')).toEqual([
      { level: 'T12', fracture: 'present' },
      { level: null, fracture: 'present', malignantPattern: 'yes' },
    ])
  })

  test('a metastasis without any fracture says nothing about fractures', () => {
    expect(said('Lytic metastasis of L3.')).toEqual([])
  })

  test('cement without a level is not given to the one fractured vertebra', () => {
    expect(said('Prior vertebroplasty.\n\nAcute L1 compression fracture.')).toEqual([
      { level: 'L1', fracture: 'present', acuity: 'acute' },
      { level: null, fracture: 'not-stated', acuity: 'old', augmented: 'yes' },
    ])
  })

  test('cement at other levels makes entries that claim no fracture of today', () => {
    expect(said('Status post vertebroplasty of T12 and L1. New compression fracture of T11.')).toEqual([
      { level: 'T11', fracture: 'present', acuity: 'acute' },
      { level: 'T12', fracture: 'not-stated', acuity: 'old', augmented: 'yes' },
      { level: 'L1', fracture: 'not-stated', acuity: 'old', augmented: 'yes' },
    ])
  })
})
