import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { type OutcomeWeight, weighOutcome } from './operation-outcome.ts'
import { isObject, isResource } from './resource.ts'

/** Entries read of one prefetch key or one search; what lies beyond makes the answer partial. */
export const MAX_ENTRIES = 2_000

/** Which resources answer a question, and which are kept when they come beside those. */
export interface WantedTypes {
  readonly types: readonly ResourceType[]
  readonly besides: readonly ResourceType[]
}

/** What one value (a prefetch key, a body from the FHIR server) says. `partial` = there is more than was shown. */
export interface Answer {
  readonly state: 'not-provided' | 'empty' | 'failed' | 'partial' | 'read'
  readonly resources: readonly Resource[]
  /** Where the next page is. It comes from outside: only the client may follow it, and only below the base. */
  readonly next: string | undefined
  /** More is missing than the next pages would bring: entries were withheld, or there were too many. */
  readonly incomplete: boolean
}

const NOTHING = { resources: [], next: undefined, incomplete: false } as const
const NOT_PROVIDED: Answer = { state: 'not-provided', ...NOTHING }
const EMPTY: Answer = { state: 'empty', ...NOTHING }
const FAILED: Answer = { state: 'failed', ...NOTHING }

/**
 * Reads a Bundle, a resource or an OperationOutcome. null = searched, nothing found; a value of the wrong shape or of
 * other types says nothing about the question and counts as not provided.
 */
export function readAnswer(value: unknown, wanted: WantedTypes, page: 'first' | 'further' = 'first'): Answer {
  if (value === null) return EMPTY
  if (!isResource(value)) return NOT_PROVIDED
  if (value.resourceType === 'OperationOutcome') return weighOutcome(value) === 'harmless' ? EMPTY : FAILED
  if (value.resourceType === 'Bundle') return readBundle(value, wanted, page)
  return wanted.types.includes(value.resourceType) ? { ...NOTHING, state: 'read', resources: [value] } : NOT_PROVIDED
}

/** The first of each type and id: some servers repeat a resource on the next page. Resources without an id all stay. */
export function withoutRepeats(resources: readonly Resource[]): readonly Resource[] {
  // Ids by type: putting both together for every resource of a call costs more than the rest of this.
  const seen = new Map<string, Set<string>>()
  return resources.filter(({ resourceType, id }) => {
    if (typeof id !== 'string') return true
    const ids = seen.get(resourceType)
    if (ids?.has(id)) return false
    if (ids) ids.add(id)
    else seen.set(resourceType, new Set([id]))
    return true
  })
}

function readBundle(bundle: object, wanted: WantedTypes, page: 'first' | 'further'): Answer {
  const entries = entriesOf(bundle)
  if (!entries) return NOT_PROVIDED
  const sorted = sortEntries(entries.slice(0, MAX_ENTRIES), wanted)
  if (!sorted.answering && sorted.outcome === 'error') return FAILED

  const next = nextLink(bundle)
  const incomplete = sorted.outcome !== 'harmless' || isCutShort(bundle, entries, page)
  const resources = sorted.answering ? withoutRepeats(sorted.kept) : []
  if (incomplete || next !== undefined) return { state: 'partial', resources, next, incomplete }
  if (sorted.answering) return { state: 'read', resources, next, incomplete }
  return sorted.others ? NOT_PROVIDED : EMPTY
}

/** Undefined where they are no list. */
function entriesOf(bundle: object): readonly unknown[] | undefined {
  const entries: unknown = 'entry' in bundle ? bundle.entry : []
  return Array.isArray(entries) ? entries : undefined
}

/**
 * Some servers cut an answer without a link to the rest: then `total` alone tells. It is read for nothing else, since
 * it may be the size of the page, and on further pages it counts what came before.
 */
function isCutShort(bundle: object, entries: readonly unknown[], page: 'first' | 'further'): boolean {
  if (entries.length > MAX_ENTRIES) return true
  if (page === 'further' || nextLink(bundle) !== undefined) return false
  const total: unknown = 'total' in bundle ? bundle.total : undefined
  return typeof total === 'number' && total > entries.filter((entry) => !isBesideMatches(entry)).length
}

function isBesideMatches(entry: unknown): boolean {
  return isOutcomeEntry(entry) || (isObject(entry) && isObject(entry.search) && entry.search.mode === 'include')
}

interface SortedEntries {
  readonly kept: readonly Resource[]
  readonly answering: boolean
  /** There were entries, none of them to be used. */
  readonly others: boolean
  readonly outcome: OutcomeWeight
}

function sortEntries(entries: readonly unknown[], { types, besides }: WantedTypes): SortedEntries {
  const isWanted = (type: ResourceType) => types.includes(type) || besides.includes(type)
  const kept: Resource[] = []
  const outcomes: unknown[] = []
  for (const entry of entries) {
    const resource = resourceOf(entry)
    if (isOutcomeEntry(entry)) outcomes.push(resource)
    else if (isResource(resource) && isWanted(resource.resourceType)) kept.push(resource)
  }
  return {
    kept,
    answering: kept.some(({ resourceType }) => types.includes(resourceType)),
    others: entries.length > outcomes.length,
    outcome: worstOf(outcomes),
  }
}

/** Epic puts an OperationOutcome with search.mode `outcome` into every searchset, the empty ones included. */
function isOutcomeEntry(entry: unknown): boolean {
  if (!isObject(entry)) return false
  const resource = resourceOf(entry)
  if (isResource(resource) && resource.resourceType === 'OperationOutcome') return true
  return isObject(entry.search) && entry.search.mode === 'outcome'
}

function resourceOf(entry: unknown): unknown {
  return isObject(entry) ? entry.resource : undefined
}

function worstOf(outcomes: readonly unknown[]): OutcomeWeight {
  const weights = new Set(outcomes.map(weighOutcome))
  if (weights.has('error')) return 'error'
  return weights.has('incomplete') ? 'incomplete' : 'harmless'
}

function nextLink(bundle: object): string | undefined {
  const links: unknown = 'link' in bundle ? bundle.link : undefined
  if (!Array.isArray(links)) return undefined
  const next: unknown = links.find((link) => isObject(link) && link.relation === 'next')
  return isObject(next) && typeof next.url === 'string' ? next.url : undefined
}
