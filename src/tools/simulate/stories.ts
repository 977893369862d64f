import type { Draw } from '../seeded.ts'
import {
  type Dated,
  fracture,
  mriOfFracture,
  neurologicalDeficit,
  normalMri,
  oldFracture,
  opioid,
  painScore,
  radiographOfFracture,
} from './entries.ts'
import {
  type ChartEntry,
  type Happening,
  LEVELS,
  MS_PER_DAY,
  type SimulatedLevel,
  type Story,
  type StoryKind,
} from './world.ts'

/** One chance in a thousand each: what a general practice of older adults may look like, set by hand. */
const SHARES: readonly (readonly [StoryKind, number])[] = [
  ['no spine problem', 830],
  ['back pain, normal spine', 60],
  ['old painless fracture', 30],
  ['fresh fracture', 28],
  ['fresh fracture that heals', 20],
  ['fresh fracture in a report only', 8],
  ['suspected, then excluded', 12],
  ['fracture with a neurological deficit', 6],
  ['second fracture', 6],
]

export function drawStoryKind(draw: Draw): StoryKind {
  let ticket = draw.between(0, 999)
  for (const [kind, share] of SHARES) {
    if (ticket < share) return kind
    ticket -= share
  }
  return 'no spine problem'
}

interface Plot {
  readonly patientId: string
  /** When it begins. */
  readonly start: number
  readonly draw: Draw
  readonly level: SimulatedLevel
}

type Tell = (
  dayOfStory: number,
  what: string,
  entries: (dated: (name: string) => Dated) => readonly ChartEntry[],
) => void

/** What happens to one patient, by kind; `from` and `to` are the first and last day on which it may begin. */
export function storyOf(patientId: string, kind: StoryKind, span: { from: number; to: number }, draw: Draw): Story {
  const days = Math.max(0, Math.floor((span.to - span.from) / MS_PER_DAY))
  const start = span.from + draw.between(0, days) * MS_PER_DAY + draw.between(8, 17) * 3_600_000
  const plot = { patientId, start, draw, level: draw.oneOf(LEVELS) }
  const happenings: Happening[] = []
  const tell =
    (isNewFact: Happening['isNewFact']): Tell =>
    (day, what, entries) => {
      const at = start + day * MS_PER_DAY
      const dated = (name: string) => ({ patientId, id: `${name}-${day}`, at })
      happenings.push({ at, what, isNewFact, entries: entries(dated) })
    }
  PLOTS[kind](plot, tell(true), tell('with-conclusion'))
  const spineVisits = kind === 'no spine problem' ? [] : happenings.map(({ at }) => at + 3_600_000)
  return { kind, level: HAS_FRACTURE.has(kind) ? plot.level : null, happenings, spineVisits }
}

const HAS_FRACTURE: ReadonlySet<StoryKind> = new Set<StoryKind>([
  'fresh fracture',
  'fresh fracture that heals',
  'fresh fracture in a report only',
  'fracture with a neurological deficit',
  'second fracture',
])

const PLOTS: Readonly<Record<StoryKind, (plot: Plot, news: Tell, measured: Tell) => void>> = {
  'no spine problem': () => undefined,
  'back pain, normal spine': ({ draw }, news) => {
    news(0, 'a pain score', (dated) => [painScore(dated('pain'), draw.between(4, 8))])
    news(5, 'an MRI', (dated) => [normalMri(dated('mri'))])
  },
  'old painless fracture': (_plot, news) => news(0, 'an old fracture', (dated) => [oldFracture(dated('history'))]),
  'fresh fracture': (plot, news, measured) => {
    begin(plot, news, measured)
    news(28, 'a pain score', (dated) => [painScore(dated('pain'), 9)])
    measured(40, 'a pain score, a point lower', (dated) => [painScore(dated('pain'), 8)])
  },
  'fresh fracture that heals': (plot, news, measured) => {
    begin(plot, news, measured)
    news(24, 'a pain score', (dated) => [painScore(dated('pain'), 5)])
    news(38, 'a pain score', (dated) => [painScore(dated('pain'), 2)])
  },
  'fresh fracture in a report only': ({ level }, news) => {
    news(0, 'a pain score', (dated) => [painScore(dated('pain'), 8), opioid(dated('opioid'))])
    news(3, 'an MRI', (dated) => [mriOfFracture(dated('mri'), level)])
    news(9, 'a pain score', (dated) => [painScore(dated('pain'), 8)])
  },
  'suspected, then excluded': ({ level }, news) => {
    news(0, 'a suspicion', (dated) => [
      fracture({ ...dated('fracture'), id: 'suspicion' }, { level, onset: null, sureness: 'provisional' }),
      painScore(dated('pain'), 6),
    ])
    news(12, 'an MRI', (dated) => [normalMri(dated('mri'))])
    news(13, 'a refuted suspicion', (dated) => [
      fracture({ ...dated('fracture'), id: 'suspicion' }, { level, onset: null, sureness: 'refuted' }),
    ])
  },
  'fracture with a neurological deficit': (plot, news, measured) => {
    begin(plot, news, measured)
    news(16, 'a neurological deficit', (dated) => [neurologicalDeficit(dated('deficit'))])
  },
  'second fracture': (plot, news, measured) => {
    begin(plot, news, measured)
    const second = plot.level === 'L3' ? 'L1' : 'L3'
    news(60, 'another fracture', (dated) => [
      fracture(dated('second-fracture'), { level: second, onset: dated('second-fracture').at }),
      painScore(dated('second-pain'), 8),
    ])
    news(66, 'an MRI', (dated) => [mriOfFracture(dated('mri'), second)])
  },
}

/** Diagnosis with a radiograph, medicine for it, and an MRI within three weeks. */
function begin({ level, draw }: Plot, news: Tell, measured: Tell): void {
  news(0, 'a new fracture', (dated) => [
    fracture(dated('fracture'), { level, onset: dated('fracture').at - draw.between(0, 9) * MS_PER_DAY }),
    radiographOfFracture(dated('radiograph'), level),
  ])
  news(1, 'medicine and a pain score', (dated) => [opioid(dated('opioid')), painScore(dated('pain'), 7)])
  const mriDay = draw.between(4, 20)
  news(mriDay, 'an MRI', (dated) => [mriOfFracture(dated('mri'), level)])
  const pain = draw.between(7, 8)
  news(mriDay + 2, 'a pain score', (dated) => [painScore(dated('later-pain'), pain)])
  measured(mriDay + 3, 'a pain score, a point higher', (dated) => [painScore(dated('same-pain'), pain + 1)])
}
