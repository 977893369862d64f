import type { PlannedCare, SafetyFact } from '../clinical/facts.ts'
import { type Element, elementOf, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { augmentationBasis, isAugmentation } from './read-procedure.ts'
import { firstDay } from './record-date.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

export interface ConsentFacts {
  readonly declined?: PlannedCare
  readonly safety?: SafetyFact
}

/** `rejected` = asked and not given; a consent that is only proposed, or over, decides nothing. */
const DECIDED: ReadonlySet<string> = new Set(['active', 'rejected'])

/** A refusal of augmentation, or a decision for hospice or comfort care where a code names it. */
export function readConsent(resource: unknown): ConsentFacts {
  const status = textOf(resource, 'status') ?? ''
  if (!DECIDED.has(status)) return {}
  const subjects = [{ concepts: elementsOf(resource, 'category'), isDenied: false }, ...provisionsOf(resource)]
  const date = firstDay(resource, ['dateTime'])
  const everything = subjects.flatMap(({ concepts }) => concepts)
  const isRefusal = status === 'rejected' || groupsOf(everything).has('care.declined')
  const refused = isRefusal ? everything : subjects.flatMap(({ concepts, isDenied }) => (isDenied ? concepts : []))
  const refusedGroups = groupsOf(refused)
  if (isAugmentation(refusedGroups, refused.map(wordsOf).join('\n'))) {
    const evidence = evidenceOf(resource, date, augmentationBasis(refusedGroups))
    return { declined: { kind: 'declined', date, evidence } }
  }
  const given = status === 'active' ? subjects.filter(({ isDenied }) => !isDenied) : []
  return groupsOf(given.flatMap(({ concepts }) => concepts)).has('palliative')
    ? {
        safety: {
          kind: 'comfort-care',
          present: true,
          certainty: 'confirmed',
          date,
          evidence: evidenceOf(resource, date),
        },
      }
    : {}
}

interface Provision {
  readonly concepts: readonly Element[]
  readonly isDenied: boolean
}

/** The base rule and the exceptions right below it; deeper ones are exceptions of exceptions and are not read. */
function provisionsOf(resource: unknown): readonly Provision[] {
  const base = elementOf(resource, 'provision')
  return [base, ...elementsOf(base, 'provision')].map((provision) => ({
    concepts: [...elementsOf(provision, 'code'), ...elementsOf(provision, 'action')],
    isDenied: fieldOf(provision, 'type') === 'deny',
  }))
}

function groupsOf(concepts: readonly unknown[]): ReadonlySet<CodeGroup> {
  return new Set(concepts.flatMap((concept) => meaningsOf(concept)).flatMap(({ groups }) => [...groups]))
}
