/**
 * A number below `shards` for a text that is already a hash (FNV-1a): the same text always goes to the same object, and
 * no object carries the load of all.
 */
export function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % shards
}
