/** Longest `Authorization` value that is looked at. Real tokens stay below 2 KB. */
export const MAX_AUTHORIZATION_CHARACTERS = 8 * 1024
/** Longest `iss`, `tenant`, `kid` and `jti`. */
export const MAX_NAME_CHARACTERS = 256
/** How far a client's clock may be off. */
export const CLOCK_SKEW_SECONDS = 60
/** A lost token is of use for this long at most, whatever a tenant asks for. */
export const LONGEST_TOKEN_LIFETIME_SECONDS = 3600
