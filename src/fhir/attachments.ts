import type { Resource } from '@medplum/fhirtypes'
import { addMonths, type CalendarDate, latestOf } from '../clinical/calendar.ts'
import type { FhirReader } from './client.ts'
import { attachmentsIn, type Element, elementsOf, fieldOf, textOf } from './element.ts'
import { readDiagnosticReport } from './read-diagnostic-report.ts'
import { spineDocumentDay } from './read-document-reference.ts'
import { firstDay } from './record-date.ts'
import { isReadableType } from './report-narrative.ts'
import { isResource } from './resource.ts'

/** One request each, the newest first: what was imaged longer ago decides little. */
const MOST_REPORTS = 5
const MONTHS_BACK = 12

/**
 * Epic and Oracle give the words of a report as the address of a Binary. Those of the newest spine reports are read and
 * put where other servers have them; one that cannot be read stays as it was: a report that nobody looked at.
 */
export async function openAttachments(
  resources: readonly Resource[],
  readBinary: FhirReader['readBinary'],
): Promise<readonly Resource[]> {
  const opened = await Promise.all(
    closedReports(resources).map(async (report) => {
      const form = await readForm(report, readBinary)
      return form === undefined ? undefined : ([report.resource, withForm(report.resource, form)] as const)
    }),
  )
  const openedBy = new Map(opened.filter((one) => one !== undefined))
  return openedBy.size === 0 ? resources : resources.map((resource) => openedBy.get(resource) ?? resource)
}

interface ClosedReport {
  readonly resource: Resource
  readonly attachment: Element
  readonly url: string
  readonly date: CalendarDate
}

/** Spine reports without words of their own, of the twelve months before the newest report of any kind. */
function closedReports(resources: readonly Resource[]): readonly ClosedReport[] {
  const newest = newestDay(resources)
  if (newest === null) return []
  const since = addMonths(newest, -MONTHS_BACK)
  return resources
    .flatMap(closedReport)
    .filter(({ date }) => date >= since)
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .slice(0, MOST_REPORTS)
}

/** No clock here: the record itself tells what is recent in it. */
function newestDay(resources: readonly Resource[]): CalendarDate | null {
  const days = resources.map((resource) => firstDay(resource, REPORT_DAYS))
  return days.reduce<CalendarDate | null>((newest, day) => latestOf(newest, day), null)
}

const REPORT_DAYS = ['effectiveDateTime', 'effectivePeriod', 'issued', 'date'] as const

function closedReport(resource: Resource): readonly ClosedReport[] {
  const attachment = attachmentsOf(resource).find(
    (form) => isReadableType(textOf(form, 'contentType')) && textOf(form, 'url') !== undefined,
  )
  const url = textOf(attachment, 'url')
  if (!attachment || url === undefined) return []
  const date = resource.resourceType === 'DiagnosticReport' ? unreadSpineDay(resource) : spineDocumentDay(resource)
  return date === null ? [] : [{ resource, attachment, url, date }]
}

function attachmentsOf(resource: Resource): readonly Element[] {
  return resource.resourceType === 'DocumentReference' ? attachmentsIn(resource) : elementsOf(resource, 'presentedForm')
}

function unreadSpineDay(resource: Resource): CalendarDate | null {
  const { isUnread, studies } = readDiagnosticReport(resource)
  return isUnread ? (studies.find(({ modality }) => modality !== 'DXA')?.date ?? null) : null
}

/** A page for signing in, or an excuse, comes as HTML with status 200 too: without these it is no report. */
const OF_A_REPORT = /\b(?:spine|spinal|vertebra|lumbar|thoracic|fracture|findings|impression)/i

/** The document as an attachment with data; a Binary that turns out to be no text is none. */
async function readForm(
  { attachment, url }: ClosedReport,
  readBinary: FhirReader['readBinary'],
): Promise<Element | undefined> {
  const answer = await readBinary(url)
  if (!answer.ok) return undefined
  const document = answer.value
  const text = textOf(document, 'text')
  if (text !== undefined && !OF_A_REPORT.test(text)) return undefined
  const data = fieldOf(document, 'resourceType') === 'Binary' ? textOf(document, 'data') : text && base64Of(text)
  const contentType = textOf(document, 'contentType') ?? textOf(attachment, 'contentType')
  return data === undefined || !isReadableType(contentType) ? undefined : { contentType, data }
}

function base64Of(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function withForm(resource: Resource, form: Element): Resource {
  const opened: unknown =
    resource.resourceType === 'DocumentReference'
      ? { ...resource, content: [...elementsOf(resource, 'content'), { attachment: form }] }
      : { ...resource, presentedForm: [...elementsOf(resource, 'presentedForm'), form] }
  return isResource(opened) ? opened : resource
}
