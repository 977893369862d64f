import type { FractureRow } from './assessment.ts'
import type { AssessedCriterion } from './criterion.ts'
import { type Missing, withoutBrackets } from './finding.ts'
import type { Choice } from './rule-choice.ts'

/** What would settle a policy's open answer. Where only some of it is needed, the whole choice is one item that says so. */
export function askedFor({ criteria, waitsFor, choices }: FractureRow): readonly Missing[] {
  const byId = new Map(criteria.map((each) => [each.id, each]))
  const chosen = new Set(choices.flatMap(({ either, others }) => [...either, ...others]))
  const needed = criteria.filter(({ id }) => waitsFor.includes(id) && !chosen.has(id))
  return [
    ...needed.flatMap(({ missing }) => missing ?? []),
    ...choices.map((choice) => choiceItem(choice, (id) => byId.get(id) ?? [])),
  ]
}

function choiceItem({ either, needed, others }: Choice, named: (id: string) => AssessedCriterion | []): Missing {
  const asks = either.flatMap(named).flatMap(({ missing }) => missing ?? [])
  const counted = others.flatMap(named)
  return {
    id: [...either, needed, ...others].join(' '),
    text: [...asks.map(({ text }) => text), ...inFull(counted, needed)].join(', or '),
    short: [...asks.map(inShort), ...inFew(counted, needed)].join(' or '),
  }
}

/** One that is left is asked for by what settles it; several are told by their names on the card. */
function inFull(counted: readonly AssessedCriterion[], needed: number): readonly string[] {
  const [first, ...more] = counted
  if (!first) return []
  if (more.length === 0) return [first.missing?.text ?? first.name]
  return [`${needed === counted.length ? 'all' : needed} of these: ${counted.map(nameInSentence).join(', ')}`]
}

const FEW = 2

function inFew(counted: readonly AssessedCriterion[], needed: number): readonly string[] {
  if (counted.length === 0) return []
  if (needed === 1 && counted.length <= FEW) return counted.map(nameInSentence)
  return [needed === counted.length ? `${needed} conditions` : `${needed} of ${counted.length} conditions`]
}

/** Names of people and abbreviations keep their capitals. */
function nameInSentence({ name }: AssessedCriterion): string {
  const [word = ''] = name.split(' ')
  return /^[A-Z][a-z]+$/.test(word) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** As few words as a summary has room for. */
export function inShort({ text, short }: Missing): string {
  return short ?? withoutBrackets(text)
}
