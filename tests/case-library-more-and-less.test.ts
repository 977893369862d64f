import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assessment } from '../src/clinical/assessment.ts'
import { type Call, entriesOf, withAnswer, withEntries } from './support/case-library/call.ts'
import { assessmentOfCall } from './support/case-library/conclude.ts'
import { DANGERS, type Danger } from './support/case-library/dangers.ts'
import { factsOfPrefetch } from './support/case-library/request.ts'
import { type Fields, KEYS, type PrefetchKey } from './support/case-library/resource.ts'
import { type Drawn, everyCaseWith } from './support/case-library/seeded.ts'
import { type Allowed, allowedFor } from './support/case-library/stands-against.ts'
import type { LibraryCase } from './support/case-library.ts'
import { morePermissive, unknownBecomeMet } from './support/conclusions.ts'

const TIME = { timeout: 30_000 }
const UNREADABLE = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }
const EMPTY = { resourceType: 'Bundle', type: 'searchset', entry: [] }

const assessments = new Map<string, Promise<Assessment | undefined>>()

function asWritten({ one, form, call }: Drawn<unknown>): Promise<Assessment | undefined> {
  const key = `${one.name} ${form}`
  const answer = assessments.get(key) ?? assessmentOfCall(call)
  assessments.set(key, answer)
  return answer
}

/** What the second call concludes more freely than the first; too little to answer from concludes nothing. */
function freer(before: Assessment | undefined, after: Assessment | undefined, allowed: Allowed): readonly string[] {
  if (!before || !after) return []
  return [
    ...morePermissive(before, after).filter((row) => !allowed.rows.includes(row)),
    ...unknownBecomeMet(before, after).filter((criterion) => !allowed.criteria.includes(criterion)),
  ]
}

interface Part {
  readonly key: string
  readonly resource: Fields
  readonly without: Call
}

/** Everything in a call that can be taken out of it: each resource of a Bundle, and the Encounter of the visit. */
function partsOf(call: Call): readonly Part[] {
  const inBundles = Object.keys(call.prefetch).flatMap((key) =>
    entriesOf(call, key).map((resource) => ({
      key,
      resource,
      without: withEntries(call, (resources) => resources.filter((each) => each !== resource)),
    })),
  )
  const encounter = call.prefetch.encounter
  if (typeof encounter !== 'object' || encounter === null) return inBundles
  return [...inBundles, { key: 'encounter', resource: { ...encounter }, without: withAnswer(call, 'encounter', null) }]
}

/** What breaks a law, case by case. */
async function broken<Chance>(
  drawn: readonly Drawn<Chance>[],
  law: (each: Drawn<Chance>) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const each of drawn) {
    const against = await law(each)
    found.push(...against.map((what) => `${each.one.name} (${each.form}): ${what}`))
  }
  return found
}

describe('for every case of the library', () => {
  test(
    'one resource less is not more permissive and settles nothing unknown, unless it spoke against',
    TIME,
    async () => {
      const less = async (drawn: Drawn<number>) => {
        const before = await asWritten(drawn)
        const parts = partsOf(drawn.call)
        const part = parts[drawn.chance % parts.length]
        if (!before || !part) return []
        const allowed = allowedWithout(drawn.one, [part], before)
        const found = freer(before, await assessmentOfCall(part.without), allowed)
        return found.map((what) => `without ${part.key} ${String(part.resource.id)} ${what}`)
      }
      expect(await broken([...everyCaseWith(fc.nat()), ...everyCaseWith(fc.nat().map((at) => at + 1))], less)).toEqual(
        [],
      )
    },
  )

  test('one danger more is not more permissive, and leaves no referral where it holds back', TIME, async () => {
    const more = async (drawn: Drawn<Danger>) => {
      const { one, form, chance: danger } = drawn
      const call = danger.addedTo(one, form)
      const [before, after] = [await asWritten(drawn), call && (await assessmentOfCall(call))]
      if (!before || !after) return []
      const found = [...morePermissive(before, after), ...(danger.holdsBack ? referralsIn(after) : [])]
      return found.map((what) => `with ${danger.name} ${what}`)
    }
    const dangers = fc.constantFrom(...DANGERS)
    expect(await broken([...everyCaseWith(dangers), ...everyCaseWith(dangers.map(nextDanger))], more)).toEqual([])
  })

  test('a source that cannot be read is never more permissive than one with nothing in it', TIME, async () => {
    expect(await freerUnread((call, key) => withAnswer(call, key, key === 'encounter' ? null : EMPTY))).toEqual([])
  })

  test('a source that cannot be read is never more permissive than one that says nothing against', TIME, async () => {
    expect(await freerUnread((call) => call)).toEqual([])
  })
})

/** Where a call with an unreadable source concludes more freely than the same call in another state. */
function freerUnread(other: (call: Call, key: PrefetchKey) => Call): Promise<readonly string[]> {
  return broken(everyCaseWith(fc.constantFrom(...MAY_BE_UNREAD)), async ({ one, call, chance: key }) => {
    const compared = other(call, key)
    const before = await assessmentOfCall(compared)
    if (!before) return []
    const parts = partsOf(compared).filter((part) => part.key === key)
    const found = freer(
      before,
      await assessmentOfCall(withAnswer(call, key, UNREADABLE)),
      allowedWithout(one, parts, before),
    )
    return found.map((what) => `without ${key} ${what}`)
  })
}

function nextDanger(danger: Danger): Danger {
  return DANGERS[(DANGERS.indexOf(danger) + Math.floor(DANGERS.length / 2)) % DANGERS.length] ?? danger
}

const MAY_BE_UNREAD = KEYS.filter((key) => key !== 'patient')

function allowedWithout(one: LibraryCase, parts: readonly Part[], { facts }: Assessment): Allowed {
  const allowed = parts.map(({ key, resource }) =>
    allowedFor(resource, factsOfPrefetch(one, { [key]: resource }), facts),
  )
  return { rows: allowed.flatMap(({ rows }) => rows), criteria: allowed.flatMap(({ criteria }) => criteria) }
}

function referralsIn({ outcome, policies }: Assessment): readonly string[] {
  const rows = [['overall', { outcome }] as const, ...policies]
  return rows.filter(([, row]) => row.outcome === 'refer-now').map(([id]) => `${id} refers`)
}
