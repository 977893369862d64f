import fc from 'fast-check'

/** Every run in CI takes the same way; a long run takes another one each time, and says which. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122)
const MINUTES = Number(process.env.FUZZ_MINUTES ?? 0)

/** How long one property may take: a share of the minutes asked for, else what CI gives it. */
export const FUZZ_TIMEOUT_MS = MINUTES > 0 ? MINUTES * 60_000 + 120_000 : 120_000

/**
 * Checks a property on `cases` inputs, or for as long as was asked for. A failure prints the seed and the path:
 * `npm run fuzz -- --seed <seed>` comes to the same input again.
 */
export async function fuzz<Input>(
  arbitrary: fc.Arbitrary<Input>,
  cases: number,
  holds: (input: Input) => Promise<void> | void,
): Promise<void> {
  const property = fc.asyncProperty(arbitrary, async (input) => {
    await holds(input)
  })
  const longRun = { numRuns: 1e9, interruptAfterTimeLimit: MINUTES * 60_000, markInterruptAsFailure: false }
  const size = MINUTES > 0 ? longRun : { numRuns: cases }
  await fc.assert(property, { seed: SEED, ...size })
}
