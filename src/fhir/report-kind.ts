import { type ImagingKind, imagingKindOf, modalityInWords } from './imaging-kind.ts'
import { regionInWords } from './site.ts'

const TITLE_CHARACTERS = 200
/** What comes after these speaks of other studies too. */
const END_OF_TITLE =
  /\b(?:comparison|history|indication|clinical|reason|technique|findings|impression|conclusion)\b|[.;]\s/i

/** What was imaged, and how: by the code and its words, else by the titles, else by the head of the text. */
export function reportKindOf(concept: unknown, titles: string, text: string): ImagingKind {
  const named = imagingKindOf(concept)
  const [head = ''] = text.slice(0, TITLE_CHARACTERS).split(END_OF_TITLE)
  const modalities = [named.modality, modalityInWords(titles), modalityInWords(head)]
  return {
    modality: modalities.find((modality) => modality !== 'unknown') ?? 'unknown',
    region: named.region ?? regionInWords(titles),
  }
}

/** Notes and laboratory reports come among the others, and a note repeats every old diagnosis. */
const NOTES_AND_LABORATORY: ReadonlySet<string> = new Set([
  'LAB',
  'laboratory',
  'HM',
  'CH',
  'MB',
  'LP29693-6',
  '26436-6',
  '11506-3',
  '34117-2',
  '51847-2',
  '34109-9',
  '18842-5',
  '28570-0',
])

/** Whether a category or type code files a report as something that is never read for images. */
export function isNoteOrLaboratory(codes: readonly string[]): boolean {
  return codes.some((code) => NOTES_AND_LABORATORY.has(code))
}
