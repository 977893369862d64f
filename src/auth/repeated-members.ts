/**
 * Whether the outermost object of a JSON text names a member twice. `JSON.parse` takes the last one and other readers the
 * first, so that two of them could see two issuers in one token. The text must be valid JSON.
 */
export function hasRepeatedMembers(json: string): boolean {
  const names = outermostNames(json)
  return new Set(names).size < names.length
}

/** A string, with the colon behind it where it is a name; or a bracket. */
const NAME_OR_BRACKET = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[[\]{}]/g
const DEPTH: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
])

function outermostNames(json: string): readonly string[] {
  const names: string[] = []
  let depth = 0
  for (const [token] of json.matchAll(NAME_OR_BRACKET)) {
    depth += DEPTH.get(token) ?? 0
    // Parsed, because one name can be written in several ways.
    if (depth === 1 && token.endsWith(':')) names.push(JSON.parse(token.slice(0, -1)))
  }
  return names
}
