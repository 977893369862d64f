import fc from 'fast-check'
import type { FractureDiagnosis, Onset, PatientFacts, SafetyFact, Source } from '../../src/clinical/facts.ts'
import type { VertebralLevel } from '../../src/clinical/level.ts'
import {
  augmentation,
  care,
  daysAgo,
  diagnosis,
  evidence,
  factsOfRecord,
  lab,
  mobility,
  mri,
  painScore,
  patient,
  rolandMorris,
  safety,
  sins,
  statedOnset,
} from '../support/facts.ts'
import { anyExamination, anyLab } from './any-danger.ts'
import { among, rarely, usually } from './mostly.ts'

/** How much more often a part is as a referred patient has it than drawn around a limit: one or two deviate at a time. */
const USUAL = 12

const outpatient = among<PatientFacts['setting']>('inpatient', 'observation', 'emergency', 'unknown', 'outpatient')

// --- The fracture and its date

const day = among(20, 30, 41, 42, 43, 83, 84, 85, 86)
const onset = fc.oneof(
  day.map((ago) => statedOnset(daysAgo(ago))),
  fc
    .tuple(day, among(1, 10, 45))
    .map(([last, width]): Onset => ({ earliest: daysAgo(last + width), latest: daysAgo(last), basis: 'onsetPeriod' })),
  day.map((ago): Onset => ({ earliest: null, latest: daysAgo(ago), basis: 'recordedDate' })),
)
const cause = among<FractureDiagnosis['cause']>(
  'osteoporotic',
  'traumatic',
  'neoplastic',
  'osteogenesis-imperfecta',
  'other-pathologic',
  'infectious',
  'not-documented',
)
const FURTHER: readonly VertebralLevel[] = ['T8', 'T10', 'T12', 'L3', 'L5']
const further = fc.subarray([...FURTHER], { minLength: 1 })

// --- What imaging shows

const height = among<number | null | readonly [number, number]>(null, 20, 25, 26, 30, [20, 25], [20, 30], [26, 40])
const told = among('yes', 'no', 'unknown')
const shape = fc.record({
  heightLossPercent: height,
  earlierHeightLossPercent: usually(null, among(15, 20, 21, 25, 26)),
  heightLossProgressed: told,
  kyphoticDeformity: told,
})
const marrow = among(
  { modality: 'MR', marrowEdema: 'yes', acuity: 'unknown' },
  { modality: 'MR', marrowEdema: 'no', acuity: 'unknown' },
  { modality: 'MR', marrowEdema: 'unreliable', acuity: 'unknown' },
  { modality: 'NM', marrowEdema: 'yes', acuity: 'unknown' },
  { modality: 'CT', marrowEdema: 'unknown', acuity: 'unknown' },
  { modality: 'CT', marrowEdema: 'unknown', acuity: 'acute' },
  { modality: 'XR', marrowEdema: 'unknown', acuity: 'unknown' },
)
const imagedOn = among(5, 20, 41, 42, 43, 83, 84, 85)

// --- Pain, function, treatment

const series = fc.oneof(
  fc.tuple(among(4, 4.9, 5, 6, 6.9, 7, 7.9, 8, 9), among(0, 1, 29, 30, 31)).map((last) => [last]),
  fc
    .tuple(among(3, 4, 5, 6, 7, 8), among(3, 4, 5, 10), among(4, 5, 6, 7, 8), among(1, 2))
    .map(([before, ago, now, last]) => [[before, ago] as const, [now, last] as const]),
)
const pain = series.map((scores) => scores.map(([score, ago]) => painScore(score, daysAgo(ago))))
const treatment = fc.oneof(
  fc.constant([]),
  among(0, 1, 2, 28, 40, 90).map((ago) => [care('brace', daysAgo(ago))]),
  fc
    .tuple(among(8, 9, 10), among(1, 2))
    .map(([hour, ago]) => [care('opioid', daysAgo(ago), `${daysAgo(ago)}T0${hour - 1}:00:00Z`)]),
)
const impact = fc.oneof(
  among(16, 17, 18).map((score) => [rolandMorris(score, daysAgo(2))]),
  among('bed-confined', 'not-ambulatory', 'reduced-mobility').map((kind) => [mobility(kind, daysAgo(2))]),
)

// --- What stands against it

const dated = (kind: SafetyFact['kind'], ...days: readonly number[]) =>
  among(...days).map((ago) => [safety(kind, daysAgo(ago))])
const birth = (day: string) => ({ bornEarliest: day, bornLatest: day })
/** Born so that she is 11, 12, 55 or 56, and one in between: the ages at which pregnancy is asked about, and beyond. */
const woman = among('2014-11-23', '2014-11-22', '1970-11-23', '1970-11-22', '1990-05-05').map((day) =>
  patient(birth(day)),
)
const childbearing = fc.record({
  patient: fc.oneof(woman, fc.constant(patient({ ...birth('1990-05-05'), sex: 'unknown' }))),
  safety: fc.oneof(
    dated('delivery', 60, 293, 294, 295),
    dated('pregnancy', 60, 293, 294, 295),
    fc.constant([safety('delivery', daysAgo(60)), safety('not-pregnant', daysAgo(3))]),
    fc.constant([safety('not-pregnant', daysAgo(90)), safety('delivery', daysAgo(60))]),
    fc.constant([safety('pregnancy', daysAgo(90)), safety('delivery', daysAgo(60))]),
    fc.constant([safety('delivery', daysAgo(290)), safety('pregnancy', daysAgo(30))]),
  ),
})
const dangers = fc.oneof(
  dated('possible-neurological-deficit', 5, 29, 30, 31, 83, 84, 85),
  dated('systemic-infection', 2, 30),
  dated('comfort-care', 2),
  dated('contrast-allergy', 2),
  dated('coagulopathy', 2),
  dated('anticoagulant', 2),
  dated('spinal-infection', 2).map((found) => found.map((each) => ({ ...each, certainty: 'suspected' as const }))),
)
const markers = fc
  .tuple(among(10, 11), among(40, 41), among(12, 13), among(1, 30, 31))
  .map(([crp, esr, wbc, ago]) => [
    lab('crp', crp, daysAgo(ago)),
    lab('esr', esr, daysAgo(2)),
    lab('wbc', wbc, daysAgo(30)),
  ])
const components = fc
  .record({
    location: among(1, 2, 3),
    pain: among(0, 1, 3),
    lesion: among(0, 1, 2),
    alignment: among(0, 2),
    collapse: among(1, 2, 3),
    posterolateral: among(0, 1, 3),
  })
  .map((points) => [sins(null, daysAgo(3), { points })])
const cement = among(10, 25, 29, 30, 31, 60).map((ago) => [augmentation(['L1'], daysAgo(ago))])
const unread = fc.subarray<Source>(['conditions', 'imagingReports', 'observations', 'medications', 'allergies'])

const mostly = <const T>(usual: T, arbitrary: fc.Arbitrary<T>) => usually<T>(usual, arbitrary, USUAL)

/** Patients whom every policy refers but for one or two things, each drawn around a limit. */
export const nearlyReferred: fc.Arbitrary<PatientFacts> = fc
  .record({
    began: mostly<Onset>(statedOnset(daysAgo(30)), onset),
    cause: mostly<FractureDiagnosis['cause']>('osteoporotic', cause),
    certainty: mostly<FractureDiagnosis['certainty']>('confirmed', fc.constant('suspected')),
    further: mostly<readonly VertebralLevel[]>([], further),
    shape: fc.oneof(
      { weight: 2, arbitrary: fc.constant({ heightLossPercent: 30, kyphoticDeformity: 'yes' } as const) },
      shape,
    ),
    marrow: mostly({ modality: 'MR', marrowEdema: 'yes', acuity: 'unknown' } as const, marrow),
    imagedOn: mostly(10, imagedOn),
    rest: fc.record({
      pain: mostly([painScore(8, daysAgo(1))], pain),
      function: mostly<PatientFacts['function']>([], impact),
      nonSurgicalCare: mostly([care('opioid', daysAgo(29))], treatment),
      examinations: rarely(anyExamination),
      setting: mostly<PatientFacts['setting']>('outpatient', outpatient),
      labs: fc.oneof({ weight: USUAL, arbitrary: fc.constant([]) }, rarely(anyLab, 2), markers),
      tumourStability: mostly<PatientFacts['tumourStability']>([], components),
      augmentations: mostly<PatientFacts['augmentations']>([], cement),
      couldNotLook: mostly<PatientFacts['couldNotLook']>([], unread),
    }),
    against: fc.oneof(
      { weight: USUAL, arbitrary: fc.constant({}) },
      { weight: 3, arbitrary: childbearing },
      { weight: 3, arbitrary: dangers.map((found) => ({ safety: found })) },
    ),
  })
  .map(({ began, further: levels, marrow: seen, imagedOn: ago, rest, against, ...drawn }) => {
    const named = (level: VertebralLevel) =>
      diagnosis({ level, cause: drawn.cause, certainty: drawn.certainty, onset: began, diagnosedOn: began.latest })
    const date = daysAgo(ago)
    const shown = mri({ level: 'L1', date, ...drawn.shape, ...seen, evidence: evidence('DiagnosticReport/1', date) })
    return factsOfRecord(
      { diagnoses: ['L1' as const, ...levels].map(named), imaging: [shown] },
      { ...rest, ...against },
    )
  })
