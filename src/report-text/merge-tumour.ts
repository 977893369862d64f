import type { Assigned } from './assign-levels.ts'
import type { LevelFindings } from './report-findings.ts'

/** The impression decides, the findings where it is silent; a tumour said to be of two kinds is mixed. */
export function mergeLesion(assigned: readonly Assigned[]): LevelFindings['lesion'] {
  const said = assigned.flatMap(({ statement }) => (statement.kind === 'lesion' ? [statement] : []))
  const inImpression = said.filter(({ section }) => section === 'impression')
  const kinds = new Set((inImpression.length > 0 ? inImpression : said).map(({ says }) => says))
  const [only] = kinds
  return kinds.size > 1 ? 'mixed' : (only ?? 'unknown')
}

/** Every side that the report names counts, wherever it stands; one that is denied elsewhere is still named. */
export function mergePosterolateral(assigned: readonly Assigned[]): LevelFindings['posterolateral'] {
  const said = new Set(
    assigned.flatMap(({ statement }) => (statement.kind === 'posterolateral' ? [statement.says] : [])),
  )
  if (said.has('bilateral') || (said.has('left') && said.has('right'))) return 'bilateral'
  if (said.has('left') || said.has('right') || said.has('unilateral')) return 'unilateral'
  return said.has('none') ? 'none' : 'unknown'
}
