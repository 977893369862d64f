import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '../src/clinical/calendar.ts'
import { type Call, withEntries } from './support/case-library/call.ts'
import { everythingSaid, findingsOf } from './support/case-library/conclude.ts'
import { belongingTo, irrelevantTo, OF_SOMEBODY_ELSE } from './support/case-library/irrelevant.ts'
import { callMovedBy, hasOnlyWholeDays, isAtLimitOfMonths, movedBy } from './support/case-library/other-days.ts'
import { type Drawn, everyCaseWith, everyThird, shuffled, withKeysShuffled } from './support/case-library/seeded.ts'
import { ASSESSED_ON } from './support/case-library.ts'

const TIME = { timeout: 30_000 }

/** Names of the cases for which two ways to say the same come to different answers. */
async function differing<Chance>(
  drawn: readonly Drawn<Chance>[],
  [before, after]: readonly [ToAnswer<Chance>, ToAnswer<Chance>],
): Promise<readonly string[]> {
  const names: string[] = []
  for (const each of drawn) {
    if (JSON.stringify(await before(each)) !== JSON.stringify(await after(each)))
      names.push(`${each.one.name} (${each.form}) ${String(each.chance)}`)
  }
  return names
}
type ToAnswer<Chance> = (drawn: Drawn<Chance>) => Promise<unknown>

const said = new Map<string, Promise<string>>()

/** The whole answer to a case as it stands in the library. */
function asWritten({ one, form, call }: Drawn<unknown>): Promise<string> {
  const key = `${one.name} ${form}`
  const answer = said.get(key) ?? everythingSaid(call)
  said.set(key, answer)
  return answer
}

describe('for every case of the library', () => {
  test('the order of resources and of keys changes not a byte of the answer', TIME, async () => {
    const reordered: ToAnswer<number> = ({ call, chance }) => {
      const mixed = withEntries(call, (resources) => shuffled(resources, chance))
      return everythingSaid({ ...call, prefetch: { ...Object(withKeysShuffled(mixed.prefetch, chance)) } })
    }
    expect(await differing(everyCaseWith(fc.integer()), [asWritten, reordered])).toEqual([])
  })

  test('what has nothing to do with the fracture changes not a byte of the answer', TIME, async () => {
    const withIrrelevant: ToAnswer<string> = ({ one, call }) => {
      const more = irrelevantTo(one.name)
      return everythingSaid(withEntries(call, (resources, key) => [...resources, ...(more.get(key) ?? [])]))
    }
    expect(await differing(everyCaseWith(fc.constant('')), [asWritten, withIrrelevant])).toEqual([])
  })

  test('every resource sent twice changes not a byte of the answer', TIME, async () => {
    const twice: ToAnswer<number> = ({ call, chance }) =>
      everythingSaid(withEntries(call, (resources) => shuffled([...resources, ...resources], chance)))
    expect(await differing(everyThird(everyCaseWith(fc.integer())), [asWritten, twice])).toEqual([])
  })

  test('every resource sent again under another id changes no finding', TIME, async () => {
    const copied: ToAnswer<string> = ({ call }) =>
      findingsOf(
        withEntries(call, (resources) => [
          ...resources,
          ...resources.map((each) => ({ ...each, id: `copy-${each.id}` })),
        ]),
      )
    expect(
      await differing(everyThird(everyCaseWith(fc.constant(''))), [({ call }) => findingsOf(call), copied]),
    ).toEqual([])
  })

  test('which id a resource has changes no finding', TIME, async () => {
    const renumbered: ToAnswer<string> = ({ call }) => findingsOf(withIdsReversed(call))
    expect(
      await differing(everyThird(everyCaseWith(fc.constant(''))), [({ call }) => findingsOf(call), renumbered]),
    ).toEqual([])
  })

  const [leapDay, newYear, ...others] = [
    '2028-02-29',
    '2027-01-01',
    '2027-03-01',
    '2027-04-30',
    '2024-02-29',
    '2026-07-31',
  ]
  test('another day, with everything as long ago, changes nothing but the dates', TIME, async () => {
    const days = fc.constantFrom(leapDay, newYear, ...others)
    const drawn = everyCaseWith(days.map((day) => day ?? ASSESSED_ON))
    const movable = drawn.filter(({ one, call }) => hasOnlyWholeDays(one) && !isAtLimitOfMonths(call))
    expect(movable.length).toBeGreaterThan(drawn.length * 0.8)
    const moved: ToAnswer<string> = async ({ call, chance }) => {
      const by = daysBetween(ASSESSED_ON, chance)
      return movedBy(await everythingSaid(callMovedBy(call, by), chance), -by)
    }
    expect(await differing(movable, [asWritten, moved])).toEqual([])
  })
})

test("somebody else's resources would change the answer if they were the patient's", async () => {
  const [referable] = everyCaseWith(fc.constant('')).filter(({ one }) => one.expect.outcome === 'refer-now')
  if (!referable) throw new Error('no case of the library is referred')
  const { one, call } = referable
  for (const [key, theirs] of Object.entries(OF_SOMEBODY_ELSE)) {
    const taken = withEntries(call, (resources, at) =>
      at === key ? [...resources, ...theirs.map((each) => belongingTo(one.name, each))] : resources,
    )
    expect(await findingsOf(taken)).not.toEqual(await findingsOf(call))
  }
})

/** The ids of the library grow with the entries: r000 becomes r999. */
function withIdsReversed(call: Call): Call {
  const reversed = JSON.stringify(call.prefetch).replace(
    /"r(\d{3})"/g,
    (_, id: string) => `"r${String(999 - Number(id)).padStart(3, '0')}"`,
  )
  return { ...call, prefetch: { ...Object(JSON.parse(reversed)) } }
}
