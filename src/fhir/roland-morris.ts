/** The number of statements, and so the highest score, of the questionnaire that the published cut-point is about. */
export const ROLAND_MORRIS_ITEMS = 24

export function isRolandMorris(name: string): boolean {
  return /\broland[- ]?morris\b/i.test(name)
}

/** No code for it is verified. Shorter versions of the questionnaire exist, so the name must say 24. */
export function isRolandMorris24(name: string): boolean {
  return isRolandMorris(name) && /\b24\b/.test(name)
}
