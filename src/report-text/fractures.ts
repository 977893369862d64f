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

/** What a leaflet says of fractures at large. */
const OF_TEXTBOOKS = ['vertebral compression? fracture', 'compression fracture', 'fracture'].flatMap(
  (name): readonly PhraseRow<FractureMeaning>[] => [
    [`${name} can|may|often|usually|commonly ~1 occur|result|happen|develop`, 'not'],
    [`${name} is|are ~2 common|frequent|rare|uncommon`, 'not'],
    [`${name} is a|an ~2 break|crack|complication|consequence`, 'not'],
    [`${name} happens|occurs|happen|occur when|if|in|after`, 'not'],
    [`${name} cannot be ~1 assessed|evaluated`, 'not'],
  ],
)

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
  ['fracture of|in the? spine', 'strong'],
  ['spine|spinal fracture', 'strong'],
  ['fracture of ~2 lumbar|thoracic|thoracolumbar|dorsal spine', 'strong'],
  ['compression of ~3 vertebral body', 'strong'],
  ['compression of ~3 vertebra|endplate', 'strong'],
  ['burst|crush|chance|biconcave|codfish fracture|deformity', 'strong'],
  ['burst|crush|chance type compression? fracture', 'strong'],
  ['compression burst fracture', 'strong'],
  ['endplate compression? fracture', 'strong'],
  ['endplate compression|collapse', 'strong'],
  ['insufficiency|fragility|osteoporotic vertebral compression? fracture', 'strong'],
  ['vcf|cfx', 'strong'],
  ['vertebra plana', 'strong'],
  ['compressed|collapse vertebra', 'strong'],
  ['vertebra|vertebral body? is|are|appears ~1 compressed|collapse|wedging|fracture', 'strong'],
  ['compressed|collapse ~1 vertebral body', 'strong'],
  ['fracture|wedging', 'weak'],
  ['fracture level|location|site :', 'weak'],
  ['collapse', 'weak'],
  ['deformity', 'anaphor'],
  ['risk of|for ~3 fracture', 'not'],
  ['kyphosis|scoliotic|rotational deformity', 'not'],
  ['collapse of? ~1 disc|lung|lobe|sinus', 'not'],
  ['disc ~1 collapse', 'not'],
  ['compression fracture|deformity of ~1 thecal|cord|sac|root|nerve', 'not'],
  ['vertebral? compression? fracture can|may be|cause', 'not'],
  ...OF_TEXTBOOKS,
  ['impending|threatened ~2 fracture|collapse|compression', 'not'],
  ['process|lamina|pedicle|facet|rib of ~3 is|are|appears ~1 fracture', 'not'],
  ['hangman|jefferson fracture', 'weak'],
]
const TABLE = phraseTable(ROWS)

/** Bones and things other than a vertebral body that break, or that are wedged or collapse. */
const OTHER_BONES: ReadonlySet<string> = new Set(
  (
    'rib transverse spinous process sacral sacrum ala hip femoral femur pelvic pelvis ramus rami pubic acetabular ' +
    'coccyx coccygeal sternal sternum clavicle clavicular scapula pars lamina laminar facet elements element odontoid ' +
    'dens skull nasal facial wrist humerus humeral radius hardware screw screws rod rods osteophyte syndesmophyte lung ' +
    'arch atlas manubrium manubrial xiphoid costal patella patellar fibula fibular tibia tibial talus talar tarsal carpal metacarpal phalanx phalangeal finger toe shoulder glenoid acromion acromial coracoid olecranon scaphoid hyoid orbital maxillary calvarial periprosthetic prosthesis ivc cava jugular catheter stent filter shunt electrode lead tooth mandible mandibular metatarsal calcaneus calcaneal ankle elbow knee costovertebral costochondral trachea tracheal bronchus vein vena artery bowel gallbladder esophagus oesophagus bladder lobe lobar atelectasis airway spondylolysis interarticularis iliac ischial stress'
  ).split(' '),
)

/** Right after it these make a fracture something else: a part of it, or its risk. */
const NO_FRACTURE_AFTER: ReadonlySet<string> = new Set(
  'fragment line lines cleft plane site margin risk probability liaison clinic prevention assessment level protocol'.split(
    ' ',
  ),
)

/** A wedged vertebra that is no fracture. */
const NOT_A_FRACTURE: ReadonlySet<string> = new Set(
  'physiologic physiological developmental congenital scheuermann scheuermanns degenerative positional variant remodeling schmorl limbus'.split(
    ' ',
  ),
)

/** Bones that break by compression too. */
const LIMBS: ReadonlySet<string> = new Set(
  (
    'humeral humerus sachs glenoid tibial tibia plateau calcaneus calcaneal talus talar cuboid navicular femoral femur ' +
    'condyle hip pelvis pelvic acetabular acetabulum radius radial wrist metatarsal'
  ).split(' '),
)
/** Right after the level these say which part of it is broken, or that it is metal. */
const OTHER_PARTS: ReadonlySet<string> = new Set(['pedicle', 'lamina', 'cage', 'screw', 'rod', 'hardware'])

const SACRAL_OR_RIB: ReadonlySet<string> = new Set(['sacral', 'rib'])
const PLURAL: ReadonlySet<string> = new Set(['fractures', 'deformities', 'vcfs', 'fxs', 'collapses', 'ovcfs'])
const DEFINITE: ReadonlySet<string> = new Set(['the', 'this', 'that', 'these', 'those', 'its', 'known', 'their'])
const SEEN_WHEN: ReadonlySet<string> = new Set(['previously', 'prior', 'as', 'above'])
const SEEN_BEFORE: ReadonlySet<string> = new Set('seen described reported mentioned above aforementioned'.split(' '))

/** Every mention of a vertebral fracture in a sentence, denied or not; "the deformity" only as `definite`. */
export function findFractures(tokens: readonly Token[]): readonly FractureMention[] {
  return findPhrases(tokens, TABLE).flatMap((phrase) => {
    if (phrase.meaning === 'not' || isOfPart(tokens, phrase)) return []
    if (isOtherBone(tokens, phrase) || isNoFracture(tokens, phrase)) return []
    const definite = isDefinite(tokens, phrase.from)
    if (phrase.meaning === 'anaphor' && !definite && !isDated(tokens, phrase.from)) return []
    const { from, to, meaning } = phrase
    return [{ from, to, strong: meaning === 'strong', plural: isPlural(tokens, from, to), definite }]
  })
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
function isDated(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  while (before > at - 5 && (isModifier(tokens[before]) || isLevelPart(tokens, before))) before -= 1
  return AGES.has(tokens[before]?.word ?? '')
}

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

function isNoFracture(tokens: readonly Token[], { from, to }: PhraseMention<FractureMeaning>): boolean {
  const words = tokens.slice(from, to).map(({ word }) => word)
  if (!words.some((word) => word.startsWith('wedg')) || words.includes('compression') || words.includes('fracture')) {
    return false
  }
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
      (word === 'and' && !levelNameAt(tokens, at + 1))
    )
      return at
  }
  return from + 12
}

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
