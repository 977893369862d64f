import type { Threshold } from '../citation.ts'
import type { Criterion } from '../criterion.ts'
import { met, notMet, unknown } from '../finding.ts'
import { EDEMA_CURRENT } from '../fracture-age.ts'
import { judgeMobility, ROLAND_MORRIS_SEVERE } from '../functional-impact.ts'
import { ADULT, ageUnder18 } from '../gates/age-and-pregnancy.ts'
import { highEnergyTrauma } from '../gates/nerves-and-stability.ts'
import { malignantPatternOf, studyWords } from '../imaging-evidence.ts'
import { PAIN_WINDOW, TREND_DAYS, TREND_STEP } from '../pain.ts'
import { all, atLeast, oneOf, unlessNotMet } from '../rule.ts'
import { judgeScoreAtLeast, judgeWorsening } from '../severe-pain.ts'
import { OURS, ours, RAND_2018 } from '../sources.ts'
import { judgeAdvancedImaging } from '../unhealed.ts'
import { HEIGHT_LOSS, judgeHeightLoss, judgeKyphosis, judgeProgression, PROGRESSION_STEP } from '../vertebral-height.ts'
import { CAUSE_MISSING, causeWords } from './osteoporotic-fracture.ts'
import type { Policy } from './policy.ts'
import { fractureShown, painFromThisFracture, painNotSettling } from './preconditions.ts'

export const PAIN_PRESENTING: Threshold = {
  id: 'pain-presenting',
  value: 5,
  unit: '{0-10 score}',
  says: 'patients presenting with back pain, VAS >= 5',
  origin: 'source',
  citation: RAND_2018,
}

export const UNFAVOURABLE_CONDITIONS = ours(
  'unfavourable-conditions',
  2,
  '{conditions}',
  'the panel says two to four, depending on their weight; the weights are not public, two is our flattening',
)

const fragilityFracture: Criterion = {
  id: 'fragility-fracture',
  name: 'Fragility fracture',
  statement: 'An adult; no malignant fracture is documented or suspected on imaging, no high-energy trauma',
  citation: RAND_2018,
  says: 'excluded: high-velocity trauma, suspected malignant non-fragility fracture, age < 18',
  thresholds: [ADULT],
  reads: ['fracture', 'imaging', 'safety', 'patient'],
  assess: (fractureCase) => {
    const { fracture, facts, assessedOn } = fractureCase
    const { cause, evidence } = fracture
    const subject = { facts, assessedOn, current: [fractureCase] }
    if (cause === 'neoplastic') return notMet(`The fracture is documented as ${causeWords(cause)}.`, evidence)
    const malignant = malignantPatternOf(fracture.imaging)
    if (malignant) return notMet(`Malignant pattern on imaging (${studyWords(malignant)}).`, [malignant.evidence])
    const young = ageUnder18.assess(subject)
    if (young.finding === 'met') return notMet(young.because)
    const trauma = highEnergyTrauma.assess(subject)
    if (trauma.finding === 'met') return notMet(trauma.because, trauma.evidence)
    return cause === 'not-documented'
      ? unknown('No cause is documented.', CAUSE_MISSING, evidence)
      : met(`The fracture is documented as ${causeWords(cause)}.`, evidence)
  },
}

const painAtLeast5: Criterion = {
  id: 'pain-at-least-5',
  name: 'Pain at least 5/10',
  statement: 'Pain at least 5/10',
  citation: RAND_2018,
  says: 'back pain VAS >= 5',
  thresholds: [PAIN_PRESENTING, PAIN_WINDOW],
  reads: ['pain'],
  assess: (fractureCase) => judgeScoreAtLeast(fractureCase, PAIN_PRESENTING),
}

const positiveAdvancedImaging: Criterion = {
  id: 'positive-advanced-imaging',
  name: 'Positive advanced imaging',
  statement: 'MRI, bone scan or CT shows a recent fracture: edema, uptake, or called acute',
  citation: RAND_2018,
  says: 'positive findings on advanced imaging (MRI first; bone scan or CT where MRI is impossible)',
  thresholds: [EDEMA_CURRENT],
  reads: ['imaging'],
  assess: judgeAdvancedImaging,
}

const worseningSymptoms: Criterion = {
  id: 'worsening-symptoms',
  name: 'Worsening symptoms',
  statement: 'Symptoms have worsened',
  citation: RAND_2018,
  says: 'evolution of symptoms: worsened',
  thresholds: [TREND_STEP, TREND_DAYS],
  reads: ['pain'],
  assess: judgeWorsening,
}

const heightLossOver25: Criterion = {
  id: 'height-loss-over-25-percent',
  name: 'Height loss over 25 %',
  statement: 'The vertebra has lost more than 25 % of its height',
  citation: OURS,
  says: 'degree of height reduction, without a public cut-point; 25 % is taken from the coverage policy',
  thresholds: [HEIGHT_LOSS],
  reads: ['imaging'],
  assess: judgeHeightLoss,
}

const kyphoticDeformity: Criterion = {
  id: 'kyphotic-deformity',
  name: 'Kyphotic deformity',
  statement: 'Kyphotic deformity',
  citation: RAND_2018,
  says: 'kyphotic deformity, without a public cut-point',
  thresholds: [],
  reads: ['imaging'],
  assess: judgeKyphosis,
}

const heightLossProgression: Criterion = {
  id: 'height-loss-progression',
  name: 'More height loss',
  statement: 'The loss of vertebral height has progressed',
  citation: RAND_2018,
  says: 'progression of height loss, without a public cut-point',
  thresholds: [PROGRESSION_STEP],
  reads: ['imaging'],
  assess: judgeProgression,
}

const severeFunctionalImpact: Criterion = {
  id: 'severe-functional-impact',
  name: 'Severe functional impact',
  statement: 'Severe functional impact or reduced mobility',
  citation: OURS,
  says: 'impact on daily functioning, without a public cut-point',
  thresholds: [ROLAND_MORRIS_SEVERE],
  reads: ['function'],
  assess: ({ facts, fracture }) => judgeMobility(facts.function, fracture.onset),
}

/** The clinical pathway of a RAND/UCLA expert panel. Its ratings table is not public: this is the published rule, no finer. */
export const rand2018: Policy = {
  id: 'rand-2018',
  title: 'RAND/UCLA pathway 2018',
  citation: RAND_2018,
  about:
    'An expert panel rated 576 scenarios: augmentation appropriate in 46 %, uncertain in 38 %, non-surgical management in 16 %. The ratings table and the cut-points of its categories are not public; the rule here is the published summary, the cut-points are ours, and one unfavourable condition is called uncertain. It has no test of failed treatment.',
  mayDecide: false,
  scope: fragilityFracture,
  rule: all(
    fractureShown(RAND_2018, 'vertebral fragility fracture'),
    painAtLeast5,
    positiveAdvancedImaging,
    oneOf(
      worseningSymptoms,
      atLeast(
        UNFAVOURABLE_CONDITIONS,
        'unknown',
        heightLossOver25,
        kyphoticDeformity,
        heightLossProgression,
        severeFunctionalImpact,
      ),
    ),
    unlessNotMet(painFromThisFracture(OURS, 'nothing: our own reading, from the coverage policies')),
    unlessNotMet(painNotSettling),
  ),
  excludedBy: new Set(),
}
