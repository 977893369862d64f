import { addMonths } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import { lookedWords } from '../could-not-look.ts'
import type { Criterion, FractureCase } from '../criterion.ts'
import type { Fracture, Modality, Onset, PatientFacts, SpineStudy } from '../facts.ts'
import { allOf, type Judgement, type Missing, met, notMet, unknown } from '../finding.ts'
import {
  ADVANCED_MODALITIES,
  calledAcute,
  EDEMA_CURRENT,
  isOfItsTime,
  isOlderThan,
  readEdema,
  STUDY_BEFORE_DIAGNOSIS,
  SUBACUTE_ENDS,
} from '../fracture-age.ts'
import { judgeMobility, judgeSevereImpact, ROLAND_MORRIS_SEVERE } from '../functional-impact.ts'
import { PAIN_WINDOW, type PainPicture } from '../pain.ts'
import { ours, SOURCE_PRACTICE } from '../sources.ts'
import { judgeTreatment, PAIN_DESPITE_TREATMENT, TREATMENT_TRIAL } from '../treatment.ts'
import type { Policy } from './policy.ts'

export const SEVERE_PAIN = ours(7, '{0-10 score}', 'the page says "dire pain" without a number')

export const PAIN_WITH_IMPACT = ours(
  5,
  '{0-10 score}',
  '5 or 6 counts as severe together with severe functional impact; the page gives no number',
)

export const MOST_EFFECTIVE_WITHIN: Threshold = {
  value: 2,
  unit: 'mo',
  says: 'more effective when carried out within 2 months of a compression fracture diagnosis',
  origin: 'source',
  citation: SOURCE_PRACTICE,
}

const mri = (why: string): Missing => ({ id: 'mri', text: `MRI of the spine with STIR (${why})` })

const fractureShown: Criterion = {
  id: 'fracture-shown',
  statement:
    'A thoracic or lumbar vertebral compression fracture is shown by radiograph, CT or MRI, or diagnosed with imaging behind it',
  citation: SOURCE_PRACTICE,
  says: 'vertebral compression fracture; wedge shape or loss of height on a spinal radiograph',
  thresholds: [STUDY_BEFORE_DIAGNOSIS],
  assess: ({ facts, fracture, status, because }) => {
    if (status === 'new-pain-after-augmentation')
      return unknown(because, mri('a new fracture next to it?'), fracture.evidence)
    if (status === 'suspected')
      return unknown('A fracture is suspected, not shown.', mri('to show or exclude the fracture'), fracture.evidence)
    if (!isPlaced(fracture))
      return unknown('The vertebra is not named.', { id: 'level', text: 'the vertebral level' }, fracture.evidence)
    return judgeImagingBehind(fracture, facts)
  },
}

function isPlaced({ level, region }: Fracture): boolean {
  return level !== null || region === 'thoracic' || region === 'thoracolumbar' || region === 'lumbar'
}

function judgeImagingBehind(fracture: Fracture, facts: PatientFacts): Judgement {
  const shown = fracture.imaging.find((finding) => finding.fracture === 'present')
  if (shown)
    return met(
      `Shown on imaging (${shown.modality === 'unknown' ? 'study' : shown.modality} ${shown.date ?? 'undated'}).`,
      fracture.evidence,
    )
  const readAndSilent = new Set(fracture.studies.filter(({ isSilent }) => isSilent).map(occasionOf))
  const study = fracture.studies.find(
    (each) =>
      // A study whose report was read and names no fracture stands against the diagnosis rather than behind it.
      !readAndSilent.has(occasionOf(each)) && SHOWS_FRACTURES.has(each.modality) && isOfItsTime(each, fracture.onset),
  )
  if (study && fracture.diagnosed) {
    const words = `Diagnosed, with a spine study behind it (${study.modality} ${study.date ?? 'undated'}).`
    return met(words, [...fracture.evidence, study.evidence])
  }
  const because = lookedWords(facts, 'imagingReports', 'Diagnosed; no imaging of the fracture was found.')
  return unknown(because, mri('no imaging of the fracture was found'), fracture.evidence)
}

/** An ImagingStudy and the report about it are one occasion. */
function occasionOf({ modality, date }: SpineStudy): string {
  return `${modality} ${date}`
}

const SHOWS_FRACTURES: ReadonlySet<Modality> = new Set<Modality>(['XR', 'CT', 'MR', 'NM', 'PT', 'unknown'])

const severePain: Criterion = {
  id: 'severe-pain',
  statement: 'Severe pain: at least 7/10, or 5-6/10 with severe functional impact',
  citation: SOURCE_PRACTICE,
  says: 'dire pain',
  thresholds: [SEVERE_PAIN, PAIN_WITH_IMPACT, PAIN_WINDOW, ROLAND_MORRIS_SEVERE],
  assess: ({ pain, facts, fracture }) => {
    const { deciding } = pain
    if (deciding === null) return noScore(pain, facts)
    const words = `Pain ${deciding.score}/10 on ${deciding.date}${pain.trend === 'worsening' || pain.trend === 'improving' ? `, ${pain.trend}` : ''}`
    if (deciding.score >= SEVERE_PAIN.value) return met(`${words}.`, [deciding.evidence])
    if (deciding.score < PAIN_WITH_IMPACT.value) return notMet(`${words}.`, [deciding.evidence])

    const impact = judgeSevereImpact(facts.function, fracture.onset)
    return impact.finding === 'met'
      ? met(`${words}, with severe impact: ${impact.because}`, [deciding.evidence, ...impact.evidence])
      : unknown(`${words}. ${impact.because}`, impact.missing, [deciding.evidence, ...impact.evidence])
  },
}

const NO_SCORE_BECAUSE = {
  'too-old': 'is older than 30 days',
  'before-fracture': 'may be from before the fracture',
  'fracture-undated': 'cannot be placed: the fracture has no date',
} as const

function noScore({ leftOut }: PainPicture, facts: PatientFacts): Judgement {
  const missing = { id: 'pain-score', text: 'a pain score (0-10) from now' }
  if (leftOut === null) return unknown(lookedWords(facts, 'observations', 'No pain score was found.'), missing)
  const { score, why } = leftOut
  return unknown(`The score ${score.score}/10 of ${score.date} ${NO_SCORE_BECAUSE[why]}.`, missing, [score.evidence])
}

const otherTreatmentFailed: Criterion = {
  id: 'other-treatment-failed',
  statement: 'Other treatment since the fracture (pain medicine, brace, bed rest, physical therapy) has failed',
  citation: SOURCE_PRACTICE,
  says: 'other treatment methods have failed: pain medicine, bed rest, physical therapy',
  thresholds: [TREATMENT_TRIAL, PAIN_DESPITE_TREATMENT],
  assess: ({ facts, fracture, pain }) => {
    const judgement = judgeTreatment(facts.nonSurgicalCare, fracture.onset, pain)
    const isSilent = judgement.finding === 'unknown' && judgement.evidence.length === 0
    return isSilent ? { ...judgement, because: lookedWords(facts, 'medications', judgement.because) } : judgement
  },
}

const cannotMoveFreely: Criterion = {
  id: 'cannot-move-freely',
  statement: 'Cannot move freely: severe functional impact or reduced mobility',
  citation: SOURCE_PRACTICE,
  says: 'unable to move freely',
  thresholds: [ROLAND_MORRIS_SEVERE],
  assess: ({ facts, fracture }) => judgeMobility(facts.function, fracture.onset),
}

const timeSinceFracture: Criterion = {
  id: 'time-since-fracture',
  statement:
    'Most effective within 2 months of diagnosis; later while pain persists; beyond 12 weeks only with marrow edema or uptake',
  citation: SOURCE_PRACTICE,
  says: 'more effective within 2 months of diagnosis; severe back pain for more than two months: visit the clinic',
  thresholds: [MOST_EFFECTIVE_WITHIN, SUBACUTE_ENDS, EDEMA_CURRENT],
  assess: (fractureCase) => {
    const { fracture, assessedOn } = fractureCase
    const { edema, study } = readEdema(fracture, assessedOn)
    const fresh = edema === 'yes' ? study : calledAcute(fracture, assessedOn)
    if (fresh) {
      const sign = edema === 'yes' ? 'Marrow edema or uptake' : 'Called acute'
      return met(`${sign} (${fresh.modality} ${fresh.date}). ${timeWords(fractureCase)}`, [fresh.evidence])
    }
    if (fracture.onset === null) {
      return unknown('The fracture has no date.', { id: 'onset', text: 'when the fracture happened or was diagnosed' })
    }
    if (fracture.acuity === 'old') {
      return unknown('Imaging calls the fracture old.', mri('is the fracture still unhealed?'), fracture.evidence)
    }
    return judgeAge(fractureCase, fracture.onset)
  },
}

/** A date of recording can show that a fracture is too old, never that it is recent. */
function judgeAge(fractureCase: FractureCase, onset: Onset): Judgement {
  const { fracture, assessedOn } = fractureCase
  switch (isOlderThan(SUBACUTE_ENDS.value, onset, assessedOn)) {
    case 'met': {
      const because = `Older than 12 weeks (since ${onset.latest}), no current edema or uptake found.`
      return unknown(because, mri('is the fracture still unhealed?'))
    }
    case 'unknown':
      return unknown(
        `Known since ${onset.latest}, may be older; no edema or uptake found.`,
        mri('how old is the fracture?'),
        fracture.evidence,
      )
    case 'not-met':
      return met(timeWords(fractureCase), fracture.evidence)
  }
}

function timeWords({ fracture, assessedOn }: FractureCase): string {
  const since = fracture.diagnosedOn ?? fracture.onset?.latest ?? null
  if (since === null) return 'Date of diagnosis not known.'
  return addMonths(since, MOST_EFFECTIVE_WITHIN.value) >= assessedOn
    ? `Diagnosed ${since}: within 2 months, when it is most effective.`
    : `Diagnosed ${since}: beyond 2 months; still considered while pain persists.`
}

const tumourImaged: Criterion = {
  id: 'tumour-imaged-first',
  statement: 'Where a tumour is suspected, CT or MRI comes first',
  citation: SOURCE_PRACTICE,
  says: 'tumour or severe trauma: CT or MRI',
  thresholds: [],
  assess: ({ fracture }) => {
    const suspicious = fracture.imaging.find(({ malignantPattern }) => malignantPattern === 'yes')
    if (fracture.cause !== 'neoplastic' && !suspicious) return met('No tumour is suspected at this fracture.')
    const since = fracture.onset?.earliest ?? null
    const study = [...fracture.imaging, ...fracture.studies].find(
      ({ modality, date }) => ADVANCED_MODALITIES.has(modality) && (since === null || (date !== null && date >= since)),
    )
    return study
      ? met(`Tumour suspected; ${study.modality} of ${study.date ?? 'unknown date'} is there.`, [study.evidence])
      : unknown(
          'A tumour is suspected; no CT or MRI was found.',
          { id: 'ct-or-mri', text: 'CT or MRI of the fracture (tumour suspected)' },
          suspicious ? [suspicious.evidence] : [],
        )
  },
}

const REQUIRED: ReadonlySet<string> = new Set([
  fractureShown.id,
  severePain.id,
  otherTreatmentFailed.id,
  timeSinceFracture.id,
  tumourImaged.id,
])

/**
 * The source practice's own page, the default policy. Mobility is named on the card and holds nothing back: at 5-6/10
 * severe impact is already part of severe pain, and at 7/10 and more a record without mobility status must not stop it.
 */
export const clinic: Policy = {
  id: 'clinic',
  title: 'Source practice',
  citation: SOURCE_PRACTICE,
  mayDecide: true,
  criteria: [fractureShown, severePain, otherTreatmentFailed, cannotMoveFreely, timeSinceFracture, tumourImaged],
  // The page lists infection as a cause as well; every guideline lists it as a contraindication.
  isInScope: ({ fracture }) => fracture.cause !== 'infectious',
  decide: (criteria) => {
    const required = allOf(criteria.filter(({ id }) => REQUIRED.has(id)).map(({ finding }) => finding))
    if (required === 'met') return 'refer-now'
    return required === 'not-met' ? 'not-indicated' : 'complete-workup'
  },
}
