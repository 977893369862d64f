import type { CueMeaning } from './assertion-cues.ts'
import { isModifier } from './noun-phrases.ts'
import type { ParsedSentence } from './parsed-sentence.ts'
import { isWord, type Token } from './tokens.ts'

/** Nouns that only carry a denial on ("no convincing evidence of fracture"). */
const LIGHT: ReadonlySet<string> = new Set(
  'evidence sign signs suggestion finding findings indication feature features proof suspicion'.split(' '),
)
/** Things a fractured vertebra has: where one is denied "of" or "at" a fracture, the fracture itself is there. */
const BELONGS_TO_FRACTURE: ReadonlySet<string> = new Set(
  (
    'retropulsion edema compromise encroachment stenosis narrowing progression worsening change height loss uptake healing ' +
    'displacement kyphosis mass extension hematoma leak leakage signal complication instability disruption widening tumor ' +
    'infection cord conus cauda equina canal root nerve thecal sac foraminal epidural paraspinal collection fragment line ' +
    'involvement malignant metastasis lesion discitis osteomyelitis'
  ).split(' '),
)
const BRINGS_IN: ReadonlySet<string> = new Set('of in at within from by around with about through to'.split(' '))
const RENEWS: ReadonlySet<string> = new Set([
  ...LIGHT,
  ...'or nor , and suggest indicate suggestive suggesting'.split(' '),
])

/** `there` = it is what the denied thing belongs to; `unclear` = it cannot be told what is denied. */
type Aside = 'there' | 'unclear' | undefined

interface Reading {
  readonly denied: Aside
  readonly aside: Aside
}

const NOTHING_READ: Reading = { denied: undefined, aside: undefined }

/**
 * Where a fracture stands under a denial or doubt but is not its object: `there` in "no retropulsion of T12 compression
 * fracture", `unclear` in "no sequel of T12 compression fracture". A list, "evidence" and "to suggest" take the denial up
 * again ("no loss of height or fracture", "no edema to suggest fracture").
 */
export function asideFrom(sentence: ParsedSentence, cues: readonly CueMeaning[], at: number): Aside {
  const scope = sentence.scopes().find(({ says, from, to }) => cues.includes(says) && from <= at && at < to)
  let reading = NOTHING_READ
  for (let index = scope?.from ?? at; index < at; index += 1) reading = readOn(sentence, index, reading)
  return reading.aside
}

function readOn(sentence: ParsedSentence, at: number, reading: Reading): Reading {
  const word = sentence.tokens[at]?.word ?? ''
  const isInLevelList = reading.aside !== undefined && isLevelEnd(sentence.tokens[at - 1])
  if (RENEWS.has(word) && !isInLevelList) return NOTHING_READ
  if (BRINGS_IN.has(word)) return { ...reading, aside: reading.aside ?? reading.denied }
  return { ...reading, denied: nounAt(sentence, at) ?? reading.denied }
}

function isLevelEnd(token: Token | undefined): boolean {
  return token !== undefined && /^(?:th?|[dlcs])\d{1,2}$/.test(token.text)
}

/** Near enough: a word that is no adjective of a fracture, no age and no connecting word. */
function nounAt({ tokens, acuity }: ParsedSentence, at: number): Aside {
  const token = tokens[at]
  if (!token || !isWord(token)) return undefined
  if (BELONGS_TO_FRACTURE.has(token.word)) return 'there'
  const isAge = acuity.some(({ from, to }) => from <= at && at < to)
  return isAge || isModifier(token) ? undefined : 'unclear'
}
