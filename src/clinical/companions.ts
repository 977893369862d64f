import { addMonths, type CalendarDate, isCalendarDate } from './calendar.ts'
import type { Citation } from './citation.ts'
import { lookedWords } from './could-not-look.ts'
import type { BoneHealthCare, PatientFacts } from './facts.ts'
import { type Judgement, met, unknown } from './finding.ts'
import { MEDICARE_LCD, ours } from './sources.ts'

export const BONE_DENSITY_COUNTS = ours(
  24,
  'mo',
  'a bone density study counts for two years (HEDIS OMW excludes women with one in the 24 months before)',
)

/** Bone-health advice beside the main one: it never decides anything. */
export interface AssessedCompanion extends Judgement {
  readonly id: 'bone-density-evaluation' | 'osteoporosis-treatment'
  readonly statement: string
  readonly citation: string
}

/** Peripheral sites do not answer the question that a spine, hip or femur study answers. */
const CENTRAL_SITES: ReadonlySet<string> = new Set(['lumbar-spine', 'hip', 'femoral-neck'])

export function assessCompanions(facts: PatientFacts, assessedOn: CalendarDate): readonly AssessedCompanion[] {
  return [
    companion(
      'bone-density-evaluation',
      'Bone density measured within two years',
      MEDICARE_LCD,
      judgeBoneDensity(facts, assessedOn),
    ),
    companion(
      'osteoporosis-treatment',
      'Osteoporosis treatment or bone-health referral',
      MEDICARE_LCD,
      judgeTreatmentOf(facts),
    ),
  ]
}

function companion(
  id: AssessedCompanion['id'],
  statement: string,
  citation: Citation,
  judgement: Judgement,
): AssessedCompanion {
  return { id, statement, citation: citation.title, ...judgement }
}

function judgeBoneDensity(facts: PatientFacts, assessedOn: CalendarDate): Judgement {
  const { boneDensity, boneHealthCare } = facts
  const isRecent = (date: CalendarDate | null) =>
    date !== null && isCalendarDate(date) && addMonths(date, BONE_DENSITY_COUNTS.value) >= assessedOn
  const central = boneDensity.find(({ site, date }) => CENTRAL_SITES.has(site) && isRecent(date))
  if (central) return met(`T-score ${central.tScore} (${central.site}) on ${central.date}.`, [central.evidence])
  const study = boneHealthCare.find(({ kind, date }) => kind === 'bone-density-study' && isRecent(date))
  if (study) return met(`Bone density study on ${study.date}.`, [study.evidence])
  const nothingFound = 'No bone density of spine, hip or femur within two years found.'
  return unknown(lookedWords(facts, 'observations', nothingFound), {
    id: 'bone-density',
    text: 'a bone density study (DXA)',
  })
}

const CARE_WORDS: Readonly<Record<BoneHealthCare['kind'], string>> = {
  'anti-osteoporosis-drug': 'Osteoporosis medicine',
  'bone-density-study': 'Bone density study',
  'bone-health-referral': 'Bone-health referral',
}

function judgeTreatmentOf(facts: PatientFacts): Judgement {
  const care = facts.boneHealthCare.find(({ kind }) => kind !== 'bone-density-study')
  return care
    ? met(`${CARE_WORDS[care.kind]} (${care.date ?? 'undated'}).`, [care.evidence])
    : unknown(lookedWords(facts, 'medications', 'No osteoporosis medicine or bone-health referral found.'), {
        id: 'bone-health',
        text: 'osteoporosis treatment or a bone-health referral',
      })
}
