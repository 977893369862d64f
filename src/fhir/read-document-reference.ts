import type { CalendarDate } from '../clinical/calendar.ts'
import { attachmentsIn, type Element, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
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

/** A document that holds the text of an imaging report. One without its text gives nothing. */
export function readDocumentReference(resource: unknown): ReportFacts {
  const document = imagingDocument(resource)
  const text = document === undefined ? '' : documentTextOf(document.attachments)
  if (document === undefined || text === '') return NO_REPORT_FACTS
  const kind = reportKindOf(fieldOf(resource, 'type'), document.titles, text)
  return factsOfReport(resource, kind, text, studyDay(resource))
}

/** The day of a document that names a study of the spine and holds no text; null for any other. */
export function spineDocumentDay(resource: unknown): CalendarDate | null {
  const document = imagingDocument(resource)
  if (document === undefined || documentTextOf(document.attachments) !== '') return null
  const { region, modality } = reportKindOf(fieldOf(resource, 'type'), document.titles, '')
  return region === null || modality === 'DXA' ? null : studyDay(resource)
}

/** The document may be filed long after the study. */
function studyDay(resource: unknown): CalendarDate | null {
  return firstDay(fieldOf(resource, 'context'), ['period']) ?? firstDay(resource, ['date'])
}

interface ImagingDocument {
  readonly titles: string
  readonly attachments: readonly Element[]
}

function imagingDocument(resource: unknown): ImagingDocument | undefined {
  if (textOf(resource, 'status') !== 'current') return undefined
  if (UNFINISHED.has(textOf(resource, 'docStatus') ?? '')) return undefined
  const type = fieldOf(resource, 'type')
  const attachments = attachmentsIn(resource)
  const names = [textOf(resource, 'description'), ...attachments.map((attachment) => textOf(attachment, 'title'))]
  const titles = names.join('\n')
  if (isOfProcedure(type) || !isImagingReport(resource, reportKindOf(type, titles, ''), titles)) return undefined
  return { titles, attachments }
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
