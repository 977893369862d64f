import type { Evidence } from '../../clinical/evidence.ts'
import type { ImagingFinding, PatientFacts } from '../../clinical/facts.ts'

const NO_SIGNS: ReadonlySet<unknown> = new Set(['unknown', null, 'not-stated'])

/** Where a fact stands in the record: "DiagnosticReport/mri text 2026-11-19". */
export function cited({ reference, basis, date }: Evidence): string {
  return `${reference} ${basis}${date === null ? '' : ` ${date}`}`
}

export function imagingLine({ level, region, modality, date, evidence, ...signs }: ImagingFinding): string {
  const stated = Object.entries(signs).filter(([, value]) => !NO_SIGNS.has(value))
  const words = stated.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('-') : String(value)}`)
  const said = words.length === 0 ? 'the study exists, its report was not found' : words.join(', ')
  return `${date ?? 'undated'} ${modality} ${level ?? region ?? 'place not named'}: ${said} [${cited(evidence)}]`
}

/** Of numbers that are measured again and again this many are shown of each kind, newest first. */
const NEWEST = 5

/** Every fact that is neither a fracture nor imaging, a line each; older numbers are counted, unless all are asked for. */
export function otherFacts(facts: PatientFacts, { all }: { readonly all: boolean }): readonly string[] {
  return [...foldOlder(measured(facts), all ? Number.POSITIVE_INFINITY : NEWEST), ...stated(facts)]
}

interface Measured {
  readonly kind: string
  readonly date: string | null
  readonly line: string
}

function measured(facts: PatientFacts): readonly Measured[] {
  const rows = [
    ...facts.pain.map(({ score, ...rest }) => ({ kind: 'pain', value: `${score}/10`, ...rest })),
    ...facts.boneDensity.map(({ site, tScore, ...rest }) => ({
      kind: `T-score ${site}`,
      value: Number(tScore.toFixed(2)),
      ...rest,
    })),
    ...facts.labs.map(({ kind, value, ...rest }) => ({ kind, value, ...rest })),
  ]
  return rows.map(({ kind, value, date, evidence }) => ({ kind, date, line: line([kind, value, date], evidence) }))
}

function foldOlder(rows: readonly Measured[], shown: number): readonly string[] {
  return [...Map.groupBy(rows, ({ kind }) => kind)].flatMap(([kind, own]) => {
    const newest = own.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))
    const older = newest.length - shown
    return [
      ...newest.slice(0, shown).map((row) => row.line),
      ...(older > 0 ? [`${kind}: ${older} older, shown with --all`] : []),
    ]
  })
}

function stated(facts: PatientFacts): readonly string[] {
  return [
    ...facts.function.map(({ kind, value, date, evidence }) => line([kind, value, date], evidence)),
    ...facts.nonSurgicalCare.map(({ kind, startedOn, evidence }) => line([kind, 'from', startedOn], evidence)),
    ...facts.examinations.map(({ painAtFractureLevel, date, evidence }) =>
      line([`pain ${painAtFractureLevel ? '' : 'not '}at the fracture level`, date], evidence),
    ),
    ...facts.safety.map(({ kind, present, certainty, date, evidence }) =>
      line([kind, present ? certainty : 'denied', date], evidence),
    ),
    ...facts.tumourStability.map(({ date, evidence }) => line(['SINS or its components', date], evidence)),
    ...facts.augmentations.map(({ levels, date, evidence }) =>
      line(['augmentation', levels.join(', ') || 'level not named', date], evidence),
    ),
    ...[...facts.plannedCare, ...facts.boneHealthCare].map(({ kind, date, evidence }) => line([kind, date], evidence)),
  ]
}

/** The last part is the date. */
function line(parts: readonly (string | number | null)[], evidence: Evidence): string {
  const words = parts.slice(0, -1).filter((part) => part !== null)
  return `${[...words, parts.at(-1) ?? 'undated'].join(' ')} [${cited(evidence)}]`
}
