import { type CalendarDate, daysBetween } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import type { Criterion, FractureCase } from '../criterion.ts'
import type { Fracture, Onset } from '../facts.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { ACUTE_ENDS, EDEMA_CURRENT, EDEMA_DATES, isOlderThan, readEdema, SUBACUTE_ENDS } from '../fracture-age.ts'
import { onsetWords } from '../fracture-onset.ts'
import { judgeRolandMorris, ROLAND_MORRIS_SEVERE } from '../functional-impact.ts'
import { studyWords } from '../imaging-evidence.ts'
import { PAIN_WINDOW, TREND_DAYS, TREND_STEP } from '../pain.ts'
import { all, atLeast, oneOf, unlessNotMet } from '../rule.ts'
import { judgeWorsening } from '../severe-pain.ts'
import { MEDICARE_LCD } from '../sources.ts'
import { judgeTreatment, PAIN_DESPITE_TREATMENT, TREATMENT_TRIAL } from '../treatment.ts'
import { judgeUnhealed } from '../unhealed.ts'
import { HEIGHT_LOSS, judgeHeightLoss, judgeKyphosis, judgeProgression, PROGRESSION_STEP } from '../vertebral-height.ts'
import { betweenBranches, hospitalisedPain, nonHospitalisedPain } from './medicare-pain-branches.ts'
import { osteoporoticFracture } from './osteoporotic-fracture.ts'
import type { Policy } from './policy.ts'
import { fractureShown, painFromThisFracture, painNotSettling } from './preconditions.ts'

export const CONDITIONS_NEEDED: Threshold = {
  id: 'conditions-needed',
  value: 2,
  unit: '{conditions}',
  says: 'stable to improved pain (but NRS or VAS still >= 5) with at least 2 of the following',
  origin: 'source',
  citation: MEDICARE_LCD,
}

const acuteOrSubacute: Criterion = {
  id: 'acute-or-subacute',
  name: 'Acute or subacute',
  statement: 'Acute (under 6 weeks) or subacute (6 to 12 weeks, day 84 included) by the onset of symptoms',
  citation: MEDICARE_LCD,
  says: 'acute (< 6 weeks) or subacute (6-12 weeks) osteoporotic VCF based on symptom onset',
  thresholds: [ACUTE_ENDS, SUBACUTE_ENDS, EDEMA_DATES],
  reads: ['fracture', 'imaging'],
  assess: ({ fracture, assessedOn }) => {
    const { onset } = fracture
    if (onset === null) return judgeUndated(fracture, assessedOn, 'The fracture has no date.')
    switch (isOlderThan(SUBACUTE_ENDS.value, onset, assessedOn)) {
      case 'met':
        return notMet(`Older than 12 weeks: began ${onsetWords(onset)}.`, fracture.evidence)
      case 'not-met':
        return met(`${phaseWords(onset, assessedOn)}: began ${onsetWords(onset)}.`, fracture.evidence)
      case 'unknown':
        return judgeUndated(fracture, assessedOn, `Began ${onsetWords(onset)}.`)
    }
  },
}

/** Day 42 is the first of the subacute weeks. */
function phaseWords(onset: Onset, assessedOn: CalendarDate): string {
  const isSubacute = isOlderThan(ACUTE_ENDS.value - 1, onset, assessedOn)
  if (isSubacute === 'unknown') return 'Acute or subacute'
  return isSubacute === 'met' ? 'Subacute' : 'Acute'
}

/** Where the onset does not tell, edema or uptake shows that the fracture is recent. */
function judgeUndated(fracture: Fracture, assessedOn: CalendarDate, because: string): Judgement {
  const { edema, study } = readEdema(fracture, assessedOn)
  const isFresh = study?.date != null && daysBetween(study.date, assessedOn) <= EDEMA_DATES.value
  return edema === 'yes' && study && isFresh
    ? met(`${because} Edema or uptake (${studyWords(study)}) shows that it is recent.`, [study.evidence])
    : unknown(because, { id: 'onset', text: 'when the symptoms began' }, fracture.evidence)
}

const edemaOrUptake: Criterion = {
  id: 'edema-or-uptake',
  name: 'Edema or uptake',
  statement: 'Marrow edema on MRI, or uptake on bone scan or SPECT; a radiograph or plain CT is not enough',
  citation: MEDICARE_LCD,
  says: 'advanced imaging (bone marrow edema on MRI or bone-scan/SPECT/CT uptake)',
  thresholds: [EDEMA_CURRENT],
  reads: ['imaging'],
  assess: judgeUnhealed,
}

const despiteTreatment: Criterion = {
  id: 'despite-treatment',
  name: 'Despite treatment',
  statement: 'Pain is still at least 5/10 despite non-surgical management',
  citation: MEDICARE_LCD,
  says: 'despite optimal non-surgical management (NSM)',
  thresholds: [TREATMENT_TRIAL, PAIN_DESPITE_TREATMENT, PAIN_WINDOW],
  reads: ['treatment', 'pain'],
  assess: judgeTreatment,
}

const worseningPain: Criterion = {
  id: 'worsening-pain',
  name: 'Worsening pain',
  statement: 'Pain is worsening',
  citation: MEDICARE_LCD,
  says: 'worsening pain',
  thresholds: [TREND_STEP, TREND_DAYS, PAIN_WINDOW],
  reads: ['pain'],
  assess: judgeWorsening,
}

const heightLossProgression: Criterion = {
  id: 'height-loss-progression',
  name: 'More height loss',
  statement: 'The loss of vertebral height has progressed',
  citation: MEDICARE_LCD,
  says: 'progression of vertebral body height loss',
  thresholds: [PROGRESSION_STEP],
  reads: ['imaging'],
  assess: judgeProgression,
}

const heightLossOver25: Criterion = {
  id: 'height-loss-over-25-percent',
  name: 'Height loss over 25 %',
  statement: 'The vertebra has lost more than 25 % of its height',
  citation: MEDICARE_LCD,
  says: '> 25% vertebral body height reduction',
  thresholds: [HEIGHT_LOSS],
  reads: ['imaging'],
  assess: judgeHeightLoss,
}

const kyphoticDeformity: Criterion = {
  id: 'kyphotic-deformity',
  name: 'Kyphotic deformity',
  statement: 'Kyphotic deformity',
  citation: MEDICARE_LCD,
  says: 'kyphotic deformity',
  thresholds: [],
  reads: ['imaging'],
  assess: judgeKyphosis,
}

const rolandMorrisOver17: Criterion = {
  id: 'roland-morris-over-17',
  name: 'Roland-Morris over 17',
  statement: 'Severe impact on daily functioning: Roland-Morris score above 17 of 24',
  citation: MEDICARE_LCD,
  says: 'severe impact of VCF on daily functioning (RDQ > 17)',
  thresholds: [ROLAND_MORRIS_SEVERE],
  reads: ['function'],
  assess: ({ facts, fracture }: FractureCase) => judgeRolandMorris(facts.function, fracture.onset),
}

/** The Medicare coverage policy: who is covered, not who should be treated. Its bone-health duties are companions. */
export const medicareLcd: Policy = {
  id: 'medicare-lcd',
  title: 'Medicare LCD',
  citation: MEDICARE_LCD,
  about:
    'Local coverage determination for osteoporotic fractures; the text of the contractors seen (L34106, L33569) has the same operative words. L35130 (Novitas, Texas) was not seen. It speaks about coverage, not about who benefits. A hospitalised patient with pain 5-7 meets neither of its branches.',
  mayDecide: true,
  scope: osteoporoticFracture(
    MEDICARE_LCD,
    'osteoporotic VCF; coverage for other conditions is left to medical necessity',
  ),
  rule: all(
    fractureShown(MEDICARE_LCD, 'T1-L5'),
    acuteOrSubacute,
    edemaOrUptake,
    oneOf(
      hospitalisedPain,
      betweenBranches,
      all(
        nonHospitalisedPain,
        despiteTreatment,
        oneOf(
          worseningPain,
          atLeast(
            CONDITIONS_NEEDED,
            'not-met',
            heightLossProgression,
            heightLossOver25,
            kyphoticDeformity,
            rolandMorrisOver17,
          ),
        ),
      ),
    ),
    unlessNotMet(
      painFromThisFracture(MEDICARE_LCD, 'excluded: current back pain not primarily due to the identified fracture'),
    ),
    unlessNotMet(painNotSettling),
  ),
  // "Can have none of the following" stands over the relative exclusions as well.
  excludedBy: new Set([
    'spinal-infection',
    'pregnancy',
    'more-than-three-levels',
    'cement-allergy',
    'contrast-allergy',
    'inr-high',
    'platelets-low',
    'spinal-instability',
    'neurological-deficit',
    'neural-compression',
    'retropulsion',
    'canal-compromise',
  ]),
}
