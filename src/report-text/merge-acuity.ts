import type { Assigned } from './assign-levels.ts'
import type { LevelFindings, Sign } from './report-findings.ts'
import type { Statement } from './statements.ts'

type Acuity = LevelFindings['acuity']
type Age = Acuity | 'no-word'

/**
 * The strongest evidence decides: the radiologist's own words (the impression before the findings), then the marrow,
 * then the comparison with an earlier study, then what is said of the spine as a whole.
 */
export function mergeAcuity(assigned: readonly Assigned[], marrowEdema: Sign, noneAcute: boolean): Acuity {
  const inImpression = ageInWords(assigned.filter(({ statement }) => statement.section === 'impression'))
  const inWords = inImpression === 'no-word' ? ageInWords(assigned) : inImpression
  if (inWords !== 'no-word') return inWords

  if (marrowEdema === 'yes' || marrowShows(assigned, 'active')) return 'acute'
  if (marrowEdema === 'unreliable') return 'unknown'
  const isUnchanged = assigned.some(({ statement }) => statement.kind === 'acuity' && statement.says === 'compared')
  const isNotAcute = noneAcute || assigned.some(({ statement }) => saysNotAcute(statement))
  if (marrowShows(assigned, 'quiet') || isUnchanged || isNotAcute || isSettled(assigned)) return 'old'
  return 'unknown'
}

function marrowShows(assigned: readonly Assigned[], says: 'active' | 'quiet'): boolean {
  return assigned.some(({ statement }) => statement.kind === 'marrow-signal' && statement.says === says)
}

function saysNotAcute(statement: Statement): boolean {
  return statement.kind === 'fracture' && statement.says === 'not-acute'
}

/** Words that contradict each other, and words that say "cannot tell", leave the age unknown. */
function ageInWords(assigned: readonly Assigned[]): Age {
  const words = new Set(assigned.flatMap(wordOf))
  if (words.size === 0) return 'no-word'
  if (words.size > 1 || words.has('indeterminate')) return 'unknown'
  return words.has('acute') ? 'acute' : 'old'
}

function wordOf({ statement }: Assigned): readonly ('acute' | 'old' | 'indeterminate')[] {
  return statement.kind === 'acuity' && statement.says !== 'compared' ? [statement.says] : []
}

/** Cement and no word of a fracture: what it was put in for is past. */
function isSettled(assigned: readonly Assigned[]): boolean {
  const hasCement = assigned.some(
    ({ statement }) => statement.kind === 'sign' && statement.sign === 'augmented' && statement.says === 'yes',
  )
  return hasCement && !assigned.some(({ statement }) => statement.kind === 'fracture' || statement.kind === 'height')
}
