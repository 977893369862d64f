import { decideAdvice } from './advice-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CdsService } from './service.ts'
import { usageRequirements } from './usage-requirements.ts'

/** Speaks when a visit or a stay begins and there is something new to say about a current fracture. */
export const encounterStart: CdsService = {
  definition: {
    hook: 'encounter-start',
    id: 'vcf-encounter-start',
    title: 'Kyphoplasty referral when an encounter begins',
    description:
      'When an encounter begins: suggests a kyphoplasty referral for a vertebral compression fracture whose criteria are met, or names exactly what is missing.',
    usageRequirements: usageRequirements('context.encounterId is required.'),
    prefetch: prefetchTemplates(),
  },
  decide: decideAdvice,
}
