import type { CareKind } from '../clinical/facts.ts'
import type { CodeGroup } from './value-sets/index.ts'

const THERAPY_WORDS = /\b(?:physical therapy|physiotherapy|therapeutic exercise)\b/i
/** Breathing therapy goes by the same name. */
const OF_THE_LUNGS = /\b(?:chest|respiratory|pulmonary)\b/i
const BRACE_NAMES = /\b(?:tlso|lso|jewett)\b/i
const BRACE_WORDS =
  /\b(?:back|spine|spinal|hyperextension|thoracic|(?:thoraco)?lumbar|(?:thoraco)?(?:lumbo)?sacral) (?:brace|orthosis)\b/i
const BED_REST_WORDS = /\bbed ?rest\b/i

/** Which non-surgical care a code or a name stands for; medicines are read on their own. */
export function careKindOf(groups: ReadonlySet<CodeGroup>, words: string): CareKind | undefined {
  if (groups.has('treatment.physical_therapy') || groups.has('referral.physical_therapy')) return 'physical-therapy'
  if (groups.has('treatment.brace') || BRACE_NAMES.test(words) || BRACE_WORDS.test(words)) return 'brace'
  if (BED_REST_WORDS.test(words)) return 'bed-rest'
  return THERAPY_WORDS.test(words) && !OF_THE_LUNGS.test(words) ? 'physical-therapy' : undefined
}
