import { dayOf, momentOf } from './days.ts'
import type { Form } from './format.ts'
import type { CompactPatient } from './patient-format.ts'
import { coded, type Draft, type Fields, statusOf } from './resource.ts'

const UCUM = 'http://unitsofmeasure.org'

/** A verbal rating by its own code and as a quantity, or a plain "8/10" under the code for any reported pain. */
export function painResource({ on, score, at }: CompactPatient['pain'][number], form: Form): Draft {
  return form === 'coded'
    ? observation(coded('loinc', '72514-3'), momentOf(on, at), { valueQuantity: quantity(score, '{score}') })
    : observation(coded('loinc', '38208-5'), momentOf(on, at), { valueString: `${score}/10` })
}

type CompactLab = CompactPatient['labs'][number]
type Sins = Extract<CompactLab, { readonly kind: 'sins' }>
type Laboratory = Exclude<CompactLab, Sins>

const LABS: Readonly<Record<Laboratory['kind'], { readonly code: Fields; readonly unit: string }>> = {
  inr: { code: coded('loinc', '6301-6'), unit: '{INR}' },
  platelets: { code: coded('loinc', '777-3'), unit: '10*9/L' },
  crp: { code: coded('loinc', '1988-5'), unit: 'mg/L' },
  esr: { code: coded('loinc', '4537-7'), unit: 'mm/h' },
  wbc: { code: coded('loinc', '6690-2'), unit: '10*9/L' },
  temperature: { code: coded('loinc', '8310-5'), unit: 'Cel' },
}

export function labResource(lab: CompactLab): Draft {
  if (lab.kind === 'sins') return sinsResource(lab)
  const { kind, value, on, high, unit } = lab
  const { code, unit: usual } = LABS[kind]
  const flag =
    high === undefined ? {} : { interpretation: [statusOf('v3-ObservationInterpretation', high ? 'H' : 'N')] }
  return observation(code, dayOf(on), { valueQuantity: quantity(value, unit ?? usual), ...flag })
}

function sinsResource({ on, value, components }: Sins): Draft {
  const component = Object.entries(components).map(([name, points]) => ({
    code: coded('own', `sins-${name}`),
    valueInteger: points,
  }))
  return observation(coded('own', 'sins'), dayOf(on), {
    ...sinsValue(value),
    ...(component.length === 0 ? {} : { component }),
  })
}

function sinsValue(value: Sins['value']): Fields {
  if (value === undefined) return {}
  if (typeof value === 'number') return { valueInteger: value }
  const [low, high] = value
  return { valueRange: { low: { value: low }, high: { value: high } } }
}

type CompactFunction = CompactPatient['function'][number]

const FUNCTION_CODES = {
  'bed-confined': 'Z74.01',
  'not-ambulatory': 'Z99.3',
  'reduced-mobility': 'Z74.09',
} as const

/** The questionnaire has no verified code: our own, or its name. Everything else is a diagnosis. */
export function functionResource(fact: CompactFunction, form: Form): Draft {
  if (fact.kind === 'roland-morris-24') {
    const code =
      form === 'coded' ? coded('own', fact.kind) : { text: 'Roland-Morris Disability Questionnaire, 24 items' }
    return observation(code, dayOf(fact.on), { valueInteger: fact.score })
  }
  return {
    resourceType: 'Condition',
    clinicalStatus: statusOf('condition-clinical', 'active'),
    verificationStatus: statusOf('condition-ver-status', 'confirmed'),
    code: coded('icd10cm', FUNCTION_CODES[fact.kind]),
    onsetDateTime: dayOf(fact.on),
  }
}

export function examinationResource({ painAtFractureLevel, on }: CompactPatient['examination'][number]): Draft {
  return observation(coded('own', 'pain-at-fracture-level'), dayOf(on), { valueBoolean: painAtFractureLevel })
}

type CompactDensity = CompactPatient['boneDensity'][number]

const T_SCORES: Readonly<Record<CompactDensity['site'], string>> = {
  'lumbar-spine': '38267-1',
  hip: '38264-8',
  'femoral-neck': '38263-0',
  forearm: '38265-5',
  heel: '38266-3',
}

export function boneDensityResource({ site, t, on }: CompactDensity): Draft {
  return observation(coded('loinc', T_SCORES[site]), dayOf(on), { valueQuantity: quantity(t, '{T-score}') })
}

function observation(code: Fields, effectiveDateTime: string, value: Fields): Draft {
  return { resourceType: 'Observation', status: 'final', code, effectiveDateTime, ...value }
}

function quantity(value: number, unit: string): Fields {
  return { value, unit, system: UCUM, code: unit }
}
