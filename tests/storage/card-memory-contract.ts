import { describe, expect, test } from 'vitest'
import type { CardMemory } from '../../src/storage/card-memory.ts'
import { aSighting, DAY, HOUR } from './sighting.ts'

/** What every adapter of CardMemory keeps to. `createAdapter` gives an empty memory. */
export function describeCardMemory(name: string, createAdapter: () => CardMemory | Promise<CardMemory>): void {
  async function shown(memory: CardMemory, ...changes: readonly Parameters<typeof aSighting>[0][]) {
    const answers: boolean[] = []
    for (const change of changes) answers.push(await memory.mayShow(aSighting(change)))
    return answers
  }

  describe(`card memory: ${name}`, () => {
    test('shows news the first time', async () => {
      expect(await shown(await createAdapter(), {})).toEqual([true])
    })

    test('shows the same card again within 12 hours', async () => {
      expect(await shown(await createAdapter(), {}, { at: 1 }, { at: 12 * HOUR })).toEqual([true, true, true])
    })

    test('is silent after three sittings', async () => {
      const memory = await createAdapter()
      expect(await shown(memory, {}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY })).toEqual([true, true, true, false])
    })

    test('shows a new fact after that', async () => {
      const memory = await createAdapter()
      await shown(memory, {}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY })
      expect(await shown(memory, { at: 3 * DAY, newsKey: 'T12, pain 9' })).toEqual([true])
    })

    test('keeps the same encounter one sitting', async () => {
      const inStay = { encounterKey: 'stay', maxSittings: 1 }
      expect(await shown(await createAdapter(), inStay, { ...inStay, at: 3 * DAY })).toEqual([true, true])
    })

    test.each([
      ['user', { userKey: 'user-2' }],
      ['patient', { patientKey: 'patient-2' }],
      ['client', { clientId: 'county-general' }],
    ])('counts for each %s apart', async (_who, other) => {
      const memory = await createAdapter()
      const once = { maxSittings: 1 }
      expect(await shown(memory, once, { ...once, at: DAY }, { ...once, ...other, at: DAY })).toEqual([
        true,
        false,
        true,
      ])
    })

    test('does not mix up names that run together', async () => {
      const memory = await createAdapter()
      await shown(memory, { clientId: 'a', patientKey: 'bc', maxSittings: 1 })
      expect(await shown(memory, { clientId: 'ab', patientKey: 'c', maxSittings: 1, at: DAY })).toEqual([true])
    })

    test('lets only one of many calls at once be the last sitting', async () => {
      const memory = await createAdapter()
      const calls = Array.from({ length: 20 }, (_, index) =>
        memory.mayShow(aSighting({ maxSittings: 1, encounterKey: `visit-${index}`, at: index * DAY })),
      )
      expect((await Promise.all(calls)).filter((mayShow) => mayShow)).toHaveLength(1)
    })

    test('forgets one patient of one client, and only that one', async () => {
      const memory = await createAdapter()
      const once = { maxSittings: 1 }
      await shown(memory, once, { ...once, userKey: 'user-2' }, { ...once, patientKey: 'patient-2' })
      await memory.forget('st-elsewhere', 'patient-1')
      expect(
        await shown(
          memory,
          { ...once, at: DAY },
          { ...once, at: DAY, userKey: 'user-2' },
          { ...once, at: DAY, patientKey: 'patient-2' },
        ),
      ).toEqual([true, true, false])
    })

    test('forgetting somebody unknown changes nothing', async () => {
      const memory = await createAdapter()
      await shown(memory, { maxSittings: 1 })
      await memory.forget('st-elsewhere', 'nobody')
      await memory.forget('county-general', 'patient-1')
      expect(await shown(memory, { maxSittings: 1, at: DAY })).toEqual([false])
    })
  })
}
