interface CodeSystem {
  /** The URI that searches use. */
  readonly uri: string
  /** Other spellings seen in records: URIs, and OIDs without their `urn:oid:`. */
  readonly alsoSeenAs: readonly string[]
  /** What a code looks like once `codeKey` has tidied it. Guards the prefix rows: `OTHER` is no chapter O code. */
  readonly shape: RegExp
}

const ICD_10_SHAPE = /^[A-Z]\d[0-9A-Z]{1,5}$/

/** The code systems of the value sets, by the short name the JSON files use. */
export const CODE_SYSTEMS = {
  icd10cm: {
    uri: 'http://hl7.org/fhir/sid/icd-10-cm',
    alsoSeenAs: ['2.16.840.1.113883.6.90'],
    shape: ICD_10_SHAPE,
  },
  icd10: { uri: 'http://hl7.org/fhir/sid/icd-10', alsoSeenAs: ['2.16.840.1.113883.6.3'], shape: ICD_10_SHAPE },
  icd10pcs: {
    uri: 'http://hl7.org/fhir/sid/icd-10-pcs',
    alsoSeenAs: ['2.16.840.1.113883.6.4', 'http://www.cms.gov/Medicare/Coding/ICD10'],
    shape: /^[0-9A-Z]{7}$/,
  },
  snomed: { uri: 'http://snomed.info/sct', alsoSeenAs: ['2.16.840.1.113883.6.96'], shape: /^\d{6,18}$/ },
  loinc: { uri: 'http://loinc.org', alsoSeenAs: ['2.16.840.1.113883.6.1'], shape: /^(?:LP)?\d{1,7}-\d$/ },
  cpt: { uri: 'http://www.ama-assn.org/go/cpt', alsoSeenAs: ['2.16.840.1.113883.6.12'], shape: /^\d{4}[0-9A-Z]$/ },
  hcpcs: {
    uri: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    alsoSeenAs: ['2.16.840.1.113883.6.285'],
    shape: /^[0-9A-Z]\d{3}[0-9A-Z]$/,
  },
  rxnorm: {
    uri: 'http://www.nlm.nih.gov/research/umls/rxnorm',
    alsoSeenAs: ['2.16.840.1.113883.6.88'],
    shape: /^\d{1,8}$/,
  },
  atc: {
    uri: 'http://www.whocc.no/atc',
    alsoSeenAs: ['2.16.840.1.113883.6.73'],
    shape: /^[A-Z]\d\d(?:[A-Z]{1,2}(?:\d\d)?)?$/,
  },
  dicom: {
    uri: 'http://dicom.nema.org/resources/ontology/DCM',
    alsoSeenAs: [
      '1.2.840.10008.2.16.4',
      'http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html',
    ],
    shape: /^[A-Z]{2,8}$/,
  },
  own: { uri: 'urn:kyphoplasty-cds:fact', alsoSeenAs: [], shape: /^[A-Z][A-Z0-9-]{1,40}$/ },
} as const satisfies Record<string, CodeSystem>

export type CodeSystemName = keyof typeof CODE_SYSTEMS

/**
 * Where codes that carry another system's name are looked up next. American records call ICD-10-CM plain ICD-10, and
 * CPT is level I of HCPCS. The own rows of a system come first, since the digits do not always agree.
 */
const NEXT: Partial<Record<CodeSystemName, CodeSystemName>> = { icd10: 'icd10cm', hcpcs: 'cpt' }

const MAX_SYSTEM_LENGTH = 200
const MAX_CODE_LENGTH = 64

export function isCodeSystemName(name: string): name is CodeSystemName {
  return Object.hasOwn(CODE_SYSTEMS, name)
}

/** The systems in which a coding with this `system` is looked up, in order; empty where the system is not ours. */
export function codeSystemsOf(system: unknown): readonly CodeSystemName[] {
  if (typeof system !== 'string' || system.length > MAX_SYSTEM_LENGTH) return []
  // Most systems arrive as we write them, and tidying up costs more than looking.
  const name = NAMES_BY_URI.get(system) ?? NAMES_BY_URI.get(systemKey(system))
  if (name === undefined) return []
  const next = NEXT[name]
  return next === undefined ? [name] : [name, next]
}

/** A code as the tables hold it: trimmed, upper case, ICD-10 without its dot; undefined where it cannot be a code. */
export function codeKey(name: CodeSystemName, code: unknown): string | undefined {
  if (typeof code !== 'string' || code.length > MAX_CODE_LENGTH) return undefined
  const { shape } = CODE_SYSTEMS[name]
  // Most codes arrive tidy.
  if (shape.test(code)) return code
  const tidy = code.trim().toUpperCase()
  const key = name === 'icd10cm' || name === 'icd10' ? tidy.replace('.', '') : tidy
  return shape.test(key) ? key : undefined
}

function systemKey(system: string): string {
  const lower = system.trim().toLowerCase()
  const oid = lower.startsWith('urn:oid:') ? lower.slice('urn:oid:'.length) : lower
  const http = oid.startsWith('https://') ? `http://${oid.slice('https://'.length)}` : oid
  return http.endsWith('/') ? http.slice(0, -1) : http
}

const NAMES_BY_URI: ReadonlyMap<string, CodeSystemName> = new Map(
  Object.entries(CODE_SYSTEMS).flatMap(([name, { uri, alsoSeenAs }]) =>
    isCodeSystemName(name) ? [uri, ...alsoSeenAs].map((seen) => [systemKey(seen), name] as const) : [],
  ),
)
