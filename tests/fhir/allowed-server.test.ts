import { describe, expect, test } from 'vitest'
import { findAllowedServer } from '../../src/fhir/allowed-server.ts'

const PRODUCTION = {
  servers: [
    { url: 'https://ehr.example.org/fhir/R4', open: false },
    { url: 'https://open.example.org:8443/fhir/', open: true },
    { url: 'https://root.example.org', open: false },
    { url: 'http://plain.example.org/fhir', open: false },
    { url: 'https://10.1.2.3/fhir', open: false },
    { url: 'https://127.0.0.1/fhir', open: true },
  ],
  allowLoopback: false,
}
const DEVELOPMENT = { ...PRODUCTION, allowLoopback: true }

describe('a registered server', () => {
  test.each([
    ['as registered', 'https://ehr.example.org/fhir/R4', 'https://ehr.example.org/fhir/R4'],
    ['with a trailing slash', 'https://ehr.example.org/fhir/R4/', 'https://ehr.example.org/fhir/R4'],
    ['in capitals', 'HTTPS://EHR.Example.org/fhir/R4', 'https://ehr.example.org/fhir/R4'],
    ['with the default port', 'https://ehr.example.org:443/fhir/R4', 'https://ehr.example.org/fhir/R4'],
    ['registered with a slash and a port', 'https://open.example.org:8443/fhir', 'https://open.example.org:8443/fhir'],
    ['at the root of its host', 'https://root.example.org/', 'https://root.example.org'],
  ])('%s is allowed', (_case, fhirServer, baseUrl) => {
    expect(findAllowedServer(fhirServer, PRODUCTION)?.baseUrl).toBe(baseUrl)
  })

  test('needs a token', () => {
    expect(findAllowedServer('https://ehr.example.org/fhir/R4', PRODUCTION)?.tokenRequired).toBe(true)
  })

  test('needs none when it is registered as open', () => {
    expect(findAllowedServer('https://open.example.org:8443/fhir', PRODUCTION)?.tokenRequired).toBe(false)
  })
})

const NEVER_ALLOWED: readonly (readonly [string, string | undefined])[] = [
  ['no server', undefined],
  ['an empty text', ''],
  ['no address', 'ehr.example.org/fhir/R4'],
  ['another host', 'https://evil.example/fhir/R4'],
  ['a host that begins alike', 'https://ehr.example.org.evil.example/fhir/R4'],
  ['a host that ends alike', 'https://evil-ehr.example.org/fhir/R4'],
  ['a subdomain', 'https://a.ehr.example.org/fhir/R4'],
  ['the registered host as user name', 'https://ehr.example.org@evil.example/fhir/R4'],
  ['a user name', 'https://user@ehr.example.org/fhir/R4'],
  ['a user name and password', 'https://user:pass@ehr.example.org/fhir/R4'],
  ['an empty user name', 'https://@ehr.example.org/fhir/R4'],
  ['http', 'http://ehr.example.org/fhir/R4'],
  ['http although registered so', 'http://plain.example.org/fhir'],
  ['another scheme', 'ftp://ehr.example.org/fhir/R4'],
  ['a script', 'javascript://ehr.example.org/fhir/R4'],
  ['a file', 'file:///fhir/R4'],
  ['another port', 'https://ehr.example.org:8443/fhir/R4'],
  ['a longer path', 'https://ehr.example.org/fhir/R4/Patient'],
  ['a shorter path', 'https://ehr.example.org/fhir'],
  ['a path that begins alike', 'https://ehr.example.org/fhir/R4-evil'],
  ['a path in other case', 'https://ehr.example.org/FHIR/R4'],
  ['two trailing slashes', 'https://ehr.example.org/fhir/R4//'],
  ['a step up that leads back', 'https://ehr.example.org/fhir/x/../R4'],
  ['a step up at the end', 'https://ehr.example.org/fhir/R4/x/..'],
  ['a step in place', 'https://ehr.example.org/fhir/./R4'],
  ['an encoded step up', 'https://ehr.example.org/fhir/x/%2e%2e/R4'],
  ['an encoded slash', 'https://ehr.example.org/fhir%2fR4'],
  ['a step up with an encoded slash', 'https://ehr.example.org/fhir/R4/..%2f..'],
  ['a backslash', 'https://ehr.example.org\\fhir\\R4'],
  ['a backslash before another host', 'https://evil.example\\@ehr.example.org/fhir/R4'],
  ['an encoded backslash', 'https://ehr.example.org/fhir%5cR4'],
  ['a query', 'https://ehr.example.org/fhir/R4?x=1'],
  ['an empty query', 'https://ehr.example.org/fhir/R4?'],
  ['a fragment', 'https://ehr.example.org/fhir/R4#x'],
  ['an empty fragment', 'https://ehr.example.org/fhir/R4#'],
  ['a trailing dot', 'https://ehr.example.org./fhir/R4'],
  ['a tab inside', 'https://ehr.exam\tple.org/fhir/R4'],
  ['a line break at the end', 'https://ehr.example.org/fhir/R4\n'],
  ['a blank before', ' https://ehr.example.org/fhir/R4'],
  ['a null character', 'https://ehr.example.org/fhir/R4\u0000'],
  ['a look-alike letter', 'https://ehr.ex\u0430mple.org/fhir/R4'],
  ['a look-alike dot', 'https://ehr\u3002example\u3002org/fhir/R4'],
  ['an invisible letter', 'https://ehr.exa\u00admple.org/fhir/R4'],
  ['punycode of a look-alike', 'https://xn--ehr-exmple-5fg.org/fhir/R4'],
  ['cloud metadata', 'http://169.254.169.254/latest/meta-data'],
  ['cloud metadata over https', 'https://169.254.169.254/fhir/R4'],
  ['a private address, even a registered one', 'https://10.1.2.3/fhir'],
  ['an IPv6 address', 'https://[2001:db8::1]/fhir/R4'],
  ['an IPv4 address inside IPv6', 'http://[::ffff:127.0.0.1]/fhir/R4'],
  ['every address of this machine', 'http://0.0.0.0/fhir/R4'],
  ['a name below localhost', 'http://x.localhost/fhir/R4'],
  ['a host that begins like localhost', 'http://localhost.evil.example/fhir/R4'],
  ['a host that begins like loopback', 'http://127.0.0.1.evil.example/fhir/R4'],
  ['localhost with a trailing dot', 'http://localhost./fhir/R4'],
  ['a user name before loopback', 'http://user@127.0.0.1/fhir/R4'],
]

describe.each([
  ['in production', PRODUCTION],
  ['in development', DEVELOPMENT],
])('%s, never allowed', (_environment, policy) => {
  test.each(NEVER_ALLOWED)('%s', (_case, fhirServer) => {
    expect(findAllowedServer(fhirServer, policy)).toBeUndefined()
  })
})

const LOOPBACK = [
  ['localhost', 'http://localhost:8103/fhir/R4', 'http://localhost:8103/fhir/R4'],
  ['localhost over https', 'https://localhost/fhir/R4', 'https://localhost/fhir/R4'],
  ['127.0.0.1', 'http://127.0.0.1:8103/fhir/R4/', 'http://127.0.0.1:8103/fhir/R4'],
  ['another address of 127.0.0.0/8', 'http://127.3.2.1/fhir', 'http://127.3.2.1/fhir'],
  ['127.0.0.1 as one number', 'http://2130706433/fhir', 'http://127.0.0.1/fhir'],
  ['IPv6 loopback', 'http://[::1]:8103/fhir/R4', 'http://[::1]:8103/fhir/R4'],
] as const

describe('a server on this machine', () => {
  test.each(LOOPBACK)('%s is allowed in development, without a token', (_case, fhirServer, baseUrl) => {
    expect(findAllowedServer(fhirServer, DEVELOPMENT)).toEqual({ baseUrl, tokenRequired: false })
  })

  test.each(LOOPBACK)('%s is not allowed in production', (_case, fhirServer) => {
    expect(findAllowedServer(fhirServer, PRODUCTION)).toBeUndefined()
  })

  test('is not allowed in production even where it is registered', () => {
    expect(findAllowedServer('https://127.0.0.1/fhir', PRODUCTION)).toBeUndefined()
  })
})
