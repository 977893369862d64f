import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { passedOn } from '../src/tools/passed-on.ts'
import { CLIENT_KEYS, readTrustedClients } from '../src/trusted-clients.ts'

const text = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8')

/** Each example by the heading it stands under. */
const EXAMPLES = [...text.matchAll(/^### (.+)$[\s\S]*?^```json\n([\s\S]*?)^```$/gm)].map(
  ([, heading = '', json = '']) => [heading, json] as const,
)

/** First column of the table that stands under a heading, without its marks. */
function firstColumnUnder(heading: string): readonly string[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`)
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  )
}

describe('the examples of docs/configuration.md', () => {
  test('are one for each EHR', () => {
    const headings = EXAMPLES.map(([heading]) => heading)
    expect(headings).toEqual(['Epic', 'Oracle Health', 'athenahealth', 'Meld and the public sandbox', 'Medplum'])
  })

  test.each(EXAMPLES)('%s is accepted as it stands', (_heading, json) => {
    const variables = { ENVIRONMENT: 'development', PUBLIC_URL: 'https://cds.example.org', TRUSTED_CLIENTS: json }
    expect(readConfig(variables)).toMatchObject({ ok: true })
  })

  test('may all stand in one registry', () => {
    const all = EXAMPLES.flatMap(([, json]) => JSON.parse(json))
    expect(readTrustedClients({ TRUSTED_CLIENTS: all }, { timeZone: 'UTC', allowLoopback: false })).toMatchObject({
      ok: true,
    })
  })

  test('of the sandbox is refused by production', () => {
    const sandbox = EXAMPLES.find(([heading]) => heading.includes('sandbox'))?.[1]
    const variables = { ENVIRONMENT: 'production', PUBLIC_URL: 'https://cds.example.org', TRUSTED_CLIENTS: sandbox }
    expect(readConfig(variables)).toMatchObject({ failure: { key: 'TRUSTED_CLIENTS' } })
  })
})

describe('the tables of docs/configuration.md', () => {
  test('name every key of a client, and no other', () => {
    expect([...firstColumnUnder('A CDS client')].sort()).toEqual([...CLIENT_KEYS].sort())
  })

  test('name every variable that npm start passes on', () => {
    const named = firstColumnUnder('Variables').filter(
      (name) => !['PORT', 'FHIR_PORT', 'STATE_DIR', '_999'].includes(name),
    )
    const environment = Object.fromEntries(named.map((name) => [name, 'x']))
    expect(Object.keys(passedOn(environment)).sort()).toEqual([...named].sort())
    expect(named).toEqual(expect.arrayContaining(['ENVIRONMENT', 'PUBLIC_URL', 'PATIENT_KEYS', 'RETENTION_DAYS']))
  })
})
