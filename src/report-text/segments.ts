import type { VertebralLevel } from '../clinical/level.ts'
import { findFractures } from './fractures.ts'
import { findLevels, type LevelMention } from './levels.ts'
import { CLAUSE_BREAKS, isModifier } from './noun-phrases.ts'
import type { Token } from './tokens.ts'
import { isListOfFractures } from './vertebra-itself.ts'

/** A stretch of a sentence that speaks of one group of levels: tokens `from` up to, not including, `to`. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly kind: 'vertebra' | 'elsewhere'
  readonly levels: readonly VertebralLevel[]
  /** Where the levels are named. */
  readonly named: { readonly from: number; readonly to: number }
}

/** Between the levels of one list ("T12, L1 and L2", "L1 vertebral body and L2 vertebral body"). */
const LIST_WORDS: ReadonlySet<string> = new Set(
  ', and or nor plus at of the as well level vertebral vertebra body endplate superior inferior'.split(' '),
)
const MAX_LIST_WORDS = 6

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Cuts a sentence between the levels it names, so that each word belongs to the level it describes. `mentions` = where
 * it speaks of a fracture or of its age.
 */
export function splitSegments(tokens: readonly Token[], mentions: readonly Stretch[]): readonly Segment[] {
  const groups = groupLevels(tokens)
  // Only between two levels is there a border to find.
  const describing = groups.length > 1 ? describingWords(tokens, mentions) : NO_WORDS
  const starts = groups.map((group, index) => {
    const before = groups[index - 1]
    if (!before) return 0
    if (leadsItsOwn(tokens, group)) return group.from - 1
    return borderBetween(tokens, before.to, group.from, describing)
  })
  return groups.map((group, index) => ({
    from: starts[index] ?? 0,
    to: starts[index + 1] ?? tokens.length,
    kind: group.kind,
    levels: group.levels,
    named: { from: group.from, to: group.to },
  }))
}

const NO_WORDS: ReadonlySet<number> = new Set()

function groupLevels(tokens: readonly Token[]): readonly LevelMention[] {
  const groups: LevelMention[] = []
  for (const mention of findLevels(tokens)) {
    const last = groups.at(-1)
    const isNew = mention.levels.some((level) => !last?.levels.includes(level))
    const goesOn =
      last && last.kind === mention.kind && !isContrast(tokens, last.from) && !isUnbroken(tokens, last, mention)
    if (last && isNew && goesOn && isListed(tokens, last.to, mention.from)) {
      groups[groups.length - 1] = { ...last, to: mention.to, levels: [...new Set([...last.levels, ...mention.levels])] }
    } else {
      groups.push(mention)
    }
  }
  return groups
}

/** "Unlike L2, L3 is fractured.", "Compared with the normal T11, T12 ..." */
function isContrast(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  while (BEFORE_CONTRASTED.has(tokens[before]?.word ?? '')) before -= 1
  const [first, second] = [tokens[before - 1]?.word ?? '', tokens[before]?.word]
  return second === 'unlike' || (CONTRASTS.has(first) && (second === 'to' || second === 'with'))
}

const BEFORE_CONTRASTED: ReadonlySet<string> = new Set(['the', 'normal', 'adjacent', 'intact'])
const CONTRASTS: ReadonlySet<string> = new Set(['contrast', 'compared', 'relative'])

/** "Fracture of L1, L2 intact.": the second is not in the list of the first. */
function isUnbroken(tokens: readonly Token[], last: LevelMention, { from, to }: LevelMention): boolean {
  if (tokens[from - 1]?.word !== ',' || from - 1 !== last.to || !isListOfFractures(tokens, last.from)) return false
  return UNBROKEN.has(tokens[BE.has(tokens[to]?.word ?? '') ? to + 1 : to]?.word ?? '')
}

const UNBROKEN: ReadonlySet<string> = new Set('normal intact unremarkable preserved spared'.split(' '))
const BE: ReadonlySet<string> = new Set(['is', 'are', 'appears', 'appear', 'remains'])

function isListed(tokens: readonly Token[], from: number, to: number): boolean {
  const between = tokens.slice(from, to)
  if (between.length > MAX_LIST_WORDS || !between.every((token) => LIST_WORDS.has(token.word))) return false
  return between.length === 0 || between.some((token) => [',', 'and', 'or', 'nor', 'plus'].includes(token.word))
}

/** Which tokens belong to a phrase of adjectives and fracture words, such as may stand before a level. */
function describingWords(tokens: readonly Token[], mentions: readonly Stretch[]): ReadonlySet<number> {
  const inMentions = mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))
  const others = tokens.flatMap((_, index) => (isDescribing(tokens, index) ? [index] : []))
  return new Set([...inMentions, ...others])
}

/** "Adjacent to" leads to another level, where "adjacent" alone describes the one that follows. */
function isDescribing(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.word === 'adjacent' && tokens[at + 1]?.word === 'to') return false
  return isModifier(token) || MAY_PRECEDE.has(token?.word ?? '')
}

const SEPARATORS: ReadonlySet<string> = new Set([
  ...CLAUSE_BREAKS,
  'and',
  'or',
  'nor',
  ',',
  'with',
  'without',
  '(',
  ')',
])
const MAY_PRECEDE: ReadonlySet<string> = new Set([
  ...SEPARATORS,
  ...'no is are there healing possible probable likely suspected kyphoplasty vertebroplasty cement augmentation'.split(
    ' ',
  ),
  ...'status-post retropulsion edema marrow wedging fracture deformity previously seen noted treated new'.split(' '),
])

/** "L1 acute fracture with edema, L3 chronic deformity": a level after a comma whose own words follow it. */
function leadsItsOwn(tokens: readonly Token[], { from, to }: LevelMention): boolean {
  if (tokens[from - 1]?.word !== ',') return false
  if (LABELS.has(tokens[to]?.word ?? '')) return true
  const separator = tokens.slice(to, to + MAX_OWN_WORDS).findIndex(({ word }) => SEPARATORS.has(word))
  const own = tokens.slice(to, separator === -1 ? to + MAX_OWN_WORDS : to + separator)
  return findFractures(own).length > 0
}

const MAX_OWN_WORDS = 6
/** "L1 - fracture, L2 - normal" */
const LABELS: ReadonlySet<string> = new Set(['-', ':', '='])

interface Separator {
  readonly word: string
  readonly at: number
}

/** "T12 with edema and retropulsion, old fracture of L3": signs after the "and" are still of the first level. */
function behindSigns(
  tokens: readonly Token[],
  conjunction: Separator | undefined,
  open: readonly Separator[],
): Separator | undefined {
  const comma = conjunction && open.find(({ word, at }) => word === ',' && at > conjunction.at)
  const between = comma ? tokens.slice(conjunction.at, comma.at) : []
  return between.some(({ word }) => SIGNS.has(word)) ? comma : conjunction
}

const SIGNS: ReadonlySet<string> = new Set(['edema', 'retropulsion', 'marrow', 'height'])

/**
 * Walks back from the second level over the words that describe it and cuts at the strongest separator on the way:
 * "fracture of T12 with edema, and chronic, mild deformity of L1" is cut at "and".
 */
function borderBetween(
  tokens: readonly Token[],
  firstEnd: number,
  secondStart: number,
  describing: ReadonlySet<number>,
): number {
  let stop = secondStart
  while (stop > firstEnd && describing.has(stop - 1)) stop -= 1
  const separators = tokens
    .slice(stop, secondStart)
    .flatMap((token, index) => (SEPARATORS.has(token.word) ? [{ word: token.word, at: stop + index }] : []))
  // What stands in brackets after the first level still describes the first.
  const open = separators.slice(separators.findLastIndex(({ word }) => word === ')') + 1)
  const clause = open.findLast(({ word }) => word === ';') ?? open.find(({ word }) => CLAUSE_BREAKS.has(word))
  const conjunction = open.findLast(({ word }) => word === 'and' || word === 'or' || word === 'nor')
  const comma = open.find(({ word }) => word === ',')
  return (clause ?? behindSigns(tokens, conjunction, open) ?? comma ?? open[0])?.at ?? stop
}
