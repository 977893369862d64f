import { describe, expect, test } from 'vitest'
import { soakReport } from '../../../src/tools/soak/report.ts'
import { failuresOf, type SoakResults, stretchesOf } from '../../../src/tools/soak/results.ts'

/** Ten calls a second for ten seconds, each of them right. */
function results(changes: Partial<SoakResults> = {}): SoakResults {
  const answered = Array.from({ length: 100 }, (_, index) => ({
    kind: index % 2 === 0 ? 'feedback' : 'discovery',
    atMs: index * 100,
    ms: index,
    problem: undefined,
  }))
  return {
    options: { minutes: 1 / 6, rate: 10, seed: 1, marginPercent: 10 },
    elapsedMs: 10_000,
    answered,
    warmUp: [],
    heldBack: 0,
    samples: [{ atMs: 5_000, bytes: 2 ** 20 }],
    memory: { isFlat: true, growthBytes: 0, allowedBytes: 1 },
    leaksInLog: 0,
    ...changes,
  }
}

const WRONG = { kind: 'feedback', atMs: 0, ms: 1, problem: '503 instead of 200' }

describe('a run', () => {
  test('passes where every answer was right and memory is flat', () => {
    expect(failuresOf(results())).toEqual([])
    expect(soakReport(results())).toContain('**Passed.**')
  })

  test.each<[string, Partial<SoakResults>, string]>([
    ['an unexpected answer', { answered: [...results().answered, WRONG] }, '1 unexpected answers'],
    ['an unexpected answer before it was measured', { warmUp: [WRONG] }, '1 unexpected answers'],
    ['a patient in the log', { leaksInLog: 1 }, 'name a patient or a token'],
    ['memory that grows', { memory: { isFlat: false, growthBytes: 9, allowedBytes: 1 } }, 'memory is not flat'],
    ['memory not measured', { memory: { isFlat: false, growthBytes: undefined, allowedBytes: 0 } }, 'not measured'],
    ['a load that was not held', { options: { ...results().options, rate: 20 } }, 'the load was not held'],
  ])('fails with %s, and says so', (_words, changes, said) => {
    expect(failuresOf(results(changes)).join()).toContain(said)
    expect(soakReport(results(changes))).toMatch(new RegExp(`\\*\\*Failed:\\*\\*.*${said}`))
  })

  test('is reported by kind and over time, with what was unexpected', () => {
    const report = soakReport(results({ answered: [...results().answered, WRONG, WRONG] }))
    expect(report).toContain('| discovery | 50 | 0 | 51.0 | 91.0 | 99.0 | 99.0 |')
    expect(report).toContain('| to 1.00 s | 12 | 2 |')
    expect(report).toContain('- feedback: 503 instead of 200 (2 times)')
  })

  test('is cut into stretches by the time at which calls began', () => {
    const [first, second, ...more] = stretchesOf(results(), 2)
    expect([first?.calls, second?.calls, more.length]).toEqual([50, 50, 0])
    expect([first?.bytes, second?.bytes]).toEqual([undefined, 2 ** 20])
  })
})
