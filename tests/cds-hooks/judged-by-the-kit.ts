import { ACTION_RULES } from '../../src/tools/conformance/action-rules.ts'
import type { Answer } from '../../src/tools/conformance/caller.ts'
import { CARD_RULES } from '../../src/tools/conformance/card-rules.ts'
import { cardsIn } from '../../src/tools/conformance/cards.ts'
import type { DiscoverySeen } from '../../src/tools/conformance/discovery.ts'
import { DISCOVERY_RULES } from '../../src/tools/conformance/discovery-rules.ts'
import { judge, type Result } from '../../src/tools/conformance/rule.ts'
import type { CallsSeen } from '../../src/tools/conformance/service-calls.ts'
import { TEMPLATE_RULES } from '../../src/tools/conformance/template-rules.ts'

/** Which SHALL and SHOULD a discovery document does not keep; what only a server can show is left out. */
export function problemsOfDiscovery(json: unknown): readonly string[] {
  const listed = answer(json)
  const seen: DiscoverySeen = {
    base: 'https://cds.example.org',
    listed,
    head: listed,
    withSlash: listed,
    again: undefined,
    open: undefined,
    fromOrigin: undefined,
  }
  return required(judge([...DISCOVERY_RULES, ...TEMPLATE_RULES], seen, 'example'))
}

/** Which SHALL and SHOULD an answer does not keep. The examples shorten their resources, so that these are not looked at. */
export function problemsOfAnswer(json: unknown): readonly string[] {
  const given = answer(json)
  const silent = { ...given, status: 412 }
  const seen: CallsSeen = {
    service: { id: 'example', hook: 'patient-view', prefetch: {} },
    hasCredentials: false,
    empty: given,
    oneOfEach: silent,
    supplied: [],
    bare: silent,
    nulls: silent,
    failedReads: silent,
    extended: silent,
    wrongHook: silent,
    notJson: silent,
    without: { hook: silent, hookInstance: silent, context: silent, 'context.patientId': silent },
    got: silent,
    preflight: undefined,
    failureFromOrigin: undefined,
  }
  return required(
    judge(
      [...CARD_RULES, ...ACTION_RULES],
      cardsIn(seen, () => undefined),
      'example',
    ),
  )
}

function answer(json: unknown): Answer {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  return {
    method: 'GET',
    url: 'https://cds.example.org',
    status: 200,
    headers,
    text: JSON.stringify(json),
    json,
    elapsedMs: 0,
  }
}

function required(results: readonly Result[]): readonly string[] {
  return results
    .filter(({ outcome, level }) => (outcome === 'fail' || outcome === 'warn') && level !== 'advice')
    .map(({ id, details }) => `${id}: ${details.join(', ')}`)
}
