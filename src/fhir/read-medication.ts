import type { BoneHealthCare, NonSurgicalCare, SafetyFact } from '../clinical/facts.ts'
import { type Element, elementOf, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { firstDate } from './record-date.ts'
import {
  type CodeGroup,
  meaningsOf,
  medicationClassOfName,
  type MedicationClass as NamedClass,
} from './value-sets/index.ts'

export interface MedicationFacts {
  readonly care?: NonSurgicalCare
  readonly safety?: SafetyFact
  readonly boneHealth?: BoneHealthCare
}

type MedicationClass = 'analgesic' | 'opioid' | 'anticoagulant' | 'bone'

/** Never taken, or no order at all. A stopped one was taken and counts as tried. */
const NOT_TAKEN: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'draft', 'not-taken', 'unknown'])
const NOT_ORDERED: ReadonlySet<string> = new Set(['proposal', 'plan', 'option'])
const ACTIVE: ReadonlySet<string> = new Set(['active', 'intended', 'on-hold'])

/** MedicationRequest or MedicationStatement. `findMedication` resolves what stands beside it in the same answer. */
export function readMedication(resource: unknown, findMedication: (reference: string) => unknown): MedicationFacts {
  if (!isTaken(resource)) return {}
  const status = textOf(resource, 'status') ?? ''
  const { medicationClass, byCodesAlone } = classify(resource, findMedication)
  if (medicationClass === undefined) return {}
  // What is only intended was not tried yet; for an anticoagulant the plan is enough.
  if (status === 'intended' && medicationClass !== 'anticoagulant') return {}

  const started = firstDate(resource, ['authoredOn', 'effectiveDateTime', 'effectivePeriod', 'dateAsserted'])
  const date = started?.earliest ?? null
  const evidence = evidenceOf(resource, date, basisOf(medicationClass, byCodesAlone))
  switch (medicationClass) {
    case 'analgesic':
    case 'opioid':
      return { care: { kind: medicationClass, startedOn: date, startedAt: started?.at ?? null, evidence } }
    case 'anticoagulant':
      return ACTIVE.has(status)
        ? { safety: { kind: 'anticoagulant', present: true, certainty: 'confirmed', date, evidence } }
        : {}
    case 'bone':
      return { boneHealth: { kind: 'anti-osteoporosis-drug', date, evidence } }
  }
}

function isTaken(resource: unknown): boolean {
  if (fieldOf(resource, 'doNotPerform') === true) return false
  return !NOT_TAKEN.has(textOf(resource, 'status') ?? '') && !NOT_ORDERED.has(textOf(resource, 'intent') ?? '')
}

const CODED: ReadonlyMap<CodeGroup, MedicationClass> = new Map<CodeGroup, MedicationClass>([
  ['med.opioid', 'opioid'],
  ['med.analgesic_simple', 'analgesic'],
  ['med.nsaid', 'analgesic'],
  ['med.anticoagulant', 'anticoagulant'],
  ['med.bone', 'bone'],
  ['med.calcitonin', 'bone'],
])

/** Which kind of medicine is named, whatever became of the order. */
export function medicationClassOf(
  resource: unknown,
  findMedication: (reference: string) => unknown,
): MedicationClass | undefined {
  return classify(resource, findMedication).medicationClass
}

interface Classified {
  readonly medicationClass: MedicationClass | undefined
  readonly byCodesAlone: MedicationClass | undefined
}

function classify(resource: unknown, findMedication: (reference: string) => unknown): Classified {
  const medication = referenced(resource, findMedication)
  const ingredients = elementsOf(medication, 'ingredient').map((each) => fieldOf(each, 'itemCodeableConcept'))
  const named = [fieldOf(resource, 'medicationCodeableConcept'), fieldOf(medication, 'code'), ...ingredients]
  const coded = named
    .flatMap((concept) => meaningsOf(concept))
    .flatMap(({ groups }) => [...groups].map((group) => CODED.get(group)))
  const byCode = coded.find((medicationClass) => medicationClass !== undefined)
  if (byCode) return { medicationClass: byCode, byCodesAlone: byCode }

  // EHRs send product codes, or only the name that the prescriber saw.
  const display = textOf(elementOf(resource, 'medicationReference'), 'display') ?? ''
  const byName = medicationClassOfName([...named.map(wordsOf), display].join('\n'))
  return { medicationClass: byName && CLASS_BY_NAME[byName], byCodesAlone: undefined }
}

const CLASS_BY_NAME: Readonly<Record<NamedClass, MedicationClass | undefined>> = {
  opioid: 'opioid',
  analgesic: 'analgesic',
  nsaid: 'analgesic',
  anticoagulant: 'anticoagulant',
  antiplatelet: undefined,
  bone: 'bone',
}

function referenced(resource: unknown, findMedication: (reference: string) => unknown): unknown {
  const reference = textOf(elementOf(resource, 'medicationReference'), 'reference')
  if (reference === undefined) return undefined
  if (!reference.startsWith('#')) return findMedication(reference)
  return elementsOf(resource, 'contained').find((contained: Element) => textOf(contained, 'id') === reference.slice(1))
}
