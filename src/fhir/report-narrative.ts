import { htmlToPlainText } from '../report-text/plain-text.ts'
import { rtfToPlainText } from '../report-text/rich-text.ts'
import { elementOf, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'

/** Nobody dictates a longer report; the text reader stops there too. */
const MAX_CHARACTERS = 200_000
const BETWEEN = '\n\n'
/** Base64 of that many characters, with room for markup. */
const MAX_BASE64 = 1_000_000

/**
 * All words of a report that are in the resource itself: attachments with data, then the conclusion, for which room is
 * kept. What an address holds has been read before and stands among the attachments, or is missing. A report with
 * neither speaks by its results, else by its narrative.
 */
export function reportTextOf(resource: unknown, results: readonly unknown[] = []): string {
  const written = textOf(resource, 'conclusion')?.slice(0, MAX_CHARACTERS / 2)
  const conclusion = written === undefined ? '' : `IMPRESSION:\n${written}`
  const room = MAX_CHARACTERS - conclusion.length - BETWEEN.length
  const attached = attachedTexts(elementsOf(resource, 'presentedForm'), room)
  const own = [attached.slice(0, room), conclusion].filter((text) => text !== '').join(BETWEEN)
  if (own !== '') return own
  return resultTexts(results).slice(0, MAX_CHARACTERS) || narrativeOf(resource).slice(0, MAX_CHARACTERS)
}

/** What the results of a report say in words: a finding or the impression, each an Observation of its own. */
function resultTexts(results: readonly unknown[]): string {
  return results
    .flatMap((result) => {
      const value = textOf(result, 'valueString') ?? wordsOf(fieldOf(result, 'valueCodeableConcept'))
      const [name = ''] = wordsOf(fieldOf(result, 'code')).split('\n')
      return value === '' || isWithdrawn(result) ? [] : [name === '' ? value : `${name}:\n${value}`]
    })
    .join(BETWEEN)
}

function isWithdrawn(result: unknown): boolean {
  return ['entered-in-error', 'cancelled'].includes(textOf(result, 'status') ?? '')
}

/** Servers write a narrative of their own, a table of fields; one that holds a report says so by its words. */
const OF_A_REPORT = /\b(?:findings|impression|conclusion|vertebra|vertebral|fracture)\b/i

function narrativeOf(resource: unknown): string {
  const div = textOf(elementOf(resource, 'text'), 'div')?.slice(0, MAX_CHARACTERS)
  const text = div === undefined ? '' : htmlToPlainText(div)
  return OF_A_REPORT.test(text) ? text : ''
}

/** The same of a document: its attachments with data. */
export function documentTextOf(attachments: readonly unknown[]): string {
  return attachedTexts(attachments, MAX_CHARACTERS).slice(0, MAX_CHARACTERS)
}

/** Decoding is work: what does not fit is not decoded. */
function attachedTexts(attachments: readonly unknown[], room: number): string {
  let attached = ''
  for (const attachment of attachments) {
    if (attached.length >= room) break
    const text = attachedText(attachment)
    if (text !== '') attached = attached === '' ? text : attached + BETWEEN + text
  }
  return attached
}

/** Plain text, HTML and rich text. PDF and scans hold words that nobody here can read. */
export function isReadableType(contentType: string | undefined): boolean {
  return READERS.has(mediaTypeOf(contentType))
}

const READERS: ReadonlyMap<string, (text: string) => string> = new Map([
  ['text/plain', (text: string) => text],
  ['text/html', htmlToPlainText],
  ['application/xhtml+xml', htmlToPlainText],
  ['text/rtf', rtfToPlainText],
  ['application/rtf', rtfToPlainText],
])

function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.toLowerCase().split(';')[0]?.trim() ?? ''
}

function attachedText(attachment: unknown): string {
  const contentType = textOf(attachment, 'contentType')
  const data = textOf(attachment, 'data')
  const read = READERS.get(mediaTypeOf(contentType))
  if (data === undefined || data.length > MAX_BASE64 || read === undefined) return ''
  const [, ...parameters] = (contentType ?? '').toLowerCase().split(';')
  return read(decode(data, parameters))
}

/** Broken base64 and unknown character sets give no text; they are the sender's and no reason to fail. */
function decode(base64: string, parameters: readonly string[]): string {
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  try {
    return new TextDecoder(charset?.slice('charset='.length).replaceAll('"', '') || 'utf-8').decode(
      bytesOf(atob(base64)),
    )
  } catch {
    return ''
  }
}

/** A plain loop: `Uint8Array.from` with a function takes twenty times as long. */
function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}
