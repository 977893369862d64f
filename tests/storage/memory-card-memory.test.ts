import { expect, test } from 'vitest'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { describeCardMemory } from './card-memory-contract.ts'
import { aSighting, DAY, PATIENT } from './sighting.ts'

describeCardMemory('in memory', createMemoryCardMemory)

test('two memories know nothing of each other', async () => {
  const [one, other] = [createMemoryCardMemory(), createMemoryCardMemory()]
  await one.show(PATIENT, aSighting({ maxSittings: 1 }))
  expect((await other.show(PATIENT, aSighting({ maxSittings: 1, at: DAY }))).shown).toBe(true)
})

test('the patient not seen for longest is forgotten first when there are more than 10,000', async () => {
  const memory = createMemoryCardMemory()
  const show = async (patientKey: string, at = 0) =>
    (await memory.show({ ...PATIENT, patientKey }, aSighting({ maxSittings: 1, at }))).shown
  for (let n = 0; n < 10_000; n++) await show(`patient-${n}`)
  await show('patient-0', 1)
  await show('one-more')
  expect(await show('patient-0', DAY)).toBe(false)
  expect(await show('patient-1', DAY)).toBe(true)
})
