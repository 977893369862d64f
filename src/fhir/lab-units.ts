import type { LabKind } from '../clinical/facts.ts'

/** Spellings of "ten to the ninth per litre", and of the same count per microlitre; blanks, case and the two kinds of µ are made one first. */
const GIGA_PER_LITRE: ReadonlySet<string> = new Set([
  '10*9/l',
  '10^9/l',
  'x10^9/l',
  'x10*9/l',
  '10e9/l',
  'x10e9/l',
  'g/l',
  '10*3/ul',
  '10^3/ul',
  'x10^3/ul',
  'x10*3/ul',
  '10e3/ul',
  'x10e3/ul',
  'k/ul',
  'k/mm3',
  'thou/ul',
  'thousand/ul',
  '10*3/mm3',
  'th/mm3',
  '10*3/mcl',
  'k/mcl',
  'x10(3)/mcl',
  '10*3/μl',
  'k/μl',
])
const PER_MICROLITRE: ReadonlySet<string> = new Set([
  '/ul',
  '/mm3',
  '/mcl',
  '{cells}/ul',
  'cells/ul',
  '/μl',
  'cells/mcl',
])

const CONVERSIONS: Readonly<Record<LabKind, (value: number, unit: string) => number | undefined>> = {
  inr: (value, unit) =>
    unit === '' || unit === '1' || unit.includes('inr') || unit.includes('ratio') ? value : undefined,
  platelets: toGigaPerLitre,
  wbc: toGigaPerLitre,
  crp: (value, unit) => (unit === 'mg/l' || unit === 'ug/ml' ? value : unit === 'mg/dl' ? tenfold(value) : undefined),
  esr: (value, unit) =>
    unit === 'mm/h' || unit === 'mm/hr' || unit === 'mm/1h' || unit === 'mm' || unit === 'mm/hour' ? value : undefined,
  temperature: toCelsius,
}

/** 0.07 mg/dL is 0.7 mg/L, without the tail that binary fractions leave. */
function tenfold(value: number): number {
  return Math.round(value * 1e6) / 1e5
}

/** The value in the unit the gates compare in; undefined where the unit is missing or is not one of these. */
export function toLabUnit(kind: LabKind, value: number, unit: string | undefined): number | undefined {
  return CONVERSIONS[kind](value, (unit ?? '').normalize('NFKC').toLowerCase().replaceAll(' ', ''))
}

function toGigaPerLitre(value: number, unit: string): number | undefined {
  if (GIGA_PER_LITRE.has(unit)) return value
  return PER_MICROLITRE.has(unit) ? value / 1000 : undefined
}

/** No living person has 90 degrees Celsius or 40 degrees Fahrenheit: without a unit the number itself tells the scale. */
function toCelsius(value: number, unit: string): number | undefined {
  const isFahrenheit =
    unit === '[degf]' || unit === 'degf' || unit === 'f' || unit === '°f' || (unit === '' && value > 80)
  const celsius = isFahrenheit ? Math.round(((value - 32) * 50) / 9) / 10 : value
  return celsius >= 25 && celsius <= 45 ? celsius : undefined
}
