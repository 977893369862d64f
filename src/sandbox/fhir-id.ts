/** Longer than R4's 64 and with `_`, as real EHRs have them; never `.` or `..`. */
const FHIR_ID = /^(?!\.+$)[A-Za-z0-9._-]{1,128}$/

export function isFhirId(text: string): boolean {
  return FHIR_ID.test(text)
}
