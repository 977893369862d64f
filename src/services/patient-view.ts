import { decideAdvice } from './advice-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CdsService } from './service.ts'
import { usageRequirements } from './usage-requirements.ts'

/** Speaks whenever a chart is opened and there is something new to say about a current fracture. */
export const patientView: CdsService = {
  definition: {
    hook: 'patient-view',
    id: 'vcf-patient-view',
    title: 'Kyphoplasty referral for vertebral compression fractures',
    description:
      'Suggests a kyphoplasty referral when vertebral compression fracture criteria are met, or names exactly what is missing.',
    usageRequirements: usageRequirements(
      'Send context.encounterId where there is one: the encounter tells an inpatient.',
    ),
    prefetch: prefetchTemplates(),
  },
  decide: decideAdvice,
}
