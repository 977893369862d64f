import { expect, test } from 'vitest'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { describeCardMemory } from './card-memory-contract.ts'
import { aSighting, DAY } from './sighting.ts'

describeCardMemory('in memory', createMemoryCardMemory)

test('two memories know nothing of each other', async () => {
  const [one, other] = [createMemoryCardMemory(), createMemoryCardMemory()]
  await one.mayShow(aSighting({ maxSittings: 1 }))
  expect(await other.mayShow(aSighting({ maxSittings: 1, at: DAY }))).toBe(true)
})

test('the patient not seen for longest is forgotten first when there are more than 10,000', async () => {
  const memory = createMemoryCardMemory()
  const once = { maxSittings: 1 }
  for (let n = 0; n < 10_000; n++) await memory.mayShow(aSighting({ ...once, patientKey: `patient-${n}` }))
  await memory.mayShow(aSighting({ ...once, patientKey: 'patient-0', at: 1 }))
  await memory.mayShow(aSighting({ ...once, patientKey: 'one-more' }))
  expect(await memory.mayShow(aSighting({ ...once, patientKey: 'patient-0', at: DAY }))).toBe(false)
  expect(await memory.mayShow(aSighting({ ...once, patientKey: 'patient-1', at: DAY }))).toBe(true)
})
