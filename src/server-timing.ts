/**
 * What a call spends its time on, in its order. `auth` ends when the token is verified; whether it was used before is
 * looked up beside the work, and `admission` is what was still to wait for then.
 */
export type Stage = 'auth' | 'body' | 'gather' | 'read' | 'assess' | 'admission' | 'decide' | 'memory' | 'record'

export interface Stopwatch {
  /** What passed since the last stage ended belongs to this one. */
  readonly ended: (stage: Stage) => void
  /** The value of the header: stages and milliseconds, nothing of the patient or the client. */
  readonly header: () => string
}

/**
 * Times the stages of one call for whoever develops against the service. Cloudflare stops the clock while code runs, so
 * that a deployed Worker would tell only what it waited for.
 * @see https://www.w3.org/TR/server-timing/
 */
export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  const startedAt = now()
  let lastAt = startedAt
  const stages = new Map<Stage, number>()
  return {
    ended: (stage) => {
      const at = now()
      stages.set(stage, (stages.get(stage) ?? 0) + at - lastAt)
      lastAt = at
    },
    header: () =>
      [...stages, ['total', now() - startedAt] as const].map(([name, ms]) => `${name};dur=${ms.toFixed(2)}`).join(', '),
  }
}

/** Where nobody asked for times none are taken. */
export const NO_STOPWATCH: Pick<Stopwatch, 'ended'> = { ended: () => undefined }
