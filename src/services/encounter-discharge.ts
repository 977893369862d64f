import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { decideAdvice } from './advice-card.ts'
import { prefetchTemplates } from './prefetch-templates.ts'
import type { CardWishes, CdsService, Decision } from './service.ts'
import { usageRequirements } from './usage-requirements.ts'

/** Speaks when a patient leaves the hospital with a current fracture that nobody has taken on. */
export const encounterDischarge: CdsService = {
  definition: {
    hook: 'encounter-discharge',
    id: 'vcf-encounter-discharge',
    title: 'Vertebral compression fracture leaving hospital untreated',
    description:
      'When a patient leaves the hospital with a current vertebral compression fracture: suggests a kyphoplasty referral when its criteria are met, or names exactly what is missing, unless a referral or the treatment is in the record.',
    usageRequirements: usageRequirements(
      'context.encounterId is required; with an encounter of class AMB, or of another outpatient class, the service is silent.',
    ),
    prefetch: prefetchTemplates(),
  },
  decide: decideAtDischarge,
}

/** The end of a visit is no discharge. An observation bed, an emergency department and a setting that is not known are left too. */
function decideAtDischarge(assessment: Assessment, request: CdsRequest, wishes: CardWishes): Decision {
  return assessment.facts.setting === 'outpatient'
    ? { speak: false, because: 'not-leaving-hospital' }
    : decideAdvice(assessment, request, wishes)
}
