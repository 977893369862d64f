/** The version of everything that decides: clinical/, report-text/ and the value sets. It stands on every card and answer. */
export const RULE_VERSION = '1.1.0'
