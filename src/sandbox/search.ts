import { Operator, splitSearchOnComma } from '@medplum/core'
import type { Bundle, BundleEntry, BundleLink, Resource } from '@medplum/fhirtypes'
import { answer, type FhirResponse, refuse } from './fhir-message.ts'
import type { Parameter } from './form.ts'
import type { SearchPlan } from './parse-search.ts'
import { sortResources } from './sort-resources.ts'
import type { Store } from './store.ts'

/**
 * Answers one page of a search. A page begins after the resource that ended the one before, not at a number, so that
 * what is added or deleted in between neither repeats nor hides another resource.
 */
export async function search(store: Store, plan: SearchPlan, baseUrl: string): Promise<FhirResponse> {
  const found = await store.find(plan.resourceType, plan.filters)
  const matches = sortResources(
    found.filter((resource) => isAskedById(resource, plan)),
    plan.sort,
  )
  const start = plan.cursor === undefined ? 0 : matches.findIndex(({ id }) => id === plan.cursor) + 1
  if (plan.cursor !== undefined && start === 0) return refuse(410, 'not-found', 'this page is gone, search again')

  const page = matches.slice(start, start + plan.count)
  const lastId = page.at(-1)?.id
  const isMore = start + page.length < matches.length
  const address = (cursor: string | undefined) => toAddress(plan, baseUrl, cursor)
  const link: BundleLink[] = [{ relation: 'self', url: address(plan.cursor) }]
  if (isMore && lastId) link.push({ relation: 'next', url: address(lastId) })
  return answer(200, toSearchset(page, matches.length, link, baseUrl))
}

/** The engine takes tokens in any case, but ids that differ in case are different ids. */
function isAskedById(resource: Resource, { filters }: SearchPlan): boolean {
  return filters
    .filter(({ code, operator }) => code === '_id' && operator === Operator.EQUALS)
    .every(({ value }) => splitSearchOnComma(value).includes(resource.id ?? ''))
}

function toSearchset(page: readonly Resource[], total: number, link: BundleLink[], baseUrl: string): Bundle {
  const entry = page.map(
    (resource): BundleEntry => ({
      fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
      resource,
      search: { mode: 'match' },
    }),
  )
  const bundle: Bundle = { resourceType: 'Bundle', type: 'searchset', total, link }
  return entry.length > 0 ? { ...bundle, entry } : bundle
}

function toAddress({ resourceType, question, count }: SearchPlan, baseUrl: string, cursor: string | undefined): string {
  const page: readonly Parameter[] = cursor === undefined ? [] : [['_cursor', cursor]]
  const query: readonly Parameter[] = [...question, ['_count', String(count)], ...page]
  return `${baseUrl}/${resourceType}?${query.map(encodePair).join('&')}`
}

function encodePair([name, value]: Parameter): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
}
