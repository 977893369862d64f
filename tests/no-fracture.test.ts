import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { understandEach } from '../src/tools/read/each-patient.ts'
import { resourcesIn } from '../src/tools/read/load-resources.ts'

const CHARTS = readFileSync(new URL('../fixtures/no-fracture/charts.ndjson', import.meta.url), 'utf8')

test('severe pain, an opioid and words near those of a vertebral fracture make no card without one', () => {
  const each = understandEach(resourcesIn(CHARTS), { assessedOn: '2026-11-22', policy: 'clinic' })
  expect([...each].filter(([, { assessment }]) => assessment.outcome !== 'not-indicated').map(([id]) => id)).toEqual([])
  expect([...each].length).toBe(30)
})
