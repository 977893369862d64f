import type { FractureCause } from '../clinical/facts.ts'
import type { VertebralLevel } from '../clinical/level.ts'
import type { CodeGroup, CodeMeaning } from './value-sets/index.ts'

/** What the codes of one Condition say together about a vertebral fracture. */
export interface CodedFracture {
  /** The code that places it best. */
  readonly meaning: CodeMeaning
  /** The vertebrae of all codes that name exactly one: more than one is a contradiction. */
  readonly levels: readonly VertebralLevel[]
  readonly cause: FractureCause
  /** The code names no bone, so the spine must be named beside it. */
  readonly needsSite: boolean
  /** False for a vertebral fracture of unknown kind, to be shown by imaging. */
  readonly isShapeKnown: boolean
  /** A sequela or a late effect. */
  readonly isOver: boolean
}

interface Rule {
  readonly cause: FractureCause
  readonly needs?: 'site' | 'shape'
  readonly isOver?: true
}

const RULES: ReadonlyMap<CodeGroup, Rule> = new Map<CodeGroup, Rule>([
  ['vcf.osteoporotic', { cause: 'osteoporotic' }],
  ['vcf.compression_or_wedge', { cause: 'not-documented' }],
  ['vcf.collapsed_nec', { cause: 'not-documented' }],
  ['vcf.collapsed_nec_site_unspecified', { cause: 'not-documented' }],
  ['vcf.traumatic_wedge', { cause: 'traumatic' }],
  ['vcf.traumatic_burst', { cause: 'traumatic' }],
  ['vcf.traumatic_unstable', { cause: 'traumatic' }],
  ['neuro.fracture_with_cord_injury', { cause: 'traumatic' }],
  ['vcf.pathologic_neoplastic', { cause: 'neoplastic' }],
  ['vcf.fracture_generic', { cause: 'not-documented', needs: 'shape' }],
  ['vcf.traumatic_other', { cause: 'traumatic', needs: 'shape' }],
  ['vcf.pathologic_neoplastic_other_site', { cause: 'neoplastic', needs: 'site' }],
  ['vcf.pathologic_other_disease_other_site', { cause: 'other-pathologic', needs: 'site' }],
  ['vcf.pathologic_nos_other_site', { cause: 'other-pathologic', needs: 'site' }],
  ['osteoporotic_fracture_any_site', { cause: 'osteoporotic', needs: 'site' }],
  ['fracture.compression_any_site', { cause: 'not-documented', needs: 'site' }],
  ['vcf.late_effect', { cause: 'not-documented', isOver: true }],
])

/**
 * Codings of one Condition arrive in any order, a general code beside an exact one. The most exact places the fracture;
 * a sequela or a history among them settles that it is none of today. `elsewhere` = the codes settle that there is no
 * current fracture of T1-L5, whatever the words say; undefined = they speak of no fracture.
 */
export function fractureInCodes(meanings: readonly CodeMeaning[]): CodedFracture | 'elsewhere' | undefined {
  if (meanings.some(({ groups }) => groups.has('history.healed_fracture'))) return 'elsewhere'
  const isElsewhere = meanings.some(isOfAnotherPart)
  const candidates = meanings
    .flatMap((meaning) => [...meaning.groups].map((group) => ({ meaning, rule: RULES.get(group) })))
    .flatMap(({ meaning, rule }) =>
      rule === undefined ? [] : [{ meaning, rule, exactness: exactnessOf(meaning, rule) }],
    )
    .filter(({ exactness }) => !isElsewhere || exactness >= PLACED)
    .sort((a, b) => b.exactness - a.exactness)
  const [best] = candidates
  if (best === undefined) return isElsewhere ? 'elsewhere' : undefined
  return {
    meaning: best.meaning,
    levels: [...new Set(candidates.flatMap(({ meaning }) => (meaning.levels.length === 1 ? meaning.levels : [])))],
    cause: candidates.map(({ rule }) => rule.cause).find((cause) => cause !== 'not-documented') ?? 'not-documented',
    needsSite: best.rule.needs === 'site',
    isShapeKnown: candidates.some(({ rule }) => rule.needs !== 'shape'),
    isOver: candidates.some(({ meaning, rule }) => rule.isOver === true || meaning.seventhCharacter === 'S'),
  }
}

const PLACED = 2

function exactnessOf({ levels, region }: CodeMeaning, { needs }: Rule): number {
  if (needs === 'site') return 0
  if (levels.length === 1) return PLACED + 2
  if (levels.length > 1) return PLACED + 1
  return region === null || region === 'spine' ? 1 : PLACED
}

function isOfAnotherPart({ groups }: CodeMeaning): boolean {
  return groups.has('excluded.cervical') || groups.has('excluded.sacral') || groups.has('vcf.fatigue')
}
