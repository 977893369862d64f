import { type CalendarDate, latestOf } from '../calendar.ts'
import type { Citation } from '../citation.ts'
import { lookedWords } from '../could-not-look.ts'
import type { Criterion, FractureCase } from '../criterion.ts'
import type { Fracture, Modality, PatientFacts, SpineStudy } from '../facts.ts'
import { type Judgement, type Missing, met, notMet, unknown } from '../finding.ts'
import { isOfItsTime, STUDY_BEFORE_DIAGNOSIS } from '../fracture-age.ts'
import { studyWords } from '../imaging-evidence.ts'
import { TREND_DAYS, TREND_STEP } from '../pain.ts'
import { noScore, scoreWords } from '../severe-pain.ts'
import { OURS, ours } from '../sources.ts'
import { mriFor } from '../unhealed.ts'

/** What every policy asks first, in the words of its own source. */
export function fractureShown(citation: Citation, says: string): Criterion {
  return {
    id: 'fracture-shown',
    name: 'Fracture shown',
    statement:
      'A thoracic or lumbar vertebral compression fracture (T1-L5) is shown by radiograph, CT or MRI, or diagnosed with imaging behind it',
    citation,
    says,
    thresholds: [STUDY_BEFORE_DIAGNOSIS],
    reads: ['fracture', 'imaging'],
    assess: judgeShown,
  }
}

function judgeShown({ facts, fracture, status, because }: FractureCase): Judgement {
  if (status === 'new-pain-after-augmentation')
    return unknown(because, mriFor(fracture, facts, 'a new fracture next to it?'), fracture.evidence)
  if (status === 'suspected')
    return unknown(
      'A fracture is suspected, not shown.',
      mriFor(fracture, facts, 'to show or exclude the fracture'),
      fracture.evidence,
    )
  if (!isPlaced(fracture))
    return unknown('The vertebra is not named.', { id: 'level', text: 'the vertebral level' }, fracture.evidence)
  return judgeImagingBehind(fracture, facts)
}

function isPlaced({ level, region }: Fracture): boolean {
  return level !== null || region === 'thoracic' || region === 'thoracolumbar' || region === 'lumbar'
}

function judgeImagingBehind(fracture: Fracture, facts: PatientFacts): Judgement {
  const shown = fracture.imaging.find((finding) => finding.fracture === 'present')
  if (shown) return met(`Shown on imaging (${studyWords(shown)}).`, fracture.evidence)
  const readAndSilent = new Set(fracture.studies.filter(({ isSilent }) => isSilent).map(occasionOf))
  const study = fracture.studies.find(
    (each) =>
      // A study whose report was read and names no fracture stands against the diagnosis rather than behind it.
      !readAndSilent.has(occasionOf(each)) && SHOWS_FRACTURES.has(each.modality) && isOfItsTime(each, fracture.onset),
  )
  if (study && fracture.diagnosed) {
    const words = `Diagnosed, with a spine study behind it (${studyWords(study)}).`
    return met(words, [...fracture.evidence, study.evidence])
  }
  const uncertain = fracture.imaging.find((finding) => finding.fracture === 'uncertain')
  if (uncertain) {
    const words = `Diagnosed; imaging is not sure of it (${studyWords(uncertain)}).`
    return unknown(words, mriFor(fracture, facts, 'to show or exclude the fracture'), fracture.evidence)
  }
  const because = lookedWords(facts, 'imagingReports', 'Diagnosed; no imaging of the fracture was found.')
  return unknown(because, mriFor(fracture, facts, 'no imaging of the fracture was found'), fracture.evidence)
}

/** An ImagingStudy and the report about it are one occasion. */
function occasionOf({ modality, date }: SpineStudy): string {
  return `${modality} ${date}`
}

const SHOWS_FRACTURES: ReadonlySet<Modality> = new Set<Modality>(['XR', 'CT', 'MR', 'NM', 'PT', 'unknown'])

export const EXAMINATION_MISSING: Missing = {
  id: 'examination',
  text: 'an examination (does the pain come from the fracture level?)',
}

/** The examiner's latest answer since the fracture; two answers of one day that disagree settle nothing. */
export function judgeExamination({ facts, fracture: { onset } }: FractureCase): Judgement {
  const since = facts.examinations.filter(({ date }) => onset !== null && date !== null && date >= onset.latest)
  const lastDay = since.reduce<CalendarDate | null>((last, { date }) => latestOf(last, date), null)
  const answers = since.filter(({ date }) => date === lastDay)
  const [answer] = answers
  if (!answer) {
    const nothingFound = 'No examination says whether the pain comes from the fracture level.'
    return unknown(lookedWords(facts, 'observations', nothingFound), EXAMINATION_MISSING)
  }
  const evidence = answers.map((each) => each.evidence)
  if (answers.some(({ painAtFractureLevel }) => painAtFractureLevel !== answer.painAtFractureLevel)) {
    return unknown(
      `Two examinations of ${lastDay} disagree about the source of the pain.`,
      EXAMINATION_MISSING,
      evidence,
    )
  }
  return answer.painAtFractureLevel
    ? met(`Pain from the fracture level on examination (${lastDay}).`, evidence)
    : notMet(`Examination says that the pain does not come from the fracture level (${lastDay}).`, evidence)
}

export const painFromThisFracture = (citation: Citation, says: string): Criterion => ({
  id: 'pain-from-this-fracture',
  name: 'Pain from this fracture',
  statement: 'Examination does not say that the pain comes from elsewhere',
  citation,
  says,
  thresholds: [],
  reads: ['examination'],
  assess: judgeExamination,
})

export const PAIN_SETTLING = ours(
  'pain-settling',
  5,
  '{0-10 score}',
  'pain below 5 and improving is settling by itself; no source says it in numbers',
)

export const painNotSettling: Criterion = {
  id: 'pain-not-settling',
  name: 'Pain not settling',
  statement: 'Pain is not below 5/10 and improving',
  citation: OURS,
  says: 'nothing: our own reading, in every policy',
  thresholds: [PAIN_SETTLING, TREND_STEP, TREND_DAYS],
  reads: ['pain'],
  assess: ({ pain, facts }) => {
    const { deciding, trend } = pain
    if (deciding === null) return noScore(pain, facts)
    const words = `${scoreWords(deciding, pain)}.`
    return deciding.score < PAIN_SETTLING.value && trend === 'improving'
      ? notMet(words, [deciding.evidence])
      : met(words, [deciding.evidence])
  },
}
