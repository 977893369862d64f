import { acr2018 } from './acr-2018.ts'
import { clinic } from './clinic.ts'
import { medicareLcd } from './medicare-lcd.ts'
import { niceTa279 } from './nice-ta279.ts'
import type { Policy, PolicyId } from './policy.ts'
import { rand2018 } from './rand-2018.ts'

/** Every policy that is assessed, side by side. */
export const POLICIES: readonly Policy[] = [clinic, medicareLcd, niceTa279, rand2018, acr2018]

const BY_ID: Readonly<Record<PolicyId, Policy>> = {
  clinic,
  'medicare-lcd': medicareLcd,
  'nice-ta279': niceTa279,
  'rand-2018': rand2018,
  'acr-2018': acr2018,
}

export function policyOf(id: PolicyId): Policy {
  return BY_ID[id]
}
