import type { CareKind, NonSurgicalCare } from '../clinical/facts.ts'
import { careKindOf } from './care-kind.ts'
import { elementOf, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { type FindCondition, isForAnotherPart, NO_CONDITIONS } from './reason.ts'
import { firstDate, type RecordDate } from './record-date.ts'
import { meaningsOf } from './value-sets/index.ts'

const NOT_IN_FORCE: ReadonlySet<string> = new Set(['draft', 'revoked', 'entered-in-error', 'unknown'])
/** Of a CarePlan "plan" is the usual intent and means that it is carried out. */
const ONLY_PROPOSED: ReadonlySet<string> = new Set(['proposal', 'option'])
const NOT_DONE: ReadonlySet<string> = new Set(['not-started', 'cancelled', 'entered-in-error'])

const MAX_TITLE = 500

/** The non-surgical care that a CarePlan stands for as a whole (its category) or lists, each kind once a day. */
export function readCarePlan(
  resource: unknown,
  findCondition: FindCondition = NO_CONDITIONS,
): readonly NonSurgicalCare[] {
  if (NOT_IN_FORCE.has(textOf(resource, 'status') ?? '') || ONLY_PROPOSED.has(textOf(resource, 'intent') ?? ''))
    return []
  const titles = ['title', 'description'].map((name) => textOf(resource, name)?.slice(0, MAX_TITLE) ?? '')
  if (isForAnotherPart(resource, elementsOf(resource, 'category'), findCondition, titles)) return []
  const details = elementsOf(resource, 'activity').flatMap((activity) => elementOf(activity, 'detail') ?? [])
  const done = details
    .filter(isDone)
    .filter((detail) => !isForAnotherPart(detail, [fieldOf(detail, 'code')], findCondition))
  const planned = firstDate(fieldOf(resource, 'period'), ['start']) ?? firstDate(resource, ['created'])
  // Where nothing that it lists was begun, the plan was not either.
  const categories = details.length > 0 && done.length === 0 ? [] : elementsOf(resource, 'category')
  const care = [
    ...categories.map((category) => careOf(resource, category, planned)),
    ...done.map((detail) =>
      careOf(resource, fieldOf(detail, 'code'), firstDate(detail, ['scheduledPeriod']) ?? planned),
    ),
  ].filter((one) => one !== undefined)
  return [...new Map(care.map((one) => [`${one.kind} ${one.startedOn}`, one])).values()]
}

function isDone(detail: unknown): boolean {
  return !NOT_DONE.has(textOf(detail, 'status') ?? '') && fieldOf(detail, 'doNotPerform') !== true
}

function careOf(resource: unknown, concept: unknown, started: RecordDate | undefined): NonSurgicalCare | undefined {
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  const kind: CareKind | undefined = careKindOf(groups, wordsOf(concept))
  const date = started?.earliest ?? null
  const evidence = evidenceOf(resource, date, basisOf(kind, careKindOf(groups, '')))
  return kind && { kind, startedOn: date, startedAt: started?.at ?? null, evidence }
}
