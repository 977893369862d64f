import { looksEnglish } from './language.ts'
import { splitSections } from './sections.ts'
import { splitSentences } from './sentences.ts'
import { type Part, partsOf, type TScoreSite } from './t-score-parts.ts'
import { tokenise } from './tokens.ts'

export interface TScore {
  readonly site: TScoreSite
  readonly tScore: number
}

/**
 * The T-scores in the text of a bone-density report, each once. Z-scores, earlier values, definitions and figures whose
 * place is open are left out.
 */
export function readTScores(text: string): readonly TScore[] {
  const tokens = tokenise(text)
  if (!looksEnglish(tokens)) return []
  const scores = splitSections(tokens)
    .filter(({ kind }) => kind === 'findings' || kind === 'impression')
    .flatMap((section) => scoresIn(splitSentences(section.tokens).map((sentence) => partsOf(sentence.tokens))))
  return [...new Map(scores.map((score) => [`${score.site} ${score.tScore}`, score])).values()]
}

/** What is known at one place of the text. */
interface Reading {
  /** Whether a figure here is a T-score: right after the word, or further on in its list, where it needs a sign. */
  readonly measure: 'none' | 'direct' | 'listed'
  /** The places that were named and have no figure yet. */
  readonly sites: readonly (TScoreSite | null)[]
  /** They stand right beside the word "T-score". */
  readonly attached: boolean
  /** A T-score without a place is one of an unknown place: nothing was named yet, or it is "the lowest". */
  readonly placeless: boolean
  readonly past: boolean
}

const START: Reading = { measure: 'none', sites: [], attached: false, placeless: true, past: false }

function scoresIn(sentences: readonly (readonly Part[])[]): readonly TScore[] {
  const scores: TScore[] = []
  let reading = START
  for (const parts of sentences) {
    let at = 0
    while (at < parts.length) {
      const figures = takeFigures(reading, parts, at)
      if (figures) scores.push(...figures.scores)
      reading = figures ? { ...reading, measure: 'listed', sites: [], attached: false } : after(reading, parts, at)
      at = figures?.to ?? at + 1
    }
    reading = atEnd(reading)
  }
  return scores
}

/** A place goes on into the next sentence ("Femoral neck: BMD 0.7. T-score -2.8"), a list of places does not. */
function atEnd(reading: Reading): Reading {
  const { measure, sites } = reading
  return {
    ...reading,
    measure: measure === 'none' ? 'none' : 'listed',
    sites: sites.length > 1 ? [] : sites,
    attached: false,
    past: false,
  }
}

function after(reading: Reading, parts: readonly Part[], at: number): Reading {
  const part = parts[at]
  switch (part?.kind) {
    case 'site':
      return {
        ...reading,
        sites: withSite(reading.sites, part.site, parts, at),
        attached: reading.measure !== 'none',
        placeless: false,
      }
    case 't-score':
      return { ...reading, measure: 'direct', attached: nearestBefore(parts, at).index !== -1 }
    case 'lowest':
      return { ...reading, sites: [], attached: false, placeless: true }
    case 'past':
      return { ...reading, past: true }
    case 'now':
    case 'close':
      return { ...reading, past: false }
    case 'stop':
      return { ...reading, measure: 'none', attached: false }
    default:
      return reading
  }
}

/** "hip: femoral neck" names the second place more exactly, "hip and femoral neck" two of them; anything else starts anew. */
function withSite(
  sites: Reading['sites'],
  site: TScoreSite | null,
  parts: readonly Part[],
  at: number,
): Reading['sites'] {
  const { index, listed } = nearestBefore(parts, at, true)
  if (index === -1) return [site]
  const others = listed ? sites : sites.slice(0, -1)
  return others.at(-1) === site ? others : [...others, site]
}

/** The site before a part with nothing but brackets and prepositions (and, where a list counts, commas) between. */
function nearestBefore(parts: readonly Part[], at: number, lists = false): { index: number; listed: boolean } {
  let listed = false
  for (let index = at - 1; index >= 0; index -= 1) {
    const kind = parts[index]?.kind
    if (kind === 'site') return { index, listed }
    if (kind === 'and' && lists) listed = true
    else if (kind !== 'open' && kind !== 'close' && kind !== 'of') break
  }
  return { index: -1, listed }
}

interface Taken {
  readonly scores: readonly TScore[]
  readonly to: number
}

/** The T-scores that begin here; undefined where no T-score stands. */
function takeFigures(reading: Reading, parts: readonly Part[], at: number): Taken | undefined {
  const part = parts[at]
  if (part?.kind !== 'figure' || !isMeasured(reading, part.signed) || isPastAfter(parts, at)) return undefined
  if (reading.sites.length > 1) return takeList(reading.sites, parts, at)

  const behind = reading.attached ? undefined : siteBehind(parts, at)
  const site = behind ? behind.site : siteBefore(reading)
  return { scores: scoreOf(site, part.value), to: behind?.to ?? at + 1 }
}

function isMeasured({ measure, past }: Reading, signed: boolean): boolean {
  return !past && (measure === 'direct' || (measure === 'listed' && signed))
}

function siteBefore({ sites, placeless }: Reading): TScoreSite | null | undefined {
  const [named] = sites
  return named === undefined && placeless ? 'unknown' : named
}

function scoreOf(site: TScoreSite | null | undefined, tScore: number): readonly TScore[] {
  return site === null || site === undefined ? [] : [{ site, tScore }]
}

/** "Lumbar spine and femoral neck T-scores are -2.8 and -2.1": as many figures as places, or none of them counts. */
function takeList(sites: Reading['sites'], parts: readonly Part[], at: number): Taken {
  const values: number[] = []
  let to = at
  for (let index = at; index < parts.length; index += 1) {
    const part = parts[index]
    if (part?.kind === 'figure') {
      values.push(part.value)
      to = index + 1
    } else if (part?.kind !== 'and') break
  }
  if (values.length !== sites.length) return { scores: [], to }
  return { scores: values.flatMap((value, index) => scoreOf(sites[index], value)), to }
}

interface SiteBehind {
  readonly site: TScoreSite | null
  readonly to: number
}

/** "-2.8 at the femoral neck", "-2.8 (L1-L4)"; a place with a figure of its own belongs to that one. */
function siteBehind(parts: readonly Part[], at: number): SiteBehind | undefined {
  const isBound = parts[at + 1]?.kind === 'of' || parts[at + 1]?.kind === 'open'
  const index = isBound ? at + 2 : at + 1
  const part = parts[index]
  if (part?.kind !== 'site') return undefined
  const isClosed = parts[index + 1]?.kind === 'close'
  const last = isClosed ? index + 1 : index
  const moreExact = siteBehind(parts, last)
  if (moreExact) return moreExact
  const next = parts[last + 1]?.kind
  return isClosed || (next !== 'figure' && next !== 't-score') ? { site: part.site, to: last + 1 } : undefined
}

/** "-2.5 in 2019", "-2.5 previously", "-2.5 (prior)"; in "-2.8 (previously -2.5)" it is the other one. */
function isPastAfter(parts: readonly Part[], at: number): boolean {
  let index = at + 1
  const isOpened = parts[index]?.kind === 'open'
  while (parts[index]?.kind === 'of' || (isOpened && index === at + 1)) index += 1
  if (parts[index]?.kind !== 'past') return false
  while (parts[index]?.kind === 'past') index += 1
  const next = parts[index]?.kind
  return isOpened ? next === 'close' : next !== 'figure'
}
