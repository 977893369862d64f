/** Root fields of a hook's context that its page marks as usable in prefetch templates. */
const TOKENS_OF_HOOK: Readonly<Record<string, readonly string[]>> = {
  'patient-view': ['userId', 'patientId', 'encounterId'],
  'encounter-start': ['userId', 'patientId', 'encounterId'],
  'encounter-discharge': ['userId', 'patientId', 'encounterId'],
  'order-select': ['userId', 'patientId', 'encounterId'],
  'order-sign': ['userId', 'patientId', 'encounterId'],
  'order-dispatch': ['patientId', 'dispatchedOrders', 'performer'],
  'appointment-book': ['userId', 'patientId', 'encounterId'],
  'problem-list-item-create': ['userId', 'patientId', 'encounterId'],
  'allergyintolerance-create': ['userId', 'patientId', 'encounterId'],
  'medication-refill': ['userId', 'patientId', 'encounterId'],
}
const USER_TOKENS = new Set(['userPractitionerId', 'userPractitionerRoleId', 'userPatientId', 'userRelatedPersonId'])
const RESULT_PARAMETERS = new Set(['_count', '_sort', '_id', '_lastUpdated'])
const TOKEN = /\{\{([^{}]*)\}\}/g

/** Hooks of the hook library: what they bring in their context, and in their templates, is known here. */
export function isKnownHook(hook: string): boolean {
  return Object.hasOwn(TOKENS_OF_HOOK, hook)
}

/** The query behind a template: a read of one resource, or a search of one type. */
export interface Query {
  readonly type: string
  /** Undefined for a search. */
  readonly id: string | undefined
  readonly parameters: readonly (readonly [name: string, value: string])[]
}

/** Fills the tokens in from the values of a context and reads the query; an unknown token stays empty. */
export function queryOf(template: string, context: Readonly<Record<string, unknown>>): Query {
  const filled = template.replaceAll(TOKEN, (_, token: string) => valueOfToken(token.trim(), context))
  const [path = '', search = ''] = filled.split('?', 2)
  const [type = '', id] = path.replace(/^\/+/, '').split('/')
  return { type, id: search === '' ? (id ?? '') : undefined, parameters: parametersOf(search) }
}

function valueOfToken(token: string, context: Readonly<Record<string, unknown>>): string {
  if (USER_TOKENS.has(token)) return `conformance-${token}`
  const value = context[token.replace(/^context\./, '')]
  return typeof value === 'string' ? value : ''
}

function parametersOf(search: string): Query['parameters'] {
  if (search === '') return []
  return search.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [name, decoded(value.join('='))] as const
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Tokens that are neither a root field of the hook's context nor one of the four names of the user. */
export function tokenProblems(template: string, hook: string): readonly string[] {
  const tokens = [...template.matchAll(TOKEN)].map(([, token = '']) => token)
  const known = TOKENS_OF_HOOK[hook]
  const rest = template.replaceAll(TOKEN, '')
  return [
    ...(rest.includes('{{') || rest.includes('}}') ? [`'${template}' has unbalanced token delimiters`] : []),
    ...tokens.flatMap((token) => {
      if (USER_TOKENS.has(token)) return []
      const [, field] = /^context\.([A-Za-z][A-Za-z0-9_-]*)$/.exec(token) ?? []
      if (field === undefined) return [`{{${token}}} is no root field of context and no name of the user`]
      return known === undefined || known.includes(field) ? [] : [`{{${token}}} is no prefetch token of ${hook}`]
    }),
  ]
}

/** What lies outside the part of FHIR search that the specification recommends. */
export function subsetProblems(template: string): readonly string[] {
  const { type, id, parameters } = queryOf(template, {})
  // A whole reference in one token, `{{context.userId}}`, is a read.
  const isWhole = /^\{\{[^{}]*\}\}$/.test(template)
  return [
    ...(isWhole || /^[A-Z][A-Za-z]+$/.test(type) ? [] : [`'${template}' starts with no resource type`]),
    ...(id?.startsWith('$') || template.includes('/$') ? [`'${template}' calls an operation`] : []),
    ...parameters.flatMap(([name, value]) => parameterProblems(name, value)),
  ]
}

function parameterProblems(name: string, value: string): readonly string[] {
  const [plain = '', modifier] = name.split(':')
  if (plain.startsWith('_') && !RESULT_PARAMETERS.has(plain)) return [`${plain} is outside the recommended subset`]
  if (plain === 'sort') return [`'${name}' is no FHIR R4 search parameter: it is _sort=-date`]
  if (plain.includes('.')) return [`'${name}' is a chained search`]
  if (modifier !== undefined && modifier !== 'in')
    return [`the modifier of '${name}' is outside the recommended subset`]
  return /^(?:ne|sa|eb|ap)\d{4}/.test(value)
    ? [`the prefix of '${name}=${value}' is outside the recommended subset`]
    : []
}

/** What real clients do not do, although the specification allows it. */
export function portabilityProblems(template: string): readonly string[] {
  const { parameters } = queryOf(template, { patientId: 'x'.repeat(64) })
  const names = parameters.map(([name]) => name)
  return [
    ...(template.length > 2000 ? [`a template of ${template.length} characters is too long for many servers`] : []),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((name) => `'${name}' is repeated: some clients merge the values into one`),
    ...names.filter((name) => name.endsWith(':in')).map((name) => `'${name}': clients need not know :in`),
  ]
}
