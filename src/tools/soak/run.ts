import type { Call, Kind } from './call.ts'
import { judgeMemory, sampleMemory } from './memory.ts'
import { dealer, kindsOf } from './mix.ts'
import { callAtRate } from './pace.ts'
import type { Answered, SoakOptions, SoakResults } from './results.ts'
import { createSender, type Send } from './sender.ts'
import type { Target } from './target.ts'

const MS_PER_MINUTE = 60_000
const TELLINGS = 10

/** Holds the load and judges every answer. Each kind is called once before anything is measured. */
export async function soak(target: Target, options: SoakOptions, tell: (line: string) => void): Promise<SoakResults> {
  const { minutes, rate, seed, marginPercent } = options
  const durationMs = minutes * MS_PER_MINUTE
  const kinds = kindsOf({ fhirUrl: target.fhirUrl, today: new Date().toISOString().slice(0, 10) })
  const send = await createSender(target)

  const warmUp: Answered[] = []
  for (const { name, next } of kinds) await answer({ kind: name, call: next(), atMs: 0 }, send, warmUp)

  const answered: Answered[] = []
  const startedAt = performance.now()
  const now = () => performance.now() - startedAt
  const memory = sampleMemory(target.residentBytes, durationMs, now)
  const progress = setInterval(() => tell(progressOf(answered, now())), durationMs / TELLINGS)
  const deal = dealer(kinds, seed)
  const heldBack = await callAtRate({ calls: Math.round((durationMs * rate) / 1_000), rate, now }, () =>
    answer({ ...nextCall(deal), atMs: now() }, send, answered),
  ).finally(() => clearInterval(progress))
  const elapsedMs = now()
  const samples = await memory.stop()
  return {
    options,
    elapsedMs,
    answered,
    warmUp,
    heldBack,
    samples,
    memory: judgeMemory(samples, marginPercent),
    leaksInLog: target.leaksInLog(),
  }
}

interface Due {
  readonly kind: string
  readonly call: Call | undefined
  readonly atMs: number
}

async function answer({ kind, call, atMs }: Due, send: Send, answered: Answered[]): Promise<void> {
  if (call !== undefined) answered.push({ kind, atMs, ...(await send(call)) })
}

/** Where a kind has nothing to call about, the next one takes its turn; some kinds always have. */
function nextCall(deal: () => Kind): { readonly kind: string; readonly call: Call } {
  for (;;) {
    const { name, next } = deal()
    const call = next()
    if (call !== undefined) return { kind: name, call }
  }
}

function progressOf(answered: readonly Answered[], elapsedMs: number): string {
  const unexpected = answered.filter(({ problem }) => problem !== undefined).length
  return `${Math.round(elapsedMs / 1_000)} s: ${answered.length} calls, ${unexpected} unexpected answers`
}
