import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/report-text/read-report.ts'
import {
  BONE_SCAN,
  CHEST_CT,
  CT_BURST,
  MRI_ACUTE,
  MRI_METASTASIS,
  MRI_MULTILEVEL,
  NORMAL_MRI,
  RADIOGRAPH,
} from './reports.ts'
import { said } from './said.ts'

describe('complete reports', () => {
  test('an MRI with one acute and one healed fracture', () => {
    expect(readReport(MRI_ACUTE)).toEqual({
      region: 'lumbar',
      sins: [],
      levels: [
        {
          level: 'L1',
          fracture: 'present',
          acuity: 'acute',
          marrowEdema: 'yes',
          heightLossPercent: 35,
          earlierHeightLossPercent: null,
          heightLossProgressed: 'unknown',
          kyphoticDeformity: 'unknown',
          retropulsion: 'yes',
          canalCompromise: 'no',
          neuralCompression: 'no',
          instability: 'unknown',
          malignantPattern: 'no',
          epiduralTumour: 'no',
          lesion: 'unknown',
          posterolateral: 'none',
          infection: 'unknown',
          augmented: 'unknown',
        },
        {
          level: 'L3',
          fracture: 'present',
          acuity: 'old',
          marrowEdema: 'no',
          heightLossPercent: 20,
          earlierHeightLossPercent: null,
          heightLossProgressed: 'no',
          kyphoticDeformity: 'unknown',
          retropulsion: 'unknown',
          canalCompromise: 'unknown',
          neuralCompression: 'no',
          instability: 'unknown',
          malignantPattern: 'unknown',
          epiduralTumour: 'no',
          lesion: 'unknown',
          posterolateral: 'unknown',
          infection: 'unknown',
          augmented: 'unknown',
        },
      ],
    })
  })

  test('a radiograph that cannot tell the age', () => {
    expect(readReport(RADIOGRAPH).region).toBe('thoracic')
    expect(said(RADIOGRAPH)).toEqual([{ level: 'T8', fracture: 'present', heightLossPercent: [20, 25] }])
  })

  test('a CT of an unstable burst fracture', () => {
    expect(said(CT_BURST)).toEqual([
      {
        level: 'L2',
        fracture: 'present',
        acuity: 'acute',
        heightLossPercent: 50,
        retropulsion: 'yes',
        canalCompromise: 'yes',
        instability: 'yes',
      },
    ])
  })

  test('a bone scan with uptake at one vertebra', () => {
    expect(said(BONE_SCAN)).toEqual([
      { level: 'T12', fracture: 'present', acuity: 'acute', marrowEdema: 'yes', malignantPattern: 'no' },
    ])
  })

  test('an MRI with several fractures, new above cement', () => {
    expect(readReport(MRI_MULTILEVEL).region).toBe('thoracolumbar')
    expect(said(MRI_MULTILEVEL)).toEqual([
      { level: 'T7', fracture: 'present', acuity: 'old', neuralCompression: 'no' },
      {
        level: 'T11',
        fracture: 'present',
        acuity: 'acute',
        marrowEdema: 'yes',
        heightLossPercent: 40,
        earlierHeightLossPercent: 15,
        heightLossProgressed: 'yes',
        kyphoticDeformity: 'yes',
        retropulsion: 'no',
        neuralCompression: 'no',
      },
      { level: 'T12', fracture: 'not-stated', acuity: 'old', augmented: 'yes' },
    ])
  })

  test('an MRI with a metastatic fracture and epidural disease', () => {
    expect(said(MRI_METASTASIS)).toEqual([
      {
        level: 'T9',
        fracture: 'present',
        neuralCompression: 'yes',
        malignantPattern: 'yes',
        epiduralTumour: 'yes',
        posterolateral: 'unilateral',
        infection: 'no',
      },
    ])
  })

  test('a chest CT that mentions the spine in passing', () => {
    expect(said(CHEST_CT)).toEqual([
      { level: 'T12', fracture: 'present', acuity: 'old', heightLossProgressed: 'no' },
      { level: null, fracture: 'uncertain', acuity: 'old' },
    ])
  })

  test('a normal MRI', () => {
    expect(readReport(NORMAL_MRI).region).toBe('thoracic')
    expect(said(NORMAL_MRI)).toEqual([{ level: null, fracture: 'absent' }])
  })
})
