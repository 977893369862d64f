import { isNumber, type Token } from './tokens.ts'

/** Words that may stand between an adjective and the noun it describes ("acute mild superior endplate ... fracture"). */
const MODIFIERS: ReadonlySet<string> = new Set(
  (
    'a an the of at in to both all multiple several multilevel single small large partial incomplete complete also again ' +
    'mild mildly moderate moderately severe severely minimal minimally slight slightly marked markedly significant ' +
    'subtle anterior anteriorly posterior superior inferior central centrally upper lower mid middle lateral left right ' +
    'sided predominantly mostly approximately about type grade appearing looking shaped like ' +
    'endplate vertebral body vertebra level column spinal spine thoracic lumbar thoracolumbar cervical dorsal ' +
    'wedge wedging compression burst biconcave crush osteoporotic insufficiency fragility benign pathologic traumatic ' +
    'nontraumatic atraumatic comminuted unstable osseous bony related involving through age indeterminate known associated superimposed ' +
    'other additional another adjacent new percent % height loss two three four five multifocal contiguous noncontiguous'
  ).split(' '),
)

export function isModifier(token: Token | undefined): boolean {
  return token !== undefined && (MODIFIERS.has(token.word) || isNumber(token))
}

/** Whether one of some words stands near a mention, on this side of the next comma, "and" or "with". */
export function hasNear(
  tokens: readonly Token[],
  { from, to }: { readonly from: number; readonly to: number },
  words: ReadonlySet<string>,
  reach: { readonly before: number; readonly after: number },
): boolean {
  return (
    meets(tokens, words, { from: from - 1, step: -1, most: reach.before }) ||
    meets(tokens, words, { from: to, step: 1, most: reach.after })
  )
}

interface Path {
  readonly from: number
  readonly step: 1 | -1
  readonly most: number
}

/** Whether a walk of a few tokens meets one of the words before the phrase ends. */
function meets(tokens: readonly Token[], words: ReadonlySet<string>, { from, step, most }: Path): boolean {
  for (let walked = 0; walked < most; walked += 1) {
    const word = tokens[from + step * walked]?.word
    if (word === undefined) return false
    if (words.has(word)) return true
    if (ENDS_PHRASE.has(word)) return false
  }
  return false
}

const ENDS_PHRASE: ReadonlySet<string> = new Set([',', ';', '(', ')', 'and', 'with', 'without', 'but', 'or', 'versus'])

/** Words that part a sentence into clauses: what is denied or doubted in one says nothing about the next. */
export const CLAUSE_BREAKS: ReadonlySet<string> = new Set(
  '; - but however although though whereas while except yet nevertheless nonetheless aside apart besides'.split(' '),
)
