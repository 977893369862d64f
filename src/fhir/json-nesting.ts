/** Whether objects and arrays stand more than `limit` deep, in what JSON.parse made. Never recurses deeper than that itself. */
export function nestsDeeperThan(limit: number, value: unknown): boolean {
  return isContainer(value) && (limit === 0 || holdsDeeperThan(limit, value))
}

/** Plain loops: every value of every call passes here, and lists of the members cost ten times as much. */
function holdsDeeperThan(limit: number, container: Container): boolean {
  if (Array.isArray(container)) {
    for (let index = 0; index < container.length; index += 1) {
      if (isTooDeep(limit, container[index])) return true
    }
    return false
  }
  for (const name in container) {
    if (isTooDeep(limit, container[name])) return true
  }
  return false
}

function isTooDeep(limit: number, member: unknown): boolean {
  return isContainer(member) && (limit === 1 || holdsDeeperThan(limit - 1, member))
}

type Container = Readonly<Record<string, unknown>>

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}
