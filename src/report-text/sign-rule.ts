import type { PhraseRow } from './phrases.ts'
import type { LevelFindings, Sign } from './report-findings.ts'

/** The facts of a vertebra that are read as yes or no. */
export type SignName = {
  [Name in keyof LevelFindings]: LevelFindings[Name] extends Sign ? Name : never
}[keyof LevelFindings]

export interface SignRule {
  /** `marrowSignal` = marrow as a fresh fracture shows it (low T1, fluid sign), or, with `no`, as a healed one does. */
  readonly sign: SignName | 'marrowSignal'
  /** What the words say when nothing denies them. */
  readonly says: 'yes' | 'no'
  /** Near one of these words the phrase means something else. */
  readonly unless?: ReadonlySet<string>
  /** Such words are used for wear and discs too: they count only where the report ties them to the fracture. */
  readonly onlyByFracture?: boolean
  /** So much a matter of age and posture that only a fracture in the same sentence makes it one of the fracture. */
  readonly onlyBesideFracture?: boolean
  /** It follows from the words; a plain statement in the same sentence outweighs it. */
  readonly implied?: boolean
  /** One of many signs: that it is not there leaves the others open. */
  readonly denialSaysNothing?: boolean
  /** One vertebra on another: it is of the fracture only where the sentence names both. */
  readonly slips?: boolean
  /** Where it is denied the marrow is as a healed fracture has it. */
  readonly quietIfDenied?: boolean
}

export type Options = Pick<
  SignRule,
  'unless' | 'onlyByFracture' | 'onlyBesideFracture' | 'implied' | 'denialSaysNothing' | 'slips' | 'quietIfDenied'
>
export type Row = PhraseRow<readonly SignRule[]>

export const yes = (sign: SignRule['sign'], options: Options = {}): readonly SignRule[] => [
  { sign, says: 'yes', ...options },
]
export const no = (sign: SignRule['sign']): readonly SignRule[] => [{ sign, says: 'no' }]
/** One word each. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
