import { type Answer, isJsonAnswer, saidBy } from './caller.ts'
import { isObject } from './json.ts'
import { isKnownHook } from './prefetch-template.ts'
import { type Rule, type Skipped, skip } from './rule.ts'
import { type CallsSeen, conformingAnswers, faultyAnswers } from './service-calls.ts'

export const CALL_RULES: readonly Rule<CallsSeen>[] = [
  {
    id: 'call-address',
    level: 'SHALL',
    line: 168,
    section: 'http-request_1',
    title: 'The service is found at {base}/cds-services/{id}',
    todo: 'Answer POST at the address that discovery promises.',
    judge: ({ empty, oneOfEach }) =>
      unless(
        [empty, oneOfEach].some(({ status }) => status !== 404 && status !== 0),
        saidBy(empty),
      ),
  },
  {
    id: 'call-success',
    level: 'SHALL',
    line: 526,
    section: 'cds-service-response',
    title: 'A call that can be answered is answered with 200',
    todo: 'Generated records may lack what the service needs: give a body of its own with --request.',
    judge: successProblems,
  },
  {
    id: 'call-supplied',
    level: 'SHALL',
    line: 526,
    section: 'cds-service-response',
    title: 'Every body given with --request is answered with 200',
    todo: 'Look at the answer to this body.',
    judge: ({ supplied }) =>
      supplied.length === 0
        ? skip('no body for this hook was given with --request')
        : supplied.flatMap(({ name, answer }) => unless(answer.status === 200, `${name}: ${saidBy(answer)}`)),
  },
  {
    id: 'call-json',
    level: 'SHALL',
    line: 43,
    section: 'use-of-json',
    title: 'A successful answer is JSON',
    todo: 'Answer with Content-Type: application/json and a body that parses.',
    judge: onSuccess((answer) => unless(isJsonAnswer(answer), `is no JSON (${answer.headers.get('Content-Type')})`)),
  },
  {
    id: 'call-cards',
    level: 'SHALL',
    line: 547,
    section: 'cds-service-response',
    title: 'A successful answer is an object with an array cards',
    todo: 'Answer { "cards": [] } where there is nothing to say.',
    judge: onSuccess(({ json }) => unless(isObject(json) && Array.isArray(json.cards), 'has no array cards')),
  },
  {
    id: 'call-system-actions',
    level: 'SHALL',
    line: 548,
    section: 'cds-service-response',
    title: 'systemActions is an array where it is given',
    todo: 'Send an array with an action, or leave it out.',
    judge: onSuccess(({ json }) => {
      const given = isObject(json) ? json.systemActions : undefined
      return unless(
        given === undefined || (Array.isArray(given) && given.length > 0),
        'systemActions is no array with an action',
      )
    }),
  },
  {
    id: 'call-412',
    level: 'SHALL',
    line: 282,
    section: 'prefetch-template',
    title: 'Without prefetch and without a FHIR server the answer is 412, where data is needed',
    todo: 'Answer 412 where required data cannot be had, 200 where the service can do without; nothing else.',
    judge: ({ service, bare }) =>
      Object.keys(service.prefetch).length === 0
        ? skip('the service asks for no data')
        : unless(bare.status === 412 || bare.status === 200, saidBy(bare)),
  },
  {
    id: 'call-null',
    level: 'advice',
    line: 280,
    section: 'prefetch-template',
    title: 'null for a prefetch key is understood as nothing found',
    todo: 'Take null like an empty Bundle: answer 200, or 412 where the service cannot do without.',
    judge: ({ service, nulls }) => understood(service, nulls),
  },
  {
    id: 'call-operation-outcome',
    level: 'SHOULD',
    line: 280,
    section: 'prefetch-template',
    title: 'An OperationOutcome under a prefetch key is recognised',
    todo: 'Look for OperationOutcomes before reading a key: answer 200, or 412 where the service cannot do without.',
    judge: ({ service, failedReads }) => understood(service, failedReads),
  },
  {
    id: 'call-unknown-properties',
    level: 'advice',
    line: 1113,
    section: 'extensions',
    title: 'Extensions and unknown properties are ignored',
    todo: 'Do not validate requests against a closed schema: EHRs add properties everywhere.',
    judge: ({ extended, oneOfEach }) =>
      unless(extended.status === oneOfEach.status, `${saidBy(extended)} instead of ${oneOfEach.status}`),
  },
  {
    id: 'call-wrong-hook',
    level: 'advice',
    line: 174,
    section: 'http-request_1',
    title: 'A call for another hook is refused with 400',
    todo: 'Compare hook with the one of the service.',
    judge: ({ wrongHook }) => refused(wrongHook, [400, 422]),
  },
  {
    id: 'call-required',
    level: 'advice',
    line: 174,
    section: 'http-request_1',
    title: 'A call without a required field is refused with 400',
    todo: 'Answer 400 and name the field; never 404, 412 or 5xx.',
    judge: ({ without, service }) =>
      Object.entries(without)
        .filter(([field]) => field !== 'context.patientId' || isKnownHook(service.hook))
        .flatMap(([field, answer]) => refused(answer, [400, 422]).map((problem) => `without ${field}: ${problem}`)),
  },
  {
    id: 'call-not-json',
    level: 'advice',
    line: 43,
    section: 'use-of-json',
    title: 'A body that is no JSON is refused with 400',
    todo: 'Catch the error of the parser.',
    judge: ({ notJson }) => refused(notJson, [400]),
  },
  {
    id: 'call-method',
    level: 'advice',
    line: 168,
    section: 'http-request_1',
    title: 'GET on a service is refused with 405 and Allow',
    todo: 'Answer 405 with Allow: POST.',
    judge: ({ got }) => (got.status === 405 ? unless(got.headers.has('Allow'), '405 without Allow') : [saidBy(got)]),
  },
  {
    id: 'call-no-crash',
    level: 'advice',
    line: 541,
    section: 'http-status-codes',
    title: 'No call is answered with 5xx',
    todo: 'A 5xx says that the service is broken; a client that asks wrongly gets a 4xx.',
    judge: (seen) => onAll(seen, ({ status }) => status < 500),
  },
  {
    id: 'call-failures-explained',
    level: 'advice',
    line: 541,
    section: 'http-status-codes',
    title: 'A failure has an OperationOutcome as its body',
    todo: 'Send an OperationOutcome (3.0 asks for it): integrators see only this.',
    judge: (seen) =>
      onAll(seen, ({ status, json }) => status < 400 || (isObject(json) && json.resourceType === 'OperationOutcome')),
  },
  {
    id: 'call-time',
    level: 'SHOULD',
    line: 230,
    section: 'providing-fhir-resources-to-a-cds-service',
    title: 'Answers come within about 500 ms',
    todo: 'A clinician waits for the answer. Measured from here, the way through the network included.',
    judge: (seen) =>
      conformingAnswers(seen).flatMap(([name, { elapsedMs }]) =>
        unless(elapsedMs <= 500, `${name}: ${Math.round(elapsedMs)} ms`),
      ),
  },
  {
    id: 'call-preflight',
    level: 'advice',
    line: 1095,
    section: 'cross-origin-resource-sharing',
    title: 'A preflight for POST with authorization and content-type is allowed',
    todo: 'Answer OPTIONS without credentials, with the method and both headers.',
    judge: preflightProblems,
  },
  {
    id: 'call-failure-cors',
    level: 'advice',
    line: 1095,
    section: 'cross-origin-resource-sharing',
    title: 'Failures have the CORS headers too',
    todo: 'Set Access-Control-Allow-Origin before anything can fail: a browser else shows "network error" only.',
    judge: ({ failureFromOrigin }) =>
      failureFromOrigin === undefined
        ? skip('no --origin was given')
        : unless(
            failureFromOrigin.headers.has('Access-Control-Allow-Origin'),
            `${saidBy(failureFromOrigin)} without it`,
          ),
  },
]

function unless(kept: boolean, problem: string): readonly string[] {
  return kept ? [] : [problem]
}

function successProblems(seen: CallsSeen): readonly string[] | Skipped {
  const answers = conformingAnswers(seen)
  if (answers.some(([, { status }]) => status === 200)) return []
  if (!isKnownHook(seen.service.hook)) return skip(`what ${seen.service.hook} sends in context is not known here`)
  if (answers.every(([, { status }]) => status === 412))
    return skip('every body was answered with 412: give one with --request')
  return answers.map(([name, answer]) => `${name}: ${saidBy(answer)}`)
}

function onSuccess(problemsIn: (answer: Answer) => readonly string[]): Rule<CallsSeen>['judge'] {
  return (seen) => {
    const successes = conformingAnswers(seen).filter(([, { status }]) => status === 200)
    if (successes.length === 0) return skip('no call was answered with 200')
    return successes.flatMap(([name, answer]) => problemsIn(answer).map((problem) => `${name}: ${problem}`))
  }
}

function onAll(seen: CallsSeen, isFine: (answer: Answer) => boolean): readonly string[] {
  const all = [...conformingAnswers(seen), ...faultyAnswers(seen), ['GET', seen.got] as const]
  return all.filter(([, answer]) => !isFine(answer)).map(([name, answer]) => `${name}: ${saidBy(answer)}`)
}

function understood({ prefetch }: CallsSeen['service'], answer: Answer): readonly string[] | Skipped {
  if (Object.keys(prefetch).length === 0) return skip('the service has no prefetch templates')
  return unless(answer.status === 200 || answer.status === 412, saidBy(answer))
}

function refused(answer: Answer, statuses: readonly number[]): readonly string[] {
  return unless(statuses.includes(answer.status), saidBy(answer))
}

function preflightProblems({ preflight }: CallsSeen): readonly string[] | Skipped {
  if (preflight === undefined) return skip('no --origin was given')
  const allowed = (name: string) => (preflight.headers.get(name) ?? '').toLowerCase()
  const headers = allowed('Access-Control-Allow-Headers')
  return [
    ...unless(preflight.status >= 200 && preflight.status < 300, saidBy(preflight)),
    ...unless(allowed('Access-Control-Allow-Origin') !== '', 'no Access-Control-Allow-Origin'),
    ...unless(/post|\*/.test(allowed('Access-Control-Allow-Methods')), 'POST is not allowed'),
    ...['authorization', 'content-type']
      .filter((name) => !headers.includes(name))
      .map((name) => `${name} is not allowed`),
  ]
}
