import type { CdsRequest } from '../cds-hooks/request.ts'
import { newConditionsIn } from '../fhir/hook-context.ts'
import { isAboutSpine } from '../fhir/new-condition.ts'
import { decideAdvice } from './advice-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CdsService, NoBusiness } from './service.ts'
import { usageRequirements } from './usage-requirements.ts'

/** Speaks when the problem that was just added is about the spine, or is one of the facts that an assessment rests on. */
export const problemListItemCreate: CdsService = {
  definition: {
    hook: 'problem-list-item-create',
    id: 'vcf-problem-list-item-create',
    title: 'Kyphoplasty referral when a vertebral fracture is added',
    description:
      'When a vertebral compression fracture, or a problem that bears on one, is added to the problem list: suggests a kyphoplasty referral when its criteria are met, or names exactly what is missing.',
    usageRequirements: usageRequirements(
      'The new problem is read from context.conditions, also where the record does not hold it yet.',
    ),
    prefetch: prefetchTemplates(),
  },
  noBusinessHere,
  decide: decideAdvice,
}

function noBusinessHere(request: CdsRequest): NoBusiness | undefined {
  return newConditionsIn(request).some(isAboutSpine) ? undefined : 'nothing-about-the-spine'
}
