import type { AcuityWord } from './acuity-words.ts'
import { CUES, type Cue, type CueMeaning } from './assertion-cues.ts'
import { CLAUSE_BREAKS } from './noun-phrases.ts'
import { findPhrases, type PhraseMention } from './phrases.ts'
import type { Segment } from './segments.ts'
import { isNumber, isWord, type Token } from './tokens.ts'

/** The tokens a cue reaches: `from` up to, not including, `to`. */
export interface Scope {
  readonly says: CueMeaning
  readonly from: number
  readonly to: number
  /** "no definite", "no obvious": a denial that leaves room. */
  readonly hedged: boolean
  /** The cue stands after the words it reaches ("... is no longer seen"). */
  readonly isBehind: boolean
}

interface Stretch {
  readonly from: number
  readonly to: number
}

const MAX_REACH_TOKENS = 40

/** What is denied, doubted, past or asked for in a sentence, and how far. */
export function findScopes(
  tokens: readonly Token[],
  segments: readonly Segment[],
  acuity: readonly AcuityWord[],
): readonly Scope[] {
  const borders = new Set(segments.map(({ from }) => from))
  const cues = findPhrases(tokens, CUES).filter(
    (cue) => !comparesFigures(tokens, cue) && !isOfEarlierDate(tokens, cue) && !repeatsDenied(tokens, cue, acuity),
  )
  return cues.flatMap((cue) =>
    cue.meaning.map(({ says, reach }) => {
      const stretch = reachOf(tokens, cue, { says, reach }, borders, acuity)
      const isBehind = stretch.to <= cue.from
      return { says, ...stretch, hedged: HEDGES.has(tokens[cue.to]?.word ?? ''), isBehind }
    }),
  )
}

/** "45 % versus 30 % previously" compares and doubts nothing. */
function comparesFigures(tokens: readonly Token[], { from, to }: Stretch): boolean {
  return tokens[from]?.word === 'versus' && isNumber(tokens[to])
}

/** "not present in 2019": what was not there then is there now. */
function isOfEarlierDate(tokens: readonly Token[], { from, to }: Stretch): boolean {
  if (tokens[from]?.word !== 'not' || !ON.has(tokens[to]?.word ?? '')) return false
  return isNumber(tokens[to + 1]) || MONTHS.has(tokens[to + 1]?.word.slice(0, 3) ?? '')
}

/** "The T12 fracture is new, the L1 fracture is not.", "the old ones do not": what is left out is what was said before. */
function repeatsDenied(tokens: readonly Token[], { from, to }: Stretch, acuity: readonly AcuityWord[]): boolean {
  const isLast = to === from + 1 && tokens[from]?.word === 'not' && !isWord(tokens[to])
  const verb = tokens[from - 1]?.word ?? ''
  if (!isLast || DO.has(verb)) return isLast
  return BE.has(verb) && acuity.some((age) => BE.has(tokens[age.from - 1]?.word ?? ''))
}

const BE: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'appears'])
const DO: ReadonlySet<string> = new Set(['do', 'does', 'did'])
const ON: ReadonlySet<string> = new Set(['on', 'in'])
const MONTHS: ReadonlySet<string> = new Set('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '))

/** Whether any token of a mention lies in the reach of a cue. */
export function isUnder(scopes: readonly Scope[], says: CueMeaning, { from, to }: Stretch): boolean {
  return scopes.some((scope) => scope.says === says && scope.from < to && from < scope.to)
}

const HEDGES: ReadonlySet<string> = new Set('definite obvious gross convincing clear'.split(' '))

function reachOf(
  tokens: readonly Token[],
  cue: PhraseMention<unknown>,
  { says, reach }: Cue,
  borders: ReadonlySet<number>,
  acuity: readonly AcuityWord[],
): Stretch {
  if (reach === 'inside') return { from: cue.from, to: cue.to }
  if (reach === 'clause') return { from: startOfClause(tokens, cue.from), to: endOfClause(tokens, cue.to) }
  const isAdverb = NARROWING.has(tokens[cue.to - 1]?.word ?? '') && tokens[cue.to - 2]?.word !== 'less'
  const narrow = isAdverb ? endOfAgeOrCause(tokens, cue.to, acuity) : cue.to
  if (reach === 'before' || standsLast(tokens, cue, says)) {
    // "acute versus chronic" doubts the two ages and nothing before them.
    return {
      from: narrow > cue.to ? cue.from - 1 : startBefore(tokens, endOfSubject(tokens, cue), borders),
      to: cue.from,
    }
  }
  return { from: cue.to, to: narrow > cue.to ? narrow : endAfter(tokens, cue.to, says, borders) }
}

/** "L1 fracture - no." answers what stands before the dash. */
function endOfSubject(tokens: readonly Token[], { from, to }: Stretch): number {
  return tokens[from - 1]?.word === '-' && from + 1 === to ? from - 1 : from
}

/** "Retropulsion: no.", "compression fracture possible": nothing follows that it could be about. */
function standsLast(tokens: readonly Token[], cue: PhraseMention<unknown>, says: CueMeaning): boolean {
  return (says === 'no' || says === 'possible' || says === 'likely') && !isWord(tokens[cue.to])
}

/** "likely acute fracture" doubts the age; "possible acute fracture" and "likely an acute fracture" doubt the fracture. */
const NARROWING: ReadonlySet<string> = new Set(
  'likely possibly probably presumably perhaps favored favor favors be versus'.split(' '),
)
const CAUSES: ReadonlySet<string> = new Set(
  'osteoporotic benign traumatic insufficiency degenerative related secondary due'.split(' '),
)
const BETWEEN_AGES: ReadonlySet<string> = new Set(['to', 'be', 'and', 'or', 'versus', 'more', 'at', 'least'])

/** "likely chronic", "possibly acute or subacute": the doubt is about the age or the cause, not about the fracture. */
function endOfAgeOrCause(tokens: readonly Token[], from: number, acuity: readonly AcuityWord[]): number {
  const ages = new Map(acuity.map((age) => [age.from, age.to]))
  let end = from
  let at = from
  for (;;) {
    const word = tokens[at]?.word ?? ''
    const next = ages.get(at) ?? (CAUSES.has(word) ? at + 1 : undefined)
    if (next === undefined && !BETWEEN_AGES.has(word)) return end
    at = next ?? at + 1
    end = next ?? end
  }
}

function startOfClause(tokens: readonly Token[], from: number): number {
  let start = from
  while (start > 0 && !CLAUSE_BREAKS.has(tokens[start - 1]?.word ?? '')) start -= 1
  return start
}

function endOfClause(tokens: readonly Token[], from: number): number {
  let end = from
  while (end < tokens.length && !CLAUSE_BREAKS.has(tokens[end]?.word ?? '')) end += 1
  return end
}

const VERBS: ReadonlySet<string> = new Set(
  (
    'is are was were has have had shows show demonstrates demonstrate reveals seen present there which that exists remains ' +
    'appears appear'
  ).split(' '),
)

/** Backwards over the subject of "... is not seen": a comma ends it unless a list with "and" or "or" runs up to the cue. */
function startBefore(tokens: readonly Token[], to: number, borders: ReadonlySet<number>): number {
  let isList = false
  let start = to
  while (start > Math.max(0, to - MAX_REACH_TOKENS)) {
    const word = tokens[start - 1]?.word ?? ''
    isList = isList || LIST_END.has(word)
    const isOtherVerb = start < to - 1 && VERBS.has(word)
    if (ENDS_SUBJECT.has(word) || isOtherVerb || (!isList && (word === ',' || borders.has(start)))) return start
    start -= 1
  }
  return start
}

const ENDS_SUBJECT: ReadonlySet<string> = new Set([...CLAUSE_BREAKS, 'with', 'no', 'without'])

function endAfter(tokens: readonly Token[], from: number, says: CueMeaning, borders: ReadonlySet<number>): number {
  const limit = Math.min(tokens.length, from + MAX_REACH_TOKENS)
  for (let at = from; at < limit; at += 1) {
    if (CLAUSE_BREAKS.has(tokens[at]?.word ?? '')) return at
    if (STOPS[says](tokens, at, from, borders)) return at
  }
  return limit
}

type Stop = (tokens: readonly Token[], at: number, from: number, borders: ReadonlySet<number>) => boolean

/** Where each kind of cue stops on its way forward, other than at the end of the clause. */
const STOPS: Readonly<Record<CueMeaning, Stop>> = {
  no: (tokens, at, from, borders) =>
    at > from && (leavesSegment(tokens, at, borders) || endsPhrase(tokens, at) || endsDenial(tokens, at)),
  possible: (tokens, at, from, borders) =>
    at > from && (leavesSegment(tokens, at, borders) || endsPhrase(tokens, at) || endsList(tokens, at)),
  likely: (tokens, at, from, borders) =>
    at > from && (leavesSegment(tokens, at, borders) || endsPhrase(tokens, at) || endsList(tokens, at)),
  history: (tokens, at) => [',', 'with', 'now', 'presenting'].includes(tokens[at]?.word ?? ''),
  gone: (tokens, at, from, borders) => at > from && (leavesSegment(tokens, at, borders) || endsPhrase(tokens, at)),
  request: () => false,
  other: () => false,
  earlier: () => false,
  limited: () => false,
  unassessed: () => false,
  named: (tokens, at) => VERBS.has(tokens[at]?.word ?? ''),
}

/** The next level, unless "or" carries the denial on to it. */
function leavesSegment(tokens: readonly Token[], at: number, borders: ReadonlySet<number>): boolean {
  return borders.has(at) && tokens[at]?.word !== 'or' && tokens[at]?.word !== 'nor'
}

function endsPhrase(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  return (VERBS.has(word) || word === 'with') && !isInSuggestion(tokens, at)
}

function endsDenial(tokens: readonly Token[], at: number): boolean {
  return excepts(tokens, at) || affirmsAgain(tokens, at) || opensStatement(tokens, at)
}

/** "no edema to suggest that it is acute": the clause belongs to what is denied. */
function isInSuggestion(tokens: readonly Token[], at: number): boolean {
  const that = tokens[at]?.word === 'that' ? at : at - 2
  return tokens[that]?.word === 'that' && SUGGESTS.has(tokens[that - 1]?.word ?? '')
}

const SUGGESTS: ReadonlySet<string> = new Set(['suggest', 'suggests', 'suggesting', 'indicate', 'indicates'])

/** "no retropulsion the canal is patent": dictated without a stop, the article opens the next statement. */
function opensStatement(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return tokens[at]?.word === 'the' && isWord(before) && !LEADS_TO_ARTICLE.has(before.word)
}

const LEADS_TO_ARTICLE: ReadonlySet<string> = new Set(
  (
    'of in at to on for from by with within into through along under between near about around upon over and or nor ' +
    'that than as involving affecting including evidence'
  ).split(' '),
)

/** "no fracture other than the old one" */
function excepts(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.word === 'other' && tokens[at + 1]?.word === 'than'
}

function endsList(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.word === ',' && !LIST_END.has(tokens[at + 1]?.word ?? '')
}

const LIST_END: ReadonlySet<string> = new Set(['and', 'or', 'nor'])

/** Words after a comma or "and" that begin a statement of their own. */
const AFFIRMATIVE: ReadonlySet<string> = new Set(
  'chronic old healed remote unchanged stable prior there a an the increased status-post'.split(' '),
)
const GRADES: ReadonlySet<string> = new Set('mild minimal moderate severe marked slight acute new small'.split(' '))

/** "No acute fracture, stable L1 deformity": the denial ends at the comma. */
function affirmsAgain(tokens: readonly Token[], at: number): boolean {
  const separator = tokens[at]?.word
  if (separator !== ',' && separator !== 'and') return false
  const [before, next] = [tokens[at - 1], tokens[at + 1]]
  if (!before || !next) return false
  if (AFFIRMATIVE.has(before.word) || GRADES.has(before.word)) return false
  if (AFFIRMATIVE.has(next.word) || isDoubtAnew(tokens, at + 1) || (isNumber(next) && tokens[at + 2]?.text === '%'))
    return true
  return GRADES.has(next.word) && !listGoesOn(tokens, at + 1)
}

/** "no loss of height, suspicious for fracture" */
function isDoubtAnew(tokens: readonly Token[], at: number): boolean {
  const [word, next] = [tokens[at]?.word ?? '', tokens[at + 1]?.word ?? '']
  return DOUBTS_ANEW.has(word) && (next === 'for' || next === 'of' || next === 'with')
}

const DOUBTS_ANEW: ReadonlySet<string> = new Set(
  'suspicious concerning worrisome suggestive compatible consistent'.split(' '),
)

function listGoesOn(tokens: readonly Token[], from: number): boolean {
  for (const token of tokens.slice(from, from + 8)) {
    if (token.word === 'or' || token.word === 'nor') return true
    if (VERBS.has(token.word) || CLAUSE_BREAKS.has(token.word)) return false
  }
  return false
}
