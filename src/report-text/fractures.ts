import { levelNameAt } from './level-names.ts'
import { hasNear, isModifier } from './noun-phrases.ts'
import { findPhrases, type PhraseMention, type PhraseRow, phraseTable } from './phrases.ts'
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

/** `not` = the words look like a fracture and are none, or say nothing about its presence. */
type FractureMeaning = 'strong' | 'weak' | 'anaphor' | 'not'

const ROWS: readonly PhraseRow<FractureMeaning>[] = [
  ['compression type? fracture|deformity', 'strong'],
  ['compression wedge|wedging fracture|deformity', 'strong'],
  ['wedge|wedging compression fracture|deformity', 'strong'],
  ['wedge|wedging compression', 'strong'],
  ['wedge|wedging shaped? fracture|deformity', 'strong'],
  ['vertebral ~2 fracture|collapse|wedging', 'strong'],
  ['vertebral body? compression fracture|deformity', 'strong'],
  ['vertebral body? compression', 'strong'],
  ['vertebra|vertebral body? compression', 'strong'],
  ['collapse|wedging|fracture of|through|involving ~3 vertebral|vertebra', 'strong'],
  ['fracture of|through|involving ~3 endplate', 'strong'],
  ['compression of ~3 vertebral body', 'strong'],
  ['compression of ~3 vertebra|endplate', 'strong'],
  ['burst|crush|chance|biconcave|codfish fracture|deformity', 'strong'],
  ['burst|crush type compression? fracture', 'strong'],
  ['compression burst fracture', 'strong'],
  ['endplate compression? fracture', 'strong'],
  ['endplate compression|collapse', 'strong'],
  ['insufficiency|fragility|osteoporotic vertebral compression? fracture', 'strong'],
  ['vcf|cfx', 'strong'],
  ['vertebra plana', 'strong'],
  ['compressed vertebra', 'strong'],
  ['compressed vertebral body', 'strong'],
  ['fracture|wedging', 'weak'],
  ['collapse', 'weak'],
  ['deformity', 'anaphor'],
  ['fracture fragment|line|cleft|plane|site|margin|risk|probability|liaison|clinic|assessment|level|protocol', 'not'],
  ['risk of|for ~3 fracture', 'not'],
  ['kyphosis|scoliotic|rotational deformity', 'not'],
  ['collapse of? ~1 disc|lung|lobe|sinus', 'not'],
  ['disc ~1 collapse', 'not'],
]
const TABLE = phraseTable(ROWS)

/** Bones and things other than a vertebral body that break, or that are wedged or collapse. */
const OTHER_BONES: ReadonlySet<string> = new Set(
  (
    'rib transverse spinous process sacral sacrum ala hip femoral femur pelvic pelvis ramus rami pubic acetabular ' +
    'coccyx coccygeal sternal sternum clavicle clavicular scapula pars lamina laminar facet elements element odontoid ' +
    'dens skull nasal facial wrist humerus humeral radius hardware screw screws rod rods osteophyte syndesmophyte lung ' +
    'lobe lobar atelectasis airway spondylolysis interarticularis iliac ischial stress'
  ).split(' '),
)

/** A wedged vertebra that is no fracture. */
const NOT_A_FRACTURE: ReadonlySet<string> = new Set(
  'physiologic physiological developmental congenital scheuermann scheuermanns degenerative positional variant remodeling schmorl limbus'.split(
    ' ',
  ),
)

const SACRAL_OR_RIB: ReadonlySet<string> = new Set(['sacral', 'rib'])
const PLURAL: ReadonlySet<string> = new Set(['fractures', 'deformities', 'vcfs', 'fxs', 'collapses', 'ovcfs'])
const DEFINITE: ReadonlySet<string> = new Set(['the', 'this', 'that', 'these', 'those', 'its', 'known', 'their'])
const SEEN_BEFORE: ReadonlySet<string> = new Set('seen described reported mentioned above aforementioned'.split(' '))

/** Every mention of a vertebral fracture in a sentence, denied or not; "the deformity" only as `definite`. */
export function findFractures(tokens: readonly Token[]): readonly FractureMention[] {
  return findPhrases(tokens, TABLE).flatMap((phrase) => {
    if (phrase.meaning === 'not' || isOtherBone(tokens, phrase) || isNoFracture(tokens, phrase)) return []
    const definite = isDefinite(tokens, phrase.from)
    if (phrase.meaning === 'anaphor' && !definite) return []
    const { from, to, meaning } = phrase
    return [{ from, to, strong: meaning === 'strong', plural: isPlural(tokens, from, to), definite }]
  })
}

function isPlural(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((token) => PLURAL.has(token.text))
}

/** "L1 transverse process fracture", "fracture of the right tenth rib". A phrase that says vertebra keeps its meaning. */
function isOtherBone(tokens: readonly Token[], phrase: PhraseMention<FractureMeaning>): boolean {
  const inside = tokens.slice(phrase.from, phrase.to)
  if (inside.some((token) => OTHER_BONES.has(token.word))) return true
  if (phrase.meaning === 'strong') return hasNear(tokens, phrase, SACRAL_OR_RIB, { before: 2, after: 0 })
  return hasNear(tokens, phrase, OTHER_BONES, { before: 3, after: wordsToLevel(tokens, phrase.to) })
}

/** "fracture of L1 ... lamina": a level that comes first says which bone it is. */
function wordsToLevel(tokens: readonly Token[], from: number): number {
  for (let reach = 0; reach < 7; reach += 1) {
    if (levelNameAt(tokens, from + reach)) return reach
  }
  return 7
}

function isNoFracture(tokens: readonly Token[], phrase: PhraseMention<FractureMeaning>): boolean {
  const words = tokens.slice(phrase.from, phrase.to).map(({ word }) => word)
  if (!words.some((word) => word.startsWith('wedg')) || words.includes('compression') || words.includes('fracture')) {
    return false
  }
  for (const token of tokens.slice(phrase.to, phrase.to + 12)) {
    if (token.word === 'and' || token.word === 'with') return false
    if (NOT_A_FRACTURE.has(token.word)) return true
  }
  return tokens.slice(Math.max(0, phrase.from - 5), phrase.from).some((token) => NOT_A_FRACTURE.has(token.word))
}

function isDefinite(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 8); at -= 1) {
    const word = tokens[at]?.word ?? ''
    if (DEFINITE.has(word) && !isArticleOfPlace(tokens, at, from)) return true
    if (SEEN_BEFORE.has(word)) return ['previously', 'prior', 'as', 'above'].includes(tokens[at - 1]?.word ?? '')
    if (!isModifier(tokens[at]) && !isLevelPart(tokens, at)) return false
  }
  return false
}

/** "fracture of the vertebral body", "in the thoracic spine": the article of a place, not of a fracture. */
function isArticleOfPlace(tokens: readonly Token[], at: number, from: number): boolean {
  return tokens.slice(at + 1, from).some((token) => ['spine', 'of', 'at', 'in', 'involving'].includes(token.word))
}

function isLevelPart(tokens: readonly Token[], at: number): boolean {
  return levelNameAt(tokens, at) !== undefined || /^\d{1,2}$/.test(tokens[at]?.text ?? '')
}
