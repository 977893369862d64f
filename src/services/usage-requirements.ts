import { prefetchTemplates, scopeFor } from './prefetch-templates.ts'

const DATA =
  'FHIR R4. Needs the patient, and conditions or imagingReports, by prefetch or by fhirServer with fhirAuthorization; answers 412 otherwise.'

/** What every service needs, with what its own hook needs in `own`: words of its own, ending with a full stop. */
export function usageRequirements(own: string): string {
  const scopes = Object.values(prefetchTemplates()).map(scopeFor)
  return (
    `${DATA} ${own} Scopes: ${[...new Set(scopes)].join(', ')}. ` +
    'Every key but patient, conditions and imagingReports may be left out; the card then names what was not read.'
  )
}
