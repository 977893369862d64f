import { describe, expect, test } from 'vitest'
import type { ReplayStore } from '../../src/storage/replay-store.ts'

/** What every adapter of ReplayStore keeps to. `createAdapter` gives an empty store. */
export function describeReplayStore(name: string, createAdapter: () => ReplayStore | Promise<ReplayStore>): void {
  describe(`replay store: ${name}`, () => {
    const later = Date.now() + 60_000

    test('knows a token that was used, and no other', async () => {
      const store = await createAdapter()
      expect(await store.isFirstUse('token-1', later)).toBe(true)
      expect(await store.isFirstUse('token-1', later)).toBe(false)
      expect(await store.isFirstUse('token-2', later)).toBe(true)
    })

    test('lets exactly one of many copies at once be the first', async () => {
      const store = await createAdapter()
      const uses = await Promise.all(Array.from({ length: 50 }, () => store.isFirstUse('token-1', later)))
      expect(uses.filter((isFirst) => isFirst)).toHaveLength(1)
    })

    test('keeps many different tokens apart', async () => {
      const store = await createAdapter()
      const tokens = Array.from({ length: 200 }, (_, index) => `token-${index}`)
      expect(await Promise.all(tokens.map((token) => store.isFirstUse(token, later)))).toEqual(tokens.map(() => true))
      expect(await Promise.all(tokens.map((token) => store.isFirstUse(token, later)))).toEqual(tokens.map(() => false))
    })
  })
}
