/** Why a token is refused. For the log and for operators only: the caller learns nothing of it. */
export type Refusal =
  | { readonly reason: 'no-token' }
  | { readonly reason: 'not-one-bearer-token' }
  | { readonly reason: 'too-long'; readonly characters: number }
  | { readonly reason: 'not-a-jwt'; readonly part: 'form' | 'header' | 'claims' }
  | { readonly reason: 'repeated-member'; readonly part: 'header' | 'claims' }
  | { readonly reason: 'bad-header'; readonly member: string }
  | { readonly reason: 'bad-claim'; readonly claim: string }
  | { readonly reason: 'unknown-issuer-or-tenant' }
  | { readonly reason: 'algorithm-not-allowed' }
  | { readonly reason: 'other-jku' }
  | { readonly reason: 'other-audience' }
  | { readonly reason: 'expired'; readonly secondsAgo: number }
  | { readonly reason: 'lifetime-too-long'; readonly seconds: number; readonly atMost: number }
  | { readonly reason: 'ends-before-it-starts' }
  | { readonly reason: 'issued-in-the-future'; readonly secondsAhead: number }
  | { readonly reason: 'not-valid-yet'; readonly secondsAhead: number }
  | { readonly reason: 'unknown-key' }
  | { readonly reason: 'keys-not-readable'; readonly problem: string }
  | { readonly reason: 'bad-signature' }
  | { readonly reason: 'used-before' }
