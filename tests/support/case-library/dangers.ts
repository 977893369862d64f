import type { SafetyKind } from '../../../src/clinical/facts.ts'
import { type Call, callOf, withEntries } from './call.ts'
import type { Form, LibraryCase } from './format.ts'
import { belongingTo } from './irrelevant.ts'
import { labResource } from './measurements.ts'
import type { CompactImaging, CompactPatient } from './patient-format.ts'
import { type Draft, keyOf } from './resource.ts'
import { safetyResource } from './safety.ts'

/** Something that stands against a referral, and the call for a patient who has it besides. */
export interface Danger {
  readonly name: string
  /** Whether no row refers while it stands; the others are named on the card, or close one policy's row. */
  readonly holdsBack: boolean
  /** Undefined where its source cannot be read in this case, and where it would take back a greater danger. */
  readonly addedTo: (one: LibraryCase, form: Form) => Call | undefined
}

const YESTERDAY = 1

function resource(name: string, draft: (form: Form) => Draft, holdsBack = true): Danger {
  const addedTo = (one: LibraryCase, form: Form) => {
    const danger = { ...draft(form), id: 'danger' }
    const key = keyOf(danger, undefined)
    if (one.patient.unread.some((unread) => unread === key)) return undefined
    return withEntries(callOf(one, form), (resources, at) =>
      at === key ? [...resources, belongingTo(one.name, danger)] : resources,
    )
  }
  return { name, holdsBack, addedTo }
}

const safety = (kind: SafetyKind, holdsBack = true): Danger =>
  resource(
    kind,
    (form) => safetyResource({ kind, on: YESTERDAY, present: true, certainty: 'confirmed' }, form),
    holdsBack,
  )

type Laboratory = Exclude<CompactPatient['labs'][number], { readonly kind: 'sins' }>
const lab = (kind: Laboratory['kind'], value: number): Danger =>
  resource(`${kind} ${value}`, () => labResource({ kind, value, on: YESTERDAY }))

const sins = (value: number): Danger =>
  resource(`sins ${value}`, () => labResource({ kind: 'sins', value, components: {}, on: YESTERDAY }))

type Sign =
  | 'retropulsion'
  | 'canalCompromise'
  | 'neuralCompression'
  | 'instability'
  | 'malignant'
  | 'epidural'
  | 'infection'

/** Written into every report there is. */
function sign(name: Sign): Danger {
  const seen = (each: CompactImaging) => ({ ...each, [name]: 'yes' as const })
  const addedTo = ({ patient, ...one }: LibraryCase, form: Form) =>
    callOf({ ...one, patient: { ...patient, imaging: patient.imaging.map(seen) } }, form)
  return { name, holdsBack: false, addedTo }
}

const child: Danger = {
  name: 'age 16',
  holdsBack: true,
  addedTo: ({ patient, ...one }, form) => callOf({ ...one, patient: { ...patient, age: 16, born: undefined } }, form),
}

function unless(takesBack: (patient: CompactPatient) => boolean, danger: Danger): Danger {
  return { ...danger, addedTo: (one, form) => (takesBack(one.patient) ? undefined : danger.addedTo(one, form)) }
}

export const DANGERS: readonly Danger[] = [
  safety('neurological-deficit'),
  safety('neural-compression'),
  safety('possible-neurological-deficit', false),
  safety('spinal-instability'),
  // Yesterday's accident has not broken what was broken before it: it counts for a fracture of its own days.
  safety('high-energy-trauma', false),
  safety('spinal-infection'),
  safety('systemic-infection'),
  safety('fever'),
  safety('epidural-tumour'),
  safety('malignancy', false),
  safety('pregnancy', false),
  // It ends a pregnancy, and leaves in doubt whether there is another.
  unless(({ safety: found }) => found.some(({ kind }) => kind === 'pregnancy'), safety('delivery', false)),
  safety('coagulopathy', false),
  safety('anticoagulant', false),
  safety('cement-allergy'),
  safety('contrast-allergy', false),
  safety('comfort-care'),
  lab('inr', 2.4),
  lab('platelets', 30),
  lab('crp', 60),
  lab('esr', 90),
  lab('wbc', 16),
  lab('temperature', 38.6),
  sins(15),
  // The newest score of a person stands for the older ones.
  unless(({ labs }) => labs.some(({ kind }) => kind === 'sins'), sins(8)),
  sign('retropulsion'),
  sign('canalCompromise'),
  sign('neuralCompression'),
  sign('instability'),
  sign('malignant'),
  sign('epidural'),
  sign('infection'),
  child,
]
