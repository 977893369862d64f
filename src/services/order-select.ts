import type { CdsRequest } from '../cds-hooks/request.ts'
import { saysDraftOrders, selectedOrdersIn } from '../fhir/hook-context.ts'
import { readDraftOrders } from '../fhir/read-draft-order.ts'
import { decideAdvice } from './advice-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CdsService, NoBusiness } from './service.ts'
import { usageRequirements } from './usage-requirements.ts'

/** Speaks when spine imaging, an opioid, a brace, a vertebral augmentation or a referral about the spine is picked. */
export const orderSelect: CdsService = {
  definition: {
    hook: 'order-select',
    id: 'vcf-order-select',
    title: 'Kyphoplasty referral while an order for the spine is written',
    description:
      'When spine imaging, an opioid, a back brace, a vertebral augmentation or a referral is selected for a patient with a vertebral compression fracture: suggests a kyphoplasty referral when its criteria are met, or names exactly what is missing. Silent about every other order.',
    usageRequirements: usageRequirements(
      'Reads only the orders in context.selections from context.draftOrders; silent where these are not sent.',
    ),
    prefetch: prefetchTemplates(),
  },
  noBusinessHere,
  decide: decideAdvice,
}

/** What else is being ordered is looked at for what is planned already, but is no reason to speak. */
function noBusinessHere(request: CdsRequest): NoBusiness | undefined {
  if (!saysDraftOrders(request)) return 'orders-not-sent'
  const selected = readDraftOrders(selectedOrdersIn(request))
  return selected.some(({ topic }) => topic !== null) ? undefined : 'nothing-about-the-spine'
}
