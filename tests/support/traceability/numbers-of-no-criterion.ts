import type { Threshold } from '../../../src/clinical/citation.ts'
import { SENTINEL_AGE } from '../../../src/clinical/companions.ts'
import { CONTROL_FILM, FORGOTTEN_AFTER, PAIN_STILL_THERE } from '../../../src/clinical/current-fractures.ts'
import { STUDY_BEFORE_DIAGNOSIS } from '../../../src/clinical/fracture-age.ts'
import { WORTH_NAMING } from '../../../src/clinical/pain.ts'
import { ORDERED_BEFORE } from '../../../src/clinical/planned-care.ts'
import { SAME_FRACTURE } from '../../../src/clinical/split-by-time.ts'
import type { TestPlace } from './places.ts'

interface NumberOfNoCriterion {
  readonly threshold: Threshold
  /** As `covers` names it, up to the number. */
  readonly path: 'preconditions' | 'card'
  /** The test of a number that no patient of the library can show. */
  readonly shownBy?: TestPlace
}

/** What they settle comes before any criterion (which fracture counts, what is about it) or after all of them. */
export const NUMBERS_OF_NO_CRITERION: readonly NumberOfNoCriterion[] = [
  {
    threshold: SAME_FRACTURE,
    path: 'preconditions',
    shownBy: {
      file: 'tests/clinical/merge-fractures.test.ts',
      title: 'two stated onsets %s apart: as long as healing takes they are one',
    },
  },
  { threshold: PAIN_STILL_THERE, path: 'preconditions' },
  { threshold: FORGOTTEN_AFTER, path: 'preconditions' },
  { threshold: CONTROL_FILM, path: 'preconditions' },
  { threshold: STUDY_BEFORE_DIAGNOSIS, path: 'preconditions' },
  { threshold: ORDERED_BEFORE, path: 'card' },
  {
    threshold: WORTH_NAMING,
    path: 'card',
    shownBy: { file: 'tests/traceability.test.ts', title: 'a score that does not count is named when it is %s old' },
  },
  {
    threshold: SENTINEL_AGE,
    path: 'card',
    shownBy: { file: 'tests/traceability.test.ts', title: 'a fracture at %s is a sentinel of bone health' },
  },
]
