import { findAcuityWords } from './acuity-words.ts'
import { levelNameAt } from './level-names.ts'
import { entryOf } from './lexicon.ts'
import { type Sentence, withBits } from './sentences.ts'
import type { Token } from './tokens.ts'
import { traitOf } from './traits.ts'

const ONES: ReadonlySet<string> = new Set(['one', 'ones'])
const HAS_ONE = traitOf(ONES)

/**
 * "Old fractures of T5 and T6, and a new one at L1": "one" stands for the thing named last. Where that is a fracture, the
 * sentence is given the word; where it is a disc, a lesion or anything else that has a place, it stays as it is.
 * `before` = the sentence before, of the same paragraph.
 */
export function withNamedOnes(sentence: Sentence, before: Sentence | undefined): Sentence {
  if ((sentence.traits & HAS_ONE) === 0) return sentence
  const { tokens } = sentence
  const named = tokens.map((token, at) => {
    if (!ONES.has(token.text) || !isDatedAndPlaced(tokens, at)) return token
    const isFracture = namesFractureLast(tokens.slice(0, at)) ?? namesFractureLast(before?.tokens ?? []) ?? false
    const text = token.text === 'one' ? 'fracture' : 'fractures'
    return isFracture ? { ...token, text, ...entryOf(text) } : token
  })
  return { ...sentence, ...withBits(named) }
}

const LEADS_TO_LEVEL: ReadonlySet<string> = new Set(['at', 'of', 'in', 'involving', 'the', 'level'])

/** "a new one at L1", "the chronic ones at T8 and T9": an age right before, a level right behind. */
function isDatedAndPlaced(tokens: readonly Token[], at: number): boolean {
  if (!findAcuityWords(tokens).some(({ to }) => to === at)) return false
  let next = at + 1
  while (LEADS_TO_LEVEL.has(tokens[next]?.word ?? '')) next += 1
  return next > at + 1 && levelNameAt(tokens, next) !== undefined
}

const FRACTURES: ReadonlySet<string> = new Set(['fracture', 'vcf', 'deformity', 'wedging', 'collapse'])
const OTHER_THINGS: ReadonlySet<string> = new Set(
  (
    'disc lesion metastasis hemangioma haemangioma node nodes schmorl cyst protrusion herniation extrusion bulge mass ' +
    'collection abscess hematoma osteophyte osteophytes rib ribs process screw rod stenosis tear leak island plasmacytoma ' +
    'deposit deposits focus foci tumor listhesis anterolisthesis root pars'
  ).split(' '),
)

/** Undefined where neither a fracture nor anything else is named. */
function namesFractureLast(tokens: readonly Token[]): boolean | undefined {
  const last = tokens.findLast(({ word }) => FRACTURES.has(word) || OTHER_THINGS.has(word))
  return last && FRACTURES.has(last.word)
}
