import type { OperationOutcome, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes'
import { fail, type Result } from '../result.ts'

/** What arrives, freed of the transport. */
export interface FhirRequest {
  readonly method: string
  /** Path and query as sent, undecoded. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string | undefined
  /** Address of the FHIR base as this caller sees it; links are made from it. */
  readonly baseUrl: string
}

export interface FhirResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly resource: Resource | undefined
}

/** Answers one request; never rejects. */
export type Handle = (request: FhirRequest) => Promise<FhirResponse>

export function answer(
  status: number,
  resource: Resource | undefined,
  headers: Readonly<Record<string, string>> = {},
): FhirResponse {
  return { status, headers, resource }
}

/** An error as FHIR tells it. `diagnostics` never repeats a value that was sent. */
export function refuse(
  status: number,
  code: OperationOutcomeIssue['code'],
  diagnostics: string,
  headers: Readonly<Record<string, string>> = {},
): FhirResponse {
  return answer(status, toOutcome('error', code, diagnostics), headers)
}

/** A 400 for what is wrong in itself. */
export function invalid(diagnostics: string): Result<never, FhirResponse> {
  return fail(refuse(400, 'invalid', diagnostics))
}

/** A 400 for what FHIR allows and this server cannot do: never an empty answer. */
export function unsupported(diagnostics: string): Result<never, FhirResponse> {
  return fail(refuse(400, 'not-supported', diagnostics))
}

export function toOutcome(
  severity: OperationOutcomeIssue['severity'],
  code: OperationOutcomeIssue['code'],
  diagnostics: string,
): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code, diagnostics }] }
}
