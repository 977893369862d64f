export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The base with the change over it: objects deep, everything else (lists too) replaced. */
export function merged(
  base: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const changed = Object.entries(change).map(([key, value]) => {
    const before = base[key]
    return [key, isRecord(before) && isRecord(value) ? merged(before, value) : value] as const
  })
  return { ...base, ...Object.fromEntries(changed) }
}
