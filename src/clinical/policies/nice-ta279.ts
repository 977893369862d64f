import type { Criterion } from '../criterion.ts'
import { met, unknown } from '../finding.ts'
import { EDEMA_CURRENT } from '../fracture-age.ts'
import { ROLAND_MORRIS_SEVERE } from '../functional-impact.ts'
import { studyWords } from '../imaging-evidence.ts'
import { PAIN_WINDOW } from '../pain.ts'
import { all, unlessNotMet } from '../rule.ts'
import { judgeSeverePain, PAIN_WITH_IMPACT, SEVERE_PAIN } from '../severe-pain.ts'
import { NICE_TA279 } from '../sources.ts'
import { judgeTreatment, PAIN_DESPITE_TREATMENT, TREATMENT_TRIAL } from '../treatment.ts'
import { judgeUnhealed, mriFor } from '../unhealed.ts'
import { osteoporoticFracture } from './osteoporotic-fracture.ts'
import type { Policy } from './policy.ts'
import { fractureShown, judgeExamination, painFromThisFracture, painNotSettling } from './preconditions.ts'

const severeOngoingPain: Criterion = {
  id: 'severe-ongoing-pain',
  name: 'Severe ongoing pain',
  statement: 'Severe ongoing pain: at least 7/10, or 5-6/10 with severe functional impact',
  citation: NICE_TA279,
  says: 'severe ongoing pain',
  thresholds: [SEVERE_PAIN, PAIN_WITH_IMPACT, PAIN_WINDOW, ROLAND_MORRIS_SEVERE],
  reads: ['pain', 'function'],
  assess: judgeSeverePain,
}

const recentUnhealedFracture: Criterion = {
  id: 'recent-unhealed-fracture',
  name: 'Recent, unhealed',
  statement: 'A recent, unhealed fracture: marrow edema or uptake. The source names no limit in weeks',
  citation: NICE_TA279,
  says: 'a recent, unhealed vertebral fracture',
  thresholds: [EDEMA_CURRENT],
  reads: ['imaging'],
  assess: judgeUnhealed,
}

const optimalPainManagement: Criterion = {
  id: 'optimal-pain-management',
  name: 'Pain management tried',
  statement: 'Pain persists despite optimal pain management',
  citation: NICE_TA279,
  says: 'despite optimal pain management',
  thresholds: [TREATMENT_TRIAL, PAIN_DESPITE_TREATMENT],
  reads: ['treatment', 'pain'],
  assess: judgeTreatment,
}

const examinationConfirmsLevel: Criterion = {
  id: 'examination-confirms-level',
  name: 'Examination',
  statement: 'Physical examination confirms the pain at the level of the fracture',
  citation: NICE_TA279,
  says: 'pain confirmed to be at the level of the fracture by physical examination and imaging',
  thresholds: [],
  reads: ['examination'],
  assess: judgeExamination,
}

const imagingConfirmsLevel: Criterion = {
  id: 'imaging-confirms-level',
  name: 'Imaging',
  statement: 'Imaging confirms the level of the fracture',
  citation: NICE_TA279,
  says: 'pain confirmed to be at the level of the fracture by physical examination and imaging',
  thresholds: [],
  reads: ['imaging'],
  assess: ({ fracture, facts }) => {
    const { level, imaging } = fracture
    const shown = imaging.find(({ fracture }) => fracture === 'present')
    return shown && level !== null
      ? met(`Shown at ${level} (${studyWords(shown)}).`, [shown.evidence])
      : unknown(
          'No imaging report shows the fracture at a named level.',
          mriFor(fracture, facts, 'at which level is the fracture?'),
        )
  },
}

/** The appraisal of the National Institute for Health and Care Excellence, final text of 2013. */
export const niceTa279: Policy = {
  id: 'nice-ta279',
  title: 'NICE TA279',
  citation: NICE_TA279,
  about:
    'Technology appraisal for osteoporotic fractures, without stenting. The final text gives no numbers and no limit in weeks; the numbers for severe pain are ours. Examination at the level of the fracture is rarely charted as data: where it is not found, it is asked for.',
  mayDecide: false,
  scope: osteoporoticFracture(NICE_TA279, 'osteoporotic vertebral compression fractures'),
  rule: all(
    fractureShown(NICE_TA279, 'vertebral compression fracture'),
    severeOngoingPain,
    recentUnhealedFracture,
    optimalPainManagement,
    examinationConfirmsLevel,
    imagingConfirmsLevel,
    unlessNotMet(painFromThisFracture(NICE_TA279, 'pain confirmed to be at the level of the fracture')),
    unlessNotMet(painNotSettling),
  ),
  excludedBy: new Set(),
}
