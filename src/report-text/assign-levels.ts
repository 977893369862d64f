import type { VertebralLevel } from '../clinical/level.ts'
import type { SignName } from './sign-rule.ts'
import type { Statement } from './statements.ts'

/** A statement at one vertebra, or at `null`, the spine as a whole. `shared` = said of all fractured levels at once. */
export interface Assigned {
  readonly statement: Statement
  readonly level: VertebralLevel | null
  readonly shared: boolean
}

/** Signs worth reporting although no fracture is: they are a danger of their own. */
const DANGERS_OF_THEIR_OWN: ReadonlySet<string> = new Set<SignName>(['infection', 'epiduralTumour'])
/** Signs that matter at any level once there is a fracture anywhere. */
const DANGERS_ANYWHERE: ReadonlySet<string> = new Set<SignName>(['malignantPattern', 'neuralCompression'])

interface Report {
  readonly fractured: ReadonlySet<VertebralLevel>
  /** A fracture is stated without a level, and none with one. */
  readonly unplaced: boolean
}

/** Gives each statement to the vertebra it is about. What fits no fractured vertebra is dropped, or kept at `null`. */
export function assignLevels(statements: readonly Statement[]): readonly Assigned[] {
  const fractured = fracturedLevels(statements)
  const unplaced = fractured.size === 0 && statements.some(statesFracture)
  return statements.flatMap((statement) => assign(statement, { fractured, unplaced }))
}

/** Levels said, or suspected, to be fractured. A figure for lost height is a suspicion. */
export function fracturedLevels(statements: readonly Statement[]): ReadonlySet<VertebralLevel> {
  return new Set(
    statements
      .filter((statement) => statesFracture(statement) || statement.kind === 'height')
      .flatMap(({ target }) => (target.kind === 'levels' ? target.levels : [])),
  )
}

function statesFracture(statement: Statement): boolean {
  return statement.kind === 'fracture' && (statement.says === 'present' || statement.says === 'hedged')
}

function assign(statement: Statement, report: Report): readonly Assigned[] {
  const { target } = statement
  if (target.kind === 'levels') return target.levels.flatMap((level) => assignToLevel(statement, level, report))
  if (target.kind === 'elsewhere') return isDanger(statement, report) ? [wholeSpine(statement)] : []
  if (statement.kind === 'fracture') return assignFracture(statement, statement.says, report)
  return statement.kind === 'sign' ? assignSign(statement, report) : assignDescription(statement, report)
}

function assignToLevel(statement: Statement, level: VertebralLevel, report: Report): readonly Assigned[] {
  const createsEntry = statement.kind === 'fracture' || (statement.kind === 'sign' && saysAugmented(statement))
  if (createsEntry || report.fractured.has(level)) return [{ statement, level, shared: false }]
  return isDanger(statement, report) ? [wholeSpine(statement)] : []
}

function saysAugmented(statement: Statement): boolean {
  return statement.kind === 'sign' && statement.sign === 'augmented' && statement.says === 'yes'
}

function isDanger(statement: Statement, { fractured, unplaced }: Report): boolean {
  if (statement.kind !== 'sign' || statement.says === 'no') return false
  if (DANGERS_OF_THEIR_OWN.has(statement.sign)) return true
  return (fractured.size > 0 || unplaced) && DANGERS_ANYWHERE.has(statement.sign)
}

function assignFracture(statement: Statement, says: string, { fractured }: Report): readonly Assigned[] {
  const [only, another] = fractured
  if (!only || says === 'not-acute') return [wholeSpine(statement)]
  if (says === 'present' && !another) return [{ statement, level: only, shared: true }]
  return []
}

function assignDescription(statement: Statement, { fractured, unplaced }: Report): readonly Assigned[] {
  const [only, another] = fractured
  if (only && !another) return [{ statement, level: only, shared: false }]
  return unplaced ? [wholeSpine(statement)] : []
}

/** "No retropulsion" holds for every fracture; "retropulsion" for the one there is, else for one not known. */
function assignSign(statement: Statement, report: Report): readonly Assigned[] {
  const { fractured, unplaced } = report
  // Which vertebra was augmented is never guessed: it would settle a fracture that is still open.
  if (saysAugmented(statement)) return [wholeSpine(statement)]
  if (fractured.size === 1) return assignDescription(statement, report)
  if (statement.kind === 'sign' && statement.says === 'no') {
    return unplaced ? [wholeSpine(statement)] : [...fractured].map((level) => ({ statement, level, shared: true }))
  }
  const counts = fractured.size > 0 || unplaced || isDanger(statement, report)
  return counts ? [wholeSpine(statement)] : []
}

function wholeSpine(statement: Statement): Assigned {
  return { statement, level: null, shared: false }
}
