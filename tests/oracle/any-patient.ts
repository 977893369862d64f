import fc from 'fast-check'
import type {
  FractureDiagnosis,
  ImagingFinding,
  Onset,
  PatientFacts,
  Source,
  SpineStudy,
} from '../../src/clinical/facts.ts'
import {
  care,
  daysAgo,
  diagnosis,
  evidence,
  factsOfRecord,
  mobility,
  mri,
  painScore,
  rolandMorris,
  study,
} from '../support/facts.ts'
import { anyExamination, anyLab, anySafety, anyStability, someone } from './any-danger.ts'
import { among, rarely, usually } from './mostly.ts'
import { ADVANCED, hasOneReading } from './one-reading.ts'

// --- Days, each list around the limits it meets

const onsetDay = among(10, 20, 30, 41, 42, 43, 56, 83, 84, 85, 86, 120)
const studyDay = among(1, 3, 20, 30, 41, 60, 83, 84, 85, 90)
const painDay = among(0, 1, 2, 3, 4, 5, 7, 10, 20, 29, 30, 31, 40)
const treatmentDay = among(0, 1, 2, 3, 5, 10, 20, 28, 29, 40, 84, 100)

// --- Onset

const window = fc
  .tuple(onsetDay, among(0, 1, 2, 10, 31))
  .map(([last, length]): Onset => ({ earliest: daysAgo(last + length), latest: daysAgo(last), basis: 'onsetPeriod' }))
const atTheLatest = onsetDay.map((last): Onset => ({ earliest: null, latest: daysAgo(last), basis: 'recordedDate' }))
const stated = onsetDay.map((day): Onset => ({ earliest: daysAgo(day), latest: daysAgo(day), basis: 'onsetDateTime' }))
const onset = fc.oneof(
  { weight: 5, arbitrary: stated },
  { weight: 2, arbitrary: window },
  { weight: 2, arbitrary: atTheLatest },
)

// --- Imaging

const height = fc.oneof(
  { weight: 3, arbitrary: among<number | readonly [number, number]>(10, 15, 20, 24, 25, 26, 30, 40) },
  {
    weight: 1,
    arbitrary: among<readonly [number, number]>([20, 25], [20, 30], [24, 26], [25, 30], [26, 40], [30, 40]),
  },
)
const told = among('yes', 'no', 'unreliable', 'unknown', 'unknown')
const danger = fc.oneof({ weight: 60, arbitrary: fc.constant('unknown' as const) }, { weight: 1, arbitrary: told })

const finding = (level: 'L1' | 'T8') =>
  fc
    .record({
      modality: among('MR', 'MR', 'MR', 'CT', 'XR', 'NM', 'PT', 'RF', 'unknown'),
      date: studyDay.map(daysAgo),
      fracture: usually('present', among('present', 'uncertain'), 9),
      acuity: usually('unknown', among('acute', 'old', 'unknown'), 6),
      marrowEdema: usually('yes', told),
      heightLossPercent: usually(null, height),
      earlierHeightLossPercent: usually(null, height, 9),
      heightLossProgressed: told,
      kyphoticDeformity: told,
      retropulsion: danger,
      canalCompromise: danger,
      neuralCompression: danger,
      instability: danger,
      malignantPattern: danger,
      epiduralTumour: danger,
      infection: danger,
    })
    .map((each) => mri({ ...each, ...agreeing(each), level }))

/**
 * Reports that contradict themselves are not made here: the sources do not say which half of such a report counts. Nor
 * do they say what it means that PET, or a study of no known kind, shows no edema or uptake, or that a fracture is
 * called old without a word about edema.
 */
function agreeing({
  modality,
  marrowEdema: edema,
  acuity,
}: Pick<ImagingFinding, 'modality' | 'marrowEdema' | 'acuity'>) {
  const marrowEdema = edema === 'no' && (modality === 'PT' || modality === 'unknown') ? 'unknown' : edema
  const fits = (acuity === 'acute' && marrowEdema === 'yes') || (acuity === 'old' && marrowEdema === 'no')
  return { marrowEdema, acuity: fits && ADVANCED.has(modality) ? acuity : 'unknown' } as const
}

/** Every report its own: two that differ must not be taken for one. */
function numbered(findings: readonly ImagingFinding[]): readonly ImagingFinding[] {
  return findings.map((each, index) => ({ ...each, evidence: evidence(`DiagnosticReport/${index}`, each.date) }))
}

const anyStudy = fc
  .tuple(among('MR', 'CT', 'XR'), studyDay)
  .map(([modality, day]): SpineStudy => study({ modality, region: 'thoracolumbar', date: daysAgo(day) }))

// --- The fracture

const cause = usually<FractureDiagnosis['cause']>(
  'osteoporotic',
  among('traumatic', 'neoplastic', 'other-pathologic', 'osteogenesis-imperfecta', 'not-documented'),
  8,
)

const anyDiagnosis = (level: 'L1' | 'T8') =>
  fc
    .record({
      cause,
      onset: usually<Onset | null>({ earliest: daysAgo(30), latest: daysAgo(30), basis: 'onsetDateTime' }, onset, 2),
      certainty: usually<FractureDiagnosis['certainty']>('confirmed', fc.constant('suspected'), 12),
      diagnosedAfter: among(0, 1, 5, 40),
    })
    .map(({ diagnosedAfter, ...each }) => {
      const { onset: began } = each
      // A recorded date is the day of the diagnosis itself.
      const after = began?.basis === 'recordedDate' ? 0 : diagnosedAfter
      const diagnosedOn = began === null ? null : laterBy(began.latest, after)
      return diagnosis({ ...each, level, diagnosedOn })
    })

function laterBy(day: string, days: number): string {
  const today = Date.parse(daysAgo(0))
  return new Date(Math.min(Date.parse(day) + days * 86_400_000, today)).toISOString().slice(0, 10)
}

const spine = fc.record({
  diagnosis: fc.option(anyDiagnosis('L1'), { freq: 12 }),
  imaging: fc.array(finding('L1'), { minLength: 0, maxLength: 3 }),
  studies: rarely(anyStudy),
  second: rarely(fc.record({ diagnosis: anyDiagnosis('T8'), imaging: fc.array(finding('T8'), { maxLength: 2 }) })),
})

// --- Pain, function and treatment

const hour = fc.option(among(0, 8, 9, 20, 23))
const timeOf = (day: number, at: number | null) =>
  at === null ? undefined : `${daysAgo(day)}T${String(at).padStart(2, '0')}:00:00Z`

const score = among(0, 2, 3, 4, 4.9, 5, 6, 6.9, 7, 7.5, 8, 9, 10)
const anyPain = fc
  .tuple(score, painDay, hour)
  .map(([value, day, at]) => painScore(value, daysAgo(day), timeOf(day, at)))
const pain = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(score, painDay).map(([value, day]) => [painScore(value, daysAgo(day))]) },
  { weight: 3, arbitrary: fc.array(anyPain, { maxLength: 4 }) },
)

const anyCare = fc
  .tuple(among('analgesic', 'opioid', 'brace', 'physical-therapy', 'bed-rest'), treatmentDay, hour)
  .map(([kind, day, at]) => care(kind, daysAgo(day), timeOf(day, at)))
const treatment = usually([care('opioid', daysAgo(29))], fc.array(anyCare, { maxLength: 2 }), 2)

const functionDay = among(0, 2, 10, 29, 30, 31, 60, 84)
const anyFunction = fc.oneof(
  fc.tuple(among(3, 16, 17, 18, 24), functionDay).map(([value, day]) => rolandMorris(value, daysAgo(day))),
  fc
    .tuple(among('bed-confined', 'not-ambulatory', 'reduced-mobility'), functionDay)
    .map(([kind, day]) => mobility(kind, daysAgo(day))),
)

/** Patients around the limits of the policies; most have little that stands against a referral. */
export const anyPatient: fc.Arbitrary<PatientFacts> = fc
  .record({
    spine,
    rest: fc.record({
      patient: someone,
      pain,
      function: rarely(anyFunction, 2).chain((few) =>
        fc.oneof(fc.constant(few), fc.array(anyFunction, { maxLength: 2 })),
      ),
      nonSurgicalCare: treatment,
      examinations: rarely(anyExamination),
      setting: among('inpatient', 'observation', 'emergency', 'outpatient', 'outpatient', 'unknown'),
      safety: rarely(anySafety, 2),
      labs: rarely(anyLab, 3),
      tumourStability: rarely(anyStability),
      couldNotLook: fc.oneof(
        { weight: 20, arbitrary: fc.constant<Source[]>([]) },
        { weight: 1, arbitrary: fc.subarray<Source>(['conditions', 'imagingReports', 'observations', 'allergies']) },
      ),
    }),
  })
  .map(({ spine: { second, ...first }, rest }) => {
    const diagnoses = [first.diagnosis, ...second.map((each) => each.diagnosis)].flatMap((each) => each ?? [])
    const imaging = numbered([...first.imaging, ...second.flatMap((each) => each.imaging)])
    return factsOfRecord({ diagnoses, imaging, studies: first.studies }, rest)
  })
  .filter(hasOneReading)
