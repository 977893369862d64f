/** Removes what was put in first until no more than `most` are left: a map in the memory of an isolate must not grow for ever. */
export function dropOldest(kept: Map<string, unknown>, most: number): void {
  for (const name of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(name)
  }
}
