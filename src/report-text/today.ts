import { phraseTable } from './phrases.ts'

const STUDY = 'ct|mri|mr|radiograph|radiographs|xr|x-ray|x-rays|imaging|films|scan|study|exam'

/** "Acute L1 fracture on today's CT.": what a history repeats of a study of the same day is no past. */
export const TODAYS_STUDY = phraseTable<true>([
  [`on|by|from today ~2 ${STUDY}`, true],
  [`on|by|from ~2 ${STUDY} today`, true],
])
