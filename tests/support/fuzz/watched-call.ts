import { expect, vi } from 'vitest'
import type { AppTools } from '../../../src/app.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { CANARY_TRACE } from './hostile-values.ts'

/** Slower than the slowest machine: only what never ends, or grows with the square, takes longer. */
const MUST_ANSWER_WITHIN_MS = 5_000

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

/** Everything that the service writes to the console, for as long as the test file runs. */
export function watchConsole(): () => readonly unknown[] {
  const spies = METHODS.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined))
  return () => spies.flatMap(({ mock }) => mock.calls)
}

export interface WatchedCall {
  readonly status: number
  readonly text: string
  readonly app: TestApp
}

/** One call of a service of its own: it answers, in time, without an exception, and nothing leaks by any way. */
export async function watchedCall(
  path: string,
  body: unknown,
  overrides: Partial<AppTools>,
  printed: () => readonly unknown[],
): Promise<WatchedCall> {
  const app = createTestApp(overrides)
  const startedAt = performance.now()
  const response = await app.post(path, body)
  expect(performance.now() - startedAt).toBeLessThan(MUST_ANSWER_WITHIN_MS)

  const text = await response.text()
  expect(app.failures).toEqual([])
  expect(response.status).toBeLessThan(500)
  const traces = JSON.stringify([text, [...response.headers], app.auditEntries(), app.failures, printed()])
  expect(CANARY_TRACE.exec(traces)?.[0]).toBeUndefined()
  return { status: response.status, text, app }
}
