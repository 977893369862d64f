import type { Threshold } from './citation.ts'
import { lookedWords } from './could-not-look.ts'
import type { FractureCase } from './criterion.ts'
import type { ImagingFinding } from './facts.ts'
import { type Judgement, type Missing, met, notMet, unknown } from './finding.ts'
import { newestSaying, studyWords } from './imaging-evidence.ts'
import { MEDICARE_LCD, ours } from './sources.ts'

export const HEIGHT_LOSS: Threshold = {
  id: 'height-loss',
  value: 25,
  unit: '%',
  says: 'greater than 25% vertebral body height reduction',
  origin: 'source',
  citation: MEDICARE_LCD,
}

export const PROGRESSION_STEP = ours(
  'height-progression-step',
  5,
  '%',
  'smaller differences between two studies are within what measuring varies; the sources name no step',
)

/** What all studies of one day say: the two ends of it. */
interface HeightFigure {
  readonly low: number
  readonly high: number
  readonly studies: readonly ImagingFinding[]
}

/** Loss of height by the newest study that gives a figure; a range decides only when it lies on one side. */
export function judgeHeightLoss({ fracture, facts }: FractureCase): Judgement {
  const [figure] = figuresOf(fracture.imaging)
  const missing: Missing = { id: 'height-loss', text: 'the loss of vertebral height in percent' }
  if (!figure)
    return unknown(lookedWords(facts, 'imagingReports', 'No figure for the loss of height was found.'), missing)
  const because = `${heightWords(figure)}.`
  const evidence = evidenceOf(figure)
  if (figure.low > HEIGHT_LOSS.value) return met(because, evidence)
  return figure.high <= HEIGHT_LOSS.value ? notMet(because, evidence) : unknown(because, missing, evidence)
}

/**
 * Whether the vertebra went on collapsing: by the words of the newest report that compares, else by two figures.
 */
export function judgeProgression({ fracture, facts }: FractureCase): Judgement {
  const compared = newestSaying(fracture.imaging, 'heightLossProgressed')
  const byWords = compared && judgeWords(compared)
  const [newest, ...others] = figuresOf(fracture.imaging)
  // Nobody knows whether an undated study is the earlier one.
  const earlier = others.filter(({ studies }) => studies.every(({ date }) => date !== null))
  const byFigures = newest && judgeFigures(newest, [...earlierFiguresIn(newest), ...earlier])
  const isMeasuredSince = (newest?.studies[0]?.date ?? '') > (compared?.date ?? '')
  const nothingFound = lookedWords(facts, 'imagingReports', 'No earlier height to compare with was found.')
  const missing = { id: 'height-progression', text: 'a comparison of vertebral height with an earlier study' }
  return (isMeasuredSince ? byFigures : byWords) ?? byWords ?? byFigures ?? unknown(nothingFound, missing)
}

function judgeWords(compared: ImagingFinding): Judgement {
  const { heightLossProgressed, evidence } = compared
  const study = `(${studyWords(compared)}).`
  return heightLossProgressed === 'yes'
    ? met(`More loss of height than before ${study}`, [evidence])
    : notMet(`Height unchanged ${study}`, [evidence])
}

/** Against every earlier figure: clearly lower in one of them is progression; no lower in any of them is none. */
function judgeFigures(newest: HeightFigure, earlier: readonly HeightFigure[]): Judgement | undefined {
  const lower = earlier.find(({ high }) => newest.low - high >= PROGRESSION_STEP.value)
  const told = lower ?? (earlier.every(({ low }) => low >= newest.high) ? earlier[0] : undefined)
  if (!told) return undefined
  const judge = lower ? met : notMet
  return judge(`${heightWords(told)}, then ${heightWords(newest)}.`, [...evidenceOf(told), ...evidenceOf(newest)])
}

/** "Previously 15 %": the earlier figures as the newest reports repeat them. */
function earlierFiguresIn({ studies }: HeightFigure): readonly HeightFigure[] {
  return studies.flatMap((study) => {
    const { earlierHeightLossPercent } = study
    return figureOf([{ ...study, heightLossPercent: earlierHeightLossPercent, date: null }]) ?? []
  })
}

export function judgeKyphosis({ fracture, facts }: FractureCase): Judgement {
  const newest = newestSaying(fracture.imaging, 'kyphoticDeformity')
  if (!newest) {
    const because = lookedWords(facts, 'imagingReports', 'No report says whether there is a kyphotic deformity.')
    return unknown(because, { id: 'kyphosis', text: 'whether there is a kyphotic deformity' })
  }
  const where = `(${studyWords(newest)}).`
  return newest.kyphoticDeformity === 'yes'
    ? met(`Kyphotic deformity ${where}`, [newest.evidence])
    : notMet(`No kyphotic deformity ${where}`, [newest.evidence])
}

/** The days with a figure, newest first; a study without a date stands alone at the end. */
function figuresOf(newestFirstImaging: readonly ImagingFinding[]): readonly HeightFigure[] {
  const byDay = Map.groupBy(
    newestFirstImaging.filter(({ heightLossPercent }) => heightLossPercent !== null),
    ({ date }) => date,
  )
  return [...byDay.values()].flatMap((studies) => figureOf(studies) ?? [])
}

function figureOf(studies: readonly ImagingFinding[]): HeightFigure | undefined {
  const ends = studies.flatMap(({ heightLossPercent }) => heightLossPercent ?? [])
  return ends.length === 0 ? undefined : { low: Math.min(...ends), high: Math.max(...ends), studies }
}

function heightWords({ low, high, studies }: HeightFigure): string {
  const [study] = studies
  const when = study?.date ? ` (${studyWords(study)})` : ''
  return `Loss of height ${low === high ? low : `${low}-${high}`} %${when}`
}

function evidenceOf({ studies }: HeightFigure): Judgement['evidence'] {
  return studies.map(({ evidence }) => evidence)
}
