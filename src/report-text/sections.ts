import { findHeadings, HEADINGS, type Heading, LONGEST_HEADING_WORDS, type SectionKind } from './headings.ts'
import type { Token } from './tokens.ts'

export interface Section {
  readonly kind: SectionKind
  readonly tokens: readonly Token[]
}

/** Cuts a report at its headings. Without any heading all of it is findings. */
export function splitSections(text: readonly Token[]): readonly Section[] {
  const tokens = withoutDashedHeadings(text)
  const headings = findHeadings(tokens)
  const hasFindingsHeading = headings.some(({ kind }) => kind === 'findings')
  // A preamble is the body of the report only where no heading says that the body comes later.
  let kind: SectionKind = hasFindingsHeading ? 'title' : 'findings'
  const sections: Section[] = [
    { kind, tokens: withoutOpeningQuestion(tokens.slice(0, headings[0]?.from ?? tokens.length)) },
  ]
  for (const [index, heading] of headings.entries()) {
    kind = heading.kind === 'part' ? kindOfPart(kind, hasFindingsHeading) : heading.kind
    const from = heading.kind === 'part' ? heading.from : heading.to
    const section = { kind, tokens: tokens.slice(from, headings[index + 1]?.from ?? tokens.length) }
    sections.push(...(hasBegun(sections) ? [section] : withUnnamedBody(section, headings)))
  }
  return sections.filter((section) => section.tokens.length > 0)
}

/** Whether the body of the report has begun: an impression, or a part such as "Alignment:", stood before. */
function hasBegun(sections: readonly Section[]): boolean {
  return sections.slice(1).some(({ kind }) => kind === 'findings' || kind === 'impression')
}

/**
 * Where no heading says that the findings begin, they begin with the paragraph after the indication or the technique; in
 * a report without an impression as well, with the line after its first sentence: somewhere there must be a body.
 */
function withUnnamedBody({ kind, tokens }: Section, headings: readonly Heading[]): readonly Section[] {
  const names = new Set(headings.map((heading) => heading.kind))
  if (kind === 'findings' || kind === 'impression' || names.has('findings')) return [{ kind, tokens }]
  const body = tokens.findIndex(({ breakBefore }, at) => {
    if (at === 0) return false
    return (
      breakBefore === 'paragraph' ||
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
  const kept: Token[] = []
  let isDropped = false
  for (const [at, token] of tokens.entries()) {
    const startsLine = at === 0 || token.breakBefore !== 'none'
    if (startsLine) isDropped = isDashedHeading(tokens, at)
    if (!isDropped) kept.push(token)
    if (token.text === '.') isDropped = false
  }
  return kept
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
