/** Settings that `npm start` passes on from its own environment; the registry of clients may stand in several variables. */
const PASSED_ON =
  /^(?:ALLOWED_ORIGINS|TRUSTED_CLIENTS(?:_\d{1,3})?|PUBLIC_URL|PATIENT_KEYS|SESSION_KEYS|ADMIN_TOKEN|TIME_ZONE|ENVIRONMENT|RETENTION_DAYS)$/

/** What of this environment reaches the Worker; an empty variable is none. */
export function passedOn(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (isPassed(name) && value ? [[name, value]] : [])),
  )
}

function isPassed(name: string): boolean {
  return PASSED_ON.test(name)
}
