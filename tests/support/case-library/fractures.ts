import type { VertebralLevel } from '../../../src/clinical/level.ts'
import { dayOf } from './days.ts'
import type { Form } from './format.ts'
import type { CompactFracture, SpinePart } from './patient-format.ts'
import { coded, type Draft, type Fields, statusOf, worded } from './resource.ts'

/** Condition.encounter points here: the Encounter that comes beside the Conditions. */
export function diagnosisEncounterId(index: number): string {
  return `diagnosis-${index + 1}`
}

/** The Condition of a fracture; none where only a report names it. */
export function fractureConditions(fracture: CompactFracture, index: number, form: Form): readonly Draft[] {
  const { diagnosis, recorded, encounter } = fracture
  if (diagnosis === 'report-only') return []
  const words = form === 'text' && !HAS_NO_TEXT_FORM.has(fracture.cause)
  const saysOldInWords = words && diagnosis === 'old'
  return [
    {
      resourceType: 'Condition',
      clinicalStatus: statusOf('condition-clinical', diagnosis === 'old' && !saysOldInWords ? 'resolved' : 'active'),
      verificationStatus: statusOf('condition-ver-status', VERIFICATION[diagnosis]),
      category: [statusOf('condition-category', encounter === 'none' ? 'problem-list-item' : 'encounter-diagnosis')],
      ...(words ? { code: worded(nameInWords(fracture)) } : codeAndSite(fracture)),
      ...onsetOf(fracture),
      ...(recorded === 'none' ? {} : { recordedDate: dayOf(recorded) }),
      ...(encounter === 'none' ? {} : { encounter: { reference: `Encounter/${diagnosisEncounterId(index)}` } }),
    },
    ...(encounter === 'none' ? [] : [diagnosisEncounter(index, encounter)]),
  ]
}

function diagnosisEncounter(index: number, daysAgo: number): Draft {
  return {
    resourceType: 'Encounter',
    id: diagnosisEncounterId(index),
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    period: { start: dayOf(daysAgo), end: dayOf(daysAgo) },
  }
}

const VERIFICATION = {
  confirmed: 'confirmed',
  suspected: 'provisional',
  refuted: 'refuted',
  old: 'confirmed',
} as const satisfies Record<Exclude<CompactFracture['diagnosis'], 'report-only'>, string>

type Cause = CompactFracture['cause']

/** No words of a diagnosis are read as a disease of the bone other than osteoporosis and tumour. */
const HAS_NO_TEXT_FORM: ReadonlySet<Cause> = new Set<Cause>(['other-pathologic'])

const CAUSE_WORDS: Readonly<Record<Cause, (name: string) => string>> = {
  osteoporotic: (name) => `osteoporotic ${name}`,
  traumatic: (name) => `traumatic ${name}`,
  neoplastic: (name) => `${name} due to neoplasm`,
  infectious: (name) => `${name} due to infection`,
  'other-pathologic': (name) => name,
  none: (name) => name,
}

function nameInWords(fracture: CompactFracture): string {
  const { level, cause, diagnosis } = fracture
  const place = level === null ? `${partOf(fracture)} spine` : `${level} vertebra`
  const name = CAUSE_WORDS[cause](`compression fracture of ${place}`)
  return diagnosis === 'old' ? `Old ${name}` : `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

const CODES: Readonly<Record<Exclude<Cause, 'traumatic' | 'infectious'>, Fields>> = {
  osteoporotic: coded('icd10cm', 'M80.08XA'),
  neoplastic: coded('icd10cm', 'M84.58XA'),
  'other-pathologic': coded('icd10cm', 'M84.68XA'),
  none: coded('snomed', '42942008'),
}

function codeAndSite(fracture: CompactFracture): Fields {
  const { level } = fracture
  const site = level === null ? REGION_SITES[partOf(fracture)] : VERTEBRA.get(level)
  return { code: codeOf(fracture), ...(site === undefined ? {} : { bodySite: [coded('snomed', site)] }) }
}

/** ICD-10-CM has no wedge fracture of the thoracolumbar spine as a whole. */
function partOf({ region, cause }: CompactFracture): SpinePart {
  return region ?? (cause === 'traumatic' ? 'lumbar' : 'thoracolumbar')
}

function codeOf(fracture: CompactFracture): Fields {
  const { level, cause } = fracture
  if (level?.startsWith('C')) return coded('icd10cm', 'M48.52XA')
  if (level?.startsWith('S')) return coded('icd10cm', 'M48.58XA')
  // No code of a fracture names an infection: the words beside it do.
  if (cause === 'infectious') return { ...CODES['other-pathologic'], text: nameInWords(fracture) }
  return cause === 'traumatic' ? coded('icd10cm', traumaticCode(level, partOf(fracture))) : CODES[cause]
}

/** Wedge compression fractures of S22.0 and S32.0, first encounter. */
function traumaticCode(level: VertebralLevel | null, part: SpinePart): string {
  if (level === null) return part === 'thoracic' ? 'S22.000A' : 'S32.000A'
  const number = Number(level.slice(1))
  if (level.startsWith('L')) return `S32.0${number}0A`
  return `S22.0${number <= 4 ? number : Math.floor((number + 5) / 2)}0A`
}

const REGION_SITES = {
  thoracic: '122495006',
  lumbar: '122496007',
  thoracolumbar: '1145014005',
} as const satisfies Record<SpinePart, string>

/** SNOMED CT structures of single vertebrae. */
export const VERTEBRA: ReadonlyMap<VertebralLevel, string> = new Map<VertebralLevel, string>([
  ['C1', '14806007'],
  ['C2', '39976000'],
  ['C3', '113205007'],
  ['C4', '5329002'],
  ['C5', '36978003'],
  ['C6', '36054005'],
  ['C7', '87391001'],
  ['T1', '64864005'],
  ['T2', '53733008'],
  ['T3', '1626008'],
  ['T4', '73071006'],
  ['T5', '56401006'],
  ['T6', '45296009'],
  ['T7', '62487009'],
  ['T8', '11068009'],
  ['T9', '82687006'],
  ['T10', '7610001'],
  ['T11', '12989004'],
  ['T12', '23215003'],
  ['L1', '66794005'],
  ['L2', '14293000'],
  ['L3', '36470004'],
  ['L4', '11994002'],
  ['L5', '49668003'],
])

function onsetOf({ onset }: CompactFracture): Fields {
  if (onset === 'none') return {}
  if (typeof onset === 'number') return { onsetDateTime: dayOf(onset) }
  if ('period' in onset) {
    const [start, end] = onset.period
    return { onsetPeriod: { start: dayOf(start), end: dayOf(end) } }
  }
  if ('month' in onset) return { onsetDateTime: onset.month }
  if ('year' in onset) return { onsetDateTime: onset.year }
  if ('text' in onset) return { onsetString: onset.text }
  return { onsetAge: { value: onset.age, unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' } }
}
