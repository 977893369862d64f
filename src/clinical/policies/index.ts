import { clinic } from './clinic.ts'
import type { Policy } from './policy.ts'

/** Every policy that is assessed, side by side. */
export const POLICIES: readonly Policy[] = [clinic]
