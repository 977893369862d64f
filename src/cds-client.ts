import type { PolicyId } from './clinical/policies/policy.ts'
import type { FhirServerPolicy } from './fhir/allowed-server.ts'

/**
 * What happens to a card once it is decided: `live` shows it, `silent` assesses and records and shows nothing, `pilot` is
 * live for `pilotUsers` and silent for everybody else.
 */
export type ServiceMode = 'live' | 'silent' | 'pilot'

/** The CDS client (EHR, at one tenant) on whose behalf a call is made, with what it has agreed with us. */
export interface CdsClient {
  readonly id: string
  readonly fhirServers: FhirServerPolicy
  /** Ids of the CDS services that are on for this client. */
  readonly enabledServices: 'all' | readonly string[]
  /** The policy that decides its cards. */
  readonly policy: PolicyId
  /** The policy an order is held against (coverage view). */
  readonly payerPolicy: PolicyId
  readonly mode: ServiceMode
  /** `context.userId` values that see cards in `pilot` mode. */
  readonly pilotUsers: readonly string[]
  /** IANA name: an age must not change because a server stands elsewhere. */
  readonly timeZone: string
  /** `plain`: for clients that show the detail without markdown. */
  readonly renderProfile: 'markdown' | 'plain'
  readonly maxSittings: number
  readonly boneHealthCards: boolean
  /** Whether the free text of a feedback is kept: it can name a patient. */
  readonly storeComments: boolean
}
