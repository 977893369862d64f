import type { ObjectNamespace } from './bindings.ts'
import { shardOf } from './object-shard.ts'
import type { ReplayStore } from './replay-store.ts'

/** How many objects share the tokens: one writes about 500 times a second. */
const SHARDS = 64

/** What a replay object answers to. */
export interface ReplayStub {
  readonly isFirstUse: (tokenKey: string, expiresAt: number) => Promise<boolean>
}

/** Used tokens in durable objects: whichever machine a copy of a token reaches, one object decides. */
export function createDurableReplayStore(objects: ObjectNamespace<ReplayStub>): ReplayStore {
  return {
    isFirstUse: async (tokenKey, expiresAt) =>
      objects.getByName(`shard-${shardOf(tokenKey, SHARDS)}`).isFirstUse(tokenKey, expiresAt),
  }
}
