import { lookedWords } from '../could-not-look.ts'
import type { Criterion } from '../criterion.ts'
import type { Fracture, Modality, SpineStudy } from '../facts.ts'
import { met, unknown } from '../finding.ts'
import { isOfItsTime, STUDY_BEFORE_DIAGNOSIS } from '../fracture-age.ts'
import { malignantPatternOf, studyWords } from '../imaging-evidence.ts'
import { all, unlessNotMet } from '../rule.ts'
import { ACR_2018, ACR_LATER, OURS } from '../sources.ts'
import { mriFor } from '../unhealed.ts'
import { causeWords } from './osteoporotic-fracture.ts'
import type { Policy } from './policy.ts'
import { fractureShown, painFromThisFracture, painNotSettling } from './preconditions.ts'

const MRI_OR_SCAN: ReadonlySet<Modality> = new Set<Modality>(['MR', 'NM', 'PT'])

const advancedImaging: Criterion = {
  id: 'advanced-imaging',
  name: 'MRI or bone scan',
  statement: 'MRI, SPECT or bone scan of the fracture is there; with a radiograph or CT only, MRI comes first',
  citation: ACR_2018,
  says: 'new symptomatic fracture on radiograph or CT: MRI without contrast usually appropriate; then augmentation, with or without edema',
  thresholds: [STUDY_BEFORE_DIAGNOSIS],
  reads: ['imaging'],
  assess: ({ fracture, facts }) => {
    const study = studyOf(fracture)
    return study
      ? met(`${studyWords(study)} is there.`, [study.evidence])
      : unknown(
          lookedWords(facts, 'imagingReports', 'No MRI, SPECT or bone scan of this fracture was found.'),
          mriFor(fracture, facts, 'radiograph or CT only'),
          fracture.imaging.map(({ evidence }) => evidence),
        )
  },
}

function studyOf({ imaging, studies, onset }: Fracture): SpineStudy | undefined {
  const isOne = ({ modality }: SpineStudy) => MRI_OR_SCAN.has(modality)
  const isOfIt = (study: SpineStudy) => onset !== null && !study.isSilent && isOfItsTime(study, onset)
  return imaging.find(isOne) ?? studies.find((study) => isOne(study) && isOfIt(study))
}

const notPathological: Criterion = {
  id: 'not-pathological',
  name: 'Not pathological',
  statement:
    'Neither a pathological fracture, for which radiation oncology and spine surgery are asked first, nor one coded as traumatic',
  citation: ACR_LATER,
  says: 'pathological fracture with ongoing or increasing mechanical pain: radiation oncology consultation',
  thresholds: [],
  reads: ['fracture', 'imaging'],
  assess: ({ fracture: { cause, imaging, evidence } }) => {
    const missing = { id: 'oncology', text: 'the view of radiation oncology and spine surgery (pathological fracture)' }
    const malignant = malignantPatternOf(imaging)
    if (malignant) {
      return unknown(`Malignant pattern on imaging (${studyWords(malignant)}).`, missing, [malignant.evidence])
    }
    const because = `The fracture is documented as ${causeWords(cause)}.`
    if (cause === 'neoplastic' || cause === 'other-pathologic') return unknown(because, missing, evidence)
    if (cause === 'traumatic') {
      const asked = { id: 'fragility', text: 'whether the fracture is osteoporotic (coded as traumatic)' }
      return unknown(because, asked, evidence)
    }
    return met(cause === 'not-documented' ? 'No pathological cause is documented.' : because, evidence)
  },
}

/** The appropriateness criteria of the American College of Radiology, as far as their variants were public. */
export const acr2018: Policy = {
  id: 'acr-2018',
  title: 'ACR Appropriateness Criteria 2018',
  citation: ACR_2018,
  about:
    'Variants 1 to 3 of the 2018 revision were seen; of the row on pathological fractures only that radiation oncology is consulted. Medical management is usually appropriate in each of them; augmentation is usually appropriate in variant 2, may be in variant 1, and is contraindicated in variant 3. The criteria have no threshold for pain of their own. A newer document exists and was not seen in full.',
  mayDecide: false,
  scope: null,
  rule: all(
    fractureShown(ACR_2018, 'new symptomatic vertebral compression fracture identified on radiographs or CT'),
    advancedImaging,
    notPathological,
    unlessNotMet(painFromThisFracture(OURS, 'nothing: our own reading, from the coverage policies')),
    unlessNotMet(painNotSettling),
  ),
  excludedBy: new Set(),
}
