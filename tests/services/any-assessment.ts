import fc from 'fast-check'
import type { Assessment } from '../../src/clinical/assessment.ts'
import {
  type CareKind,
  type FractureDiagnosis,
  type FunctionFact,
  type ImagingFinding,
  type LabKind,
  type Modality,
  type Onset,
  type PlannedCare,
  type SafetyKind,
  SOURCES,
} from '../../src/clinical/facts.ts'
import { ALL_LEVELS, type VertebralLevel } from '../../src/clinical/level.ts'
import { assessed } from '../support/assessed.ts'
import {
  atTheLatest,
  boneDensity,
  care,
  diagnosis,
  factsOfRecord,
  lab,
  mobility,
  mri,
  painScore,
  rolandMorris,
  safety,
  sins,
  study,
} from '../support/facts.ts'
import { order } from './order.ts'

const DATES = ['2019-02-03', '2026-07-01', '2026-10-20', '2026-11-01', '2026-11-19', '2026-11-20', '2026-11-22']
const MODALITIES: readonly Modality[] = ['MR', 'CT', 'XR', 'NM', 'PT', 'DXA', 'RF', 'unknown']
const REGIONS = ['cervical', 'thoracic', 'thoracolumbar', 'lumbar', 'lumbosacral', 'sacral', null] as const
const CARE: readonly CareKind[] = ['analgesic', 'opioid', 'brace', 'physical-therapy', 'bed-rest']
const NOT_DANGEROUS: readonly SafetyKind[] = [
  'malignancy',
  'not-pregnant',
  'coagulopathy',
  'anticoagulant',
  'contrast-allergy',
  'comfort-care',
  'spine-surgeon-consulted',
]
const DANGEROUS: readonly SafetyKind[] = [
  'neurological-deficit',
  'neural-compression',
  'possible-neurological-deficit',
  'spinal-instability',
  'high-energy-trauma',
  'spinal-infection',
  'systemic-infection',
  'fever',
  'epidural-tumour',
  'pregnancy',
  'delivery',
  'cement-allergy',
]
const PLANNED: readonly PlannedCare['kind'][] = [
  'augmentation-referral',
  'spine-referral',
  'spine-mri',
  'bone-density',
  'bone-health-referral',
  'declined',
]

const date = fc.constantFrom(...DATES)
const maybeDate = fc.option(date)
/** One decimal, as scores and laboratories give. */
const tenths = (max: number) => fc.nat({ max: max * 10 }).map((n) => n / 10)
/** Mostly what a referral needs, so that all outcomes come up; sometimes anything. */
const mostly = <T>(usual: T, any: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 4 }, { arbitrary: any, weight: 1 })

const onset: fc.Arbitrary<Onset | null> = fc.option(
  fc.tuple(date, date, fc.boolean()).map(([a, b, open]) => {
    const [earliest, latest] = a < b ? [a, b] : [b, a]
    return open ? atTheLatest(latest) : { earliest, latest, basis: 'onsetPeriod' }
  }),
)

const anyDiagnosis: fc.Arbitrary<FractureDiagnosis> = fc
  .record({
    level: mostly<VertebralLevel | null>('T12', fc.option(fc.constantFrom(...ALL_LEVELS))),
    region: fc.constantFrom(...REGIONS),
    cause: fc.constantFrom<FractureDiagnosis['cause']>('osteoporotic', 'neoplastic', 'traumatic', 'not-documented'),
    certainty: mostly<FractureDiagnosis['certainty']>('confirmed', fc.constantFrom('suspected', 'refuted')),
    status: mostly<FractureDiagnosis['status']>('current', fc.constant('old')),
    onset: mostly<Onset | null>(diagnosis().onset, onset),
    diagnosedOn: mostly<string | null>('2026-10-21', maybeDate),
  })
  .map((change) => diagnosis(change))

const sign = fc.constantFrom('yes', 'no', 'unreliable', 'unknown')
const rarelyYes = mostly<ImagingFinding['canalCompromise']>('unknown', fc.constantFrom('no', 'no', 'no', 'yes'))

const anyFinding: fc.Arbitrary<ImagingFinding> = fc
  .record({
    level: mostly<VertebralLevel | null>('T12', fc.option(fc.constantFrom(...ALL_LEVELS))),
    region: fc.constantFrom(...REGIONS),
    modality: fc.constantFrom(...MODALITIES),
    date: maybeDate,
    fracture: mostly<ImagingFinding['fracture']>('present', fc.constantFrom('uncertain', 'absent')),
    acuity: mostly<ImagingFinding['acuity']>('acute', fc.constantFrom('old', 'unknown')),
    marrowEdema: sign,
    retropulsion: rarelyYes,
    canalCompromise: rarelyYes,
    neuralCompression: rarelyYes,
    instability: rarelyYes,
    malignantPattern: sign,
    infection: rarelyYes,
  })
  .map((change) => mri(change))

const anyFunction: fc.Arbitrary<FunctionFact> = fc.oneof(
  fc.tuple(fc.nat({ max: 24 }), maybeDate).map(([value, on]) => rolandMorris(value, on)),
  fc
    .tuple(fc.constantFrom('bed-confined' as const, 'not-ambulatory' as const, 'reduced-mobility' as const), maybeDate)
    .map(([kind, on]) => mobility(kind, on)),
)

const anyLab = fc
  .tuple(
    fc.constantFrom<LabKind>('inr', 'platelets', 'crp', 'esr', 'wbc', 'temperature'),
    fc.oneof(tenths(18), tenths(300)),
    date,
  )
  .map(([kind, value, on]) => lab(kind, value, on))

const anySins = fc
  .tuple(fc.nat({ max: 18 }), fc.nat({ max: 18 }), date)
  .map(([one, other, on]) => sins([Math.min(one, other), Math.max(one, other)], on))

/** Assessments of every outcome, sane and absurd: the facts contradict each other as records do. */
export const anyAssessment: fc.Arbitrary<Assessment> = fc
  .record({
    diagnoses: mostly([diagnosis()], fc.array(anyDiagnosis, { minLength: 1, maxLength: 5 })),
    imaging: mostly([mri()], fc.array(anyFinding, { maxLength: 3 })),
    studies: fc.array(
      fc
        .record({ modality: fc.constantFrom(...MODALITIES), region: fc.constantFrom(...REGIONS), date: maybeDate })
        .map((change) => study(change)),
      { maxLength: 2 },
    ),
    pain: mostly(
      [painScore(8, '2026-11-20')],
      fc.array(
        fc.tuple(tenths(10), date).map(([score, on]) => painScore(score, on)),
        { maxLength: 3 },
      ),
    ),
    nonSurgicalCare: mostly(
      [care('opioid', '2026-10-25')],
      fc.array(
        fc.tuple(fc.constantFrom(...CARE), maybeDate).map(([kind, on]) => care(kind, on)),
        { maxLength: 6 },
      ),
    ),
    function: fc.array(anyFunction, { maxLength: 2 }),
    safety: fc.array(
      fc
        .tuple(
          fc.oneof(
            { arbitrary: fc.constantFrom(...NOT_DANGEROUS), weight: 6 },
            { arbitrary: fc.constantFrom(...DANGEROUS), weight: 1 },
          ),
          fc.boolean(),
          maybeDate,
        )
        .map(([kind, present, on]) => safety(kind, on, { present })),
      { maxLength: 5 },
    ),
    labs: mostly([], fc.array(anyLab, { maxLength: 3 })),
    tumourStability: mostly([], fc.array(anySins, { maxLength: 2 })),
    plannedCare: mostly(
      [],
      fc.tuple(fc.constantFrom(...PLANNED), maybeDate).map(([kind, on]) => [order(kind, on)]),
    ),
    boneDensity: fc.constantFrom([], [boneDensity('lumbar-spine', -3.1, '2026-05-02')]),
    couldNotLook: mostly([], fc.subarray(SOURCES.filter((source) => source !== 'patient'))),
  })
  .map(({ diagnoses, imaging, studies, ...change }) => assessed(factsOfRecord({ diagnoses, imaging, studies }, change)))
