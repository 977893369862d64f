import { elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import type { ImagingKind } from './imaging-kind.ts'
import { firstDay } from './record-date.ts'
import { factsOfProcedure, factsOfReport, isOfProcedure, NO_REPORT_FACTS, type ReportFacts } from './report-facts.ts'
import { isNoteOrLaboratory, reportKindOf } from './report-kind.ts'
import { reportTextOf } from './report-narrative.ts'
import { levelsOf } from './site.ts'

/** Reports that say nothing yet, or nothing any more. Servers write `unknown` for finished ones. */
const NOT_READ: ReadonlySet<string> = new Set(['registered', 'cancelled', 'entered-in-error'])

/** Finds the Observation that a report names as its result, among those that came with the reports. */
export type FindResult = (reference: string) => unknown

const NO_RESULTS: FindResult = () => undefined

/** A DiagnosticReport about an image: the study it proves and what it found. */
export function readDiagnosticReport(resource: unknown, findResult: FindResult = NO_RESULTS): ReportFacts {
  if (NOT_READ.has(textOf(resource, 'status') ?? '')) return NO_REPORT_FACTS
  const concept = fieldOf(resource, 'code')
  const date = firstDay(resource, ['effectiveDateTime', 'effectivePeriod', 'issued'])
  if (isOfProcedure(concept)) return factsOfProcedure(resource, concept, levelsOf(resource), date)

  const text = reportTextOf(resource, resultsOf(resource, findResult))
  const titles = elementsOf(resource, 'presentedForm').map((form) => textOf(form, 'title') ?? '')
  const kind = reportKindOf(concept, titles.join('\n'), text)
  return isImaging(resource, kind) ? factsOfReport(resource, kind, text, date) : NO_REPORT_FACTS
}

/** What `result` points to: Observations inside the report, or beside it. */
function resultsOf(resource: unknown, findResult: FindResult): readonly unknown[] {
  const contained = elementsOf(resource, 'contained')
  return elementsOf(resource, 'result').flatMap((result) => {
    const reference = textOf(result, 'reference') ?? ''
    const found = reference.startsWith('#')
      ? contained.find((inner) => textOf(inner, 'id') === reference.slice(1))
      : findResult(reference)
    return found === undefined ? [] : [found]
  })
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

/**
 * Categories are filled in as sites like, so the study's own name counts first, then a radiology category; a report that
 * carries neither is read, one that is filed as something else is not. Notes and laboratory are never read.
 */
function isImaging(resource: unknown, { modality, region }: ImagingKind): boolean {
  const categories = elementsOf(resource, 'category').flatMap((category) =>
    elementsOf(category, 'coding').flatMap((coding) => textOf(coding, 'code') ?? []),
  )
  const codes = elementsOf(fieldOf(resource, 'code'), 'coding').flatMap((coding) => textOf(coding, 'code') ?? [])
  if (isNoteOrLaboratory([...categories, ...codes])) return false
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
