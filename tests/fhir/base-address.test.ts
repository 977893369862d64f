import { describe, expect, test } from 'vitest'
import { resolveBelow } from '../../src/fhir/base-address.ts'

const BASE = 'https://ehr.example.org/fhir/R4'

describe('an address below the base', () => {
  test.each([
    ['absolute', `${BASE}/Condition?page=2`, `${BASE}/Condition?page=2`],
    ['relative', 'Condition?page=2', `${BASE}/Condition?page=2`],
    ['from the root of the host', '/fhir/R4/Condition?page=2', `${BASE}/Condition?page=2`],
    ['only a query', '?sessionID=1', `${BASE}/?sessionID=1`],
    ['the base itself with a query', `${BASE}?getpages=1`, `${BASE}?getpages=1`],
    ['with the default port', 'https://ehr.example.org:443/fhir/R4/Condition', `${BASE}/Condition`],
    ['with a fragment, which is dropped', `${BASE}/Condition#x`, `${BASE}/Condition`],
    ['with a parameter of the path', `${BASE}/Condition;jsessionid=1`, `${BASE}/Condition;jsessionid=1`],
    ['with encoded slashes in the query only', `${BASE}?page=a%2Fb`, `${BASE}?page=a%2Fb`],
  ])('%s resolves', (_case, address, resolved) => {
    expect(resolveBelow(BASE, address)).toBe(resolved)
  })
})

describe('an address outside the base', () => {
  test.each([
    ['another host', 'https://evil.example/fhir/R4/Condition'],
    ['a host that begins alike', 'https://ehr.example.org.evil.example/fhir/R4/Condition'],
    ['another host without a scheme', '//evil.example/fhir/R4/Condition'],
    ['another host by backslashes', '\\\\evil.example\\fhir\\R4\\Condition'],
    ['http', 'http://ehr.example.org/fhir/R4/Condition'],
    ['another port', 'https://ehr.example.org:8443/fhir/R4/Condition'],
    ['a user name', 'https://user@ehr.example.org/fhir/R4/Condition'],
    ['a sibling path', 'https://ehr.example.org/fhir/R4-evil/Condition'],
    ['the parent path', 'https://ehr.example.org/fhir'],
    ['a step out', `${BASE}/../admin`],
    ['an encoded step out', `${BASE}/%2e%2e/admin`],
    ['a step out with encoded slashes', `${BASE}/..%2f..%2fadmin`],
    ['an encoded backslash', `${BASE}/..%5cadmin`],
    ['a step out, encoded twice', `${BASE}/%252e%252e/admin`],
    ['a slash, encoded three times', `${BASE}/..%25252fadmin`],
    ['a step out before a semicolon', `${BASE}/..;/admin`],
    ['a step out before a parameter of the path', `${BASE}/..;x=1/admin`],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:application/json,{}'],
    ['no address', 'https://'],
  ])('%s resolves to nothing', (_case, address) => {
    expect(resolveBelow(BASE, address)).toBeUndefined()
  })
})

test('everything on the host is below a base at its root', () => {
  expect(resolveBelow('https://ehr.example.org', '/Condition')).toBe('https://ehr.example.org/Condition')
})
