import type { VertebralLevel } from '../clinical/level.ts'
import { GENERAL, type Statement, type Target } from './statements.ts'

type Normal = Extract<Statement, { readonly kind: 'normal' }>

/**
 * "Vertebral body heights are maintained" is a denial of any fracture, and "T8 is normal" of one there, but the weakest
 * there is: a fresh fracture may not have lost height yet, so that any word of a fracture, and any edema, leaves it
 * unsaid. `examinesOtherwise` = the text measures density or tests nerves, where a normal level is no vertebra seen.
 */
export function settleNormal(statements: readonly Statement[], examinesOtherwise: () => boolean): readonly Statement[] {
  if (!statements.some(({ kind }) => kind === 'normal')) return statements
  const spoken = statements.filter(speaksOfFracture)
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind !== 'normal') return [statement]
    const target = unbroken(statement, spoken)
    if (!target || (target.kind === 'levels' && examinesOtherwise())) return []
    return [{ kind: 'fracture', says: 'absent', strong: statement.strong, target, section: statement.section }]
  })
}

/** What of the target no other statement speaks of. */
function unbroken({ target }: Normal, spoken: readonly Statement[]): Target | undefined {
  if (target.kind !== 'levels') return spoken.every(isOutside) ? GENERAL : undefined
  if (isLeftOpen(spoken)) return undefined
  const levels = target.levels.filter((level) => !spoken.some((other) => isAt(other, level)))
  return levels.length > 0 ? { kind: 'levels', levels } : undefined
}

function isAt({ target }: Statement, level: VertebralLevel): boolean {
  return target.kind === 'levels' && target.levels.includes(level)
}

/** A fracture, or the doubt of one, that no level is named for may be anywhere. */
function isLeftOpen(spoken: readonly Statement[]): boolean {
  const fractures = spoken.filter(({ kind }) => kind === 'fracture')
  return fractures.length > 0 && fractures.every(({ target }) => target.kind !== 'levels')
}

function speaksOfFracture(statement: Statement): boolean {
  if (statement.kind === 'fracture') return statement.says === 'present' || statement.says === 'hedged'
  if (statement.kind === 'marrow-signal') return statement.says === 'active'
  if (statement.kind === 'sign') return statement.sign === 'marrowEdema' && statement.says !== 'no'
  return statement.kind === 'height'
}

/** Of neck or sacrum: another part of the spine than the one whose heights are told. */
function isOutside({ target }: Statement): boolean {
  return target.kind === 'levels' && target.levels.every((level) => level.startsWith('C') || level.startsWith('S'))
}
