import type { CalendarDate } from '../clinical/calendar.ts'
import type {
  Augmentation,
  BoneDensity,
  BoneHealthCare,
  ImagingFinding,
  SpineStudy,
  TumourStability,
} from '../clinical/facts.ts'
import type { SpineRegion, VertebralLevel } from '../clinical/level.ts'
import { readReport } from '../report-text/read-report.ts'
import { readTScores } from '../report-text/read-t-scores.ts'
import type { LevelFindings } from '../report-text/report-findings.ts'
import { codedFindings } from './coded-conclusion.ts'
import { wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { type ImagingKind, modalityInWords } from './imaging-kind.ts'
import { isAugmentationDone } from './read-procedure.ts'
import { jointRegion, regionInWords } from './site.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

export interface ReportFacts {
  readonly imaging: readonly ImagingFinding[]
  readonly studies: readonly SpineStudy[]
  readonly augmentations: readonly Augmentation[]
  readonly boneDensity: readonly BoneDensity[]
  readonly tumourStability: readonly TumourStability[]
  readonly boneHealthCare: readonly BoneHealthCare[]
  /** There is a report, in no words that can be read: a PDF, an address, a broken attachment. */
  readonly isUnread: boolean
}

export const NO_REPORT_FACTS: ReportFacts = {
  imaging: [],
  studies: [],
  augmentations: [],
  boneDensity: [],
  tumourStability: [],
  boneHealthCare: [],
  isUnread: false,
}

/** The study that a report proves, and what its words and the codes of its conclusion found. */
export function factsOfReport(
  resource: unknown,
  { modality, region: named }: ImagingKind,
  text: string,
  date: CalendarDate | null,
): ReportFacts {
  const { levels, region: read, sins } = readReport(text)
  const coded = codedFindings(resource, levels, named ?? read)
  const covered = named ?? read ?? jointRegion(coded.flatMap(({ region }) => region ?? []))
  const evidence = evidenceOf(resource, date)
  const inText = evidenceOf(resource, date, 'text')
  const imaging: readonly ImagingFinding[] = [
    ...levels.map((finding) => ({ ...finding, modality, region: covered, date, evidence: inText })),
    ...coded.map(({ finding, region: own }) => {
      return { ...finding, modality, region: finding.level === null ? own : covered, date, evidence }
    }),
  ]
  return {
    imaging,
    studies:
      named === null && imaging.length === 0
        ? []
        : [{ modality, region: covered, date, evidence, isSilent: text !== '' }],
    // Cement on an image was put there on or before that day; which day, the image does not tell.
    augmentations: levels.filter(hasCement).map(({ level }) => {
      return { levels: level === null ? [] : [level], region: covered, date, isOnImage: true, evidence: inText }
    }),
    boneDensity: modality === 'DXA' ? readTScores(text).map((score) => ({ ...score, date, evidence: inText })) : [],
    tumourStability: sins.map((stated) => ({ ...stated, points: {}, date, evidence: inText })),
    boneHealthCare: modality === 'DXA' ? [{ kind: 'bone-density-study', date, evidence }] : [],
    isUnread: text === '' && coded.length === 0,
  }
}

function hasCement({ augmented, acuity }: LevelFindings): boolean {
  return augmented === 'yes' && acuity !== 'acute'
}

/** Fluoroscopy is how an augmentation is guided; another image that names one looks at it afterwards. */
export function isOfProcedure(concept: unknown): boolean {
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  if (isCodedProcedureReport(groups)) return true
  const name = wordsOf(concept)
  const modality = modalityInWords(name)
  return isAugmentationDone(groups, modality === 'unknown' || modality === 'RF' ? name : '')
}

function isCodedProcedureReport(groups: ReadonlySet<CodeGroup>): boolean {
  return groups.has('procedure_report.kyphoplasty') || groups.has('procedure_report.vertebroplasty')
}

/** Guidance for a kyphoplasty or vertebroplasty: the report of an augmentation that was done. */
export function factsOfProcedure(
  resource: unknown,
  concept: unknown,
  levels: readonly VertebralLevel[],
  date: CalendarDate | null,
): ReportFacts {
  const coded = meaningsOf(concept).find((meaning) => meaning.region !== null)?.region
  const named = coded ?? regionInWords(wordsOf(concept))
  const region: SpineRegion | null = named === 'spine' ? null : named
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  const evidence = evidenceOf(
    resource,
    date,
    basisOf(true, isCodedProcedureReport(groups) || isAugmentationDone(groups, '')),
  )
  return { ...NO_REPORT_FACTS, augmentations: [{ levels, region, date, isOnImage: false, evidence }] }
}
