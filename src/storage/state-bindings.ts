import type { Database, ObjectNamespace } from './bindings.ts'
import type { CardMemoryStub } from './durable-card-memory.ts'
import type { ReplayStub } from './durable-replay-store.ts'

/** The state of a deployment, by the names under which wrangler.toml binds it. */
export const STATE_BINDINGS = ['DB', 'CARD_MEMORY', 'REPLAY'] as const

export interface StateBindings {
  readonly DB: Database
  readonly CARD_MEMORY: ObjectNamespace<CardMemoryStub>
  readonly REPLAY: ObjectNamespace<ReplayStub>
}

/** The state that is bound; undefined where any of it is missing, and then everything is kept in memory. */
export function stateBindingsOf(bindings: unknown): StateBindings | undefined {
  return isBound(bindings) ? bindings : undefined
}

/** The runtime gives each binding the type that wrangler.toml declares for its name. */
function isBound(bindings: unknown): bindings is StateBindings {
  return STATE_BINDINGS.every((name) => Object(Object(bindings)[name]) === Object(bindings)[name])
}
