import { expect, test } from 'vitest'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { describeCardMemory } from './card-memory-contract.ts'
import { anAnswer, aSighting, DAY, PATIENT } from './sighting.ts'

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

test('where patients of an older key went is remembered of 10,000 of them', async () => {
  const memory = createMemoryCardMemory()
  const former = (n: number) => ({ ...PATIENT, patientKey: `old-${n}` })
  const move = (n: number) =>
    memory.show({ ...PATIENT, patientKey: `new-${n}`, formerPatientKeys: [`old-${n}`] }, aSighting())
  const isAnswered = async (n: number) => {
    await memory.answer(former(n), [anAnswer()])
    return !(await memory.show({ ...PATIENT, patientKey: `new-${n}` }, aSighting({ at: 1 }))).shown
  }
  for (let n = 0; n < 10_001; n++) await move(n)
  expect(await isAnswered(10_000)).toBe(true)
  expect(await isAnswered(0)).toBe(false)
})
