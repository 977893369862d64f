import { signCall } from '../hook/sign-call.ts'
import { newSigningKey, type SigningKey } from '../hook/signing-key.ts'
import { foreignPatients } from './answers.ts'
import type { Call } from './call.ts'
import type { Target } from './target.ts'

/** The service's own deadline is four seconds: whoever waits longer gets nothing. */
const TIMEOUT_MS = 10_000

export interface Sent {
  readonly ms: number
  /** What was not as it should be. */
  readonly problem: string | undefined
}

export type Send = (call: Call) => Promise<Sent>

/** Sends calls as the registered client does, each with a JWT of its own, and judges every answer. */
export async function createSender(target: Target): Promise<Send> {
  const { key, issuer, jwksUri } = target.client
  const forger: SigningKey = { ...(await newSigningKey()), kid: key.kid }
  /** By path: the token that was taken there last. */
  const taken = new Map<string, string>()

  const tokenFor = async ({ token, path }: Call): Promise<string | undefined> => {
    if (token === 'none') return undefined
    if (token === 'used') return taken.get(path) ?? 'none.was.taken'
    const audience =
      token === 'other-audience' ? 'https://another.example.org/cds-services' : `${target.publicUrl}${path}`
    const claims = { issuer, jwksUri, audience, tenant: undefined }
    return signCall(token === 'forged' ? forger : key, claims, new Date())
  }

  return async (call) => {
    const token = await tokenFor(call)
    const startedAt = performance.now()
    try {
      const response = await fetch(`${target.url}${call.path}`, {
        method: call.method,
        headers: headersOf(token),
        body: call.body ?? null,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const text = await response.text()
      const ms = performance.now() - startedAt
      const problem = problemOf(call, response.status, text)
      if (problem === undefined && call.token === 'fresh' && token !== undefined) taken.set(call.path, token)
      return { ms, problem }
    } catch (error) {
      return { ms: performance.now() - startedAt, problem: `no answer: ${wordsOf(error)}` }
    }
  }
}

function headersOf(token: string | undefined): Record<string, string> {
  return { 'Content-Type': 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) }
}

function problemOf(call: Call, status: number, text: string): string | undefined {
  if (status !== call.status) return `${status} instead of ${call.status}`
  const [foreign] = foreignPatients(text, call.patientId)
  if (foreign !== undefined) return 'the id of another patient'
  const answer = jsonOf(text)
  const problem = call.check(answer)
  if (problem === undefined) call.onRight?.(answer)
  return problem
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, message } = Object(error.cause)
  return String(code ?? message ?? error.name)
}
