import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { hookRequest } from './hook/hook-request.ts'
import { serveKeySet } from './hook/serve-key-set.ts'
import { signCall } from './hook/sign-call.ts'
import { signingKeyIn } from './hook/signing-key.ts'

const USAGE = `npm run hook -- <request.json | patient id> [options]

Calls a CDS service with a signed JWT, as an EHR does, and prints the answer. While it calls it serves its public key on
this machine, so that a service with this client in TRUSTED_CLIENTS can verify it:

  TRUSTED_CLIENTS="$(npm run -s hook -- --client)" npm start
  npm run hook -- refer-now

  --url <address>      of the service (http://127.0.0.1:8787)
  --service <id>       vcf-patient-view, …; its hook is the id without vcf-
  --assessment         POST /assessments instead of the hook call
  --fhir <address>     where the patient is read (http://127.0.0.1:8103/fhir/R4)
  --user <reference>   context.userId (Practitioner/example)
  --iss, --tenant, --aud   claims, where they are not the usual ones
  --key <file>         private key as JWK, made where there is none (dist/hook-key.json)
  --port <number>      where the public key is served (8788)
  --client, --jwks     print the entry for TRUSTED_CLIENTS, or the public key, and call nobody`

const DEFAULT_KEY = fileURLToPath(new URL('../../dist/hook-key.json', import.meta.url))

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8787' },
      service: { type: 'string', default: 'vcf-patient-view' },
      assessment: { type: 'boolean', default: false },
      fhir: { type: 'string', default: 'http://127.0.0.1:8103/fhir/R4' },
      user: { type: 'string', default: 'Practitioner/example' },
      iss: { type: 'string' },
      tenant: { type: 'string' },
      aud: { type: 'string' },
      key: { type: 'string', default: DEFAULT_KEY },
      port: { type: 'string', default: '8788' },
      client: { type: 'boolean', default: false },
      jwks: { type: 'boolean', default: false },
    },
  })
}

/** `npm run hook`: one signed call. Whether it was answered with success. */
async function hook(): Promise<boolean> {
  const { values, positionals } = readOptions()
  const issuer = values.iss ?? `http://127.0.0.1:${values.port}`
  const jwksUri = `http://127.0.0.1:${values.port}/jwks.json`
  const { tenant = null } = values
  const key = await signingKeyIn(values.key)
  if (values.client) return print(JSON.stringify([{ id: 'hook', issuer, jwksUri, tenant }]))
  if (values.jwks) return print(JSON.stringify({ keys: [key.publicJwk] }))

  const [fileOrPatientId] = positionals
  if (fileOrPatientId === undefined) throw new Error(USAGE)
  const called = `${values.url.replace(/\/$/, '')}${values.assessment ? '/assessments' : `/cds-services/${values.service}`}`
  const body = await hookRequest(fileOrPatientId, {
    hook: values.service.replace(/^vcf-/, ''),
    fhirServer: values.fhir,
    userId: values.user,
  })
  const claims = { issuer, jwksUri, audience: values.aud ?? called, tenant: values.tenant }
  const keySet = await serveKeySet(Number(values.port), key.publicJwk)
  try {
    return await send(called, body, await signCall(key, claims, new Date()))
  } finally {
    keySet?.close()
  }
}

async function send(address: string, body: object, token: string): Promise<boolean> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error(`nobody answers at ${address}; is the service running there?`)
  })
  const text = await response.text()
  console.error(`${response.status} ${address} (request id ${response.headers.get('X-Request-Id') ?? 'none'})`)
  console.log(indented(text))
  return response.ok
}

function print(line: string): true {
  console.log(line)
  return true
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

try {
  process.exitCode = (await hook()) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
