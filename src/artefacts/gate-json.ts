import type { Gate, GateAction } from '../clinical/gates/gate.ts'
import { GATES } from '../clinical/gates/index.ts'
import type { Policy } from '../clinical/policies/policy.ts'
import { type CitationJson, citationJson, type ThresholdJson, thresholdJson } from './threshold-json.ts'

export interface GateJson {
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly action: GateAction
  readonly actionWords: string
  readonly citation: CitationJson
  readonly thresholds: readonly ThresholdJson[]
  /** Where the answer is looked for; if one of these could not be read, "nothing found" is not said. */
  readonly sources: readonly string[]
  /** Whether the card asks a person to confirm it where nothing was found. */
  readonly confirmedOnCard: boolean
}

/** A gate beside one policy. */
export interface GateOfPolicy extends GateJson {
  /** The policy lists it as an exclusion: it excludes here also where elsewhere it only asks for something first. */
  readonly excludes: boolean
}

const ACTION_WORDS: Readonly<Record<GateAction, string>> = {
  'other-route': 'Sends the patient elsewhere: outside this tool, the local urgent pathway',
  'complete-workup': 'Asks for something first: no better than "complete the work-up"',
  name: 'Is named on the card and holds nothing back',
}

export function gatesOf({ excludedBy }: Policy): readonly GateOfPolicy[] {
  return GATES.map((gate) => ({ ...gateJson(gate), excludes: excludedBy.has(gate.id) }))
}

export function gateJson({ id, name, statement, action, citation, thresholds = [], sources, confirm }: Gate): GateJson {
  return {
    id,
    name,
    statement,
    action,
    actionWords: ACTION_WORDS[action],
    citation: citationJson(citation),
    thresholds: thresholds.map(thresholdJson),
    sources,
    confirmedOnCard: confirm === true,
  }
}
