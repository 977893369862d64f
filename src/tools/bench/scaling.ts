import { assess } from '../../clinical/assess.ts'
import type { FractureDiagnosis, ImagingFinding } from '../../clinical/facts.ts'
import { mergeFractures } from '../../clinical/merge-fractures.ts'
import { readFacts, readFirstWave } from '../../fhir/read-facts.ts'
import { readReport } from '../../report-text/read-report.ts'
import { chartOf } from './chart/chart.ts'
import { gatheredFrom } from './chart/gathered-chart.ts'
import { MRI_OF_FRACTURE } from './chart/report-words.ts'
import { dayBefore } from './chart/shapes.ts'
import { lineThrough, median } from './statistics.ts'

export interface Point {
  readonly x: number
  /** Milliseconds. */
  readonly y: number
}

export interface Curve {
  readonly points: readonly Point[]
  readonly r2: number
  /** Cost of one more, at the largest size against the smallest half: 1 is a straight line. */
  readonly growth: number
}

const TODAY = new Date().toISOString().slice(0, 10)
const SUBJECT = { patientId: 'scaling', today: TODAY }

/** From resources to the assessment, against the number of resources; 20,000 are ten times what one call may bring. */
export function chartCurve(sizes: readonly number[]): Curve {
  return curveOf(sizes, (resources) => {
    const gathered = gatheredFrom(chartOf({ size: { resources }, subject: SUBJECT, hasFracture: true }), 'scaling')
    return () => assess(readFacts(readFirstWave(gathered, 'scaling'), gathered, TODAY), OPTIONS)
  })
}

const OPTIONS = { assessedOn: TODAY, policy: 'clinic' } as const

/** One report of ever more sentences, against its length in characters. */
export function reportCurve(lengths: readonly number[]): Curve {
  return curveOf(lengths, (length) => {
    const text = MRI_OF_FRACTURE.repeat(Math.ceil(length / MRI_OF_FRACTURE.length)).slice(0, length)
    return () => readReport(text)
  })
}

/** As many diagnoses and as many reports of one vertebra: what a hostile or a broken record could send. */
export function mergeCurve(counts: readonly number[]): Curve {
  return curveOf(counts, (count) => {
    const record = {
      diagnoses: Array.from({ length: count }, (_, index) => diagnosis(index)),
      imaging: Array.from({ length: count }, (_, index) => finding(index)),
      studies: [],
    }
    return () => mergeFractures(record)
  })
}

function curveOf(sizes: readonly number[], prepare: (size: number) => () => unknown): Curve {
  const works = sizes.map((size) => ({ size, work: prepare(size) }))
  // Small and large in turns, so that a busy moment of the machine bends no curve.
  const rounds = Array.from({ length: ROUNDS }, () => works.map(({ work }) => timeOf(work)))
  const points = works.map(({ size }, index) => ({
    x: size,
    y: median(rounds.slice(1).map((round) => round[index] ?? Number.NaN)),
  }))
  return { points, r2: lineThrough(points).r2, growth: growthOf(points) }
}

const ROUNDS = 8
const AT_LEAST_MS = 5

function timeOf(work: () => unknown): number {
  const startedAt = performance.now()
  let times = 0
  do {
    work()
    times += 1
  } while (performance.now() - startedAt < AT_LEAST_MS)
  return (performance.now() - startedAt) / times
}

/** Cost of one unit at the largest size over that at the middle one. */
function growthOf(points: readonly Point[]): number {
  const unit = (point: Point | undefined) => (point === undefined ? Number.NaN : point.y / point.x)
  return unit(points.at(-1)) / unit(points[Math.floor(points.length / 2)])
}

/** Farther apart than one fracture takes to heal, so that each is a fracture of its own: the most work there is. */
const DAYS_APART = 90

function diagnosis(index: number): FractureDiagnosis {
  const date = dayBefore(TODAY, index * DAYS_APART)
  return {
    level: index % 3 === 0 ? null : 'T12',
    region: null,
    cause: 'osteoporotic',
    certainty: 'confirmed',
    status: 'current',
    onset: { earliest: date, latest: date, basis: 'onsetDateTime' },
    diagnosedOn: date,
    evidence: { reference: `Condition/${index}`, date, basis: 'coded' },
  }
}

const [FINDING] = readReport(MRI_OF_FRACTURE).levels

function finding(index: number): ImagingFinding {
  if (FINDING === undefined) throw new Error('the report of the story names no level')
  const date = dayBefore(TODAY, index * DAYS_APART - 3)
  const evidence = { reference: `DiagnosticReport/${index}`, date, basis: 'text' } as const
  return { ...FINDING, modality: 'MR', region: 'thoracolumbar', date, evidence }
}
