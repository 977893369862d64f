import { isWord, type Token } from './tokens.ts'

/**
 * What a part of a report is good for. `findings` and `impression` are read for findings; `title` (examination,
 * technique) tells what was imaged; `other` (indication, history, comparison, recommendation) says nothing new.
 */
export type SectionKind = 'title' | 'findings' | 'impression' | 'other'

/** `part` is a label inside the findings ("Alignment:"): it starts a new topic and keeps the kind of its section. */
type HeadingKind = SectionKind | 'part'

export const HEADINGS: ReadonlyMap<string, HeadingKind> = new Map(
  (
    [
      [
        'title',
        'exam|examination|study|procedure|exam type|type of exam|technique|tech|protocol|scan|imaging study|exam description',
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
          'referring physician|hx|clin hx|pmh|hpi|cc|ind|indic|clin|comp|comps|rec|recs|risk factors|clinical risk factors|reason for visit|chief complaint|psh|past surgical history|allergies|allergy|goal|goals|precautions|' +
          'return precautions|ddx|differential diagnosis|instructions|discharge instructions|social history|inclusion|inclusion criteria|orders|fracture risk assessment|diagnosis codes|diagnosis codes considered|icd codes|' +
          'icd 10 codes|patient education',
      ],
      [
        'findings',
        'vertebral fracture assessment|lateral vertebral fracture assessment|findings|finding|report|body of report|description|results|result|narrative|observations|radiographic findings|' +
          'ct findings|mri findings|mr findings|imaging findings',
      ],
      [
        'impression',
        'impression|impressions|imp|impr|conclusion|conclusions|opinion|summary|interpretation|imaging diagnosis|key findings|' +
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

export const LONGEST_HEADING_WORDS = 4

export interface Heading {
  /** The first token of the heading, and the first after it. */
  readonly from: number
  readonly to: number
  readonly kind: HeadingKind
}

/** Every heading of a report, in order. */
export function findHeadings(tokens: readonly Token[]): readonly Heading[] {
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
