import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { JWK } from 'jose'
import type { Signer } from './conformance/authorize.ts'
import { isObject, isText, type JsonObject } from './conformance/json.ts'
import { countsOf, jsonReport, junitReport, textReport } from './conformance/report.ts'
import { checkConformance } from './conformance/run.ts'

const USAGE = `npm run conformance -- http://host[:port][/base] [options]

Checks a CDS Hooks 2.0.1 service from outside, with a made-up patient. It exits with 1 when a SHALL is broken, with 2 when it could not run.

  --request file.json     a body to post to the services of its hook; may be given several times
  --service id            only this service
  --bearer token          Authorization of every call
  --sign key.json         sign a JWT for every call with this private JWK; needs --issuer
    --issuer iss  --jku url  --tenant id
  --origin https://...    look at CORS as a page of this origin would
  --no-feedback           send no feedback
  --timeout ms            of one call (10000)
  --json                  print JSON instead of text
  --junit file.xml        write JUnit XML as well`

async function main(): Promise<number> {
  const { values, positionals } = readArguments()
  const [base] = positionals
  if (base === undefined || positionals.length > 1 || !/^https?:\/\//.test(base) || !URL.canParse(base))
    throw new Error(USAGE)
  const timeoutMs = Number(values.timeout)
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1) throw new Error('--timeout is a number of milliseconds')
  const results = await checkConformance({
    base,
    credentials: values.bearer ?? (await signerFrom(values)),
    supplied: await Promise.all(values.request.map(async (name) => ({ name, body: await readObject(name) }))),
    serviceId: values.service,
    origin: values.origin,
    feedback: !values['no-feedback'],
    timeoutMs,
  })
  if (values.junit !== undefined) await writeFile(values.junit, junitReport(base, results))
  console.log(values.json ? jsonReport(base, results) : textReport(base, results))
  return countsOf(results).fail === 0 ? 0 : 1
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      request: { type: 'string', multiple: true, default: [] },
      service: { type: 'string' },
      bearer: { type: 'string' },
      sign: { type: 'string' },
      issuer: { type: 'string' },
      jku: { type: 'string' },
      tenant: { type: 'string' },
      origin: { type: 'string' },
      'no-feedback': { type: 'boolean', default: false },
      timeout: { type: 'string', default: '10000' },
      json: { type: 'boolean', default: false },
      junit: { type: 'string' },
    },
  })
}

async function signerFrom({
  sign,
  issuer,
  jku,
  tenant,
}: ReturnType<typeof readArguments>['values']): Promise<Signer | undefined> {
  if (sign === undefined) return undefined
  if (issuer === undefined) throw new Error('--sign needs --issuer')
  const key = await readObject(sign)
  if (!isPrivateKey(key)) throw new Error(`${sign}: is no private key as a JWK`)
  return { key, issuer, jku, tenant }
}

function isPrivateKey(key: JsonObject): key is JWK & JsonObject {
  return isText(key.kty) && isText(key.d)
}

async function readObject(path: string): Promise<JsonObject> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (isObject(value)) return value
  } catch (error) {
    // The text of a JSON error repeats the file, which may hold a key.
    throw new Error(`${path}: ${error instanceof SyntaxError ? 'is no JSON' : String(Object(error).message)}`)
  }
  throw new Error(`${path}: is no JSON object`)
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
