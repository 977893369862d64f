import type { Statement } from './statements.ts'

/**
 * "Vertebral body heights are maintained" is a denial of any fracture, but the weakest there is: a fresh fracture may
 * not have lost height yet, so that any word of a fracture, and any edema, leaves it unsaid.
 */
export function settleNormal(statements: readonly Statement[]): readonly Statement[] {
  const isSettled = !statements.some(speaksOfFracture)
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind !== 'normal') return [statement]
    const { target, section, strong } = statement
    return isSettled ? [{ kind: 'fracture', says: 'absent', strong, target, section }] : []
  })
}

function speaksOfFracture(statement: Statement): boolean {
  if (isOutside(statement)) return false
  if (statement.kind === 'fracture') return statement.says === 'present' || statement.says === 'hedged'
  if (statement.kind === 'marrow-signal') return statement.says === 'active'
  if (statement.kind === 'sign') return statement.sign === 'marrowEdema' && statement.says !== 'no'
  return statement.kind === 'height'
}

/** Of neck or sacrum: another part of the spine than the one whose heights are told. */
function isOutside({ target }: Statement): boolean {
  return target.kind === 'levels' && target.levels.every((level) => level.startsWith('C') || level.startsWith('S'))
}
