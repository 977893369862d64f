import { describe, expect, test } from 'vitest'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import {
  boneDensity,
  boneHealth,
  care,
  diagnosis,
  facts,
  factsOfRecord,
  mri,
  radiograph,
  safety,
  study,
} from '../support/facts.ts'
import { cardFor, suggestionsFor } from './decided.ts'
import { order } from './order.ts'

const recentDxa = [boneDensity('lumbar-spine', -3.1, '2026-05-02')]
const treated = [boneHealth('anti-osteoporosis-drug', '2026-06-01')]
const onRadiographOnly = factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph()] })

describe('refer now', () => {
  test('says what, how old, how painful and that treatment failed, in one sentence', () => {
    const { kind, summary } = cardFor(facts())
    expect(kind).toBe('refer-now')
    expect(summary).toBe(
      'Consider kyphoplasty referral: T12 compression fracture, 4 weeks, pain 8/10 despite treatment.',
    )
  })

  test('says "at least" where the record shows only the latest day the fracture can have happened', () => {
    const undated = diagnosis({ onset: { earliest: null, latest: '2026-10-20', basis: 'recordedDate' } })
    expect(cardFor(factsOfRecord({ diagnoses: [undated], imaging: [mri()] })).summary).toContain('at least 4 weeks')
  })

  test('counts a fracture of less than two weeks in days', () => {
    const fresh = diagnosis({ onset: { earliest: '2026-11-12', latest: '2026-11-12', basis: 'onsetDateTime' } })
    const record = factsOfRecord(
      { diagnoses: [fresh], imaging: [mri()] },
      { nonSurgicalCare: [care('opioid', '2026-11-13')] },
    )
    expect(cardFor(record).summary).toContain('10 days')
  })

  test('names every criterion with its finding, value and date', () => {
    const { detail } = cardFor(facts())
    expect(detail).toContain('**Severe pain:** met. Pain 8/10 on 2026-11-20.')
    expect(detail).toContain('**Other treatment failed:** met. Opioid since 2026-10-25, pain 8/10 on 2026-11-20.')
    expect(detail).toContain('**Fracture shown:** met. Shown on imaging (MR 2026-11-19).')
    expect(detail).toContain('**Cannot move freely:** not found.')
    expect(detail).toContain('Marrow edema or uptake (MR 2026-11-19).')
  })

  test('names the non-surgical option, the evidence for and against, and the rule version', () => {
    const { detail } = cardFor(facts())
    expect(detail).toMatch(/non-surgical care remains an option/i)
    expect(detail).toContain('VERTOS II and VAPOUR for, sham trials and VERTOS IV against')
    expect(detail).toContain(`Rules ${RULE_VERSION}, policy clinic.`)
  })

  test('offers the referral first, then the missing bone density study', () => {
    expect(suggestionsFor(facts())).toEqual(['referral', 'bone-density'])
  })

  test('offers the bone-health referral where bone density is known and nothing treats it', () => {
    expect(suggestionsFor(facts({ boneDensity: recentDxa }))).toEqual(['referral', 'bone-health-referral'])
  })

  test('offers the referral alone where bone health is cared for', () => {
    expect(suggestionsFor(facts({ boneDensity: recentDxa, boneHealthCare: treated }))).toEqual(['referral'])
  })

  test('offers no bone density study that is ordered already', () => {
    expect(suggestionsFor(facts({ plannedCare: [order('bone-density')], boneHealthCare: treated }))).toEqual([
      'referral',
    ])
  })

  test('offers no bone density study where the measurements could not be read: one may be there', () => {
    expect(suggestionsFor(facts({ boneHealthCare: treated, couldNotLook: ['observations'] }))).toEqual(['referral'])
  })

  test('offers no osteoporosis referral where the medicines could not be read: one may treat it', () => {
    expect(suggestionsFor(facts({ boneDensity: recentDxa, couldNotLook: ['medications'] }))).toEqual(['referral'])
  })

  test('names an active anticoagulant as something to plan for and refers all the same', () => {
    const { kind, detail } = cardFor(facts({ safety: [safety('anticoagulant', '2026-06-01')] }))
    expect(kind).toBe('refer-now')
    expect(detail).toContain('**Plan for:** anticoagulant.')
  })

  test('names oncology first where the fracture is neoplastic', () => {
    const record = factsOfRecord({ diagnoses: [diagnosis({ cause: 'neoplastic' })], imaging: [mri()] })
    const { kind, detail } = cardFor(record)
    expect(kind).toBe('refer-now')
    expect(detail).toContain('oncology or tumour board first')
    expect(detail.indexOf('oncology')).toBeLessThan(detail.indexOf('non-surgical'))
  })

  test('names the gates that nothing answers, to be confirmed', () => {
    expect(cardFor(facts()).detail).toMatch(/Confirm \(none found\):\*\* neurological deficit/)
  })

  test('never says "none found" of a gate whose source could not be read', () => {
    const { detail } = cardFor(facts({ couldNotLook: ['observations'] }))
    const [noneFound = ''] = /Confirm \(none found\):\*\*[^.]*\./.exec(detail) ?? []
    expect(noneFound).not.toContain('neurological deficit')
    expect(detail).toMatch(/Confirm \(could not look\):\*\*[^.]*neurological deficit/)
  })

  test.each([
    ['medications', 'medicines'],
    ['allergies', 'allergies'],
    ['observations', 'measurements and scores'],
    ['serviceRequests', 'orders and referrals'],
  ] as const)('says that %s could not be read', (source, words) => {
    expect(cardFor(facts({ couldNotLook: [source] })).detail).toMatch(
      new RegExp(`Could not be read:\\*\\* [^.]*${words}`),
    )
  })
})

describe('refer now on a radiograph alone', () => {
  test('says that MRI with STIR comes before any procedure', () => {
    expect(cardFor(onRadiographOnly).detail).toContain('**MRI with STIR before any procedure:**')
  })

  test('offers the MRI first, then the referral', () => {
    expect(suggestionsFor(onRadiographOnly)).toEqual(['mri', 'referral', 'bone-density'])
  })

  test('offers the same on CT alone', () => {
    const record = factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph({ modality: 'CT' })] })
    expect(suggestionsFor(record)).toEqual(['mri', 'referral', 'bone-density'])
  })

  test('offers no second MRI where one is ordered, and still says that it comes first', () => {
    const record = { ...onRadiographOnly, plannedCare: [order('spine-mri')] }
    expect(suggestionsFor(record)).toEqual(['referral', 'bone-density'])
    expect(cardFor(record).detail).toContain('MRI with STIR before any procedure')
  })

  test('does not claim that there was only a radiograph where an MRI without a report is in the archive', () => {
    const archived = study({ modality: 'MR', region: 'thoracolumbar', date: '2026-11-19' })
    const record = factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph()], studies: [archived] })
    expect(cardFor(record).detail).not.toMatch(/only radiograph/i)
  })

  test('asks for no MRI where one shows the fracture', () => {
    expect(cardFor(facts()).detail).not.toContain('before any procedure')
  })

  test('asks for no MRI where a bone scan shows uptake', () => {
    const record = factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri({ modality: 'NM' })] })
    expect(suggestionsFor(record)).toEqual(['referral', 'bone-density'])
  })
})
