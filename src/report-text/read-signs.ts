import { isNoFinding, type ParsedSentence, segmentAt, targetAt, under } from './parsed-sentence.ts'
import type { Sign } from './report-findings.ts'
import type { SignName } from './sign-words.ts'
import { findSigns, type SignMention } from './signs.ts'
import { GENERAL, type Said, type Target } from './statements.ts'

type Placed = Said & { readonly target: Target }
type Answer = Exclude<Sign, 'unknown'>

/** Signs that send a patient elsewhere: what the radiologist favours counts as said. */
const SAFETY: ReadonlySet<string> = new Set<SignName>([
  'retropulsion',
  'canalCompromise',
  'neuralCompression',
  'instability',
  'malignantPattern',
  'epiduralTumour',
  'infection',
])

export function isSafetySign(sign: SignName): boolean {
  return SAFETY.has(sign)
}

/** What a sentence says about signs. `limitedStudy` = the report says somewhere that the images are poor. */
export function readSigns(sentence: ParsedSentence, limitedStudy: boolean): readonly Placed[] {
  const mentions = findSigns(sentence.tokens)
  const plain = new Set(mentions.filter(({ rule }) => !rule.implied).map(({ rule }) => rule.sign))
  return mentions.flatMap((mention) => {
    if (mention.rule.implied && plain.has(mention.rule.sign)) return []
    return placed(sentence, mention, limitedStudy)
  })
}

function placed(sentence: ParsedSentence, mention: SignMention, limitedStudy: boolean): readonly Placed[] {
  const { sign } = mention.rule
  // "Status post kyphoplasty" is the finding itself.
  if (sign !== 'augmented' && isNoFinding(sentence, mention)) return []
  if (sign === 'augmented' && (sentence.asks || under(sentence, 'request', mention))) return []
  if (under(sentence, 'earlier', mention)) return []

  const says = answer(sentence, mention, limitedStudy)
  const target = says && signTarget(sentence, mention, says)
  if (!says || !target) return []
  if (sign !== 'activeSignal') return [{ kind: 'sign', sign, says, target }]
  return says === 'yes' ? [{ kind: 'active-signal', target }] : []
}

function answer(sentence: ParsedSentence, mention: SignMention, limitedStudy: boolean): Answer | undefined {
  const isDenied = under(sentence, 'no', mention)
  const isDoubted = under(sentence, 'possible', mention)
  const isFavoured = under(sentence, 'likely', mention)
  if (mention.rule.says === 'no') {
    return isDenied || isDoubted || isFavoured || under(sentence, 'other', mention) ? undefined : 'no'
  }
  if (mention.rule.sign === 'marrowEdema') return edemaAnswer(sentence, mention, limitedStudy)
  if (isDoubted) return SAFETY.has(mention.rule.sign) ? 'unreliable' : undefined
  if (isDenied) return under(sentence, 'other', mention) ? undefined : 'no'
  return isFavoured && !SAFETY.has(mention.rule.sign) ? undefined : 'yes'
}

/** Edema decides about treatment: where the study is poor, or the word is in doubt, the report cannot tell. */
function edemaAnswer(sentence: ParsedSentence, mention: SignMention, limitedStudy: boolean): Answer | undefined {
  const isDoubted = ['possible', 'likely', 'limited'] as const
  if (isDoubted.some((says) => under(sentence, says, mention))) return 'unreliable'
  if (!under(sentence, 'no', mention)) return 'yes'
  if (under(sentence, 'other', mention)) return undefined
  const { from, to } = mention
  const isHedged = sentence.scopes.some((scope) => scope.hedged && scope.from < to && from < scope.to)
  return isHedged && limitedStudy ? 'unreliable' : 'no'
}

/** Wear and discs narrow a canal too; that is not what the fracture does. */
const WEAR: ReadonlySet<string> = new Set(
  (
    'degenerative disc herniation bulge protrusion extrusion spondylosis spondylotic facet facets ligamentum hypertrophy ' +
    'osteophyte osteophytes congenital listhesis anterolisthesis spondylolisthesis lipomatosis'
  ).split(' '),
)
const BY_FRACTURE: ReadonlySet<string> = new Set(['retropulsion', 'fragment', 'fragments'])
const PRESSES: ReadonlySet<string> = new Set<SignName>(['canalCompromise', 'neuralCompression', 'retropulsion'])

function signTarget(sentence: ParsedSentence, mention: SignMention, says: Answer): Target | undefined {
  const { sign, onlyByFracture } = mention.rule
  const target = targetAt(sentence, mention.from)
  if (!PRESSES.has(sign) && !onlyByFracture) return target

  const isTied = tiedToFracture(sentence, mention.from)
  if (target.kind === 'elsewhere')
    return isTied ? GENERAL : sign === 'neuralCompression' && !hasWear(sentence, mention.from) ? target : undefined
  if (says === 'no' || isTied) return target
  if (hasWear(sentence, mention.from)) return undefined
  return onlyByFracture && target.kind === 'general' ? undefined : target
}

function tiedToFracture(sentence: ParsedSentence, at: number): boolean {
  const segment = segmentAt(sentence, at)
  if (sentence.tokens.some(({ word }) => BY_FRACTURE.has(word))) return true
  return sentence.fractures.some((fracture) => fracture.segment === segment && segment?.kind !== 'elsewhere')
}

function hasWear({ tokens, ...sentence }: ParsedSentence, at: number): boolean {
  const segment = segmentAt({ tokens, ...sentence }, at)
  return tokens.slice(segment?.from ?? 0, segment?.to ?? tokens.length).some(({ word }) => WEAR.has(word))
}
