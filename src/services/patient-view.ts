import { decideAdvice } from './advice-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CdsService } from './service.ts'

export const USAGE_REQUIREMENTS =
  'FHIR R4. Needs the patient, and conditions or imagingReports, by prefetch or by fhirServer with fhirAuthorization; answers 412 otherwise. ' +
  'Scopes: patient/Patient.rs, Condition.rs, DiagnosticReport.rs, Observation.rs, ImagingStudy.rs, MedicationRequest.rs, Procedure.rs, ' +
  'ServiceRequest.rs, AllergyIntolerance.rs, Encounter.rs. Every key but these three may be left out; the card then names what was not read.'

/** Speaks whenever a chart is opened and there is something new to say about a current fracture. */
export const patientView: CdsService = {
  definition: {
    hook: 'patient-view',
    id: 'vcf-patient-view',
    title: 'Kyphoplasty referral for vertebral compression fractures',
    description:
      'Suggests a kyphoplasty referral when vertebral compression fracture criteria are met, or names exactly what is missing.',
    usageRequirements: USAGE_REQUIREMENTS,
    prefetch: prefetchTemplates(),
  },
  decide: decideAdvice,
}
