import type { PolicyId } from './clinical/policies/policy.ts'
import type { FhirServerPolicy } from './fhir/allowed-server.ts'

/**
 * What happens to a card once it is decided: `live` shows it, `silent` assesses and records and shows nothing, `pilot` is
 * live for `pilotUsers` and silent for everybody else.
 */
export type ServiceMode = 'live' | 'silent' | 'pilot'

/** A code of a code system, as FHIR's Coding has it. */
export interface TenantCode {
  readonly system: string
  readonly code: string
}

/** A code under which a tenant's record keeps what one of our own fact codes (`roland-morris-24`) stands for. */
export interface TenantFactCode extends TenantCode {
  readonly fact: string
}

/** A page of the tenant's own that every card links to. */
export interface TenantLink {
  readonly label: string
  readonly url: string
}

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
  /** By suggestion: the code an order is known by in this EHR, where a standard code creates nothing. */
  readonly orderCodes: Readonly<Partial<Record<string, TenantCode & { readonly display: string }>>>
  readonly factCodes: readonly TenantFactCode[]
  readonly links: readonly TenantLink[]
  readonly maxSittings: number
  readonly boneHealthCards: boolean
  /** Whether the free text of a feedback is kept: it can name a patient. */
  readonly storeComments: boolean
}
