import names from './medication-names.json' with { type: 'json' }

export type MedicationClass = 'opioid' | 'anticoagulant' | 'bone' | 'nsaid' | 'antiplatelet' | 'analgesic'

/** An opioid wins over what it is combined with, and a class that matters to bleeding over a plain analgesic. */
const PRECEDENCE: readonly MedicationClass[] = ['opioid', 'anticoagulant', 'bone', 'nsaid', 'antiplatelet', 'analgesic']

const APPLIED_TO_THE_SKIN: ReadonlySet<MedicationClass> = new Set(['nsaid', 'antiplatelet', 'analgesic'])

const MAX_TEXT_LENGTH = 1000

const CLASS_OF_WORD: ReadonlyMap<string, MedicationClass> = new Map(
  PRECEDENCE.flatMap((medicationClass) =>
    names.classes[medicationClass].map((word) => [word, medicationClass] as const),
  ),
)
const OTHER_USE: ReadonlySet<string> = new Set(names.otherUse)
const TOPICAL: ReadonlySet<string> = new Set(names.topical)
const BY_MOUTH: ReadonlySet<string> = new Set(names.byMouth)

/**
 * The class of a medicine by the words of its name, for records that send product codes or a display only. Eye and ear
 * drops, line flushes, cough syrups and naloxone combinations (opioid-use disorder) have no class; nor have creams and
 * gels, while opioid patches keep theirs.
 */
export function medicationClassOfName(text: string): MedicationClass | undefined {
  const words =
    text
      .slice(0, MAX_TEXT_LENGTH)
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  if (words.some((word) => OTHER_USE.has(word))) return undefined
  const classes = new Set(words.map((word) => CLASS_OF_WORD.get(word)))
  const found = PRECEDENCE.find((medicationClass) => classes.has(medicationClass))
  if (found === undefined) return undefined
  const topical = words.some((word) => TOPICAL.has(word)) && !words.some((word) => BY_MOUTH.has(word))
  return topical && APPLIED_TO_THE_SKIN.has(found) ? undefined : found
}
