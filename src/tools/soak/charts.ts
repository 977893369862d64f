import type { StoryLevel } from '../bench/chart/fracture-story.ts'
import { type BodyOptions, hookBody, PATIENT_ID, rewriter } from '../bench/chart/hook-body.ts'

const LEVELS: readonly StoryLevel[] = ['T12', 'L1', 'L3']

/** A chart as prefetch of one call. */
export interface Chart {
  readonly patientId: string
  readonly level: StoryLevel
  readonly body: Buffer
}

export interface ChartKind extends Pick<BodyOptions, 'size' | 'hasFracture' | 'hook'> {
  /** What the hook itself brings, about this patient. */
  readonly context?: (patientId: string, level: StoryLevel) => object
}

/** Makes charts; nobody ever has two of them, whichever kind they are of. */
export function createCharts(today: string): (kind: ChartKind) => () => Chart {
  let patients = 0
  return ({ context = () => ({}), ...kind }) => {
    const written = LEVELS.map((level) => ({
      level,
      write: rewriter(hookBody({ ...kind, level, today, context: context(PATIENT_ID, level) })),
    }))
    return () => {
      patients += 1
      const [first] = written
      const chart = written[patients % written.length] ?? first
      if (chart === undefined) throw new Error('there is no level to break')
      const patientId = `${PATIENT_ID.slice(0, -8)}${String(patients).padStart(8, '0')}`
      // The bytes are written anew for the next patient while these are still being sent.
      return { patientId, level: chart.level, body: Buffer.from(chart.write(patients)) }
    }
  }
}
