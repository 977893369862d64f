import { addMonths } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import { lookedWords } from '../could-not-look.ts'
import type { Criterion, FractureCase } from '../criterion.ts'
import type { Modality, Onset } from '../facts.ts'
import { type Judgement, type Missing, met, notMet, unknown } from '../finding.ts'
import {
  calledAcute,
  EDEMA_CURRENT,
  isOfItsTime,
  isOlderThan,
  readEdema,
  STUDY_BEFORE_DIAGNOSIS,
  SUBACUTE_ENDS,
} from '../fracture-age.ts'
import { judgeMobility, ROLAND_MORRIS_SEVERE } from '../functional-impact.ts'
import { malignantPatternOf, studyWords } from '../imaging-evidence.ts'
import { PAIN_WINDOW } from '../pain.ts'
import { all, told, unlessNotMet } from '../rule.ts'
import { judgeSeverePain, PAIN_WITH_IMPACT, SEVERE_PAIN } from '../severe-pain.ts'
import { OURS, SOURCE_PRACTICE } from '../sources.ts'
import { judgeTreatment, PAIN_DESPITE_TREATMENT, TREATMENT_TRIAL } from '../treatment.ts'
import { judgeUnhealed, mriFor } from '../unhealed.ts'
import { CAUSE_MISSING, causeWords } from './osteoporotic-fracture.ts'
import type { Policy } from './policy.ts'
import { EXAMINATION_MISSING, fractureShown, painFromThisFracture, painNotSettling } from './preconditions.ts'

export const MOST_EFFECTIVE_WITHIN: Threshold = {
  id: 'most-effective-within',
  value: 2,
  unit: 'mo',
  says: 'more effective when carried out within 2 months of a compression fracture diagnosis',
  origin: 'source',
  citation: SOURCE_PRACTICE,
}

const severePain: Criterion = {
  id: 'severe-pain',
  name: 'Severe pain',
  statement: 'Severe pain: at least 7/10, or 5-6/10 with severe functional impact',
  citation: SOURCE_PRACTICE,
  says: 'dire pain',
  thresholds: [SEVERE_PAIN, PAIN_WITH_IMPACT, PAIN_WINDOW, ROLAND_MORRIS_SEVERE],
  reads: ['pain', 'function'],
  assess: judgeSeverePain,
}

const otherTreatmentFailed: Criterion = {
  id: 'other-treatment-failed',
  name: 'Other treatment failed',
  statement: 'Other treatment since the fracture (pain medicine, brace, bed rest, physical therapy) has failed',
  citation: SOURCE_PRACTICE,
  says: 'other treatment methods have failed: pain medicine, bed rest, physical therapy',
  thresholds: [TREATMENT_TRIAL, PAIN_DESPITE_TREATMENT],
  reads: ['treatment', 'pain'],
  assess: judgeTreatment,
}

const cannotMoveFreely: Criterion = {
  id: 'cannot-move-freely',
  name: 'Cannot move freely',
  statement: 'Cannot move freely: severe functional impact or reduced mobility',
  citation: SOURCE_PRACTICE,
  says: 'unable to move freely',
  thresholds: [ROLAND_MORRIS_SEVERE],
  reads: ['function'],
  assess: ({ facts, fracture }) => judgeMobility(facts.function, fracture.onset),
}

const timeSinceFracture: Criterion = {
  id: 'time-since-fracture',
  name: 'Time',
  statement:
    'Most effective within 2 months of diagnosis; later while pain persists; beyond 12 weeks only with marrow edema or uptake',
  citation: SOURCE_PRACTICE,
  says: 'more effective within 2 months of diagnosis; severe back pain for more than two months: visit the clinic',
  thresholds: [MOST_EFFECTIVE_WITHIN, SUBACUTE_ENDS, EDEMA_CURRENT],
  reads: ['fracture', 'imaging'],
  assess: (fractureCase) => {
    const { fracture, assessedOn } = fractureCase
    const { edema, study } = readEdema(fracture, assessedOn)
    if (edema === 'yes' && study) {
      return met(`Marrow edema or uptake (${studyWords(study)}). ${timeWords(fractureCase)}`, [study.evidence])
    }
    // Beyond 12 weeks only edema or uptake counts; before, a study that calls it acute dates a fracture without an onset.
    const acute = calledAcute(fracture, assessedOn)
    if (acute && isOlderThan(SUBACUTE_ENDS.value, fracture.onset, assessedOn) !== 'met') {
      return met(`Called acute (${studyWords(acute)}). ${timeWords(fractureCase)}`, [acute.evidence])
    }
    if (fracture.onset === null) {
      return unknown('The fracture has no date.', { id: 'onset', text: 'when the fracture happened or was diagnosed' })
    }
    if (fracture.acuity === 'old') {
      return judgeOld(fractureCase)
    }
    return judgeAge(fractureCase, fracture.onset)
  },
}

/** Marrow imaging of today's weeks without edema needs no second MRI: the question is then where the pain comes from. */
function judgeOld(fractureCase: FractureCase): Judgement {
  const unhealed = judgeUnhealed(fractureCase)
  return unhealed.finding === 'not-met'
    ? unknown(unhealed.because, EXAMINATION_MISSING, unhealed.evidence)
    : unknown('Imaging calls the fracture old.', stillUnhealed(fractureCase), fractureCase.fracture.evidence)
}

function stillUnhealed({ fracture, facts }: FractureCase): Missing {
  return mriFor(fracture, facts, 'is the fracture still unhealed?')
}

/** A date of recording can show that a fracture is too old, never that it is recent. */
function judgeAge(fractureCase: FractureCase, onset: Onset): Judgement {
  const { fracture, facts, assessedOn } = fractureCase
  const noEdema = lookedWords(facts, 'imagingReports', 'No current edema or uptake found.')
  switch (isOlderThan(SUBACUTE_ENDS.value, onset, assessedOn)) {
    case 'met':
      return unknown(`Older than 12 weeks (since ${onset.latest}). ${noEdema}`, stillUnhealed(fractureCase))
    case 'unknown':
      return unknown(
        `Known since ${onset.latest}, may be older. ${noEdema}`,
        mriFor(fracture, facts, 'how old is the fracture?'),
        fracture.evidence,
      )
    case 'not-met':
      return met(timeWords(fractureCase), fracture.evidence)
  }
}

function timeWords({ fracture, assessedOn }: FractureCase): string {
  const { diagnosedOn, onset } = fracture
  const since = diagnosedOn ?? onset?.latest ?? null
  if (since === null) return 'Date of diagnosis not known.'
  const known = diagnosedOn === null ? `Known since ${since}` : `Diagnosed ${since}`
  return addMonths(since, MOST_EFFECTIVE_WITHIN.value) >= assessedOn
    ? `${known}: within 2 months, when it is most effective.`
    : `${known}: beyond 2 months; still considered while pain persists.`
}

/** A bone scan finds a lesion and does not tell what it is. */
const SHOWS_TUMOUR: ReadonlySet<Modality> = new Set<Modality>(['CT', 'MR'])

const tumourImaged: Criterion = {
  id: 'tumour-imaged-first',
  name: 'Imaging for tumour',
  statement: 'Where a tumour is suspected, CT or MRI comes first',
  citation: SOURCE_PRACTICE,
  says: 'tumour or severe trauma: CT or MRI',
  thresholds: [STUDY_BEFORE_DIAGNOSIS],
  reads: ['fracture', 'imaging'],
  assess: ({ fracture, facts }) => {
    const suspicious = malignantPatternOf(fracture.imaging)
    if (fracture.cause !== 'neoplastic' && !suspicious) return met('No tumour is suspected at this fracture.')
    const tumour = fracture.cause === 'neoplastic' ? 'The fracture is coded as neoplastic' : 'A tumour is suspected'
    const study = [...fracture.imaging, ...fracture.studies].find(
      (each) => SHOWS_TUMOUR.has(each.modality) && isOfItsTime(each, fracture.onset),
    )
    if (study) return met(`${tumour}; ${studyWords(study)} is there.`, [study.evidence])
    const because = lookedWords(facts, 'imagingReports', `${tumour}; no CT or MRI was found.`)
    const missing = { id: 'ct-or-mri', text: 'CT or MRI of the suspected tumour' }
    return unknown(because, missing, suspicious ? [suspicious.evidence] : [])
  },
}

const treatedCause: Criterion = {
  id: 'treated-cause',
  name: 'Cause',
  statement: 'Any cause the page names (osteoporosis, trauma, tumour, osteogenesis imperfecta) but infection',
  citation: SOURCE_PRACTICE,
  says: 'caused by trauma, osteoporosis, osteogenesis imperfecta, vertebral infection or lytic lesions; infection is left out here',
  thresholds: [],
  reads: ['fracture'],
  assess: ({ fracture: { cause, evidence } }) => {
    const because = `The fracture is documented as ${causeWords(cause)}.`
    if (cause === 'infectious') return notMet(because, evidence)
    return cause === 'not-documented'
      ? unknown('No cause is documented.', CAUSE_MISSING, evidence)
      : met(because, evidence)
  },
}

/**
 * The source practice's own page, the default policy. Mobility is named on the card and holds nothing back: at 5-6/10
 * severe impact is already part of severe pain, and at 7/10 and more a record without mobility status must not stop it.
 */
export const clinic: Policy = {
  id: 'clinic',
  title: 'Source practice',
  citation: SOURCE_PRACTICE,
  about:
    'The patient page of a spine surgery practice. It speaks about every cause of a vertebral compression fracture and gives no numbers but the two months; every other number here is ours or, where its source stands beside it, borrowed. It lists infection among the causes; every guideline lists it as a contraindication, and so does the infection gate.',
  mayDecide: true,
  scope: treatedCause,
  rule: all(
    fractureShown(
      SOURCE_PRACTICE,
      'vertebral compression fracture; wedge shape or loss of height on a spinal radiograph',
    ),
    severePain,
    otherTreatmentFailed,
    told(cannotMoveFreely),
    timeSinceFracture,
    tumourImaged,
    unlessNotMet(painFromThisFracture(OURS, 'nothing: our own reading, from the coverage policies')),
    unlessNotMet(painNotSettling),
  ),
  excludedBy: new Set(),
}
