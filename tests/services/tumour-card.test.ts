import { describe, expect, test } from 'vitest'
import type { ImagingFinding } from '../../src/clinical/facts.ts'
import { criterionOf, gateOf, rowOf } from '../support/assessed.ts'
import { diagnosis, factsOfRecord, mri, radiograph } from '../support/facts.ts'
import { cardFor, suggestionsFor } from './decided.ts'

const ONCOLOGY_FIRST = /oncology[^.]*first/i

function shown(...imaging: readonly ImagingFinding[]) {
  return factsOfRecord({ diagnoses: [diagnosis()], imaging })
}

const onMri = shown(mri({ malignantPattern: 'yes' }))
const onRadiograph = shown(radiograph({ malignantPattern: 'yes' }))

describe('a tumour that only imaging suspects', () => {
  test.each(['osteoporotic', 'not-documented', 'traumatic'] as const)(
    'goes to oncology first, coded as %s',
    (cause) => {
      const record = factsOfRecord({ diagnoses: [diagnosis({ cause })], imaging: [mri({ malignantPattern: 'yes' })] })
      const { summary, detail } = cardFor(record)
      expect(summary).toMatch(ONCOLOGY_FIRST)
      expect(detail).toMatch(ONCOLOGY_FIRST)
    },
  )

  test('goes to oncology first where something is missing too', () => {
    expect(cardFor({ ...onMri, pain: [] }).detail).toMatch(ONCOLOGY_FIRST)
  })

  test('goes to oncology first where only the report names the fracture', () => {
    const { summary, detail } = cardFor(factsOfRecord({ imaging: [mri({ malignantPattern: 'yes' })] }))
    expect(`${summary} ${detail}`).toMatch(ONCOLOGY_FIRST)
  })
})

describe('a radiograph that is suspicious for metastasis', () => {
  test('asks for CT or MRI because of the tumour, and suggests the MRI', () => {
    const { kind, summary, detail } = cardFor(onRadiograph)
    expect(kind).toBe('complete-workup')
    expect(summary).toContain('CT or MRI')
    expect(detail).toMatch(/CT or MRI[^.;]*tumour/i)
    expect(suggestionsFor(onRadiograph)).toContain('mri')
  })

  test('tells the tumour also where much else is missing', () => {
    const record = { ...onRadiograph, pain: [], nonSurgicalCare: [], function: [] }
    expect(cardFor(record).detail).toMatch(/CT or MRI[^.;]*tumour/i)
  })

  test('asks once where the fracture is of unknown age as well, and tells the tumour', () => {
    const undated = diagnosis({ onset: { earliest: null, latest: '2026-10-21', basis: 'recordedDate' } })
    const record = factsOfRecord({ diagnoses: [undated], imaging: [radiograph({ malignantPattern: 'yes' })] })
    const { detail } = cardFor(record)
    expect(detail).toMatch(/CT or MRI[^.;]*tumour/i)
    expect(detail.match(/\bMRI of the spine/g)).toBeNull()
  })
})

describe('a newer MRI without malignant pattern takes the suspicion away', () => {
  const cleared = shown(
    mri({ malignantPattern: 'no' }),
    radiograph({ malignantPattern: 'yes', lesion: 'lytic', heightLossPercent: 70, posterolateral: 'bilateral' }),
  )

  test('in every policy that looks for it', () => {
    expect(criterionOf(cleared, 'tumour-imaged-first')).toMatchObject({ finding: 'met', evidence: [] })
    expect(criterionOf(cleared, 'fragility-fracture', 'rand-2018').finding).toBe('met')
    expect(rowOf(cleared, 'rand-2018').outcome).not.toBe('out-of-scope')
    expect(criterionOf(cleared, 'not-pathological', 'acr-2018').finding).toBe('met')
  })

  test('for the stability score: there is no tumour to score', () => {
    expect(gateOf(cleared, 'sins-unstable')).toMatchObject({ finding: 'unknown', evidence: [] })
    expect(gateOf(cleared, 'sins-potentially-unstable')).toMatchObject({ finding: 'unknown', evidence: [] })
  })

  test('on the card', () => {
    const { kind, summary, detail } = cardFor(cleared)
    expect(kind).toBe('refer-now')
    expect(`${summary} ${detail}`).not.toMatch(/oncology/i)
  })

  test('but not an older one', () => {
    const stands = shown(mri({ malignantPattern: 'yes' }), mri({ date: '2026-11-01', malignantPattern: 'no' }))
    expect(criterionOf(stands, 'fragility-fracture', 'rand-2018').finding).toBe('not-met')
    expect(criterionOf(stands, 'not-pathological', 'acr-2018').finding).toBe('unknown')
    expect(cardFor(stands).detail).toMatch(ONCOLOGY_FIRST)
  })
})
