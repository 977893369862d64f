/** The value below which this share of a sorted list lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

/** The straight line through these points, by least squares, and how much of their spread it explains (R²). */
export function lineThrough(points: readonly { readonly x: number; readonly y: number }[]): {
  readonly slope: number
  readonly intercept: number
  readonly r2: number
} {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))]
  const sumOf = (term: (x: number, y: number) => number) =>
    points.reduce((sum, { x, y }) => sum + term(x - meanX, y - meanY), 0)
  const slope = sumOf((x, y) => x * y) / sumOf((x) => x * x)
  return { slope, intercept: meanY - slope * meanX, r2: (slope * sumOf((x, y) => x * y)) / sumOf((_, y) => y * y) }
}
