import { findPhrases, type PhraseMention, phraseTable } from './phrases.ts'
import type { Token } from './tokens.ts'

/**
 * What a word says about the age of a fracture. `compared` words (unchanged, stable) say that it was there before, a
 * weaker sign of age than the radiologist's own "chronic". `indeterminate` = the radiologist says that he cannot tell.
 */
export type AcuityMeaning = 'acute' | 'old' | 'compared' | 'indeterminate'

export type AcuityWord = PhraseMention<AcuityMeaning>

export const ACUITY = phraseTable<AcuityMeaning>([
  ['acute|subacute|recent|recently|new|newly|fresh|freshly|unhealed|nonunion|ununited', 'acute'],
  ['acute on chronic', 'acute'],
  ['active', 'acute'],
  ['of recent|acute onset|origin', 'acute'],
  ['not yet? fully? healed', 'acute'],
  ['incompletely healed', 'acute'],
  [
    'not ~1 seen|present|apparent on|in ~2 prior|previous|earlier study|exam|examination|mri|ct|radiograph|radiographs|scan|imaging?',
    'acute',
  ],
  ['interval development|appearance|compression|fracture|collapse', 'acute'],
  [
    'chronic|old|older|remote|healed|inactive|quiescent|nonacute|longstanding|preexisting|ancient|resolved|sequela',
    'old',
  ],
  ['prior|previous', 'old'],
  ['unchanged|stable|similar', 'compared'],
  ['no|without|not interval? significant|appreciable|definite? interval? change|changed', 'compared'],
  ['not significantly changed', 'compared'],
  ['age indeterminate', 'indeterminate'],
  ['indeterminate|uncertain|unknown|undetermined in? age|acuity|chronicity', 'indeterminate'],
  ['age|acuity|chronicity ~3 indeterminate|uncertain|unknown|undetermined', 'indeterminate'],
  ['acuity|chronicity|age cannot be determined|established|assessed', 'indeterminate'],
  ['cannot|not exclude acute|recent', 'indeterminate'],
])

/** Not about a fracture: a patient's age, an old study, a mechanically stable one. */
const NOT_ACUITY_AFTER: ReadonlySet<string> = new Set(
  (
    'burst alignment study studies exam exams examination examinations mri ct radiograph radiographs imaging ' +
    'pain fall trauma injury surgery hemorrhage hematoma infarct film films report scan comparison'
  ).split(' '),
)

/** Words about age in a sentence, in order. */
export function findAcuityWords(tokens: readonly Token[]): readonly AcuityWord[] {
  return findPhrases(tokens, ACUITY).filter((mention) => !isAboutSomethingElse(tokens, mention))
}

/** "since prior, ...", "compared with the previous" */
function isEarlierStudy(tokens: readonly Token[], from: number, to: number): boolean {
  const word = tokens[from]?.word
  if (to !== from + 1 || (word !== 'prior' && word !== 'previous')) return false
  const at = tokens[from - 1]?.word === 'the' ? from - 2 : from - 1
  return COMPARES.has(tokens[at]?.word ?? '')
}

const COMPARES: ReadonlySet<string> = new Set(['since', 'than', 'compared', 'from'])

/** "mechanically stable", "TLICS 1, stable" */
function isMechanical(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(Math.max(0, from - 4), from).some(({ word }) => MECHANICS.has(word))
}

const MECHANICS: ReadonlySet<string> = new Set(
  'tlics sins mechanically biomechanically structurally neurologically hemodynamically clinically'.split(' '),
)

function isAboutSomethingElse(tokens: readonly Token[], { from, to }: AcuityWord): boolean {
  // "previously acute": it is not any more.
  const before = tokens[from - 1]?.word ?? ''
  const earlier = before === 'seen' || before === 'described' ? (tokens[from - 2]?.word ?? '') : before
  if (earlier === 'previously' || earlier === 'formerly') return true
  if (isEarlierStudy(tokens, from, to) || isMechanical(tokens, from)) return true
  return NOT_ACUITY_AFTER.has(tokens[to]?.word ?? '')
}
