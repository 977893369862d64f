import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { createKeySets } from '../auth/key-sets.ts'
import { namesInToken } from '../auth/names-in-token.ts'
import { readTrustedClients } from '../trusted-clients.ts'
import { passedOn } from './passed-on.ts'
import { explainToken } from './verify-jwt/explain-token.ts'

const USAGE = `npm run verify-jwt -- <token | file | -> [options]

Says which checks a token passes, and what to do about those it does not. The clients are those of TRUSTED_CLIENTS in the
environment, the address is below PUBLIC_URL (http://127.0.0.1:8787). Prints the names in the token, never the token; it
is not used up. A token is best handed over in a file or on standard input: a command line is kept in a history.

  --for <path>       the address that is called (/cds-services/vcf-patient-view)
  --clients <file>   the registry as a JSON file instead of TRUSTED_CLIENTS
  --at <time>        judge as of then: 2026-11-22T15:00:00Z`

/** `npm run verify-jwt`: whether the token would be accepted. */
async function verifyJwt(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      for: { type: 'string', default: '/cds-services/vcf-patient-view' },
      clients: { type: 'string' },
      at: { type: 'string' },
    },
  })
  const [source] = positionals
  if (source === undefined) throw new Error(USAGE)
  const at = values.at === undefined ? new Date() : new Date(values.at)
  if (Number.isNaN(at.getTime())) throw new Error('--at is a time, 2026-11-22T15:00:00Z')
  const { PUBLIC_URL = 'http://127.0.0.1:8787' } = process.env
  const endpointUrl = `${PUBLIC_URL.replace(/\/$/, '')}${values.for}`
  const token = await tokenFrom(source)
  const now = () => at
  const tools = { issuers: await issuersFrom(values.clients), keySets: createKeySets({ fetch, now }), now }

  const { iss = 'none', tenant = 'none', kid = 'none' } = namesInToken(`Bearer ${token}`)
  console.log(`issuer ${iss}, tenant ${tenant}, kid ${kid}; called ${endpointUrl}`)
  const lines = await explainToken(token, endpointUrl, tools)
  for (const { holds, statement, words } of lines) {
    console.log(`${holds ? 'ok    ' : 'FAILS '} ${statement}${words === undefined ? '' : `: ${words}`}`)
  }
  const isAccepted = lines.every(({ holds }) => holds)
  console.log(isAccepted ? 'It would be accepted, once.' : 'It is answered with 401.')
  return isAccepted
}

/** Of a header that was copied whole, the token. */
async function tokenFrom(source: string): Promise<string> {
  const copied = source === '-' ? await text(process.stdin) : await readFile(source, 'utf8').catch(() => source)
  if (copied === source && !source.includes('.', source.indexOf('.') + 1)) {
    throw new Error('there is no such file, and it is no token of three parts')
  }
  return copied.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, '')
}

async function issuersFrom(file: string | undefined) {
  const variables = file === undefined ? passedOn(process.env) : { TRUSTED_CLIENTS: await readFile(file, 'utf8') }
  const clients = readTrustedClients(variables, { timeZone: 'UTC', allowLoopback: true })
  if (!clients.ok) throw new Error(`${clients.failure.key} ${clients.failure.problem}`)
  if (clients.value.length === 0) throw new Error('TRUSTED_CLIENTS is not set; --clients names a file')
  return clients.value.map(({ issuer }) => issuer)
}

try {
  process.exitCode = (await verifyJwt()) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
