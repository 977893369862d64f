import type { CountedFeedback } from './feedback-store.ts'

/**
 * One answer to one intervention, with what certification asks of feedback on decision support (45 CFR
 * 170.315(b)(11)(ii)(C)): intervention, action taken, feedback, user, date, location. The user is a keyed hash.
 */
export interface FeedbackExportRow {
  readonly intervention: string
  readonly ruleVersion: string
  readonly actionTaken: string
  readonly feedback: string
  readonly comment: string
  readonly user: string
  /** RFC 3339, UTC. */
  readonly date: string
  /** The CDS client and the service whose card it was. */
  readonly location: string
  readonly shownOn: string
  readonly card: string
}

export function toExportRow({ card, feedback }: CountedFeedback): FeedbackExportRow {
  const suggestion = card.suggestions.find(({ uuid }) => uuid === feedback.suggestionUuid)?.id
  return {
    intervention: card.kind,
    ruleVersion: card.ruleVersion,
    actionTaken: suggestion === undefined ? feedback.outcome : `${feedback.outcome}: ${suggestion}`,
    feedback: feedback.reasonCode ?? '',
    comment: feedback.comment ?? '',
    user: card.userKey,
    date: new Date(feedback.outcomeAt).toISOString(),
    location: `${card.clientId} ${card.serviceId}`,
    shownOn: new Date(card.issuedAt).toISOString(),
    card: card.cardUuid,
  }
}

const COLUMNS = [
  'intervention',
  'ruleVersion',
  'actionTaken',
  'feedback',
  'comment',
  'user',
  'date',
  'location',
  'shownOn',
  'card',
] as const satisfies readonly (keyof FeedbackExportRow)[]

/** CSV (RFC 4180). Codes and comments come from clients: no cell starts as a formula does in a spreadsheet. */
export function toCsv(rows: readonly FeedbackExportRow[]): string {
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]
  return lines.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('')
}

function toCell(text: string): string {
  const harmless = /^[\s=+\-@|%]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
