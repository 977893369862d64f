import type { CdsRequest, HookContext } from '../../src/cds-hooks/request.ts'

export function aRequest(context: Partial<HookContext> = {}): CdsRequest {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    fhirServer: undefined,
    accessToken: undefined,
    context: { userId: 'Practitioner/7', patientId: '123', encounterId: undefined, ...context },
    prefetch: {},
  }
}
