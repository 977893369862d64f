import { elementOf, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import type { ImagingKind } from './imaging-kind.ts'
import { firstDay } from './record-date.ts'
import { factsOfReport, isOfProcedure, NO_REPORT_FACTS, type ReportFacts } from './report-facts.ts'
import { isNoteOrLaboratory, reportKindOf } from './report-kind.ts'
import { documentTextOf } from './report-narrative.ts'

const UNFINISHED: ReadonlySet<string> = new Set(['preliminary', 'entered-in-error'])
const DIAGNOSTIC_IMAGING_STUDY = '18748-4'
/** Papers that name a study and are no report of it. */
const OTHER_PAPERS =
  /\b(?:notes?|letter|order|requisition|request|referral|consultation|consent|authorization|instructions?|education|questionnaire|summary|plan)\b/i

/** A document that holds the text of an imaging report. Nothing is fetched: a document without its text gives nothing. */
export function readDocumentReference(resource: unknown): ReportFacts {
  if (textOf(resource, 'status') !== 'current') return NO_REPORT_FACTS
  if (UNFINISHED.has(textOf(resource, 'docStatus') ?? '')) return NO_REPORT_FACTS
  const type = fieldOf(resource, 'type')
  const attachments = elementsOf(resource, 'content').flatMap((content) => elementOf(content, 'attachment') ?? [])
  const names = [textOf(resource, 'description'), ...attachments.map((attachment) => textOf(attachment, 'title'))]
  const titles = names.join('\n')
  if (isOfProcedure(type) || !isImagingReport(resource, reportKindOf(type, titles, ''), titles)) return NO_REPORT_FACTS

  const text = documentTextOf(attachments)
  // The document may be filed long after the study.
  const date = firstDay(fieldOf(resource, 'context'), ['period']) ?? firstDay(resource, ['date'])
  return text === '' ? NO_REPORT_FACTS : factsOfReport(resource, reportKindOf(type, titles, text), text, date)
}

/** It is typed as an imaging study, or its names say one of the spine or of bone density. */
function isImagingReport(resource: unknown, { modality, region }: ImagingKind, titles: string): boolean {
  const concepts = [...elementsOf(resource, 'type'), ...elementsOf(resource, 'category')]
  const codes = concepts.flatMap((concept) =>
    elementsOf(concept, 'coding').flatMap((coding) => textOf(coding, 'code') ?? []),
  )
  if (isNoteOrLaboratory(codes)) return false
  if (codes.includes(DIAGNOSTIC_IMAGING_STUDY)) return true
  if (OTHER_PAPERS.test(`${wordsOf(fieldOf(resource, 'type'))}\n${titles}`)) return false
  return modality === 'DXA' || (modality !== 'unknown' && region !== null)
}
