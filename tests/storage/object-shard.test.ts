import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shardOf } from '../../src/storage/object-shard.ts'

test('a text always goes to the same shard, which is one of those there are', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 1_000 }), (text, shards) => {
      const shard = shardOf(text, shards)
      expect(Number.isInteger(shard) && shard >= 0 && shard < shards).toBe(true)
      expect(shardOf(text, shards)).toBe(shard)
    }),
  )
})

test('many texts spread over all shards', () => {
  const counts = new Map<number, number>()
  for (let n = 0; n < 6_400; n++) {
    const shard = shardOf(`2026a:${n.toString(16)}`, 64)
    counts.set(shard, (counts.get(shard) ?? 0) + 1)
  }
  expect(counts.size).toBe(64)
  expect(Math.max(...counts.values())).toBeLessThan(300)
})
