import type { Augmentation, BoneHealthCare, ImagingFinding, Modality, SpineStudy } from '../clinical/facts.ts'
import type { SpineRegion } from '../clinical/level.ts'
import { readReport } from '../report-text/read-report.ts'
import type { ReportFindings } from '../report-text/report-findings.ts'
import { elementsOf, fieldOf, textOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { imagingKindOf, modalityInWords } from './imaging-kind.ts'
import { firstDay } from './record-date.ts'
import { reportTextOf } from './report-narrative.ts'
import { levelsOf } from './site.ts'
import { meaningsOf } from './value-sets/index.ts'

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

/**
 * A DiagnosticReport: the study it proves and what its words found. Reports are not chosen by category, which sites fill
 * in as they like; only laboratory reports are passed over.
 */
export function readDiagnosticReport(resource: unknown): ReportFacts {
  if (NOT_READ.has(textOf(resource, 'status') ?? '') || isLaboratory(resource)) return NOTHING
  const concept = fieldOf(resource, 'code')
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  if (groups.has('procedure_report.kyphoplasty') || groups.has('procedure_report.vertebroplasty'))
    return procedureReport(resource)

  const kind = imagingKindOf(concept)
  const text = reportTextOf(resource)
  const findings = readReport(text)
  const modality = kind.modality === 'unknown' ? modalityInWords(text.slice(0, 200)) : kind.modality
  return factsIn(resource, findings, modality, kind.region)
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
  const words = imagingKindOf(fieldOf(resource, 'code')).region
  const augmentation = {
    levels: levelsOf(resource),
    region: words === 'spine' ? null : words,
    date,
    evidence: evidenceOf(resource, date),
  }
  return { ...NOTHING, augmentations: [augmentation] }
}

const LABORATORY: ReadonlySet<string> = new Set(['LAB', 'laboratory', 'HM', 'CH', 'MB', 'LP29693-6', '26436-6'])

function isLaboratory(resource: unknown): boolean {
  return elementsOf(resource, 'category').some((category) =>
    elementsOf(category, 'coding').some((coding) => LABORATORY.has(textOf(coding, 'code') ?? '')),
  )
}
