import { isObject } from './resource.ts'

/** What an OperationOutcome says about the data it stands beside, or instead of. */
export type OutcomeWeight = 'harmless' | 'incomplete' | 'error'

/**
 * Issue types that mean "there may be more than you were shown".
 * @see https://hl7.org/fhir/R4/valueset-issue-type.html
 */
const INCOMPLETE_ISSUES: ReadonlySet<unknown> = new Set([
  'suppressed',
  'security',
  'login',
  'forbidden',
  'expired',
  'incomplete',
  'transient',
  'timeout',
  'throttled',
  'too-costly',
])

/** Epic: the client is not authorised for a part of what the search covers. Its 4119 ("may be incomplete") stands in every answer and says nothing. */
const EPIC_SUB_RESOURCE_NOT_AUTHORISED = '59204'

const HARMLESS_SEVERITIES: ReadonlySet<unknown> = new Set(['information', 'warning', 'success'])

/** Weighs an OperationOutcome by its worst issue. One without issues or severity is an error: it explains no data away. */
export function weighOutcome(outcome: unknown): OutcomeWeight {
  const issues = isObject(outcome) && Array.isArray(outcome.issue) ? outcome.issue : []
  const weights = new Set(issues.map(weighIssue))
  if (weights.size === 0 || weights.has('error')) return 'error'
  return weights.has('incomplete') ? 'incomplete' : 'harmless'
}

function weighIssue(issue: unknown): OutcomeWeight {
  if (!isObject(issue) || !HARMLESS_SEVERITIES.has(issue.severity)) return 'error'
  if (INCOMPLETE_ISSUES.has(issue.code) || saysSubResourceMissing(issue.details)) return 'incomplete'
  return 'harmless'
}

function saysSubResourceMissing(details: unknown): boolean {
  if (!isObject(details) || !Array.isArray(details.coding)) return false
  return details.coding.some((coding) => isObject(coding) && coding.code === EPIC_SUB_RESOURCE_NOT_AUTHORISED)
}
