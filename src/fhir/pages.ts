import type { Resource } from '@medplum/fhirtypes'
import type { Result } from '../result.ts'
import { type Answer, readAnswer, type WantedTypes, withoutRepeats } from './answer.ts'
import type { ReadFailure } from './reader-failure.ts'
import type { ReadLimits } from './reader-limits.ts'

/** What the FHIR server says about one source. Never an exception: a source that cannot be read has failed, alone. */
export interface FhirAnswer {
  readonly state: 'read' | 'empty' | 'partial' | 'failed'
  readonly resources: readonly Resource[]
  readonly failure?: ReadFailure
}

export interface Paging {
  readonly wanted: WantedTypes
  readonly readPage: (next: string) => Promise<Result<unknown, ReadFailure>>
  readonly limits: Pick<ReadLimits, 'pagesPerSearch' | 'entriesPerSearch'>
}

export function failed(failure: ReadFailure): FhirAnswer {
  return { state: 'failed', resources: [], failure }
}

/** One body as the whole answer; the wrong shape is no answer. */
export function toFhirAnswer({ state, resources }: Answer): FhirAnswer {
  if (state === 'failed' || state === 'not-provided') return failed({ reason: 'unexpected-answer' })
  return { state, resources }
}

/**
 * Reads on from a first page by `link[relation=next]` to the end. Wherever it has to stop before, the answer is partial:
 * a page that fails, a link outside the base, one that was followed already, too many pages or entries.
 */
export async function readToTheEnd(first: Answer, { wanted, readPage, limits }: Paging): Promise<FhirAnswer> {
  if (first.state !== 'partial') return toFhirAnswer(first)
  const followed = new Set<string>()
  let { resources, next, incomplete } = first

  while (next !== undefined) {
    const tooMuch = followed.size + 1 >= limits.pagesPerSearch || resources.length >= limits.entriesPerSearch
    if (tooMuch || followed.has(next)) return { state: 'partial', resources }
    followed.add(next)
    const body = await readPage(next)
    if (!body.ok) return { state: 'partial', resources, failure: body.failure }
    const page = readAnswer(body.value, wanted, 'further')
    resources = withoutRepeats([...resources, ...page.resources])
    // Withheld entries do not end it: Epic repeats that remark on every page.
    incomplete ||= page.incomplete || page.state === 'failed' || page.state === 'not-provided'
    next = page.next
  }
  return wholeAnswer(resources, incomplete, limits.entriesPerSearch)
}

function wholeAnswer(resources: readonly Resource[], incomplete: boolean, cap: number): FhirAnswer {
  const kept = resources.slice(0, cap)
  if (incomplete || kept.length < resources.length) return { state: 'partial', resources: kept }
  return { state: kept.length > 0 ? 'read' : 'empty', resources: kept }
}
