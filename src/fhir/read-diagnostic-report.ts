import type { Augmentation, BoneHealthCare, ImagingFinding, Modality, SpineStudy } from '../clinical/facts.ts'
import type { SpineRegion } from '../clinical/level.ts'
import { readReport } from '../report-text/read-report.ts'
import type { ReportFindings } from '../report-text/report-findings.ts'
import { elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { type ImagingKind, imagingKindOf, modalityInWords } from './imaging-kind.ts'
import { isAugmentationDone } from './read-procedure.ts'
import { firstDay } from './record-date.ts'
import { reportTextOf } from './report-narrative.ts'
import { levelsOf, regionInWords } from './site.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

export interface ReportFacts {
  readonly imaging: readonly ImagingFinding[]
  readonly studies: readonly SpineStudy[]
  readonly augmentations: readonly Augmentation[]
  readonly boneHealthCare: readonly BoneHealthCare[]
}

const NOTHING: ReportFacts = { imaging: [], studies: [], augmentations: [], boneHealthCare: [] }

/** Reports that say nothing yet, or nothing any more. Servers write `unknown` for finished ones. */
const NOT_READ: ReadonlySet<string> = new Set(['registered', 'cancelled', 'entered-in-error'])
const DATE_FIELDS = ['effectiveDateTime', 'effectivePeriod', 'issued'] as const

/** A DiagnosticReport about an image: the study it proves and what its words found. */
export function readDiagnosticReport(resource: unknown): ReportFacts {
  if (NOT_READ.has(textOf(resource, 'status') ?? '')) return NOTHING
  const concept = fieldOf(resource, 'code')
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  if (isOfProcedure(groups, wordsOf(concept))) return procedureReport(resource)

  const text = reportTextOf(resource)
  const kind = kindOf(resource, text)
  return isImaging(resource, kind) ? factsIn(resource, readReport(text), kind.modality, kind.region) : NOTHING
}

/** Fluoroscopy is how an augmentation is guided; another image that names one looks at it afterwards. */
function isOfProcedure(groups: ReadonlySet<CodeGroup>, name: string): boolean {
  if (groups.has('procedure_report.kyphoplasty') || groups.has('procedure_report.vertebroplasty')) return true
  const modality = modalityInWords(name)
  return isAugmentationDone(groups, modality === 'unknown' || modality === 'RF' ? name : '')
}

const TITLE_CHARACTERS = 200
/** What comes after these speaks of other studies too. */
const END_OF_TITLE =
  /\b(?:comparison|history|indication|clinical|reason|technique|findings|impression|conclusion)\b|[.;]\s/i

/** What was done: by the code and its words, else by the title of an attachment, else by the head of the text. */
function kindOf(resource: unknown, text: string): ImagingKind {
  const named = imagingKindOf(fieldOf(resource, 'code'))
  const title = elementsOf(resource, 'presentedForm').map((form) => textOf(form, 'title') ?? '')
  const [head = ''] = text.slice(0, TITLE_CHARACTERS).split(END_OF_TITLE)
  const modalities = [named.modality, modalityInWords(title.join('\n')), modalityInWords(head)]
  return {
    modality: modalities.find((modality) => modality !== 'unknown') ?? 'unknown',
    region: named.region ?? regionInWords(title.join('\n')),
  }
}

/** HL7 v2-0074 and LOINC names for radiology and its kin. */
const IMAGING_CATEGORIES: ReadonlySet<string> = new Set([
  'RAD',
  'RX',
  'RUS',
  'NMR',
  'NMS',
  'CT',
  'LP29684-5',
  '18748-4',
])
/** Notes and laboratory reports are DiagnosticReports too, and a note repeats every old diagnosis. */
const OTHER_CATEGORIES: ReadonlySet<string> = new Set([
  'LAB',
  'laboratory',
  'HM',
  'CH',
  'MB',
  'LP29693-6',
  '26436-6',
  '11506-3',
  '34117-2',
  '51847-2',
  '34109-9',
  '18842-5',
  '28570-0',
])

/**
 * Categories are filled in as sites like, so the study's own name counts first, then a radiology category; a report that
 * carries neither is read, one that is filed as something else is not. Notes and laboratory are never read.
 */
function isImaging(resource: unknown, { modality, region }: ImagingKind): boolean {
  const categories = elementsOf(resource, 'category').flatMap((category) =>
    elementsOf(category, 'coding').flatMap((coding) => textOf(coding, 'code') ?? []),
  )
  const codes = elementsOf(fieldOf(resource, 'code'), 'coding').flatMap((coding) => textOf(coding, 'code') ?? [])
  if ([...categories, ...codes].some((code) => OTHER_CATEGORIES.has(code))) return false
  return (
    modality !== 'unknown' ||
    region !== null ||
    categories.some((code) => IMAGING_CATEGORIES.has(code)) ||
    elementsOf(resource, 'category').length === 0 ||
    hasImagingWords(resource)
  )
}

function hasImagingWords(resource: unknown): boolean {
  return elementsOf(resource, 'category').some((category) => /radiolog|imaging|x-?ray/i.test(wordsOf(category)))
}

function factsIn(
  resource: unknown,
  { levels, region }: ReportFindings,
  modality: Modality,
  named: SpineRegion | null,
): ReportFacts {
  const date = firstDay(resource, DATE_FIELDS)
  const evidence = evidenceOf(resource, date, 'text')
  const covered = named ?? region
  const imaging = levels.map((finding): ImagingFinding => ({ ...finding, modality, region: covered, date, evidence }))
  const augmented = levels.filter((finding) => finding.augmented === 'yes' && finding.acuity !== 'acute')
  return {
    imaging,
    studies:
      named === null && levels.length === 0
        ? []
        : [{ modality, region: covered, date, evidence: evidenceOf(resource, date) }],
    // Cement on an image was put there on or before that day; which day, the image does not tell.
    augmentations: augmented.map(({ level }) => ({
      levels: level === null ? [] : [level],
      region: covered,
      date,
      evidence,
    })),
    boneHealthCare:
      modality === 'DXA' ? [{ kind: 'bone-density-study', date, evidence: evidenceOf(resource, date) }] : [],
  }
}

/** Guidance for a kyphoplasty or vertebroplasty: the report of an augmentation that was done. */
function procedureReport(resource: unknown): ReportFacts {
  const date = firstDay(resource, DATE_FIELDS)
  const concept = fieldOf(resource, 'code')
  const coded = meaningsOf(concept).find((meaning) => meaning.region !== null)?.region
  const region = coded ?? regionInWords(wordsOf(concept))
  const augmentation = {
    levels: levelsOf(resource),
    region: region === 'spine' ? null : region,
    date,
    evidence: evidenceOf(resource, date),
  }
  return { ...NOTHING, augmentations: [augmentation] }
}
