import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { draftOrdersIn, saysDraftOrders } from '../fhir/hook-context.ts'
import { readDraftOrders } from '../fhir/read-draft-order.ts'
import { decideAdvice } from './advice-card.ts'
import { decideCoverage } from './coverage-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CardWishes, CdsService, Decision, NoBusiness } from './service.ts'
import { usageRequirements } from './usage-requirements.ts'

/** Speaks when a vertebral augmentation is signed whose coverage is not documented; else as when an order is selected. */
export const orderSign: CdsService = {
  definition: {
    hook: 'order-sign',
    id: 'vcf-order-sign',
    title: 'Coverage of a vertebral augmentation before it is signed',
    description:
      'When a kyphoplasty or vertebroplasty is signed: what the payer policy asks for that is missing in the record or contradicted by it. When another order for the spine is signed: the kyphoplasty referral, or what is missing for it. Silent about every other order.',
    usageRequirements: usageRequirements('Reads context.draftOrders; silent where they are not sent.'),
    prefetch: prefetchTemplates(),
  },
  noBusinessHere,
  decide: decideAtSigning,
}

function noBusinessHere(request: CdsRequest): NoBusiness | undefined {
  if (!saysDraftOrders(request)) return 'orders-not-sent'
  const drafts = readDraftOrders(draftOrdersIn(request))
  return drafts.some(({ topic }) => topic !== null) ? undefined : 'nothing-about-the-spine'
}

function decideAtSigning(assessment: Assessment, request: CdsRequest, wishes: CardWishes): Decision {
  const drafts = readDraftOrders(draftOrdersIn(request))
  return drafts.some(({ topic }) => topic === 'augmentation')
    ? decideCoverage(assessment, request, { drafts, payerPolicy: wishes.payerPolicy })
    : decideAdvice(assessment, request, wishes)
}
