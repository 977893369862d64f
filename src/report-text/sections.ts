import { isWord, type Token } from './tokens.ts'

/**
 * What a part of a report is good for. `findings` and `impression` are read for findings; `title` (examination,
 * technique) tells what was imaged; `other` (indication, history, comparison, recommendation) says nothing new.
 */
export type SectionKind = 'title' | 'findings' | 'impression' | 'other'

export interface Section {
  readonly kind: SectionKind
  readonly tokens: readonly Token[]
}

/** `part` is a label inside the findings ("Alignment:"): it starts a new topic and keeps the kind of its section. */
type HeadingKind = SectionKind | 'part'

const HEADINGS: ReadonlyMap<string, HeadingKind> = new Map(
  (
    [
      [
        'title',
        'exam|examination|study|procedure|exam type|type of exam|technique|protocol|scan|imaging study|exam description',
      ],
      [
        'other',
        'indication|indications|clinical indication|clinical indications|reason for exam|reason for examination|' +
          'reason for study|reason|clinical history|history|clinical information|clinical info|clinical data|' +
          'clinical details|clinical question|clinical background|clinical statement|patient history|relevant history|' +
          'past medical history|medical history|surgical history|family history|symptoms|diagnosis|' +
          'admitting diagnosis|comparison|comparisons|comparison study|comparison studies|prior studies|prior exams|' +
          'previous studies|contrast|medication|medications|dose|radiation dose|recommendation|recommendations|plan|' +
          'assessment|assessment and plan|advice|suggestion|follow up|signed by|electronically signed by|dictated by|' +
          'communication|critical results|note|notes|disclaimer|references|question|questions|limitations|patient|' +
          'referring physician|hx|fracture risk assessment|diagnosis codes|diagnosis codes considered|icd codes|' +
          'icd 10 codes|patient education',
      ],
      [
        'findings',
        'vertebral fracture assessment|lateral vertebral fracture assessment|findings|finding|report|body of report|description|results|result|narrative|observations|radiographic findings|' +
          'ct findings|mri findings|mr findings|imaging findings',
      ],
      [
        'impression',
        'impression|impressions|conclusion|conclusions|opinion|summary|interpretation|imaging diagnosis|key findings|' +
          'findings impression|findings and impression|addendum|radiological diagnosis|final diagnosis',
      ],
      [
        'part',
        'alignment|vertebrae|vertebra|vertebral bodies|vertebral body|bones|bone|osseous structures|bone marrow|marrow|' +
          'marrow signal|discs|disks|disc levels|disc spaces|intervertebral discs|spinal cord|cord|conus|' +
          'conus medullaris|spinal canal|canal|soft tissues|paraspinal soft tissues|paraspinal tissues|posterior elements|' +
          'ligaments|facets|facet joints|epidural space|sacrum|sacroiliac joints|degenerative changes|lungs|abdomen',
      ],
    ] as const
  ).flatMap(([kind, names]) => names.split('|').map((name) => [name, kind] as const)),
)

const LONGEST_HEADING_WORDS = 4

interface Heading {
  /** The first token of the heading, and the first after it. */
  readonly from: number
  readonly to: number
  readonly kind: HeadingKind
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
    const isPart = heading.kind === 'part'
    kind = heading.kind === 'part' ? kindOfPart(kind, hasFindingsHeading) : heading.kind
    const end = headings[index + 1]?.from ?? tokens.length
    sections.push({ kind, tokens: tokens.slice(isPart ? heading.from : heading.to, end) })
  }
  return sections.filter((section) => section.tokens.length > 0)
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

function findHeadings(tokens: readonly Token[]): readonly Heading[] {
  const headings: Heading[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const heading = tokens[at]?.text === ':' ? headingBefore(tokens, at) : headingLine(tokens, at)
    if (heading && heading.from >= (headings.at(-1)?.to ?? 0)) headings.push(heading)
  }
  return headings
}

/** "CLINICAL HISTORY:", wherever it stands: servers that lose line breaks leave headings in mid-line. */
function headingBefore(tokens: readonly Token[], colon: number): Heading | undefined {
  let heading: Heading | undefined
  let name = ''
  for (let from = colon - 1; from >= Math.max(0, colon - LONGEST_HEADING_WORDS); from -= 1) {
    const token = tokens[from]
    if (!isWord(token)) break
    name = name === '' ? token.text : `${token.text} ${name}`
    const kind = HEADINGS.get(name)
    if (kind && ((kind !== 'part' && !OTHERWISE_WORDS.has(name)) || startsLabel(tokens, from)))
      heading = { from, to: colon + 1, kind }
  }
  return heading
}

/** "Bone scan:" may be the subject of a sentence; as a heading they begin a line. */
const OTHERWISE_WORDS: ReadonlySet<string> = new Set(['scan', 'study'])

/** A label inside the findings begins a line or follows a full stop; "T12 vertebral body:" is no label. */
function startsLabel(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (!before || before.text === '.' || before.text === ':') return true
  return tokens[at]?.breakBefore !== 'none' && !/\d$/.test(before.text)
}

/** A line that is nothing but a heading, after a sentence or paragraph that has ended. */
function headingLine(tokens: readonly Token[], from: number): Heading | undefined {
  if (!startsAfterAnEnd(tokens, from)) return undefined
  let to = from + 1
  while (to < from + LONGEST_HEADING_WORDS && tokens[to]?.breakBefore === 'none') to += 1
  if (tokens[to] && tokens[to]?.breakBefore === 'none') return undefined
  const name = tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')
  const kind = HEADINGS.get(name)
  return kind && kind !== 'part' ? { from, to, kind } : undefined
}

function startsAfterAnEnd(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const before = tokens[at - 1]
  if (!token || !before) return token !== undefined
  if (token.breakBefore === 'none') return false
  return token.breakBefore === 'paragraph' || before.text === '.' || before.text === ':'
}
