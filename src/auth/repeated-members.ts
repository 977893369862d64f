/**
 * Whether the outermost object of a JSON text names a member twice. `JSON.parse` takes the last one and other readers the
 * first, so that two of them could see two issuers in one token. The text must be valid JSON.
 */
export function hasRepeatedMembers(json: string): boolean {
  const names = new Set<unknown>()
  let depth = 0
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[[\]{}]/g)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && token.endsWith(':')) {
      const name: unknown = JSON.parse(token.slice(0, -1))
      if (names.has(name)) return true
      names.add(name)
    }
  }
  return false
}
