import type { Threshold } from './citation.ts'
import { lookedWords } from './could-not-look.ts'
import type { FractureCase } from './criterion.ts'
import type { ImagingFinding } from './facts.ts'
import { type Judgement, type Missing, met, notMet, unknown } from './finding.ts'
import { MEDICARE_LCD } from './sources.ts'

export const HEIGHT_LOSS: Threshold = {
  id: 'height-loss',
  value: 25,
  unit: '%',
  says: 'greater than 25% vertebral body height reduction',
  origin: 'source',
  citation: MEDICARE_LCD,
}

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
 * Whether the vertebra went on collapsing: by the words of the newest report that compares, else by two figures. Any increase
 * counts, ours: the sources name no step.
 */
export function judgeProgression({ fracture, facts }: FractureCase): Judgement {
  const compared = newestSaying(fracture.imaging, 'heightLossProgressed')
  const byWords = compared && judgeWords(compared)
  const [newest, ...earlier] = figuresOf(fracture.imaging)
  const byFigures = newest && judgeFigures(newest, [...earlierFiguresIn(newest), ...earlier])
  const isMeasuredSince = (newest?.studies[0]?.date ?? '') > (compared?.date ?? '')
  const nothingFound = lookedWords(facts, 'imagingReports', 'No earlier height to compare with was found.')
  const missing = { id: 'height-progression', text: 'a comparison of vertebral height with an earlier study' }
  return (isMeasuredSince ? byFigures : byWords) ?? byWords ?? byFigures ?? unknown(nothingFound, missing)
}

function judgeWords({ heightLossProgressed, modality, date, evidence }: ImagingFinding): Judgement {
  const study = `(${modality} ${date ?? 'undated'}).`
  return heightLossProgressed === 'yes'
    ? met(`More loss of height than before ${study}`, [evidence])
    : notMet(`Height unchanged ${study}`, [evidence])
}

/** Against every earlier figure: lower than the newest in one of them is progression; no higher in all that tell is none. */
function judgeFigures(newest: HeightFigure, earlier: readonly HeightFigure[]): Judgement | undefined {
  const lower = earlier.find(({ high }) => high < newest.low)
  const told = lower ?? earlier.find(({ low }) => low >= newest.high)
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
  const where = `(${newest.modality} ${newest.date ?? 'undated'}).`
  return newest.kyphoticDeformity === 'yes'
    ? met(`Kyphotic deformity ${where}`, [newest.evidence])
    : notMet(`No kyphotic deformity ${where}`, [newest.evidence])
}

/** The newest study that says yes or no; of several on one day the one that says yes. */
function newestSaying(
  newestFirstImaging: readonly ImagingFinding[],
  sign: 'heightLossProgressed' | 'kyphoticDeformity',
): ImagingFinding | undefined {
  const saying = newestFirstImaging.filter((finding) => finding[sign] === 'yes' || finding[sign] === 'no')
  const [newest] = saying
  return saying.find((finding) => finding.date === newest?.date && finding[sign] === 'yes') ?? newest
}

/** The days with a figure, newest first. */
function figuresOf(newestFirstImaging: readonly ImagingFinding[]): readonly HeightFigure[] {
  const withFigure = newestFirstImaging.filter(({ heightLossPercent }) => heightLossPercent !== null)
  const days = [...new Set(withFigure.map(({ date }) => date))]
  return days.flatMap((day) => figureOf(withFigure.filter(({ date }) => date === day)) ?? [])
}

function figureOf(studies: readonly ImagingFinding[]): HeightFigure | undefined {
  const ends = studies.flatMap(({ heightLossPercent }) => heightLossPercent ?? [])
  return ends.length === 0 ? undefined : { low: Math.min(...ends), high: Math.max(...ends), studies }
}

function heightWords({ low, high, studies }: HeightFigure): string {
  const [study] = studies
  const when = study?.date ? ` (${study.modality} ${study.date})` : ''
  return `Loss of height ${low === high ? low : `${low}-${high}`} %${when}`
}

function evidenceOf({ studies }: HeightFigure): Judgement['evidence'] {
  return studies.map(({ evidence }) => evidence)
}
