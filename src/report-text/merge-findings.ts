import { ALL_LEVELS, type VertebralLevel } from '../clinical/level.ts'
import { type Assigned, assignLevels } from './assign-levels.ts'
import { mergeAcuity } from './merge-acuity.ts'
import { mergeHeights } from './merge-heights.ts'
import { signsIn } from './merge-signs.ts'
import { mergeLesion, mergePosterolateral } from './merge-tumour.ts'
import type { LevelFindings } from './report-findings.ts'
import type { FractureSaid, Statement } from './statements.ts'

/** What the report denies for the spine as a whole. */
interface WholeSpine {
  readonly noneAcute: boolean
  /** The impression says that there is no fracture. */
  readonly noneInImpression: boolean
}

/** One entry per level, from the top down, the spine as a whole last. */
export function mergeFindings(statements: readonly Statement[]): readonly LevelFindings[] {
  const assigned = assignLevels(statements)
  const general = statements.filter(({ kind, target }) => kind === 'fracture' && target.kind === 'general')
  const whole = {
    noneAcute: general.some((statement) => saysFracture(statement, 'not-acute')),
    noneInImpression: general.some((said) => said.section === 'impression' && saysFracture(said, 'absent')),
  }
  const byLevel = Map.groupBy(assigned, ({ level }) => level)
  const placed = ALL_LEVELS.flatMap((level) => {
    const own = byLevel.get(level)
    return own ? [mergeLevel(level, own, whole)] : []
  })
  const unplaced = byLevel.get(null)
  return unplaced ? [...placed, mergeUnplaced(unplaced, placed, whole)] : placed
}

/** Signs of fractures named elsewhere, without a word of their own about a fracture: the fracture is one of those. */
function mergeUnplaced(
  assigned: readonly Assigned[],
  placed: readonly LevelFindings[],
  whole: WholeSpine,
): LevelFindings {
  const merged = mergeLevel(null, assigned, whole)
  const saysOwn = merged.acuity === 'old' || assigned.some(({ statement }) => statement.kind === 'fracture')
  const isOneOfThose = !saysOwn && placed.some(({ fracture }) => fracture === 'present')
  return isOneOfThose ? { ...merged, fracture: 'present' } : merged
}

function mergeLevel(level: VertebralLevel | null, assigned: readonly Assigned[], whole: WholeSpine): LevelFindings {
  const sign = signsIn(assigned)
  const fracture = mergeFracture(assigned, level !== null && whole.noneInImpression)
  const marrowEdema = sign('marrowEdema')
  const heights = mergeHeights(assigned)
  return {
    level,
    fracture,
    acuity: fracture === 'absent' ? 'unknown' : mergeAcuity(assigned, marrowEdema, level !== null && whole.noneAcute),
    marrowEdema,
    heightLossPercent: heights.now,
    earlierHeightLossPercent: heights.earlier,
    heightLossProgressed: heights.progressed ?? sign('heightLossProgressed'),
    kyphoticDeformity: sign('kyphoticDeformity'),
    retropulsion: sign('retropulsion'),
    canalCompromise: sign('canalCompromise'),
    neuralCompression: sign('neuralCompression'),
    instability: sign('instability'),
    malignantPattern: sign('malignantPattern'),
    epiduralTumour: sign('epiduralTumour'),
    lesion: mergeLesion(assigned),
    posterolateral: mergePosterolateral(assigned),
    infection: sign('infection'),
    augmented: sign('augmented'),
  }
}

/** The impression decides, the findings where it is silent. "No acute fracture" leaves it open. */
function mergeFracture(assigned: readonly Assigned[], deniedInImpression: boolean): LevelFindings['fracture'] {
  const inImpression = fractureIn(assigned.filter(({ statement }) => statement.section === 'impression'))
  if (inImpression) return inImpression
  const inFindings = fractureIn(assigned)
  if (inFindings === 'present' && deniedInImpression) return 'uncertain'
  // A figure of height loss without a fracture word leaves it open; a sign alone says nothing about it.
  const isLeftOpen = assigned.some(({ statement }) => statement.kind === 'fracture' || statement.kind === 'height')
  return inFindings ?? (isLeftOpen ? 'uncertain' : 'not-stated')
}

function fractureIn(assigned: readonly Assigned[]): LevelFindings['fracture'] | undefined {
  const says = (said: FractureSaid) => assigned.some(({ statement }) => saysFracture(statement, said))
  if (says('present')) return says('absent') ? 'uncertain' : 'present'
  if (says('hedged')) return 'uncertain'
  return says('absent') ? 'absent' : undefined
}

function saysFracture(statement: Statement, said: FractureSaid): boolean {
  return statement.kind === 'fracture' && statement.says === said
}
