import { isModifier } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, type PlacedFracture, targetOf, under } from './parsed-sentence.ts'
import { type FractureSaid, GENERAL, type Said, type Target } from './statements.ts'
import { isWord } from './tokens.ts'

/** What a sentence says about the presence of fractures. */
export function readFractures(sentence: ParsedSentence): readonly (Said & { readonly target: Target })[] {
  return sentence.fractures.flatMap((fracture) => {
    const says = fractureSaid(sentence, fracture)
    if (!says) return []
    const target = targetOfFracture(sentence, fracture, says)
    return target ? [{ kind: 'fracture' as const, says, strong: fracture.mention.strong, target }] : []
  })
}

/** What is said of one fracture, or undefined where nothing is. */
export function fractureSaid(sentence: ParsedSentence, fracture: PlacedFracture): FractureSaid | undefined {
  const { mention, segment, shared } = fracture
  const place = shared && segment ? segment.named : mention
  if (isNoFinding(sentence, place)) return undefined
  if (isDenied(sentence, fracture)) return denial(sentence, fracture)
  if (mention.definite) return segment ? 'present' : undefined
  const isDoubted = under(sentence, 'possible', place) || under(sentence, 'likely', place)
  return isDoubted ? 'hedged' : 'present'
}

/** Whether a "no" in the sentence denies this fracture, and not something about it. */
export function isDenied(sentence: ParsedSentence, { mention }: PlacedFracture): boolean {
  return under(sentence, 'no', mention) && !mention.definite && !isPresupposed(sentence, mention.from)
}

function targetOfFracture(
  { context }: ParsedSentence,
  { mention, segment }: PlacedFracture,
  says: FractureSaid,
): Target | undefined {
  const isDenial = says === 'absent' || says === 'not-acute'
  const target = segment ? targetOf(segment) : context
  if (target.kind === 'levels') return segment || !isDenial ? target : GENERAL
  if (target.kind === 'elsewhere' && segment && (isDenial || !mention.strong)) return undefined
  return isDenial || mention.strong ? GENERAL : undefined
}

/** A denial of one kind of fracture leaves the others open. */
const ONE_KIND: ReadonlySet<string> = new Set(
  'displaced unstable pathologic burst chance traumatic retropulsion stress insufficiency complex severe comminuted'.split(
    ' ',
  ),
)

function denial(sentence: ParsedSentence, { mention }: PlacedFracture): FractureSaid | undefined {
  if (under(sentence, 'other', mention)) return undefined
  const { tokens } = sentence
  const from = startOfDescription(sentence, mention.from)
  const ages = sentence.acuity
    .filter((word) => from <= word.from && word.to <= mention.from)
    .map(({ meaning }) => meaning)
  if (ages.includes('acute')) return ages.includes('old') ? 'absent' : 'not-acute'
  if (ages.length > 0) return undefined
  return tokens.slice(from, mention.to).some(({ word }) => ONE_KIND.has(word)) ? undefined : 'absent'
}

function startOfDescription({ tokens, acuity }: ParsedSentence, to: number): number {
  let from = to
  while (from > 0) {
    const at = from - 1
    const word = tokens[at]?.word ?? ''
    const isAge = acuity.some((age) => age.from <= at && at < age.to)
    if (!isAge && !isModifier(tokens[at]) && !ONE_KIND.has(word) && word !== 'or' && word !== 'and') break
    from = at
  }
  return from
}

/** Nouns that only carry a denial on ("no evidence of fracture"). */
const LIGHT: ReadonlySet<string> = new Set(
  'evidence sign signs suggestion finding findings indication feature features area areas radiographic ct mr mri imaging'.split(
    ' ',
  ),
)
const BRINGS_IN: ReadonlySet<string> = new Set([
  'of',
  'in',
  'at',
  'within',
  'from',
  'by',
  'around',
  'with',
  'about',
  'to',
])
const RENEWS: ReadonlySet<string> = new Set([
  'or',
  'nor',
  ',',
  'and',
  'suggest',
  'indicate',
  'suggestive',
  'suggesting',
])

/**
 * "no retropulsion of T12 compression fracture": the fracture is what the denied thing belongs to, so it is there. A
 * list or "to suggest" takes the denial up again ("no loss of height or fracture", "no edema to suggest fracture").
 */
function isPresupposed({ tokens, scopes, acuity }: ParsedSentence, at: number): boolean {
  const scope = scopes.find(({ says, from, to }) => says === 'no' && from <= at && at < to)
  if (!scope || scope.from > at) return false
  let sawNoun = false
  let presupposed = false
  for (let index = scope.from; index < at; index += 1) {
    const token = tokens[index]
    const word = token?.word ?? ''
    if (word !== ',' && !isWord(token)) continue
    if (RENEWS.has(word)) {
      presupposed = presupposed && /^(?:th?|[dlcs])\d{1,2}$/.test(tokens[index - 1]?.text ?? '')
      sawNoun = presupposed
    } else if (BRINGS_IN.has(word)) {
      presupposed = presupposed || sawNoun
    } else if (!isModifier(token) && !LIGHT.has(word) && !acuity.some((age) => age.from <= index && index < age.to)) {
      sawNoun = true
    }
  }
  return presupposed
}
