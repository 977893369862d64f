/** Variables that `npm start` passes on from its own environment. */
const PASSED_ON = ['ALLOWED_ORIGINS', 'TRUSTED_CLIENTS', 'TIME_ZONE', 'ENVIRONMENT'] as const

/** What of this environment reaches the Worker; an empty variable is none. */
export function passedOn(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
}
