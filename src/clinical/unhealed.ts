import { type CalendarDate, daysBetween } from './calendar.ts'
import { lookedWords, missingOrUnread } from './could-not-look.ts'
import type { FractureCase } from './criterion.ts'
import type { Fracture, ImagingFinding, PatientFacts, SpineStudy } from './facts.ts'
import { type Judgement, type Missing, met, notMet, unknown } from './finding.ts'
import { calledAcute, EDEMA_CURRENT, isOfItsTime, readEdema } from './fracture-age.ts'
import { acuityOf, decisiveOfAge, RULES_OUT_EDEMA, studyWords } from './imaging-evidence.ts'

/**
 * What to ask for where an MRI would settle it: the reports where they could not be read, the report of an MRI that was
 * done, and only then an MRI.
 */
export function mriFor(fracture: Fracture, facts: PatientFacts, why: string): Missing {
  const unreported = unreportedMri(fracture)
  return missingOrUnread(
    facts,
    unreported
      ? { id: 'mri-report', text: `the report of the MRI (${studyWords(unreported)})` }
      : { id: 'mri', text: `MRI of the spine with STIR (${why})` },
  )
}

/** An MRI of its time whose report nobody found; none where any MRI was read. */
export function unreportedMri({ imaging, studies, onset }: Fracture): SpineStudy | undefined {
  if (imaging.some(({ modality }) => modality === 'MR')) return undefined
  return studies.find((study) => study.modality === 'MR' && !study.isSilent && isOfItsTime(study, onset))
}

/** Edema or uptake of the last 12 weeks shows an unhealed fracture; marrow imaging without it shows a healed one. */
export function judgeUnhealed({ fracture, facts, assessedOn }: FractureCase): Judgement {
  const { edema, study } = readEdema(fracture, assessedOn)
  if (edema === 'yes' && study) {
    return met(`Marrow edema or uptake (${studyWords(study)}).`, [study.evidence])
  }
  if (edema === 'unreliable' && study) {
    return unknown(
      `The study of ${study.date} could not tell.`,
      mriFor(fracture, facts, 'the last one could not tell'),
      [study.evidence],
    )
  }
  const without = withoutEdema(fracture.imaging, assessedOn)
  if (without) {
    const words = without.marrowEdema === 'no' ? 'No marrow edema or uptake' : 'Called old'
    return notMet(`${words} (${studyWords(without)}).`, [without.evidence])
  }
  return unknown(
    lookedWords(facts, 'imagingReports', 'No MRI or bone scan within 12 weeks that tells was found.'),
    mriFor(fracture, facts, 'marrow edema?'),
  )
}

/** Unhealed as above, or called acute by any advanced study: what counts as "positive advanced imaging". */
export function judgeAdvancedImaging(fractureCase: FractureCase): Judgement {
  const unhealed = judgeUnhealed(fractureCase)
  if (unhealed.finding === 'met') return unhealed
  const acute = calledAcute(fractureCase.fracture, fractureCase.assessedOn)
  return acute ? met(`Called acute (${studyWords(acute)}).`, [acute.evidence]) : unhealed
}

/** The newest marrow imaging that tells, when it is of the last 12 weeks and shows no edema or calls the fracture old. */
function withoutEdema(imaging: readonly ImagingFinding[], assessedOn: CalendarDate): ImagingFinding | undefined {
  const newest = decisiveOfAge(imaging.filter(({ modality }) => RULES_OUT_EDEMA.has(modality)))
  if (!newest || newest.date === null || acuityOf(newest) !== 'old') return undefined
  return daysBetween(newest.date, assessedOn) <= EDEMA_CURRENT.value ? newest : undefined
}
