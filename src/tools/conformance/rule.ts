/** The words of the specification, and `advice` for what it does not ask but real clients need. */
export type Level = 'SHALL' | 'SHOULD' | 'MAY' | 'advice'

/** One requirement, and how to see in recorded answers whether it is kept. Judging is pure: all calls were made before. */
export interface Rule<Seen> {
  readonly id: string
  readonly level: Level
  /** Line of the text of CDS Hooks 2.0.1 (`input/pagecontent/specification.md` of HL7/cds-hooks at v2.0.1). */
  readonly line: number
  /** Anchor of the published page, https://cds-hooks.hl7.org/2.0/#… */
  readonly section: string
  /** What is asked, as a sentence about the service. */
  readonly title: string
  /** What to do about it when it is not kept. */
  readonly todo: string
  /** The problems seen, none when it is kept; `Skipped` where nothing was seen that could show it. */
  readonly judge: (seen: Seen) => readonly string[] | Skipped
}

export interface Skipped {
  readonly skipped: string
}

/** A `fail` is a SHALL that is not kept; what is not kept of the other levels is a `warn`. */
export interface Result extends Omit<Rule<never>, 'judge'> {
  /** What was judged: `discovery`, or the id and hook of a service. */
  readonly subject: string
  readonly outcome: 'pass' | 'fail' | 'warn' | 'skip'
  /** The problems, or why it was skipped. */
  readonly details: readonly string[]
}

export function skip(why: string): Skipped {
  return { skipped: why }
}

/** Judges by every rule. A long list of problems of one kind is cut: ten of them tell the story. */
export function judge<Seen>(rules: readonly Rule<Seen>[], seen: Seen, subject: string): readonly Result[] {
  return rules.map(({ judge: problemsIn, ...rule }) => {
    const problems = problemsIn(seen)
    if ('skipped' in problems) return { ...rule, subject, outcome: 'skip', details: [problems.skipped] }
    if (problems.length === 0) return { ...rule, subject, outcome: 'pass', details: [] }
    return { ...rule, subject, outcome: rule.level === 'SHALL' ? 'fail' : 'warn', details: firstOf(problems) }
  })
}

function firstOf(problems: readonly string[]): readonly string[] {
  const distinct = [...new Set(problems)]
  return distinct.length > 10 ? [...distinct.slice(0, 10), `and ${distinct.length - 10} more`] : distinct
}

/** Every rule skipped for one reason, so that a report always names what was not looked at. */
export function skipAll(rules: readonly Rule<never>[], subject: string, why: string): readonly Result[] {
  return rules.map(({ judge: _, ...rule }) => ({ ...rule, subject, outcome: 'skip', details: [why] }))
}
