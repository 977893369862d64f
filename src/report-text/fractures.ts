import {
  DEFINITE,
  type FractureMeaning,
  LIMBS,
  NO_FRACTURE_AFTER,
  NOT_A_FRACTURE,
  OTHER_BONES,
  OTHER_PARTS,
  PLURAL,
  SACRAL_OR_RIB,
  SEEN_BEFORE,
  SEEN_WHEN,
  TABLE,
} from './fracture-words.ts'
import { levelNameAt } from './level-names.ts'
import { hasNear, isModifier } from './noun-phrases.ts'
import { findPhrases, type PhraseMention } from './phrases.ts'
import { isShapeOfVertebra } from './shapes.ts'
import type { Token } from './tokens.ts'

/** A place in a sentence that speaks of a fracture of a vertebral body. */
export interface FractureMention {
  readonly from: number
  readonly to: number
  /** The words alone say that a vertebral body is meant; otherwise a level or the sentence before must say so. */
  readonly strong: boolean
  readonly plural: boolean
  /** "the fracture", "this deformity": it speaks of one already there, so that a negation near it denies something else. */
  readonly definite: boolean
}

/** Every mention of a vertebral fracture in a sentence, denied or not; "the deformity" only as `definite`. */
export function findFractures(tokens: readonly Token[]): readonly FractureMention[] {
  return findPhrases(tokens, TABLE).flatMap((phrase) => {
    if (meansSomethingElse(tokens, phrase)) return []
    const definite = isDefinite(tokens, phrase.from) && !isPredicate(tokens, phrase)
    const isNone = isNoDeformity(tokens, phrase)
    if (phrase.meaning === 'anaphor' && !definite && !isNone && !isDated(tokens, phrase)) return []
    const { from, to, meaning } = phrase
    return [{ from, to, strong: meaning === 'strong' || isNone, plural: isPlural(tokens, from, to), definite }]
  })
}

/** "No vertebral deformity": there are others than fractures, but where there is none there is no fracture. */
function isNoDeformity(tokens: readonly Token[], { from, to, meaning }: PhraseMention<FractureMeaning>): boolean {
  const before = tokens[from - 1]?.word
  return meaning === 'anaphor' && to > from + 1 && (before === 'no' || before === 'without')
}

/** "The T12 vertebra is fractured" says so, where "the T12 fracture" speaks of one already there. */
function isPredicate(tokens: readonly Token[], { from, to }: PhraseMention<FractureMeaning>): boolean {
  return tokens.slice(from, to).some(({ word }) => word === 'is' || word === 'are' || word === 'appears')
}

function meansSomethingElse(tokens: readonly Token[], phrase: PhraseMention<FractureMeaning>): boolean {
  if (phrase.meaning === 'not' || (phrase.meaning === 'mark' && !levelNameAt(tokens, phrase.to))) return true
  if (phrase.meaning === 'shape' && !isShapeOfVertebra(tokens, phrase)) return true
  return isOfPart(tokens, phrase) || isOtherBone(tokens, phrase) || isNoFracture(tokens, phrase)
}

/** "fracture line", "fracture fragment"; but a fragment that is pushed back says that its vertebra is broken. */
function isOfPart(tokens: readonly Token[], { from, to }: PhraseMention<FractureMeaning>): boolean {
  const after = tokens[to]?.word ?? ''
  if (!NO_FRACTURE_AFTER.has(after)) return false
  if (after === 'fragment' && isDefinite(tokens, from)) return false
  const before = tokens.slice(Math.max(0, from - 5), from).map(({ word }) => word)
  if (before.some((word) => DENIES.has(word)) || tokens[to + 1]?.word === 'artifact') return true
  return !LINES.has(after) && (after !== 'fragment' || !before.includes('retropulsion'))
}

/** A line that is seen is a fracture; that none is seen leaves an old one open. */
const LINES: ReadonlySet<string> = new Set(['line', 'lines', 'plane'])
const DENIES: ReadonlySet<string> = new Set('no not nor or without discrete definite possible'.split(' '))

/** "a chronic deformity of L3": what has an age came about, as a fracture does. */
function isDated(tokens: readonly Token[], { from, to }: PhraseMention<FractureMeaning>): boolean {
  let before = from - 1
  while (before > from - 5 && (isModifier(tokens[before]) || isLevelPart(tokens, before))) before -= 1
  const behind = BE.has(tokens[to]?.word ?? '') ? (tokens[to + 1]?.word ?? '') : ''
  return AGES.has(tokens[before]?.word ?? '') || AGES.has(behind)
}

const BE: ReadonlySet<string> = new Set(['is', 'are', 'appears', ','])

const AGES: ReadonlySet<string> = new Set('acute subacute chronic old older remote healed'.split(' '))

function isPlural(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((token) => PLURAL.has(token.text))
}

/** "L1 transverse process fracture", "fracture of the right tenth rib". A phrase that says vertebra keeps its meaning. */
function isOtherBone(tokens: readonly Token[], phrase: PhraseMention<FractureMeaning>): boolean {
  const inside = tokens.slice(phrase.from, phrase.to)
  if (inside.some((token) => OTHER_BONES.has(token.word))) return true
  const reach = wordsToLevel(tokens, phrase.to)
  if (phrase.meaning === 'strong') {
    const isLimb = !inside.some(({ word }) => word.startsWith('vertebra'))
    return (
      hasNear(tokens, phrase, SACRAL_OR_RIB, { before: 2, after: 0 }) ||
      (isLimb && hasNear(tokens, phrase, LIMBS, { before: 2, after: Math.min(reach, 4) }))
    )
  }
  const part = tokens[levelNameAt(tokens, phrase.to + reach)?.to ?? -1]?.word ?? ''
  return OTHER_PARTS.has(part) || hasNear(tokens, phrase, OTHER_BONES, { before: 3, after: reach })
}

/** "fracture of L1 ... lamina": a level that comes first says which bone it is. */
function wordsToLevel(tokens: readonly Token[], from: number): number {
  for (let reach = 0; reach < 7; reach += 1) {
    if (levelNameAt(tokens, from + reach)) return reach
  }
  return 7
}

function isNoFracture(tokens: readonly Token[], phrase: PhraseMention<FractureMeaning>): boolean {
  const { from, to } = phrase
  const words = tokens.slice(from, to).map(({ word }) => word)
  const isShape = phrase.meaning === 'shape' || words.some((word) => word.startsWith('wedg'))
  if (!isShape || words.includes('compression') || words.includes('fracture')) return false
  const before = tokens.slice(Math.max(0, from - 5), from)
  if (tokens.slice(Math.max(0, from - 12), from).some(({ word }) => word.startsWith('scheuermann'))) return true
  const after = tokens.slice(to, endOfDescription(tokens, to))
  return [...before, ...after].some(({ word }) => NOT_A_FRACTURE.has(word)) || isWithinLimits(after)
}

/** "wedging of T11, within normal limits" */
function isWithinLimits(words: readonly Token[]): boolean {
  return words.some(({ word }, at) => word === 'normal' && ['limits', 'variation'].includes(words[at + 1]?.word ?? ''))
}

/** "wedging of T11 and T12, likely developmental": up to what is said of something else. */
function endOfDescription(tokens: readonly Token[], from: number): number {
  for (let at = from; at < from + 12; at += 1) {
    const word = tokens[at]?.word
    if (
      (word === 'with' && !AGREES.has(tokens[at - 1]?.word ?? '')) ||
      (word === 'and' && !levelNameAt(tokens, at + 1) && !GUESSES.has(tokens[at + 1]?.word ?? ''))
    )
      return at
  }
  return from + 12
}

/** "stable and likely developmental" */
const GUESSES: ReadonlySet<string> = new Set(['likely', 'probably', 'presumably'])
const AGREES: ReadonlySet<string> = new Set(['keeping', 'consistent', 'compatible'])

function isDefinite(tokens: readonly Token[], from: number): boolean {
  let at = from - 1
  while (at >= Math.max(0, from - 8) && !isDefiniteWord(tokens, at, from)) {
    if (SEEN_BEFORE.has(tokens[at]?.word ?? '')) return SEEN_WHEN.has(tokens[at - 1]?.word ?? '')
    if (!isModifier(tokens[at]) && !isLevelPart(tokens, at)) return false
    at -= 1
  }
  return isDefiniteWord(tokens, at, from)
}

function isDefiniteWord(tokens: readonly Token[], at: number, from: number): boolean {
  return DEFINITE.has(tokens[at]?.word ?? '') && !isArticleOfPlace(tokens, at, from)
}

/** "fracture of the vertebral body", "in the thoracic spine": the article of a place, not of a fracture. */
function isArticleOfPlace(tokens: readonly Token[], at: number, from: number): boolean {
  return tokens.slice(at + 1, from).some((token) => ['spine', 'of', 'at', 'in', 'involving'].includes(token.word))
}

function isLevelPart(tokens: readonly Token[], at: number): boolean {
  return levelNameAt(tokens, at) !== undefined || /^\d{1,2}$/.test(tokens[at]?.text ?? '')
}
