import { namedLevels } from '../report-text/named-levels.ts'
import { wordsOf } from './element.ts'
import { OTHER_SPINES } from './site.ts'
import { type CodeMeaning, meaningsOf } from './value-sets/index.ts'

/** The part of the body that something is about: the back, surely another one, or the record does not say. */
export type BodyPart = 'back' | 'elsewhere' | 'unknown'

const BACK =
  /\b(?:(?:low)?back|backache|spines?|spinal|paraspinal|vertebra\w*|lumb(?:ar|ago)|lumbosacral|thoraco-?lumbar|(?:t|l|ls|tl)-?spine|tlso|lso|kypho\w*|vcf|compression fractures?)\b/

const ELSEWHERE = new RegExp(
  `\\b(?:${[
    'knees?|patell\\w*|menisc\\w*|acl|hips?|femur|femoral|thighs?|legs?|calf|calves|shins?|tibia\\w*|fibula\\w*|ankles?|achilles',
    'foot|feet|heels?|toes?|plantar|bunions?|hallux|shoulders?|rotator cuff|clavicle|scapula|humer(?:us|al)|arms?|elbows?|forearms?|wrists?',
    'carpal tunnel|hands?|fingers?|thumbs?|trigger finger|limbs?|extremit(?:y|ies)|amput\\w*|head|headaches?|migraines?|skull|face|facial',
    'jaw|tmj|temporomandibular|tooth|teeth|dental|eyes?|ears?|vestibular|throat|sinus(?:es)?|neck|cervical|c-?spine|whiplash|chest|ribs?',
    'sternum|breasts?|abdom\\w+|stomach|belly|epigastric|groin|pelvi[cs]|bladder|coccyx|tailbone',
  ].join('|')})\\b`,
)

/** Words that hold the name of a part and mean something else. */
const NOT_A_PART = [
  OTHER_SPINES,
  /\b(?:cervical|neck)[ -](?:spinal\b|spine\b|vertebra\w*)/g,
  /\bback of (?:the |left |right |his |her ){0,2}(?:head|neck|throat|shoulder|arm|hand|hip|thigh|knee|leg|ankle|foot)\b/g,
  /\bback to (?:work|school|sport)\b/g,
  // The specialty, not the place: a spine surgeon sees necks too.
  /\b(?:spine|spinal|back)(?: (?:and|&) \w{1,20})? (?:surge\w+|clinic|cent(?:er|re)|specialists?|institute|team)\b/g,
] as const
const NO_PLACE = /\bhands?[ -]on\b|\bhead of (?:the )?bed\b/g

/** The part that words name. Where they name the back among others it counts as the back. */
export function bodyPartInWords(words: string): BodyPart {
  const lower = words.toLowerCase().replace(NO_PLACE, ' ')
  const places = NOT_A_PART.reduce((left, pattern) => left.replace(pattern, ' '), lower)
  if (BACK.test(places) || namedLevels(words).some((level) => /^[TL]/.test(level))) return 'back'
  return ELSEWHERE.test(lower) ? 'elsewhere' : 'unknown'
}

/** The part that codes and words name together: one that names the back settles it. */
export function bodyPartOf(concepts: readonly unknown[], words: readonly string[] = []): BodyPart {
  const parts = [
    ...concepts.flatMap((concept) => meaningsOf(concept).map(codedPart)),
    ...concepts.map((concept) => bodyPartInWords(wordsOf(concept))),
    ...words.map(bodyPartInWords),
  ]
  return parts.find((part) => part === 'back') ?? parts.find((part) => part === 'elsewhere') ?? 'unknown'
}

function codedPart({ groups, region, levels }: CodeMeaning): BodyPart {
  if (groups.has('bodysite.elsewhere') || groups.has('excluded.cervical')) return 'elsewhere'
  if (region === 'cervical' || (levels.length > 0 && levels.every((level) => level.startsWith('C')))) return 'elsewhere'
  const isBack = region !== null || levels.length > 0 || [...groups].some(isAboutTheBack)
  return isBack ? 'back' : 'unknown'
}

function isAboutTheBack(group: string): boolean {
  return group.startsWith('vcf.') || group === 'pain.back' || group === 'treatment.brace'
}
