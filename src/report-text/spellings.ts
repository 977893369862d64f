import { traitOf } from './traits.ts'

/** One spelling per word: [the spelling the tables of this folder use, the other spellings]. */
const VARIANTS: readonly (readonly [word: string, variants: string])[] = [
  ['edema', 'oedema edematous oedematous'],
  ['tumor', 'tumour tumors tumours tumoral'],
  ['fracture', 'fractures fractured fx fxs frx refracture refractured'],
  ['vcf', 'vcfs ovcf ovcfs'],
  ['compression', 'comp compr compressions'],
  ['compress', 'compresses compressing'],
  ['deformity', 'deformities def deform'],
  ['chronic', 'chr'],
  ['collapse', 'collapsed collapsing collapses'],
  ['wedging', 'wedged wedgings'],
  ['vertebra', 'vertebrae vertebras'],
  ['body', 'bodies'],
  ['endplate', 'endplates'],
  ['pedicle', 'pedicles'],
  ['fragment', 'fragments'],
  ['level', 'levels'],
  ['root', 'roots'],
  ['nerve', 'nerves'],
  ['rib', 'ribs'],
  ['process', 'processes'],
  ['disc', 'disk discs disks'],
  ['foraminal', 'foramen foramina neuroforamina neuroforaminal neuroforamen'],
  ['lesion', 'lesions'],
  ['abscess', 'abscesses'],
  ['mass', 'masses'],
  ['metastasis', 'metastases metastatic mets'],
  ['malignant', 'malignancy malignancies neoplasm neoplastic neoplasms'],
  ['pathologic', 'pathological'],
  ['lytic', 'osteolytic osteolysis'],
  ['infection', 'infectious infected infective infections'],
  ['discitis', 'diskitis spondylodiscitis spondylodiskitis'],
  ['retropulsion', 'retropulsed retropulsing retropulse retropulses retrop'],
  ['impingement', 'impinges impinging impinged impinge'],
  ['narrowing', 'narrowed narrows'],
  ['stenosis', 'stenotic stenoses stenosed'],
  ['encroachment', 'encroaches encroaching encroached encroach'],
  ['effacement', 'effaces effaced effacing'],
  ['compromise', 'compromised compromises compromising'],
  ['destruction', 'destroyed destroys destroying destructive'],
  ['disruption', 'disrupted disrupts'],
  ['dislocation', 'dislocated dislocations'],
  ['subluxation', 'subluxed subluxations'],
  ['convex', 'convexity'],
  ['kyphosis', 'kyphotic'],
  ['progression', 'progressed progresses progressing progressive progressively'],
  ['worsening', 'worsened worsens worse'],
  ['reduced', 'decreased diminished decrease'],
  ['reduction', 'reductions'],
  ['hyperintense', 'hyperintensity hyperintensities'],
  ['hypointense', 'hypointensity hypointensities'],
  ['tracer', 'radiotracer radiopharmaceutical'],
  ['osteoporotic', 'osteoporosis osteopenic'],
  ['percent', 'pct'],
  ['definite', 'definitive definitely'],
  ['artifact', 'artefact artifacts artefacts'],
  ['evaluation', 'evaluating'],
  ['assessment', 'assessing'],
  ['seen', 'visualized visualised identified appreciated demonstrated noted detected evident observed shown'],
  ['negative', 'neg'],
  ['not', "isn't aren't doesn't don't wasn't weren't hasn't"],
  ['cannot', "can't"],
  ['and', '&'],
  ['versus', 'vs'],
  // "?fracture": a doubt written as a mark.
  ['possible', '?'],
  ['kyphoplasty', 'kyphoplasties kypho bkp'],
  ['vertebroplasty', 'vertebroplasties vertebro pvp'],
  ['through', 'thru'],
]

/** Two words that are one: the words as written, with what stands between them, and the one word they mean. */
const PAIRS: readonly (readonly [pair: string, word: string])[] = [
  ['end plate', 'endplate'],
  ['end plates', 'endplate'],
  ['s/p', 'status-post'],
  ['r/o', 'rule-out'],
  ['h/o', 'history-of'],
  ['w/o', 'without'],
  ['c/w', 'consistent-with'],
  ['y/o', 'year-old'],
  ['de novo', 'new'],
  ['year old', 'year-old'],
  ['years old', 'year-old'],
  ['yr old', 'year-old'],
  ['can not', 'cannot'],
  ['non acute', 'nonacute'],
  ['non union', 'nonunion'],
  ['non healed', 'unhealed'],
  ['un healed', 'unhealed'],
  ['pre existing', 'preexisting'],
  ['long standing', 'longstanding'],
  ['non diagnostic', 'nondiagnostic'],
  ['per cent', 'percent'],
  ['t spine', 'thoracic-spine'],
  ['l spine', 'lumbar-spine'],
  ['c spine', 'cervical-spine'],
  ['ls spine', 'lumbosacral-spine'],
]

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  VARIANTS.flatMap(([word, variants]) => variants.split(' ').map((variant) => [variant, word] as const)),
)
const ONE_WORD: ReadonlyMap<string, string> = new Map(PAIRS)

/** Everything that has another spelling in the tables, and what pairs of words become. */
export const SPELT_OTHERWISE: readonly string[] = [...SPELLINGS.keys(), ...ONE_WORD.values()]

/** The spelling the tables use. */
export function normalSpelling(text: string): string {
  const singular = text.endsWith("'s") ? text.slice(0, -2) : text
  return SPELLINGS.get(singular) ?? singular
}

/** Words that may be the first of a pair. */
export const OPENS_PAIR = traitOf(PAIRS.map(([pair]) => pair.split(/[ /]/)[0] ?? pair))

/** The one word two neighbours make, or undefined. A slash must be written; a hyphen and a space are alike. */
export function pairSpelling(first: string, joinedBy: string, second: string): string | undefined {
  return ONE_WORD.get(`${first}${joinedBy === '/' ? '/' : ' '}${second}`)
}
