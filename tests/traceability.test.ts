import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { libraryCases } from './support/case-library.ts'
import { gapsIn, traceabilityPage } from './support/traceability/traceability.ts'

const cases = libraryCases()

describe('from every criterion to its tests', () => {
  test('a patient stands below, at and above every number, and one for met and unknown of every criterion and gate', () => {
    expect(gapsIn(cases)).toEqual([])
  })

  test('a missing patient is noticed', () => {
    const path = 'medicare-lcd/height-loss-over-25-percent'
    const without = cases.filter(({ covers }) => !covers.some((each) => each.startsWith(path)))
    expect(gapsIn(without)).toContain(`${path}/unknown`)
  })

  test('docs/traceability.md is what "npm run traceability" writes', () => {
    const page = readFileSync(new URL('../docs/traceability.md', import.meta.url), 'utf8')
    expect(page).toBe(traceabilityPage(cases))
  })
})
