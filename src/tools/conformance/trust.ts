import { type Authorize, claimsFor, forged, replaying, type Signer, signing, unsigned } from './authorize.ts'
import { type Answer, type Caller, saidBy } from './caller.ts'
import { type Rule, type Skipped, skip } from './rule.ts'

/** How a service that knows our key answers tokens that nobody should take. */
export interface TrustSeen {
  readonly none: Answer
  readonly unsigned: Answer
  readonly forged: Answer
  readonly expired: Answer
  readonly otherAudience: Answer
  readonly otherIssuer: Answer
  readonly replayed: Answer
}

export async function askTrust(url: string, body: unknown, signer: Signer, call: Caller): Promise<TrustSeen> {
  const post = (authorize: Authorize | null) => call('POST', url, { body, authorize })
  const now = claimsFor(signer, url).iat
  const twice = replaying(signer)
  await post(twice)
  return {
    none: await post(null),
    unsigned: await post(unsigned(signer)),
    forged: await post(forged(signer)),
    expired: await post(signing(signer, { iat: now - 7200, exp: now - 3600 })),
    otherAudience: await post(signing(signer, { aud: 'https://another.example.org/cds-services' })),
    otherIssuer: await post(signing(signer, { iss: 'https://conformance.example.org/nobody' })),
    replayed: await post(twice),
  }
}

export const TRUST_RULES: readonly Rule<TrustSeen>[] = [
  {
    id: 'trust-required',
    level: 'SHOULD',
    line: 973,
    section: 'trusting-cds-clients',
    title: 'A call without a token is refused with 401',
    todo: 'Require authentication where a call may expose what is sensitive.',
    judge: ({ none }) => refused(none),
  },
  {
    id: 'trust-unsigned',
    level: 'SHALL',
    line: 1018,
    section: 'jwt-signing-algorithm',
    title: 'A token with alg none is refused',
    todo: 'Verify with an explicit list of algorithms.',
    judge: ifRequired(({ unsigned: answer }) => refused(answer)),
  },
  {
    id: 'trust-signature',
    level: 'SHALL',
    line: 982,
    section: 'trusting-cds-clients',
    title: 'A token whose signature does not match is refused',
    todo: 'Verify the signature with the key of the issuer.',
    judge: ifRequired(({ forged: answer }) => refused(answer)),
  },
  {
    id: 'trust-expired',
    level: 'SHALL',
    line: 1000,
    section: 'trusting-cds-clients',
    title: 'An expired token is refused',
    todo: 'Check exp, with a minute of tolerance at most.',
    judge: ifRequired(({ expired }) => refused(expired)),
  },
  {
    id: 'trust-audience',
    level: 'SHALL',
    line: 1008,
    section: 'trusting-cds-clients',
    title: 'A token for another address is refused',
    todo: 'Compare aud with the URL of this endpoint.',
    judge: ifRequired(({ otherAudience }) => refused(otherAudience)),
  },
  {
    id: 'trust-issuer',
    level: 'SHOULD',
    line: 1006,
    section: 'trusting-cds-clients',
    title: 'A token of an issuer nobody agreed with is refused',
    todo: 'Keep a list of issuers and of their key sets.',
    judge: ifRequired(({ otherIssuer }) => refused(otherIssuer)),
  },
  {
    id: 'trust-replay',
    level: 'SHOULD',
    line: 1002,
    section: 'trusting-cds-clients',
    title: 'A token that was used before is refused',
    todo: 'Remember jti until the token expires.',
    judge: ifRequired(({ replayed }) => refused(replayed)),
  },
]

function refused(answer: Answer): readonly string[] {
  return answer.status === 401 || answer.status === 403 ? [] : [saidBy(answer)]
}

/** Where no token is needed, a bad one need not be looked at. */
function ifRequired(
  problemsIn: (seen: TrustSeen) => readonly string[],
): (seen: TrustSeen) => readonly string[] | Skipped {
  return (seen) => (refused(seen.none).length > 0 ? skip('no token is required') : problemsIn(seen))
}
