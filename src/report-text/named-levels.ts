import type { VertebralLevel } from '../clinical/level.ts'
import { findLevels } from './levels.ts'
import { tokenise } from './tokens.ts'

/** The vertebrae that a name or a short description names ("wedge fracture of T12", "L1 vertebra"), each once. */
export function namedLevels(words: string): readonly VertebralLevel[] {
  const mentions = findLevels(tokenise(words)).filter(({ kind }) => kind === 'vertebra')
  return [...new Set(mentions.flatMap(({ levels }) => levels))]
}
