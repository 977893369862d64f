import { isJsonAnswer, saidBy } from './caller.ts'
import type { DiscoverySeen } from './discovery.ts'
import { blanksIn, isObject, isText, listAt, oddExtensionsIn } from './json.ts'
import { type Rule, skip } from './rule.ts'

type DiscoveryRule = Rule<DiscoverySeen>

export const DISCOVERY_RULES: readonly DiscoveryRule[] = [
  {
    id: 'discovery-https',
    level: 'SHALL',
    line: 43,
    section: 'use-of-json',
    title: 'The service is reached over HTTPS',
    todo: 'Serve it over https. Only a service on this machine may do without.',
    judge: ({ base }) => (/^https:/.test(base) || isLoopback(base) ? [] : [`${base} is not https`]),
  },
  {
    id: 'discovery-status',
    level: 'SHALL',
    line: 84,
    section: 'discovery',
    title: 'GET {base}/cds-services is answered with 200',
    todo: 'Answer discovery at exactly this address, without a redirect.',
    judge: ({ listed }) => (listed.status === 200 ? [] : [saidBy(listed)]),
  },
  {
    id: 'discovery-json',
    level: 'SHALL',
    line: 43,
    section: 'use-of-json',
    title: 'Discovery is JSON',
    todo: 'Answer with Content-Type: application/json and a body that parses.',
    judge: ({ listed }) =>
      isJsonAnswer(listed)
        ? []
        : [`Content-Type ${listed.headers.get('Content-Type')}, body of ${listed.text.length} characters`],
  },
  {
    id: 'discovery-services',
    level: 'SHALL',
    line: 90,
    section: 'response',
    title: 'Discovery is an object with an array services',
    todo: 'Wrap the list: { "services": [ … ] }.',
    judge: ({ listed: { json } }) =>
      isObject(json) && Array.isArray(json.services) ? [] : ['there is no array services'],
  },
  {
    id: 'discovery-required',
    level: 'SHALL',
    line: 99,
    section: 'response',
    title: 'Every service has the texts hook, description and id',
    todo: 'Add what is missing.',
    judge: onServices((service, at) =>
      ['hook', 'description', 'id'].filter((name) => !isText(service[name])).map((name) => `${at}.${name} is no text`),
    ),
  },
  {
    id: 'discovery-optional',
    level: 'SHALL',
    line: 99,
    section: 'response',
    title: 'title and usageRequirements are texts, prefetch is an object of texts, where they are given',
    todo: 'Give them the type that the specification names, or leave them out.',
    judge: onServices(optionalProblems),
  },
  {
    id: 'discovery-blank',
    level: 'SHALL',
    line: 47,
    section: 'use-of-json',
    title: 'Nothing in discovery is null or empty',
    todo: 'Leave out what has no value.',
    judge: onServices((service, at) => blanksIn(service, at)),
  },
  {
    id: 'discovery-extension',
    level: 'SHALL',
    line: 1113,
    section: 'extensions',
    title: 'An extension is a JSON object',
    todo: 'Put the values of the extension under names of your own in one object.',
    judge: ({ listed }) => oddExtensionsIn(listed.json, 'discovery'),
  },
  {
    id: 'discovery-once',
    level: 'SHALL',
    line: 111,
    section: 'response',
    title: 'An id is listed once for each hook',
    todo: 'Several entries may share an id only for different hooks.',
    judge: ({ listed }) => twins(listAt(listed.json, 'services'), (service) => `${service.id} (${service.hook})`),
  },
  {
    id: 'discovery-unique-id',
    level: 'advice',
    line: 111,
    section: 'update-stale-guidance',
    title: 'Every id is unique',
    todo: 'Give each hook an id of its own: some clients know a service by its address and keep one entry only.',
    judge: ({ listed }) => twins(listAt(listed.json, 'services'), (service) => String(service.id)),
  },
  {
    id: 'discovery-title',
    level: 'SHOULD',
    line: 103,
    section: 'response',
    title: 'Every service has a title',
    todo: 'Add a title that a person can choose by.',
    judge: onServices((service, at) => (isText(service.title) ? [] : [`${at} has no title`])),
  },
  {
    id: 'discovery-callable',
    level: 'advice',
    line: 97,
    section: 'response',
    title: 'At least one service is listed',
    todo: 'An empty list is allowed; there is then nothing more to check.',
    judge: ({ listed }) => (listAt(listed.json, 'services').length > 0 ? [] : ['no service is listed']),
  },
  {
    id: 'discovery-public',
    level: 'advice',
    line: 976,
    section: 'trusting-cds-clients',
    title: 'Discovery is answered without credentials as well',
    todo: 'It holds nothing of a patient, and people copy prefetch templates from it.',
    judge: ({ open }) =>
      open === undefined ? skip('no credentials were given') : unless(open.status === 200, saidBy(open)),
  },
  {
    id: 'discovery-head',
    level: 'advice',
    line: 84,
    section: 'discovery',
    title: 'HEAD is answered like GET',
    todo: 'Answer HEAD with the status and headers of GET.',
    judge: ({ head, listed }) => unless(head.status === listed.status, `HEAD: ${saidBy(head)}`),
  },
  {
    id: 'discovery-slash',
    level: 'advice',
    line: 84,
    section: 'discovery',
    title: 'A trailing slash is answered, not redirected',
    todo: 'Answer /cds-services/ like /cds-services: browsers do not follow a redirect after a preflight.',
    judge: ({ withSlash }) => unless(withSlash.status === 200, saidBy(withSlash)),
  },
  {
    id: 'discovery-etag',
    level: 'advice',
    line: 84,
    section: 'discovery',
    title: 'Discovery has an ETag and answers If-None-Match with 304',
    todo: 'Send an ETag, so that clients can ask often at no cost.',
    judge: ({ again }) =>
      again === undefined ? ['there is no ETag'] : unless(again.status === 304, `with If-None-Match: ${saidBy(again)}`),
  },
  {
    id: 'discovery-cors',
    level: 'advice',
    line: 1095,
    section: 'cross-origin-resource-sharing',
    title: 'Discovery may be read by the page of the origin named',
    todo: 'Send Access-Control-Allow-Origin for the origins of browser-based clients.',
    judge: ({ fromOrigin }) =>
      fromOrigin === undefined
        ? skip('no --origin was given')
        : unless(fromOrigin.headers.has('Access-Control-Allow-Origin'), 'no Access-Control-Allow-Origin'),
  },
]

function unless(kept: boolean, problem: string): readonly string[] {
  return kept ? [] : [problem]
}

function isLoopback(base: string): boolean {
  return /^http:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|\/|$)/i.test(base)
}

function onServices(
  problemsIn: (service: Readonly<Record<string, unknown>>, at: string) => readonly string[],
): DiscoveryRule['judge'] {
  return ({ listed }) => {
    const services = listAt(listed.json, 'services')
    if (services.length === 0) return skip('no service is listed')
    return services.flatMap((service, index) => {
      if (!isObject(service)) return [`services[${index}] is no object`]
      return problemsIn(service, `services[${index}]${isText(service.id) ? ` (${service.id})` : ''}`)
    })
  }
}

function optionalProblems(service: Readonly<Record<string, unknown>>, at: string): readonly string[] {
  const texts = ['title', 'usageRequirements'].filter((name) => name in service && typeof service[name] !== 'string')
  const { prefetch } = service
  const templates = isObject(prefetch)
    ? Object.entries(prefetch).filter(([, template]) => typeof template !== 'string')
    : []
  return [
    ...texts.map((name) => `${at}.${name} is no text`),
    ...(prefetch === undefined || isObject(prefetch) ? [] : [`${at}.prefetch is no object`]),
    ...templates.map(([key]) => `${at}.prefetch.${key} is no text`),
  ]
}

function twins(
  services: readonly unknown[],
  nameOf: (service: Readonly<Record<string, unknown>>) => string,
): readonly string[] {
  const names = services.filter(isObject).map(nameOf)
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is listed more than once`)
}
