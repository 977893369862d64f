import { CONTROL_FILM, FORGOTTEN_AFTER, type FractureStatus, PAIN_STILL_THERE } from '../clinical/current-fractures.ts'
import { EDEMA_CURRENT, STUDY_BEFORE_DIAGNOSIS } from '../clinical/fracture-age.ts'
import { PAIN_WINDOW, TREND_DAYS, TREND_STEP, WORTH_NAMING } from '../clinical/pain.ts'
import { SAME_FRACTURE } from '../clinical/split-by-time.ts'
import { type ThresholdJson, thresholdJson } from './threshold-json.ts'

/** What is settled before a policy is asked: which fracture counts today, and which pain scores. */
export interface PreconditionJson {
  readonly id: string
  readonly statement: string
  readonly thresholds: readonly ThresholdJson[]
}

const STATUS_WORDS: Readonly<Record<FractureStatus, string>> = {
  current: 'Current: nothing in the record settles it. Every policy is asked about it.',
  suspected: 'Suspected (provisional, differential or possible): imaging is asked for in every policy.',
  'new-pain-after-augmentation':
    'New pain after an augmentation at this level, and no spine imaging since: an MRI is asked for in every policy, since a fracture next to it may be new.',
  'settled-by-augmentation': 'Already augmented at this level: not indicated.',
  'old-and-painless': 'Old or healed, without pain that counts: not indicated.',
  'old-entry': 'An old entry, or resolved, sequela or history codes only: not indicated.',
}

export const FRACTURE_STATUSES: readonly { readonly id: string; readonly words: string }[] = Object.entries(
  STATUS_WORDS,
).map(([id, words]) => ({ id, words }))

export const PRECONDITIONS: readonly PreconditionJson[] = [
  {
    id: 'current-fracture',
    statement:
      'There is a current fracture of T1 to L5. Everything the record says about one fracture is merged first; each fracture is then assessed alone, and a fact of another level never counts for it.',
    thresholds: [SAME_FRACTURE, PAIN_STILL_THERE, FORGOTTEN_AFTER, CONTROL_FILM].map(thresholdJson),
  },
  {
    id: 'age-of-the-fracture',
    statement:
      'A date of recording or of a report is the latest day a fracture can have happened: it can show that it is too old, never that it is recent. Recent needs a stated onset, marrow edema or uptake, or an earlier study without it.',
    thresholds: [EDEMA_CURRENT, STUDY_BEFORE_DIAGNOSIS].map(thresholdJson),
  },
  {
    id: 'pain-that-counts',
    statement:
      'Pain scores count from the fracture on and for a time; the highest score of a day stands for it, and the latest day decides. Worsening and improving compare two dated days.',
    thresholds: [PAIN_WINDOW, TREND_STEP, TREND_DAYS, WORTH_NAMING].map(thresholdJson),
  },
]
