import type { Brevity } from './card-text.ts'

/** As much as is read on a card before a decision. */
const MAX_DETAIL_WORDS = 120
const FROM_FULL: readonly Brevity[] = ['full', 'short', 'shortest']

/** The paragraphs of a card in the fullest wording that is still read; in the shortest one where none is. */
export function fullestDetail(paragraphsIn: (brevity: Brevity) => readonly string[]): string {
  const wordings = FROM_FULL.map((brevity) =>
    paragraphsIn(brevity)
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
  )
  return wordings.find((wording) => wordCount(wording) <= MAX_DETAIL_WORDS) ?? wordings.at(-1) ?? ''
}

function wordCount(text: string): number {
  return text.split(/\s+/).length
}
