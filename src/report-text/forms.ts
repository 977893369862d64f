import { findAcuityWords } from './acuity-words.ts'
import { OTHER_BONES } from './fracture-words.ts'
import { colonOf, labelOf } from './labels.ts'
import { levelNameAt } from './level-names.ts'
import { entryOf } from './lexicon.ts'
import { isModifier } from './noun-phrases.ts'
import { type Sentence, withBits } from './sentences.ts'
import { isNumber, type Token } from './tokens.ts'

/**
 * What a form has said of fractures so far, for the lines below that name where: `answered` = "Compression fracture: Yes.",
 * `doubted` = "Compression fracture: indeterminate.", `headed` = "Fractures:" above a list of levels.
 */
export type Asked = 'answered' | 'doubted' | 'headed' | undefined

const FRACTURES: ReadonlySet<string> = new Set(['fracture', 'vcf'])
/** A label with one of these asks for something about a fracture, not for a fracture. */
const ABOUT: ReadonlySet<string> = new Set(
  'age acuity date cause height risk prior previous history number line clinical question no'.split(' '),
)
const YES: ReadonlySet<string> = new Set(
  'yes present positive y compression wedge wedging burst biconcave crush'.split(' '),
)
const DOUBT: ReadonlySet<string> = new Set(
  'indeterminate possible questionable equivocal uncertain suspected probable likely'.split(' '),
)
const PLACE: ReadonlySet<string> = new Set('level location site vertebra vertebral affected involved spinal'.split(' '))

/** `label` = the sentence's own. */
export function askedAfter({ tokens }: Sentence, label: readonly Token[], before: Asked): Asked {
  if (label.length === 0) return before === 'headed' && levelNameAt(tokens, 0) ? before : undefined
  if (label.some(({ word }) => FRACTURES.has(word))) return isQuestion(tokens, label) ? answerIn(tokens) : undefined
  return before !== 'headed' && label.every(({ word }) => FIELDS.has(word)) ? before : undefined
}

/** What a form asks about the fracture it has asked for; any other label asks for something else. */
const FIELDS: ReadonlySet<string> = new Set(
  (
    'age acuity chronicity onset percent % height loss of degree amount severity grade genant type morphology shape ' +
    'cause etiology mechanism retropulsion edema marrow number'
  ).split(' '),
)

/** For a fracture of a vertebra: neither the label nor the answer names another bone. */
function isQuestion(tokens: readonly Token[], label: readonly Token[]): boolean {
  return !label.some(({ word }) => ABOUT.has(word)) && !tokens.some(({ word }) => OTHER_BONES.has(word))
}

function answerIn(tokens: readonly Token[]): Asked {
  const colon = colonOf(tokens)
  const answer = tokens[colon + 1]
  if (!answer) return isHeading(tokens.slice(0, colon)) ? 'headed' : undefined
  if (DOUBT.has(answer.word)) return 'doubted'
  return YES.has(answer.word) ? 'answered' : undefined
}

/** "Fractures:", "Old vertebral compression fractures:" */
function isHeading(label: readonly Token[]): boolean {
  const ages = findAcuityWords(label)
  return label.every((token, at) => FRACTURES.has(token.word) || isModifier(token) || isIn(ages, at))
}

/** "Level: T12." and "- T6: chronic, mild", given the word that the form has said above them. */
export function withAskedFracture(sentence: Sentence, asked: Asked): Sentence {
  if (asked === undefined) return sentence
  const { tokens } = sentence
  const [first] = tokens
  const kept = asked === 'headed' ? describedIn(tokens) : placeIn(tokens)
  if (!first || !kept) return sentence
  const words = asked === 'doubted' ? ['possible', 'fracture'] : ['fracture']
  const said = words.map((text): Token => ({ ...first, text, ...entryOf(text) }))
  return { ...sentence, ...withBits([...said, ...kept]) }
}

/** What stands behind "Level:". */
function placeIn(tokens: readonly Token[]): readonly Token[] | undefined {
  const colon = colonOf(tokens)
  if (levelNameAt(tokens, colon + 1) === undefined) return undefined
  const label = labelOf(tokens)
  return label.length > 0 && label.every(({ word }) => PLACE.has(word)) ? tokens.slice(colon) : undefined
}

/** A level of which nothing is told but what is told of fractures. */
function describedIn(tokens: readonly Token[]): readonly Token[] | undefined {
  const ages = findAcuityWords(tokens)
  const isDescribed = tokens.every(
    (token, at) =>
      DESCRIBES.has(token.word) || isModifier(token) || isNumber(token) || isInLevel(tokens, at) || isIn(ages, at),
  )
  return isDescribed && tokens.length > 1 && levelNameAt(tokens, 0) ? tokens : undefined
}

const DESCRIBES: ReadonlySet<string> = new Set(
  (
    ': , ; ( ) - . % with without no none and of on the treated cement cemented edema marrow stir bright hyperintense height loss ' +
    'retropulsion augmented kyphoplasty vertebroplasty biconcave crush'
  ).split(' '),
)

function isInLevel(tokens: readonly Token[], at: number): boolean {
  const before = levelNameAt(tokens, at - 1)
  return levelNameAt(tokens, at) !== undefined || (before !== undefined && before.to > at)
}

function isIn(ages: readonly { readonly from: number; readonly to: number }[], at: number): boolean {
  return ages.some(({ from, to }) => from <= at && at < to)
}
