import type { Refusal } from '../../auth/refusal.ts'

/** What a refusal means for whoever connects the EHR, and what to do about it. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'no-token':
      return 'there is no token (some clients send the word null or undefined)'
    case 'not-one-bearer-token':
      return 'not exactly one token of letters, digits, "-", "_" and "."'
    case 'too-long':
      return `${refusal.characters} characters, more than 8 KB`
    case 'not-a-jwt':
      return refusal.part === 'form'
        ? 'not three parts in base64url, divided by dots'
        : `the ${refusal.part} is no JSON object`
    case 'repeated-member':
      return `the ${refusal.part} names a member twice`
    case 'bad-header':
      return `header member "${refusal.member}" is missing, of a wrong type, or not accepted`
    case 'bad-claim':
      return `claim "${refusal.claim}" is missing, of a wrong type, empty or too long`
    case 'unknown-issuer-or-tenant':
      return 'no entry of TRUSTED_CLIENTS has exactly this issuer and tenant, or it is disabled'
    case 'algorithm-not-allowed':
      return 'add it to "algorithms" of this client if its risk is accepted'
    case 'other-jku':
      return 'the header names another address than "jwksUri"; it is compared and never fetched'
    case 'other-audience':
      return 'every value of aud must be the address that is called (PUBLIC_URL and path) or stand in "audiences"'
    case 'expired':
      return `over for ${Math.round(refusal.secondsAgo)} seconds (60 are forgiven); --at judges as of another time`
    case 'lifetime-too-long':
      return `${refusal.seconds} seconds; "maxTokenLifetimeSeconds" of this client is ${refusal.atMost}`
    case 'ends-before-it-starts':
      return 'exp is not after iat'
    case 'issued-in-the-future':
      return `${Math.round(refusal.secondsAhead)} seconds ahead (60 are forgiven): a clock is wrong`
    case 'not-valid-yet':
      return `nbf is ${Math.round(refusal.secondsAhead)} seconds ahead (60 are forgiven): a clock is wrong`
    case 'unknown-key':
      return 'the key set holds no signature key with this kid for this algorithm'
    case 'keys-not-readable':
      return `the key set could not be read: ${refusal.problem}`
    case 'bad-signature':
      return 'it was signed with another key, or changed since'
    case 'used-before':
      return 'it was used before'
  }
}
