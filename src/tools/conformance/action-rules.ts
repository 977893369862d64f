import { isOneOf, onEach, unless } from './card-rules.ts'
import type { CardsSeen } from './cards.ts'
import { isObject, isText, type JsonObject } from './json.ts'
import { type Rule, skip } from './rule.ts'

export const ACTION_RULES: readonly Rule<CardsSeen>[] = [
  {
    id: 'action-type',
    level: 'SHALL',
    line: 625,
    section: 'action',
    title: 'type of an action is create, update or delete',
    todo: 'Use one of the three.',
    judge: onActions(({ type }) => unless(isOneOf(type, ['create', 'update', 'delete']), 'type is none of the three')),
  },
  {
    id: 'action-description',
    level: 'SHALL',
    line: 626,
    section: 'action',
    title: 'Every action of a suggestion has a description',
    todo: 'Say what will be done: some clients show this instead of the label.',
    judge: onEach('actions', ({ description }) => unless(isText(description), 'there is no description')),
  },
  {
    id: 'system-action-description',
    level: 'advice',
    line: 548,
    section: 'system-action',
    title: 'Every system action has a description',
    todo: 'The text requires it of every action, its own example leaves it out, 3.0 makes it optional.',
    judge: onEach('systemActions', ({ description }) => unless(isText(description), 'there is no description')),
  },
  {
    id: 'action-resource',
    level: 'SHALL',
    line: 627,
    section: 'action',
    title: 'create and update hold a whole FHIR resource',
    todo: 'Send a resource that is valid FHIR R4 (a resource of another release is reported here too).',
    judge: onActions(({ type, resource }, { problemOf }) => {
      if (!isOneOf(type, ['create', 'update'])) return []
      if (!isObject(resource)) return ['there is no resource']
      const problem = problemOf(resource)
      return problem === undefined ? [] : [`${String(resource.resourceType)}: ${problem}`]
    }),
  },
  {
    id: 'action-update-id',
    level: 'SHALL',
    line: 627,
    section: 'action',
    title: 'update names the resource it replaces',
    todo: 'Keep the id (and every other field) of the resource that the client sent.',
    judge: onActions(({ type, resource }) =>
      unless(type !== 'update' || (isObject(resource) && isText(resource.id)), 'the resource has no id'),
    ),
  },
  {
    id: 'action-delete',
    level: 'SHOULD',
    line: 628,
    section: 'action',
    title: 'delete names the resource as a relative reference in resourceId',
    todo: 'Send resourceId, Type/id; a string in resource is deprecated.',
    judge: onActions(({ type, resourceId }) =>
      unless(
        type !== 'delete' || /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(String(resourceId)),
        'resourceId is no Type/id',
      ),
    ),
  },
]

/** Actions of suggestions and system actions alike. */
function onActions(problemsIn: (action: JsonObject, seen: CardsSeen) => readonly string[]): Rule<CardsSeen>['judge'] {
  return (seen) => {
    const all = [...seen.actions, ...seen.systemActions]
    if (all.length === 0) return skip('no action was seen')
    return all.flatMap(({ at, value }) => problemsIn(value, seen).map((problem) => `${at}: ${problem}`))
  }
}
