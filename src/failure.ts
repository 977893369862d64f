import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes'
import type { MalformedRequest } from './cds-hooks/request.ts'
import type { MissingData } from './fhir/gathered.ts'

/** Why the service does not serve. `key` is the variable to look at; its value is never repeated. */
export interface BadConfig {
  readonly reason: 'bad-config'
  readonly key: string
  readonly problem: string
}

/** Why a caller gets no answer. What exactly is wrong with a token stands in the log only. */
export type RefusedCall =
  | { readonly reason: 'unauthorized' }
  | { readonly reason: 'service-off' }
  | { readonly reason: 'replay-store-down' }
  | { readonly reason: 'too-many-calls' }

/** A body we do not read, or an answer we do not give. */
type WrongMedia = { readonly reason: 'not-json-type' | 'encoded-body' | 'not-acceptable' }

/** Everything that can go wrong with a call for a reason we know. */
export type Failure =
  | MalformedRequest
  | MissingData
  | BadConfig
  | RefusedCall
  | { readonly reason: 'feedback-store-down' }
  | { readonly reason: 'body-cut-off' }
  | { readonly reason: 'not-json' }
  | { readonly reason: 'nested-too-deeply' }
  | { readonly reason: 'body-too-large' }
  | WrongMedia
  | { readonly reason: 'no-such-service' }
  | { readonly reason: 'no-such-policy' }
  | { readonly reason: 'not-found' }
  | { readonly reason: 'method-not-allowed'; readonly allow: string }
  | { readonly reason: 'unexpected'; readonly requestId: string }

/** The longest period that Cloudflare's rate limit counts in. */
const RETRY_AFTER_SECONDS = 60

export const MAX_BODY_BYTES = 2 * 1024 * 1024

const NOT_FOUND = {
  'no-such-service': 'There is no CDS service with this id. GET /cds-services lists them.',
  'no-such-policy': 'There is no policy with this id. GET /policies lists them.',
  'not-found': 'There is nothing at this address. GET /cds-services lists the services.',
} as const

type Issue = Pick<OperationOutcomeIssue, 'code' | 'diagnostics' | 'expression'>

/** The only place where a failure becomes a response: status, headers and an OperationOutcome that says what to do. */
export function answerFailure(failure: Failure): Response {
  const { status, issues, headers = {} } = toAnswer(failure)
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: issues.map((issue) => ({ severity: 'error', ...issue })),
  }
  return new Response(JSON.stringify(outcome), {
    status,
    headers: { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}

interface Answer {
  readonly status: number
  readonly issues: readonly Issue[]
  readonly headers?: Readonly<Record<string, string>>
}

function toAnswer(failure: Failure): Answer {
  switch (failure.reason) {
    case 'malformed-request':
      return malformed(failure)
    case 'body-cut-off':
      return one(400, 'incomplete', 'The body ended before its end. Send the call again.')
    case 'not-json':
      return one(
        400,
        'structure',
        'The body is not valid JSON. Send one CDS Hooks request object, without comments or trailing commas.',
      )
    case 'nested-too-deeply':
      return one(400, 'structure', 'The body is nested more than 64 levels deep.')
    case 'body-too-large':
      return one(
        413,
        'too-long',
        `The body is larger than ${MAX_BODY_BYTES} bytes. Send less prefetch; what is missing is read from fhirServer.`,
      )
    case 'not-json-type':
    case 'encoded-body':
    case 'not-acceptable':
      return wrongMedia(failure)
    case 'no-such-service':
    case 'no-such-policy':
    case 'not-found':
      return one(404, 'not-found', NOT_FOUND[failure.reason])
    case 'method-not-allowed':
      return {
        ...one(405, 'not-supported', `This address answers ${failure.allow} only.`),
        headers: { Allow: failure.allow },
      }
    case 'missing-data':
      return missingData(failure)
    case 'unauthorized':
    case 'service-off':
    case 'replay-store-down':
    case 'too-many-calls':
      return refusedCall(failure)
    case 'feedback-store-down':
      return one(503, 'transient', 'The feedback could not be kept. Send it again later.')
    case 'bad-config':
      return one(503, 'exception', 'The service is not configured to serve. Its log names the setting.')
    case 'unexpected':
      return one(
        500,
        'exception',
        `Something went wrong here, not in the request. Report request id ${failure.requestId}.`,
      )
  }
}

function one(status: number, code: Issue['code'], diagnostics: string): Answer {
  return { status, issues: [{ code, diagnostics }] }
}

function malformed({ problems }: MalformedRequest): Answer {
  return {
    status: 400,
    issues: problems.map(({ field, problem }) => ({
      code: 'invalid',
      diagnostics: `${field}: ${problem}`,
      expression: [field],
    })),
  }
}

function wrongMedia({ reason }: WrongMedia): Answer {
  switch (reason) {
    case 'not-json-type':
      return one(415, 'not-supported', 'Send Content-Type: application/json.')
    case 'encoded-body':
      return one(415, 'not-supported', 'Send the body as it is, without Content-Encoding.')
    case 'not-acceptable':
      return one(406, 'not-supported', 'This address answers application/json only.')
  }
}

/** Every fault of a token gets the same bytes: whoever forges one learns nothing from the answer. */
function refusedCall({ reason }: RefusedCall): Answer {
  switch (reason) {
    case 'unauthorized':
      return {
        ...one(401, 'login', 'Send Authorization: Bearer with a valid JWT of a CDS client that is registered here.'),
        headers: { 'WWW-Authenticate': 'Bearer' },
      }
    case 'service-off':
      return one(403, 'forbidden', 'This CDS service is switched off for this CDS client.')
    case 'replay-store-down':
      return one(
        503,
        'transient',
        'It cannot be checked now whether this JWT was used before. Send the call again with a new JWT.',
      )
    case 'too-many-calls':
      return {
        ...one(429, 'throttled', `Too many calls. Wait ${RETRY_AFTER_SECONDS} seconds, then send a new one.`),
        headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
      }
  }
}

/** Names the prefetch keys, so that whoever connects an EHR sees at once what to send. */
function missingData({ sources }: MissingData): Answer {
  const needed = [
    ...(sources.includes('patient')
      ? ['The Patient was neither sent as prefetch.patient nor readable from fhirServer.']
      : []),
    ...(sources.includes('conditions')
      ? ['Neither conditions nor imagingReports was sent as prefetch or readable from fhirServer.']
      : []),
  ].join(' ')
  const expression = sources.map((source) => `prefetch.${source}`)
  return {
    status: 412,
    issues: [
      { code: 'required', diagnostics: `${needed} Send them, or fhirServer with fhirAuthorization.`, expression },
    ],
  }
}
