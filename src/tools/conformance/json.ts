export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const list = isObject(value) ? value[name] : undefined
  return Array.isArray(list) ? list : []
}

export function isAbsoluteUrl(value: unknown): value is string {
  return isText(value) && /^[a-z][a-z0-9+.-]*:/i.test(value) && URL.canParse(value)
}

export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)
}

/**
 * Paths of nulls and empty values, which CDS Hooks does not allow. FHIR resources have rules of their own (a null may hold
 * a place in an array there), and extensions are nobody's business: both are left out.
 */
export function blanksIn(value: unknown, path: string): readonly string[] {
  if (value === null) return [`${path} is null`]
  if (value === '') return [`${path} is an empty string`]
  if (typeof value !== 'object') return []
  const members = Object.entries(value)
  if (members.length === 0) return [`${path} is an empty ${Array.isArray(value) ? 'array' : 'object'}`]
  return members
    .filter(([name]) => name !== 'resource' && name !== 'extension')
    .flatMap(([name, member]) => blanksIn(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`))
}

/** Paths of extensions that are no JSON object. */
export function oddExtensionsIn(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const at = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`
    if (name === 'extension') return isObject(member) ? [] : [`${at} is no JSON object`]
    return name === 'resource' ? [] : oddExtensionsIn(member, at)
  })
}
