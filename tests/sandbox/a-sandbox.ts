import { isResource } from '@medplum/core'
import type { Bundle, OperationOutcome, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'

export const LOINC = 'http://loinc.org'

/** A server on a free port for the tests of one file. Its address is known once they run. */
export function aSandbox(resources: readonly Resource[]) {
  let running: Awaited<ReturnType<typeof startSandbox>>
  beforeAll(async () => {
    running = await startSandbox({ port: 0, resources })
  }, 30_000)
  afterAll(() => running.close())

  const send = (path: string, init?: RequestInit) => fetch(`${running.baseUrl}${path}`, init)
  return {
    baseUrl: () => running.baseUrl,
    send,
    sendJson: (method: string, path: string, body: unknown) =>
      send(path, { method, headers: { 'content-type': 'application/fhir+json' }, body: JSON.stringify(body) }),
    post: (path: string, form: string) =>
      send(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }),
    /** The ids on the first page of a search that is expected to succeed. */
    async idsOf(path: string): Promise<readonly string[]> {
      return idsIn(await readBundle(await send(path)))
    },
  }
}

export async function readBundle(response: Response): Promise<Bundle> {
  const body: unknown = await response.json()
  if (!isResource<Bundle>(body, 'Bundle'))
    throw new Error(`answered ${response.status} with no Bundle: ${JSON.stringify(body)}`)
  return body
}

export function idsIn(bundle: Bundle): readonly string[] {
  return (bundle.entry ?? []).map((entry) => entry.resource?.id ?? '(none)')
}

export function linkOf(bundle: Bundle, relation: string): string | undefined {
  return bundle.link?.find((link) => link.relation === relation)?.url
}

/** The first issue of an OperationOutcome; undefined for any other body. */
export async function issueOf(response: Response): Promise<OperationOutcomeIssue | undefined> {
  const body: unknown = await response.json()
  return isResource<OperationOutcome>(body, 'OperationOutcome') ? body.issue?.[0] : undefined
}
