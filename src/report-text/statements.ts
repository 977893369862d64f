import type { VertebralLevel } from '../clinical/level.ts'
import type { AcuityMeaning } from './acuity-words.ts'
import type { HeightLossPercent, LesionType, Sign, StatedSins } from './report-findings.ts'
import type { SignName } from './sign-rule.ts'

/** What a statement is about: named vertebrae, the spine as a whole, or a disc, root or segment that is no vertebra. */
export type Target =
  | { readonly kind: 'levels'; readonly levels: readonly VertebralLevel[] }
  | { readonly kind: 'general' }
  | { readonly kind: 'elsewhere' }

export const GENERAL: Target = { kind: 'general' }
export const ELSEWHERE: Target = { kind: 'elsewhere' }

/** `not-acute` = "no acute fracture": an old one may be there. */
export type FractureSaid = 'present' | 'hedged' | 'absent' | 'not-acute'

/** Which pedicle, facet or costovertebral joint; `none` = neither side. */
export type PosterolateralSaid = 'left' | 'right' | 'unilateral' | 'bilateral' | 'none'

export type Said =
  | {
      readonly kind: 'fracture'
      readonly says: FractureSaid
      /** The words alone say that a vertebral body is meant ("No fracture" in a knee report does not). */
      readonly strong: boolean
    }
  /** The spine, or the height of its vertebrae, is called normal: no fracture, where nothing else in the report speaks of one. */
  | { readonly kind: 'normal'; readonly strong: boolean }
  | { readonly kind: 'acuity'; readonly says: AcuityMeaning }
  /** Marrow as a fresh fracture shows it (low T1, fluid sign), or as a healed one does (normal signal). */
  | { readonly kind: 'marrow-signal'; readonly says: 'active' | 'quiet' }
  | { readonly kind: 'sign'; readonly sign: SignName; readonly says: Exclude<Sign, 'unknown'> }
  | { readonly kind: 'lesion'; readonly says: LesionType }
  | { readonly kind: 'posterolateral'; readonly says: PosterolateralSaid }
  | { readonly kind: 'sins'; readonly total: StatedSins['total'] }
  | { readonly kind: 'height'; readonly when: 'now' | 'earlier'; readonly percent: HeightLossPercent }

/** One thing a report says about one target. Everything after this works on statements, not on words. */
export type Statement = Said & { readonly target: Target; readonly section: 'findings' | 'impression' }
