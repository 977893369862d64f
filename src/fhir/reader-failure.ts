/** Why a FHIR server could not be read. Never holds anything the server said. */
export type ReadFailure =
  | { readonly reason: 'status'; readonly status: number }
  | {
      readonly reason:
        | 'redirect'
        | 'not-json'
        | 'too-deep'
        | 'too-large'
        | 'too-many-requests'
        | 'timeout'
        | 'network'
        | 'outside-base'
        | 'malformed-id'
        | 'unexpected-answer'
        | 'wrong-patient'
    }
