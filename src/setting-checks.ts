/** Whether an address names this machine itself. */
export function isLoopbackUrl(address: string): boolean {
  const hostname = URL.parse(address)?.hostname ?? ''
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** Whether an address names a host by its number: such a FHIR server is never called. */
export function isNumberedHost(address: string): boolean {
  const hostname = URL.parse(address)?.hostname ?? ''
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
}

export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en-CA', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
