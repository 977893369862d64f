import { EXPECTED_SUMMARY } from './chart/fracture-story.ts'

export const HOOK_PATH = '/cds-services/vcf-patient-view'

/** What a right answer looks like: nothing is timed before it was seen. */
export type Expected = 'referral' | 'silence' | 'constant'

const IS_RIGHT: Readonly<Record<Expected, (cards: readonly Answered[]) => boolean>> = {
  referral: ([card, ...more]) => more.length === 0 && card?.summary.startsWith(EXPECTED_SUMMARY) === true,
  silence: (cards) => cards.length === 0,
  constant: ([card]) => card?.summary === 'A constant card.',
}

interface Answered {
  readonly summary: string
}

/** Sends one call and compares: status 200, and the card that this chart must get. */
export async function assertAnswer(url: string, body: string | Buffer, expected: Expected): Promise<void> {
  const response = await fetch(`${url}${HOOK_PATH}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  })
  const text = await response.text()
  const cards = response.status === 200 ? JSON.parse(text).cards : undefined
  if (!Array.isArray(cards) || !IS_RIGHT[expected](cards))
    throw new Error(`${url} answered ${response.status}, not the expected ${expected}: ${text.slice(0, 300)}`)
}
