import { findHeadings, HEADINGS, type Heading, LONGEST_HEADING_WORDS, type SectionKind } from './headings.ts'
import { startsLevelLabel } from './sentences.ts'
import type { Token } from './tokens.ts'

export interface Section {
  readonly kind: SectionKind
  readonly tokens: readonly Token[]
}

/** Cuts a report at its headings. Without any heading all of it is findings. */
export function splitSections(text: readonly Token[]): readonly Section[] {
  const tokens = withoutDashedHeadings(text)
  const headings = findHeadings(tokens)
  const names: ReadonlySet<Heading['kind']> = new Set(headings.map((heading) => heading.kind))
  const hasFindingsHeading = names.has('findings')
  // A preamble is the body of the report only where no heading says that the body comes later.
  let kind: SectionKind = hasFindingsHeading ? 'title' : 'findings'
  const sections: Section[] = [
    { kind, tokens: withoutOpeningQuestion(tokens.slice(0, headings[0]?.from ?? tokens.length)) },
  ]
  let hasBegun = false
  for (const [index, heading] of headings.entries()) {
    kind = heading.kind === 'part' ? kindOfPart(kind, hasFindingsHeading) : heading.kind
    const from = heading.kind === 'part' ? heading.from : heading.to
    const section = { kind, tokens: tokens.slice(from, headings[index + 1]?.from ?? tokens.length) }
    const added: readonly Section[] = hasBegun ? [section] : withUnnamedBody(section, names)
    sections.push(...added)
    hasBegun ||= added.some(isBody)
  }
  return sections.filter((section) => section.tokens.length > 0)
}

/** Where it stands the body of the report has begun: an impression, or a part such as "Alignment:". */
function isBody({ kind }: Section): boolean {
  return kind === 'findings' || kind === 'impression'
}

/**
 * Where no heading says that the findings begin, they begin with the paragraph after the indication or the technique; in
 * a report without an impression as well, with the line after its first sentence: somewhere there must be a body. A line
 * such as "L1: ..." below them begins it in any case.
 */
function withUnnamedBody({ kind, tokens }: Section, names: ReadonlySet<Heading['kind']>): readonly Section[] {
  if (kind === 'findings' || kind === 'impression' || names.has('findings')) return [{ kind, tokens }]
  const body = tokens.findIndex(({ breakBefore }, at) => {
    if (at === 0) return false
    return (
      breakBefore === 'paragraph' ||
      (breakBefore === 'line' && startsLevelLabel(tokens, at)) ||
      (!names.has('impression') && breakBefore === 'line' && tokens[at - 1]?.text === '.')
    )
  })
  if (body === -1) return [{ kind, tokens }]
  return [
    { kind, tokens: tokens.slice(0, body) },
    { kind: 'findings', tokens: tokens.slice(body) },
  ]
}

/** "Indication - fall, compression fracture suspected" is a heading for its own line and no more. */
function withoutDashedHeadings(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ text }, at) => text === '-' && opensDashedHeading(tokens, at))) return tokens
  const kept: Token[] = []
  let isDropped = false
  for (const [at, token] of tokens.entries()) {
    if (startsLine(tokens, at)) isDropped = isDashedHeading(tokens, at)
    if (!isDropped) kept.push(token)
    if (token.text === '.') isDropped = false
  }
  return kept
}

function startsLine(tokens: readonly Token[], at: number): boolean {
  return at === 0 || tokens[at]?.breakBefore !== 'none'
}

/** Whether a heading of one line ends at this dash. */
function opensDashedHeading(tokens: readonly Token[], dash: number): boolean {
  for (let from = Math.max(0, dash - LONGEST_HEADING_WORDS); from < dash; from += 1) {
    if (startsLine(tokens, from) && isDashedHeading(tokens, from)) return true
  }
  return false
}

function isDashedHeading(tokens: readonly Token[], from: number): boolean {
  const line = tokens.slice(from, from + LONGEST_HEADING_WORDS + 1)
  const dash = line.findIndex(({ text }) => text === '-')
  const name = line.slice(0, Math.max(0, dash)).map(({ text }) => text)
  return HEADINGS.get(name.join(' ')) === 'other'
}

/** "? compression fracture. Lumbar spine: ..." opens with what was asked. A text that is nothing else says so itself. */
function withoutOpeningQuestion(tokens: readonly Token[]): readonly Token[] {
  if (tokens[0]?.text !== '?') return tokens
  const end = tokens.findIndex(({ text }) => text === '.')
  return end === -1 || end === tokens.length - 1 ? tokens : tokens.slice(end + 1)
}

/** In a report without a heading for them, "Alignment:" after the technique shows that the findings have begun. */
function kindOfPart(kind: SectionKind, hasFindingsHeading: boolean): SectionKind {
  return hasFindingsHeading || kind === 'impression' ? kind : 'findings'
}
