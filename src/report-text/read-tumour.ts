import { hasNear } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, under } from './parsed-sentence.ts'
import { findPhrases, type PhraseMention } from './phrases.ts'
import { placeOf } from './place.ts'
import type { PosterolateralSaid, Said, Target } from './statements.ts'
import { LESION_WORDS, OTHER_BONES, POSTEROLATERAL_WORDS, type PosterolateralMeaning } from './tumour-words.ts'

type Placed = Said & { readonly target: Target }

/** What a sentence says about the kind of a tumour in the bone, and about pedicles, facets and costovertebral joints. */
export function readTumour(sentence: ParsedSentence): readonly Placed[] {
  return [...readLesions(sentence), ...readPosterolateral(sentence)]
}

const NEAR = { before: 3, after: 5 }

function readLesions(sentence: ParsedSentence): readonly Placed[] {
  return findPhrases(sentence.tokens, LESION_WORDS).flatMap((mention): readonly Placed[] => {
    const isElsewhere = hasNear(sentence.tokens, mention, OTHER_BONES, NEAR)
    const target = placed(sentence, mention)
    if (isElsewhere || !target || isDoubted(sentence, mention) || isDenied(sentence, mention)) return []
    return [{ kind: 'lesion', says: mention.meaning, target }]
  })
}

function readPosterolateral(sentence: ParsedSentence): readonly Placed[] {
  return findPhrases(sentence.tokens, POSTEROLATERAL_WORDS).flatMap((mention): readonly Placed[] => {
    const target = placed(sentence, mention)
    if (!target || isDoubted(sentence, mention) || hasNear(sentence.tokens, mention, NOT_THE_TUMOUR, NEAR)) return []
    const says = involvementIn(sentence, mention, target)
    return says === undefined ? [] : [{ kind: 'posterolateral', says, target }]
  })
}

const NOT_THE_TUMOUR: ReadonlySet<string> = new Set(
  'screw screws degenerative arthropathy arthrosis hypertrophy arthritis osteophyte osteophytes'.split(' '),
)
const SPARED: ReadonlySet<string> = new Set(['sparing', 'spares', 'spared'])

/** The side has to be said. One side that is denied says nothing about the other. */
function involvementIn(
  sentence: ParsedSentence,
  mention: PhraseMention<PosterolateralMeaning>,
  target: Target,
): PosterolateralSaid | undefined {
  const words = sentence.tokens.slice(mention.from, mention.to)
  const side = sideOf(sentence, mention, target)
  const isSpared = mention.meaning === 'spared' || words.some(({ word }) => SPARED.has(word))
  if (isSpared !== isDenied(sentence, mention)) return side === undefined || side === 'bilateral' ? 'none' : undefined
  return isSpared || mention.meaning === 'posterior-elements' ? undefined : side
}

function sideOf(
  { tokens }: ParsedSentence,
  mention: PhraseMention<unknown>,
  target: Target,
): Exclude<PosterolateralSaid, 'none'> | undefined {
  const words = tokens.slice(mention.from, mention.to)
  const says = (side: string) =>
    words.some(({ word }) => word === side) || hasNear(tokens, mention, new Set([side]), { before: 3, after: 4 })
  const [side, other] = SIDES.filter(says)
  if (other !== undefined || BOTH_SIDES.some(says)) return 'bilateral'
  if (side !== undefined || says('unilateral')) return side ?? 'unilateral'
  const isOneVertebra = target.kind !== 'levels' || target.levels.length === 1
  return isOneVertebra && words.some(({ text }) => text === 'pedicles' || text === 'facets') ? 'bilateral' : undefined
}

const SIDES = ['left', 'right'] as const
const BOTH_SIDES = ['bilateral', 'bilaterally', 'both'] as const

/** After a sentence about several levels "lytic lesion" does not tell which of them has it. */
function placed(sentence: ParsedSentence, mention: PhraseMention<unknown>): Target | undefined {
  const target = placeOf(sentence, mention)
  if (target.kind === 'elsewhere') return undefined
  const isOpen = sentence.segments.length === 0 && target.kind === 'levels' && target.levels.length > 1
  return isOpen ? undefined : target
}

function isDenied(sentence: ParsedSentence, mention: PhraseMention<unknown>): boolean {
  return under(sentence, 'no', mention) || under(sentence, 'gone', mention)
}

const DOUBTS = ['possible', 'earlier', 'other', 'named', 'limited'] as const

function isDoubted(sentence: ParsedSentence, mention: PhraseMention<unknown>): boolean {
  return isNoFinding(sentence, mention) || DOUBTS.some((says) => under(sentence, says, mention))
}
