import type { ImagingFinding, PatientFacts } from '../../../src/clinical/facts.ts'
import { dayOf } from './days.ts'
import type { CompactImaging, CompactPatient } from './patient-format.ts'

/** What a case says of its imaging and its measurements, and what the readers made of it, in one shape to compare. */

const SIGNS = [
  ['edema', 'marrowEdema'],
  ['progressed', 'heightLossProgressed'],
  ['kyphosis', 'kyphoticDeformity'],
  ['retropulsion', 'retropulsion'],
  ['canalCompromise', 'canalCompromise'],
  ['neuralCompression', 'neuralCompression'],
  ['instability', 'instability'],
  ['malignant', 'malignantPattern'],
  ['epidural', 'epiduralTumour'],
  ['lesion', 'lesion'],
  ['posterolateral', 'posterolateral'],
  ['infection', 'infection'],
  ['augmented', 'augmented'],
] as const satisfies readonly (readonly [keyof CompactImaging, keyof ImagingFinding])[]

/** Every imaging entry as the report reader must give it back. */
export function writtenImaging({ imaging }: CompactPatient): readonly Readonly<Record<string, unknown>>[] {
  return imaging.map((entry) => {
    const { on, modality, level, fracture } = entry
    const place = { date: dayOf(on), modality, level, fracture }
    // Signs are those of a fracture: where there is none, a danger is kept for the whole part studied.
    return fracture === 'absent' ? place : { ...place, ...writtenDetails(entry) }
  })
}

function writtenDetails(entry: CompactImaging): Readonly<Record<string, unknown>> {
  return {
    ...(entry.acuity === undefined ? {} : { acuity: entry.acuity }),
    heightLossPercent: entry.heightLoss ?? null,
    earlierHeightLossPercent: entry.earlierHeightLoss ?? null,
    ...Object.fromEntries(
      SIGNS.flatMap(([name, fact]) => (isImplied(entry, name) ? [] : [[fact, entry[name] ?? 'unknown']])),
    ),
  }
}

/** What other words of the same report settle: an earlier figure is progression, an epidural mass or a lesion is a tumour. */
function isImplied(entry: CompactImaging, name: (typeof SIGNS)[number][0]): boolean {
  if (entry[name] !== undefined) return false
  if (name === 'progressed') return entry.earlierHeightLoss !== undefined
  return name === 'malignant' && [entry.epidural, entry.lesion, entry.posterolateral].some((said) => said !== undefined)
}

type Lines = readonly string[]

/** One line for each entry that is read as one fact; results in a unit of their own are left to the reader's tests. */
export function writtenFacts(patient: CompactPatient): Lines {
  return [
    ...patient.pain.map(({ on, score, at }) => `pain ${score} ${dayOf(on)}${timed(at)}`),
    ...patient.treatment.map(({ kind, on, at }) => `care ${kind} ${dayOf(on)}${timed(at)}`),
    ...patient.function.map((fact) => `function ${fact.kind} ${'score' in fact ? fact.score : null} ${dayOf(fact.on)}`),
    ...patient.examination.map(({ painAtFractureLevel, on }) => `examination ${painAtFractureLevel} ${dayOf(on)}`),
    ...patient.safety.map(
      ({ kind, on, present, certainty }) =>
        `safety ${kind} ${on === 'none' ? null : dayOf(on)} ${present} ${certainty}`,
    ),
    ...patient.labs.flatMap(labLine),
    ...patient.augmentations.map(({ level, on }) => `augmentation ${level ?? ''} ${dayOf(on)}`),
    ...patient.boneDensity.map(({ site, t, on }) => `bone density ${site} ${t} ${dayOf(on)}`),
    ...patient.boneHealth.map(({ kind, on }) => `${kind} ${dayOf(on)}`),
    ...patient.planned.filter(isNoReferralToBoneHealth).map(({ kind, on }) => `planned ${kind} ${dayOf(on)}`),
    ...patient.planned.flatMap((care) => (isNoReferralToBoneHealth(care) ? [] : [`${care.kind} ${dayOf(care.on)}`])),
  ].sort()
}

function labLine(lab: CompactPatient['labs'][number]): Lines {
  if (lab.kind !== 'sins') {
    const { kind, value, high, on, unit } = lab
    return unit === undefined ? [`lab ${kind} ${value} ${high ?? null} ${dayOf(on)}`] : []
  }
  const { value, components, on } = lab
  const total = typeof value === 'number' ? [value, value] : (value ?? null)
  return [`sins ${JSON.stringify(total)} ${JSON.stringify(components)} ${dayOf(on)}`]
}

/** The same lines of what the readers found. */
export function readFactsOf(facts: PatientFacts, { labs, safety }: CompactPatient): Lines {
  const own = new Set(labs.flatMap((lab) => ('unit' in lab && lab.unit ? [`${lab.kind} ${dayOf(lab.on)}`] : [])))
  const wasConsulted = safety.some(({ kind }) => kind === 'spine-surgeon-consulted')
  return [
    ...facts.pain.map(({ score, date, at }) => `pain ${score} ${date}${timed(at)}`),
    ...facts.nonSurgicalCare.map(({ kind, startedOn, startedAt }) => `care ${kind} ${startedOn}${timed(startedAt)}`),
    ...facts.function.map(({ kind, value, date }) => `function ${kind} ${value} ${date}`),
    ...facts.examinations.map(({ painAtFractureLevel, date }) => `examination ${painAtFractureLevel} ${date}`),
    ...facts.safety.map(({ kind, date, present, certainty }) => `safety ${kind} ${date} ${present} ${certainty}`),
    ...facts.labs
      .filter(({ kind, date }) => !own.has(`${kind} ${date}`))
      .map(({ kind, value, flaggedHigh, date }) => `lab ${kind} ${value} ${flaggedHigh} ${date}`),
    ...facts.tumourStability.map(
      ({ total, points, date }) => `sins ${JSON.stringify(total)} ${JSON.stringify(points)} ${date}`,
    ),
    // Cement that a report sees is not written down as an augmentation.
    ...facts.augmentations
      .filter(({ evidence }) => !evidence.reference.startsWith('DiagnosticReport/'))
      .map(({ levels, date }) => `augmentation ${levels.join()} ${date}`),
    ...facts.boneDensity.map(({ site, tScore, date }) => `bone density ${site} ${tScore} ${date}`),
    ...boneHealthLines(facts),
    ...facts.plannedCare
      .filter(isNoReferralToBoneHealth)
      // A consultation that took place was also a referral.
      .filter(({ kind }) => !(wasConsulted && kind === 'spine-referral'))
      .map(({ kind, date }) => `planned ${kind} ${date}`),
  ].sort()
}

/** A referral for bone health is care that is planned and bone-health care at once. */
function boneHealthLines({ boneHealthCare, plannedCare }: PatientFacts): Lines {
  const planned = plannedCare.filter((care) => !isNoReferralToBoneHealth(care))
  return [...new Set([...boneHealthCare, ...planned].map(({ kind, date }) => `${kind} ${date}`))]
}

function isNoReferralToBoneHealth({ kind }: { readonly kind: string }): boolean {
  return kind !== 'bone-health-referral'
}

function timed(at: string | number | null | undefined): string {
  return at === undefined || at === null ? '' : ' timed'
}
