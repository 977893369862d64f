import type { Brevity } from './card-text.ts'

/** As much as is read on a card before a decision. */
const MAX_DETAIL_WORDS = 120

/** How a detail is worded; companions and pleasantries go before reasons where words are short. */
export interface Wording {
  readonly brevity: Brevity
  readonly withCompanions: boolean
  readonly closing: 'full' | 'short'
}

const FROM_FULL: readonly Wording[] = [
  { brevity: 'full', withCompanions: true, closing: 'full' },
  { brevity: 'full', withCompanions: true, closing: 'short' },
  { brevity: 'full', withCompanions: false, closing: 'short' },
  { brevity: 'short', withCompanions: false, closing: 'short' },
  { brevity: 'shortest', withCompanions: false, closing: 'short' },
]

/** The paragraphs of a card in the fullest wording that is still read; in the shortest one where none is. */
export function fullestDetail(paragraphsIn: (wording: Wording) => readonly string[]): string {
  const details = FROM_FULL.map((wording) =>
    paragraphsIn(wording)
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
  )
  return details.find((detail) => wordCount(detail) <= MAX_DETAIL_WORDS) ?? details.at(-1) ?? ''
}

function wordCount(text: string): number {
  return text.split(/\s+/).length
}
