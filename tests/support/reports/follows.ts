import type { Expected, FieldName } from './report-set.ts'

/** What the sets write down is what a text says; what the reader concludes from that is neither right nor wrong. */
export interface Conclusion {
  readonly field: FieldName
  readonly value: string
  /** In the words of the page. */
  readonly from: string
  readonly follows: (expected: Expected, all: readonly Expected[]) => boolean
}

/** Findings the reader may add where a text says what they follow from. They count neither as true nor as false. */
export const CONCLUSIONS: readonly Conclusion[] = [
  {
    field: 'acuity',
    value: 'acute',
    from: 'marrow edema or uptake',
    follows: ({ marrowEdema }) => marrowEdema === 'yes',
  },
  {
    field: 'acuity',
    value: 'old',
    from: 'marrow without edema',
    follows: ({ marrowEdema }) => marrowEdema === 'no',
  },
  {
    field: 'acuity',
    value: 'old',
    from: 'cement without a word about a fracture',
    follows: ({ fracture, augmented }) => fracture === 'not-stated' && augmented === 'yes',
  },
  {
    field: 'acuity',
    value: 'old',
    from: '"no acute fracture" of the whole spine',
    follows: (_, all) => all.some(({ level, acuity }) => level === null && acuity === 'old'),
  },
  {
    field: 'heightLossProgressed',
    value: 'no',
    from: 'an unchanged fracture',
    follows: ({ acuity }) => acuity === 'old',
  },
  {
    field: 'malignantPattern',
    value: 'yes',
    from: 'an epidural tumour or a lesion of the bone',
    follows: ({ epiduralTumour, lesion }) => epiduralTumour === 'yes' || lesion !== undefined,
  },
  {
    field: 'fracture',
    value: 'present',
    from: 'at no level of its own, a fracture named at one',
    follows: ({ level }, all) => level === null && all.some(({ fracture }) => fracture === 'present'),
  },
  {
    field: 'fracture',
    value: 'uncertain',
    from: '"no acute fracture", which leaves an old one open: "not-stated" and "uncertain" mean the same there',
    follows: ({ fracture, acuity }) => fracture === 'not-stated' && acuity === 'old',
  },
]

/** Two figures of two studies say by themselves whether it went on. */
export function isCompared({ heightLossPercent, earlierHeightLossPercent }: Expected): boolean {
  return heightLossPercent !== undefined && earlierHeightLossPercent !== undefined
}

export function mayFollow(field: FieldName, value: string, expected: Expected, all: readonly Expected[]): boolean {
  if (field === 'heightLossProgressed' && isCompared(expected)) return true
  return CONCLUSIONS.some((each) => each.field === field && each.value === value && each.follows(expected, all))
}
