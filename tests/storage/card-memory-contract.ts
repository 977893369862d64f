import { describe, expect, test } from 'vitest'
import type { CardMemory, PatientRef, Showing } from '../../src/storage/card-memory.ts'
import { anAnswer, aSighting, DAY, HOUR, PATIENT, someNews } from './sighting.ts'

/** What every adapter of CardMemory keeps to. `createAdapter` gives an empty memory. */
export function describeCardMemory(name: string, createAdapter: () => CardMemory | Promise<CardMemory>): void {
  async function shown(memory: CardMemory, ...changes: readonly Parameters<typeof aSighting>[0][]) {
    return shownTo(PATIENT, memory, ...changes)
  }

  async function shownTo(
    patient: PatientRef,
    memory: CardMemory,
    ...changes: readonly Parameters<typeof aSighting>[0][]
  ) {
    const answers: Showing[] = []
    for (const change of changes) answers.push(await memory.show(patient, aSighting(change)))
    return answers.map((each) => each.shown)
  }

  describe(`card memory: ${name}`, () => {
    test('shows news the first time, with the uuid it is given', async () => {
      const memory = await createAdapter()
      expect(await memory.show(PATIENT, aSighting())).toEqual({
        shown: true,
        cardUuid: 'card-1',
        because: 'first-telling',
      })
    })

    test('shows the same card again within 12 hours, with the uuid of the first time', async () => {
      const memory = await createAdapter()
      await memory.show(PATIENT, aSighting())
      for (const at of [1, HOUR, 12 * HOUR]) {
        const again = await memory.show(PATIENT, aSighting({ at, cardUuid: 'card-2' }))
        expect(again).toMatchObject({ shown: true, cardUuid: 'card-1' })
      }
    })

    test('is silent after three sittings', async () => {
      const memory = await createAdapter()
      expect(await shown(memory, {}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY })).toEqual([true, true, true, false])
    })

    test('shows a new fact after that', async () => {
      const memory = await createAdapter()
      await shown(memory, {}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY })
      expect(await shown(memory, { at: 3 * DAY, news: someNews({ pain: 9 }) })).toEqual([true])
    })

    test('keeps the same encounter one sitting', async () => {
      const inStay = { encounterKey: 'stay', maxSittings: 1 }
      expect(await shown(await createAdapter(), inStay, { ...inStay, at: 3 * DAY })).toEqual([true, true])
    })

    test('counts for each user apart', async () => {
      const once = { maxSittings: 1 }
      const memory = await createAdapter()
      expect(await shown(memory, once, { ...once, at: DAY }, { ...once, userKey: 'user-2', at: DAY })).toEqual([
        true,
        false,
        true,
      ])
    })

    test.each([
      ['patient', { ...PATIENT, patientKey: 'patient-2' }],
      ['client', { ...PATIENT, clientId: 'county-general' }],
    ])('counts for each %s apart', async (_who, other) => {
      const memory = await createAdapter()
      await shown(memory, { maxSittings: 1 })
      expect(await shownTo(other, memory, { maxSittings: 1, at: DAY })).toEqual([true])
    })

    test('does not mix up names that run together', async () => {
      const memory = await createAdapter()
      await shownTo({ ...PATIENT, clientId: 'a', patientKey: 'bc' }, memory, { maxSittings: 1 })
      const other = { ...PATIENT, clientId: 'ab', patientKey: 'c' }
      expect(await shownTo(other, memory, { maxSittings: 1, at: DAY })).toEqual([true])
    })

    test('lets only one of many calls at once be the last sitting', async () => {
      const memory = await createAdapter()
      const calls = Array.from({ length: 20 }, (_, index) =>
        memory.show(PATIENT, aSighting({ maxSittings: 1, encounterKey: `visit-${index}`, at: index * DAY })),
      )
      expect((await Promise.all(calls)).filter((each) => each.shown)).toHaveLength(1)
    })

    test('is silent as soon as an answer is kept', async () => {
      const memory = await createAdapter()
      await shown(memory, {})
      await memory.answer(PATIENT, [anAnswer()])
      expect(await memory.show(PATIENT, aSighting({ at: 2 }))).toEqual({ shown: false, because: 'answered' })
      expect(await shown(memory, { at: 2, userKey: 'user-2' })).toEqual([true])
    })

    test('keeps an answer that comes before the showing', async () => {
      const memory = await createAdapter()
      await memory.answer(PATIENT, [anAnswer({ reason: 'patient-ineligible' })])
      expect(await shown(memory, { at: DAY }, { at: DAY, userKey: 'user-2' })).toEqual([false, false])
    })

    test('keeps all of many answers at once', async () => {
      const memory = await createAdapter()
      const users = Array.from({ length: 20 }, (_, index) => `user-${index}`)
      await Promise.all(
        users.map((userKey) => memory.answer(PATIENT, [anAnswer({ userKey, cardUuid: `card of ${userKey}` })])),
      )
      expect(await shown(memory, ...users.map((userKey) => ({ userKey, at: DAY })))).toEqual(users.map(() => false))
    })

    test('forgets one patient of one client, and only that one', async () => {
      const memory = await createAdapter()
      const once = { maxSittings: 1 }
      const other = { ...PATIENT, patientKey: 'patient-2' }
      await shown(memory, once, { ...once, userKey: 'user-2' })
      await shownTo(other, memory, once)
      await memory.answer(PATIENT, [anAnswer()])
      await memory.forget(PATIENT)
      expect(await shown(memory, { ...once, at: DAY }, { ...once, at: DAY, userKey: 'user-2' })).toEqual([true, true])
      expect(await shownTo(other, memory, { ...once, at: DAY })).toEqual([false])
    })

    test('forgetting somebody unknown changes nothing', async () => {
      const memory = await createAdapter()
      await shown(memory, { maxSittings: 1 })
      await memory.forget({ ...PATIENT, patientKey: 'nobody' })
      await memory.forget({ ...PATIENT, clientId: 'county-general' })
      expect(await shown(memory, { maxSittings: 1, at: DAY })).toEqual([false])
    })
  })

  describe(`card memory over a change of keys: ${name}`, () => {
    const renamed = { ...PATIENT, patientKey: 'new:patient-1', formerPatientKeys: [PATIENT.patientKey] }
    const asRenamed = {
      userKey: 'new:user-1',
      news: someNews({ key: 'new:T12, MRI' }),
      cardUuid: 'card by the new key',
      renames: [
        { from: 'user-1', to: 'new:user-1' },
        { from: 'T12, MRI', to: 'new:T12, MRI' },
      ],
    }

    test('the same news keeps its card and its count', async () => {
      const memory = await createAdapter()
      await shown(memory, {})
      expect(await memory.show(renamed, aSighting({ ...asRenamed, at: DAY }))).toMatchObject({ cardUuid: 'card-1' })
      expect(await shownTo(renamed, memory, { ...asRenamed, at: 2 * DAY }, { ...asRenamed, at: 3 * DAY })).toEqual([
        true,
        false,
      ])
    })

    test('an answer under the former key still counts, before and after the patient was met under the new one', async () => {
      for (const metFirst of [false, true]) {
        const memory = await createAdapter()
        await shown(memory, {})
        if (metFirst) await memory.show(renamed, aSighting({ ...asRenamed, at: 2 }))
        await memory.answer(PATIENT, [anAnswer({ outcomeAt: 3 })])
        expect(await shownTo(renamed, memory, { ...asRenamed, at: DAY })).toEqual([false])
      }
    })

    test('nothing is left under the former key', async () => {
      const memory = await createAdapter()
      await shown(memory, { maxSittings: 1 })
      await shownTo(renamed, memory, { ...asRenamed, maxSittings: 1 })
      await memory.forget(renamed)
      expect(await shownTo(renamed, memory, { ...asRenamed, maxSittings: 1, at: DAY })).toEqual([true])
    })
  })
}
