/** Whether objects and arrays stand more than `limit` deep. Never recurses deeper than that itself. */
export function nestsDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (limit === 0) return true
  return Object.values(value).some((child) => nestsDeeperThan(limit - 1, child))
}
