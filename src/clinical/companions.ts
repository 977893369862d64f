import { addMonths, type CalendarDate, isCalendarDate } from './calendar.ts'
import type { Citation, Threshold } from './citation.ts'
import { orCouldNotLook } from './could-not-look.ts'
import type { BoneDensity, PatientFacts, Source } from './facts.ts'
import { type Judgement, met, unknown } from './finding.ts'
import { ASBMR_COALITION, BHOF_2022, MEDICARE_LCD, ours } from './sources.ts'

export const BONE_DENSITY_COUNTS = ours(
  'bone-density-counts',
  24,
  'mo',
  'a bone density study counts for two years (HEDIS OMW excludes women with one in the 24 months before)',
)

export const SENTINEL_AGE: Threshold = {
  id: 'sentinel-age',
  value: 50,
  unit: 'a',
  says: 'any new fracture at 50 or older is a sentinel event',
  origin: 'source',
  citation: BHOF_2022,
}

/** Bone-health advice beside the main one: it never decides anything. */
export interface Companion {
  readonly id: 'bone-density-evaluation' | 'osteoporosis-treatment' | 'fracture-liaison-referral'
  readonly statement: string
  readonly citation: Citation
  readonly thresholds: readonly Threshold[]
  /** Where the answer is looked for: if one of these could not be read, nothing is said to be missing. */
  readonly sources: readonly Source[]
  readonly assess: (facts: PatientFacts, assessedOn: CalendarDate) => Judgement
}

export interface AssessedCompanion extends Judgement {
  readonly id: Companion['id']
  readonly statement: string
  readonly citation: string
}

export const COMPANIONS: readonly Companion[] = [
  {
    id: 'bone-density-evaluation',
    statement: 'Bone density of spine, hip or femur measured within two years',
    citation: MEDICARE_LCD,
    thresholds: [BONE_DENSITY_COUNTS],
    sources: ['observations', 'imagingReports'],
    assess: judgeBoneDensity,
  },
  {
    id: 'osteoporosis-treatment',
    statement: 'Osteoporosis treatment',
    citation: MEDICARE_LCD,
    thresholds: [],
    sources: ['medications'],
    assess: judgeMedicine,
  },
  {
    id: 'fracture-liaison-referral',
    statement: 'Referral to a fracture liaison service, endocrinology or another bone-health clinic',
    citation: ASBMR_COALITION,
    thresholds: [],
    sources: ['serviceRequests'],
    assess: judgeReferral,
  },
]

export function assessCompanions(facts: PatientFacts, assessedOn: CalendarDate): readonly AssessedCompanion[] {
  return COMPANIONS.map(({ id, statement, citation, sources, assess }) => ({
    id,
    statement,
    citation: citation.title,
    ...orCouldNotLook(assess(facts, assessedOn), sources, facts),
  }))
}

/** Peripheral sites do not answer the question that a spine, hip or femur study answers. */
const CENTRAL_SITES: ReadonlySet<string> = new Set(['lumbar-spine', 'hip', 'femoral-neck'])

function judgeBoneDensity(facts: PatientFacts, assessedOn: CalendarDate): Judgement {
  const { boneDensity, boneHealthCare } = facts
  const isRecent = (date: CalendarDate | null) =>
    date !== null && isCalendarDate(date) && addMonths(date, BONE_DENSITY_COUNTS.value) >= assessedOn
  const central = boneDensity.filter(({ site }) => CENTRAL_SITES.has(site))
  const recent = central.find(({ date }) => isRecent(date))
  if (recent) return met(`${scoreWords(recent)}.`, [recent.evidence])
  const study = boneHealthCare.find(({ kind, date }) => kind === 'bone-density-study' && isRecent(date))
  if (study) return met(`Bone density study on ${study.date}.`, [study.evidence])

  const missing = { id: 'bone-density', text: 'a bone density study (DXA)' }
  const old = central[0] ?? boneDensity.find(({ date }) => isRecent(date))
  if (!old) {
    const nothingFound = 'No bone density of spine, hip or femur within two years found.'
    return unknown(nothingFound, missing)
  }
  const why = CENTRAL_SITES.has(old.site) ? 'not known to be within two years' : 'not of spine, hip or femur'
  return unknown(`${scoreWords(old)}: ${why}.`, missing, [old.evidence])
}

function scoreWords({ tScore, site, date }: BoneDensity): string {
  return `T-score ${tScore} (${site}) ${date === null ? 'without a date' : `on ${date}`}`
}

function judgeMedicine(facts: PatientFacts): Judgement {
  const medicine = facts.boneHealthCare.find(({ kind }) => kind === 'anti-osteoporosis-drug')
  if (medicine) return met(`Osteoporosis medicine (${medicine.date ?? 'undated'}).`, [medicine.evidence])
  return unknown('No osteoporosis medicine found.', {
    id: 'bone-health',
    text: 'osteoporosis treatment',
  })
}

function judgeReferral(facts: PatientFacts): Judgement {
  const isReferral = ({ kind }: { readonly kind: string }) => kind === 'bone-health-referral'
  const done = facts.boneHealthCare.find(isReferral) ?? facts.plannedCare.find(isReferral)
  if (done) return met(`Bone-health referral (${done.date ?? 'undated'}).`, [done.evidence])
  return unknown('No bone-health referral found.', {
    id: 'bone-health-referral',
    text: 'a fracture liaison or endocrinology referral',
  })
}
