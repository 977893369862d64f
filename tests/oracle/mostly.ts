import fc from 'fast-check'

/** Mostly what a patient to be referred has, else something around the limits: single deviations stay visible. */
export function usually<const T>(usual: T, arbitrary: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary })
}

export function rarely<T>(arbitrary: fc.Arbitrary<T>, maxLength = 1): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength }) },
  )
}

export const among = <const T>(...values: readonly T[]) => fc.constantFrom(...values)
