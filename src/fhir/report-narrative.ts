import { htmlToPlainText } from '../report-text/plain-text.ts'
import { elementsOf, textOf } from './element.ts'

/** Nobody dictates a longer report; the text reader stops there too. */
const MAX_CHARACTERS = 200_000
/** Base64 of that many characters, with room for markup. */
const MAX_BASE64 = 1_000_000

/** All words of a report that are in the resource itself: attachments with data, then the conclusion. Nothing is fetched. */
export function reportTextOf(resource: unknown): string {
  const forms = elementsOf(resource, 'presentedForm').map(attachedText)
  const conclusion = textOf(resource, 'conclusion')
  return [...forms, conclusion === undefined ? '' : `IMPRESSION:\n${conclusion}`]
    .filter((text) => text !== '')
    .join('\n\n')
    .slice(0, MAX_CHARACTERS)
}

function attachedText(attachment: unknown): string {
  const [type = '', ...parameters] = (textOf(attachment, 'contentType') ?? '').toLowerCase().split(';')
  const data = textOf(attachment, 'data')
  if (data === undefined || data.length > MAX_BASE64) return ''
  if (type.trim() === 'text/plain') return decode(data, parameters)
  return type.trim() === 'text/html' || type.trim() === 'application/xhtml+xml'
    ? htmlToPlainText(decode(data, parameters))
    : ''
}

/** Broken base64 and unknown character sets give no text; they are the sender's and no reason to fail. */
function decode(base64: string, parameters: readonly string[]): string {
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return new TextDecoder(charset?.slice('charset='.length).replaceAll('"', '') || 'utf-8').decode(bytes)
  } catch {
    return ''
  }
}
