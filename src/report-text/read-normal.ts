import { findNormalLevels } from './normal-levels.ts'
import { CLAUSE_BREAKS } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, targetOf, under } from './parsed-sentence.ts'
import { findPhrases, phraseTable } from './phrases.ts'
import { GENERAL, type Said, type Target } from './statements.ts'
import { isWord, type Token } from './tokens.ts'

const NORMAL = 'normal|unremarkable'
const KEPT = 'normal|unremarkable|maintained|preserved|intact|wnl|spared'
const STUDY = 'mri|mr|ct|radiograph|radiographs|radiography|xr|x-ray|x-rays|study|exam|examination|series|appearance'

/**
 * Words of a spine without a compressed vertebra: `kept` says so, `line` where nothing follows ("Vertebrae: normal."),
 * `lost` where it is denied ("no loss of height").
 */
export const NORMAL_SPINE = phraseTable<'kept' | 'lost' | 'study' | 'heights' | 'line'>([
  ['vertebral|vertebra body? heights|height', 'heights'],
  [`${NORMAL} study|exam|examination`, 'study'],
  [`${NORMAL} ~3 ${STUDY} of the? ~3 spine|thoracolumbar|lumbosacral`, 'kept'],
  [`${NORMAL} ~3 ${STUDY} of the? thoracic|lumbar and|or lumbar|sacral spine`, 'kept'],
  [`${NORMAL} ~1 spine ${STUDY}`, 'kept'],
  [`${NORMAL} thoracic-spine|lumbar-spine|lumbosacral-spine ${STUDY}?`, 'kept'],
  [`${NORMAL} ~3 ${STUDY} of the? thoracic-spine|lumbar-spine|lumbosacral-spine`, 'kept'],
  [`${KEPT} vertebral|vertebra body? heights|height`, 'kept'],
  [`${KEPT} alignment and vertebral body? heights|height`, 'kept'],
  [`vertebral|vertebra body? heights|height is|are|appear|appears|remain ~2 ${KEPT}`, 'kept'],
  [`vertebral|vertebra body? heights|height ${KEPT}`, 'kept'],
  [`heights of the vertebral|vertebra body? is|are|remain ~2 ${KEPT}`, 'kept'],
  [`vertebral|vertebra body? is|are ~1 normal in|of ~1 height|heights`, 'kept'],
  [`vertebral|vertebra body? : ${KEPT} heights|height?`, 'line'],
  ['loss of ~1 vertebral|vertebra body? height', 'lost'],
  ['vertebral|vertebra body? height loss', 'lost'],
])

const UNSETTLED = ['possible', 'likely', 'other', 'earlier', 'limited', 'named'] as const
const ELSE_WORDS: ReadonlySet<string> = new Set(
  'remaining otherwise other rest remainder relatively mostly except'.split(' '),
)

/** Where a sentence calls a vertebra it names, or else the spine or the height of its vertebrae, normal. */
export function readNormal(sentence: ParsedSentence): readonly (Said & { readonly target: Target })[] {
  if (sentence.segments.length === 0) return readNormalSpine(sentence)
  return findNormalLevels(sentence).map((segment) => ({ kind: 'normal', strong: true, target: targetOf(segment) }))
}

function readNormalSpine(sentence: ParsedSentence): readonly (Said & { readonly target: Target })[] {
  if (sentence.tokens.some(({ word }) => ELSE_WORDS.has(word))) return []
  const said = findPhrases(sentence.tokens, NORMAL_SPINE).filter((mention) => {
    if (isNoFinding(sentence, mention) || UNSETTLED.some((says) => under(sentence, says, mention))) return false
    if (mention.meaning === 'line' && !isLine(sentence.tokens, mention.to)) return false
    if (mention.meaning === 'heights' && !isKeptInList(sentence.tokens, mention.to)) return false
    return under(sentence, 'no', mention) === (mention.meaning === 'lost')
  })
  const strong = said.some(({ meaning }) => meaning !== 'study')
  return said.length > 0 ? [{ kind: 'normal', strong, target: GENERAL }] : []
}

/** "Vertebrae: normal.", "Vertebrae: normal height and alignment", and not "Vertebrae: normal marrow signal". */
function isLine(tokens: readonly Token[], to: number): boolean {
  return !isWord(tokens[to]) || HEIGHT.has(tokens[to - 1]?.word ?? '')
}

const HEIGHT: ReadonlySet<string> = new Set(['height', 'heights'])
const VERB: ReadonlySet<string> = new Set(['is', 'are', 'appear', 'appears', 'remain', 'within'])
const KEPT_WORDS: ReadonlySet<string> = new Set(KEPT.split('|'))
const ENDS_LIST: ReadonlySet<string> = new Set([
  ...CLAUSE_BREAKS,
  'with',
  'without',
  'no',
  'not',
  'loss',
  'lost',
  'reduced',
])
const MAX_LIST_TOKENS = 10

/** "Vertebral body heights, alignment and marrow signal are within normal limits": what is said of a list. */
function isKeptInList(tokens: readonly Token[], from: number): boolean {
  const list = tokens.slice(from, from + MAX_LIST_TOKENS)
  const verb = list.findIndex(({ word }) => VERB.has(word))
  const predicate = list.slice(verb, verb + 4)
  const isWhole = verb !== -1 && !list.slice(0, verb + 4).some(({ word }) => ENDS_LIST.has(word))
  return isWhole && predicate.some(({ word }) => KEPT_WORDS.has(word))
}
