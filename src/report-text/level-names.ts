import { ALL_LEVELS, type VertebralLevel } from '../clinical/level.ts'
import { isNumber, type Token } from './tokens.ts'
import { LEVEL, traitOf } from './traits.ts'

/** A vertebra named at a place. `level` is undefined for names no spine has (T13, L6): a vertebra, but not known which. */
export interface LevelName {
  readonly level: VertebralLevel | undefined
  readonly to: number
}

const BY_NAME: ReadonlyMap<string, VertebralLevel> = new Map(ALL_LEVELS.map((level) => [level.toLowerCase(), level]))

/** D12 and Th12 are T12 in much of Europe and Latin America. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['t', 't'],
  ['th', 't'],
  ['d', 't'],
  ['l', 'l'],
  ['c', 'c'],
  ['s', 's'],
])

const REGIONS: ReadonlyMap<string, string> = new Map([
  ['cervical', 'c'],
  ['thoracic', 't'],
  ['dorsal', 't'],
  ['lumbar', 'l'],
  ['sacral', 's'],
])

const ORDINALS = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th'],
  ['fifth', '5th'],
  ['sixth', '6th'],
  ['seventh', '7th'],
  ['eighth', '8th'],
  ['ninth', '9th'],
  ['tenth', '10th'],
  ['eleventh', '11th'],
  ['twelfth', '12th'],
] as const
const NUMBER_OF: ReadonlyMap<string, number> = new Map(
  ORDINALS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
)

/** What a token has that may begin the name of a level. */
export const BEGINS_LEVEL = LEVEL | traitOf([...LETTERS.keys(), ...NUMBER_OF.keys()])

const SPOKEN_LETTERS: ReadonlySet<string> = new Set(['t', 'l'])
const SPOKEN: ReadonlyMap<string, string> = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index) => [word, String(index + 1)] as const),
)

/** After a bare number these make it a measurement ("L 2 mm"). */
const UNITS: ReadonlySet<string> = new Set(['mm', 'cm', '%', 'percent', 'degrees', 'x'])

/** The vertebra named at a token: "T12", "T-12", "D12", "first lumbar". */
export function levelNameAt(tokens: readonly Token[], at: number): LevelName | undefined {
  const token = tokens[at]
  if (!token || (token.traits & BEGINS_LEVEL) === 0) return undefined
  return writtenTogether(tokens, at) ?? writtenApart(tokens, at) ?? ordinal(tokens, at)
}

/** The level a bare number stands for after another one: "L4-5", "T12-1", "L5-1". */
export function levelOfBareNumber(first: VertebralLevel, number: string): VertebralLevel | undefined {
  const after = ALL_LEVELS[ALL_LEVELS.indexOf(first) + 1]
  if (number === '1') return after?.endsWith('1') && after.length === 2 ? after : undefined
  const level = BY_NAME.get(`${first.charAt(0).toLowerCase()}${number}`)
  return level && ALL_LEVELS.indexOf(level) > ALL_LEVELS.indexOf(first) ? level : undefined
}

export function isMeasure(token: Token | undefined): boolean {
  return token !== undefined && UNITS.has(token.text)
}

function writtenTogether(tokens: readonly Token[], at: number): LevelName | undefined {
  const parts = /^(th|[tdlcs])(\d{1,2})$/.exec(tokens[at]?.text ?? '')
  if (!parts || tokens[at - 1]?.text === 'vitamin') return undefined
  return { level: levelFrom(parts[1], parts[2]), to: at + 1 }
}

function writtenApart(tokens: readonly Token[], at: number): LevelName | undefined {
  const [letter, number] = [tokens[at], tokens[at + 1]]
  const isLetter = letter !== undefined && LETTERS.has(letter.text) && letter.joinedBy === ''
  if (!isLetter || !number) return undefined
  // "L one", as it is dictated.
  const spoken = SPOKEN_LETTERS.has(letter.text) && number.breakBefore === 'none' ? SPOKEN.get(number.text) : undefined
  if (spoken !== undefined && !isMeasure(tokens[at + 2])) return { level: levelFrom(letter.text, spoken), to: at + 2 }
  if (!isNumber(number)) return undefined
  if (number.joinedBy === '/' || number.text.length > 2 || isMeasure(tokens[at + 2])) return undefined
  return { level: levelFrom(letter.text, number.text), to: at + 2 }
}

function ordinal(tokens: readonly Token[], at: number): LevelName | undefined {
  const number = NUMBER_OF.get(tokens[at]?.text ?? '')
  if (number === undefined) return undefined
  const own = REGIONS.get(tokens[at + 1]?.text ?? '')
  const letter = own ?? regionOfList(tokens, at + 1)
  if (letter === undefined) return undefined
  return { level: BY_NAME.get(`${letter}${number}`), to: own === undefined ? at + 1 : at + 2 }
}

/** "third and fourth lumbar": the region is named once, after the last. */
function regionOfList(tokens: readonly Token[], from: number): string | undefined {
  for (let at = from; at < from + MAX_ORDINAL_LIST; at += 1) {
    const [word, next] = [tokens[at]?.word ?? '', tokens[at + 1]?.text ?? '']
    if (NUMBER_OF.has(word) && REGIONS.has(next)) return REGIONS.get(next)
    if (!NUMBER_OF.has(word) && !ORDINAL_JOINTS.has(word)) return undefined
  }
  return undefined
}

const MAX_ORDINAL_LIST = 6
const ORDINAL_JOINTS: ReadonlySet<string> = new Set([',', 'and', 'or', 'to', 'through'])

function levelFrom(letter: string | undefined, number: string | undefined): VertebralLevel | undefined {
  return BY_NAME.get(`${LETTERS.get(letter ?? '') ?? ''}${Number(number)}`)
}
