import fc from 'fast-check'
import type { PatientFacts, SafetyKind, Sign } from '../../src/clinical/facts.ts'
import { mergeFractures } from '../../src/clinical/merge-fractures.ts'
import {
  atTheLatest,
  augmentation,
  boneDensity,
  boneHealth,
  care,
  daysAgo,
  diagnosis,
  examination,
  facts,
  lab,
  mobility,
  mri,
  painScore,
  patient,
  rolandMorris,
  type SpineRecord,
  safety,
  sins,
  statedOnset,
  study,
} from './facts.ts'

/** What a record says before its fractures are merged, so that every list can be reordered, added to and taken from. */
export interface WholeRecord extends Required<SpineRecord> {
  readonly facts: Omit<PatientFacts, 'fractures' | 'imaging'>
}

export function toFacts({ diagnoses, imaging, studies, facts: rest }: WholeRecord): PatientFacts {
  return { ...rest, fractures: mergeFractures({ diagnoses, imaging, studies }), imaging }
}

/** Days of the last 300; most of them recent, where the thresholds are. */
const recentDay = fc
  .oneof({ weight: 4, arbitrary: fc.nat(35) }, { weight: 1, arbitrary: fc.nat(100) }, fc.nat(300))
  .map((days) => daysAgo(days))
const day = fc.option(recentDay, { freq: 8 })
const level = fc.option(fc.constantFrom('T12', 'L1', 'L2'), { freq: 8 })
const region = fc.constantFrom(null, 'thoracic', 'lumbar', 'thoracolumbar')
const sign = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Sign>('unknown') },
  fc.constantFrom<Sign>('yes', 'no', 'unreliable'),
)

const anyDiagnosis = fc
  .record({
    level,
    region,
    cause: fc.constantFrom('osteoporotic', 'neoplastic', 'traumatic', 'infectious', 'not-documented'),
    certainty: fc.constantFrom('confirmed', 'confirmed', 'suspected', 'refuted'),
    status: fc.constantFrom('current', 'current', 'current', 'old'),
    onset: fc.option(
      fc.oneof(
        recentDay.map(statedOnset),
        recentDay.map((at) => atTheLatest(at)),
      ),
      { freq: 6 },
    ),
    diagnosedOn: day,
  })
  .map((each) => diagnosis({ ...each, region: each.level === null ? each.region : null }))

const percent = fc.constantFrom(0, 15, 20, 25, 26, 30, 60)
/** A figure, or the ends of a range. */
const height = fc.option(
  fc.oneof(
    { weight: 3, arbitrary: percent },
    fc.tuple(percent, percent).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  ),
  { freq: 1 },
)

const anyImaging = fc
  .record({
    level,
    region,
    modality: fc.constantFrom('MR', 'MR', 'MR', 'CT', 'XR', 'NM', 'PT', 'unknown'),
    date: day,
    fracture: fc.constantFrom('present', 'present', 'absent', 'uncertain'),
    acuity: fc.constantFrom('acute', 'old', 'unknown'),
    marrowEdema: sign,
    heightLossPercent: height,
    earlierHeightLossPercent: height,
    heightLossProgressed: sign,
    kyphoticDeformity: sign,
    retropulsion: sign,
    canalCompromise: sign,
    malignantPattern: sign,
    infection: sign,
  })
  .map((each) => {
    // A report that finds no fracture says nothing about one.
    const age = each.fracture === 'absent' ? NOTHING_OF_A_FRACTURE : {}
    // Every value in the reference: two reports that differ are two reports.
    const reference = `DiagnosticReport/${Object.values(each).join('-')}`
    const evidence = { reference, date: each.date, basis: 'text' } as const
    return mri({ ...each, ...age, region: each.level === null ? each.region : null, evidence })
  })

const NOTHING_OF_A_FRACTURE = {
  acuity: 'unknown',
  marrowEdema: 'unknown',
  heightLossPercent: null,
  earlierHeightLossPercent: null,
  heightLossProgressed: 'unknown',
  kyphoticDeformity: 'unknown',
} as const

const anyStudy = fc
  .record({ modality: fc.constantFrom('MR', 'CT', 'XR'), region, date: day })
  .map((each) => study(each))

const score = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(4.9, 6.9, 7))
const hourOf = (date: string, hour: number) => `${date}T${String(hour).padStart(2, '0')}:00:00Z`
const hour = fc.option(fc.nat(23))

export const anyPain = fc
  .tuple(score, recentDay, hour)
  .map(([value, date, at]) => painScore(value, date, at === null ? undefined : hourOf(date, at)))

export const anyCare = fc
  .tuple(fc.constantFrom('analgesic', 'opioid', 'brace', 'physical-therapy', 'bed-rest'), day, hour)
  .map(([kind, date, at]) => care(kind, date, at === null || date === null ? undefined : hourOf(date, at)))

export const anyFunction = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 24 }), day).map(([value, date]) => rolandMorris(value, date)),
  fc
    .tuple(fc.constantFrom('bed-confined', 'not-ambulatory', 'reduced-mobility'), day)
    .map(([kind, date]) => mobility(kind, date)),
)

const DANGERS = [
  'neurological-deficit',
  'neural-compression',
  'possible-neurological-deficit',
  'spinal-instability',
  'high-energy-trauma',
  'spinal-infection',
  'systemic-infection',
  'fever',
  'epidural-tumour',
  'malignancy',
  'pregnancy',
  'coagulopathy',
  'anticoagulant',
  'cement-allergy',
  'contrast-allergy',
  'comfort-care',
] as const satisfies readonly SafetyKind[]

export const anyDanger = fc.tuple(fc.constantFrom(...DANGERS), day).map(([kind, date]) => safety(kind, date))

const anySafety = fc.oneof(
  anyDanger,
  fc.tuple(fc.constantFrom(...DANGERS), day).map(([kind, date]) => safety(kind, date, { present: false })),
  fc
    .tuple(fc.constantFrom('not-pregnant', 'delivery', 'spine-surgeon-consulted'), day)
    .map(([kind, date]) => safety(kind, date)),
)

/** Values on both sides of every limit. */
const anyLab = fc
  .tuple(
    fc.constantFrom(
      ['inr', 1.1],
      ['inr', 2.4],
      ['platelets', 30],
      ['platelets', 220],
      ['crp', 4],
      ['crp', 60],
      ['esr', 20],
      ['esr', 90],
      ['wbc', 7],
      ['wbc', 16],
      ['temperature', 36.6],
      ['temperature', 38.4],
    ),
    day,
  )
  .map(([[kind, value], date]) => lab(kind, value, date))

const anySins = fc.tuple(fc.constantFrom(4, 9, 15), day).map(([total, date]) => sins(total, date))

const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength })

const anyAugmentation = fc
  .tuple(few(fc.constantFrom('T12', 'L1', 'L2'), 2), day, region)
  .map(([levels, date, where]) => augmentation(levels, date, where))

const anyExamination = fc.tuple(fc.boolean(), day).map(([answer, date]) => examination(answer, date))

const someone = fc.constantFrom(
  patient({}),
  patient({ bornEarliest: '1990-05-05', bornLatest: '1990-05-05' }),
  patient({ bornEarliest: '1960-01-01', bornLatest: '1960-12-31', sex: 'male' }),
  patient({ bornEarliest: null, bornLatest: null, sex: 'unknown' }),
)

const anyBoneHealth = fc
  .tuple(fc.constantFrom('anti-osteoporosis-drug', 'bone-density-study', 'bone-health-referral'), day)
  .map(([kind, date]) => boneHealth(kind, date))
const anyBoneDensity = fc
  .tuple(fc.constantFrom('lumbar-spine', 'hip', 'forearm'), fc.constantFrom(-3.1, -1.2), day)
  .map(([site, tScore, date]) => boneDensity(site, tScore, date))

function recordOf(dangers: { readonly atMost: number }): fc.Arbitrary<WholeRecord> {
  const rare = dangers.atMost
  return fc.record({
    diagnoses: few(anyDiagnosis),
    imaging: few(anyImaging),
    studies: few(anyStudy),
    facts: fc.record({
      patient: someone,
      boneDensity: few(anyBoneDensity),
      pain: few(anyPain, 4),
      function: few(anyFunction),
      nonSurgicalCare: few(anyCare),
      examinations: few(anyExamination, rare),
      setting: fc.constantFrom('inpatient', 'emergency', 'outpatient', 'unknown'),
      safety: few(anySafety, rare),
      labs: few(anyLab, rare),
      tumourStability: few(anySins, rare),
      augmentations: few(anyAugmentation, rare),
      plannedCare: fc.constant([]),
      boneHealthCare: few(anyBoneHealth),
      couldNotLook: fc.subarray(['conditions', 'imagingReports', 'observations', 'medications'], { maxLength: rare }),
    }),
  })
}

/** Any record at all. */
export const anyRecord = recordOf({ atMost: 3 })

/** A record with little that stands against a referral, on top of a patient who is to be referred: referrals are frequent. */
export const likelyReferral: fc.Arbitrary<WholeRecord> = recordOf({ atMost: 1 }).map((record) => ({
  diagnoses: [diagnosis(), ...record.diagnoses.slice(1)],
  imaging: [mri(), ...record.imaging.slice(1)],
  studies: record.studies,
  facts: {
    ...record.facts,
    pain: [painScore(8, '2026-11-21'), ...record.facts.pain.slice(1)],
    nonSurgicalCare: [...facts().nonSurgicalCare, ...record.facts.nonSurgicalCare],
  },
}))
