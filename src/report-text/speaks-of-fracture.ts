import { TABLE } from './fracture-words.ts'
import { OF_SHARE } from './height-figures.ts'
import { tokenise } from './tokens.ts'

/**
 * Whether the reader could find a fracture in a few words at all: only a word that begins one of its phrases for
 * fractures, or a share of height, makes it say that there is or may be one.
 */
export function maySpeakOfFracture(words: string): boolean {
  return tokenise(words).some(({ tables, traits }) => (tables & TABLE.bit) !== 0 || (traits & OF_SHARE) !== 0)
}
