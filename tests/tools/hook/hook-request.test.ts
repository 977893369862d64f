import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCdsRequest } from '../../../src/cds-hooks/request.ts'
import { hookRequest } from '../../../src/tools/hook/hook-request.ts'
import { aCall } from '../../support/fhir.ts'

const OPTIONS = { hook: 'patient-view', fhirServer: 'http://127.0.0.1:8103/fhir/R4', userId: 'Practitioner/example' }
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hook-'))
})
afterAll(() => rm(directory, { recursive: true }))

async function fileWith(text: string): Promise<string> {
  const path = join(directory, 'request.json')
  await writeFile(path, text)
  return path
}

describe('the body of a hook call', () => {
  test('about a patient of the sandbox is one the service understands', async () => {
    const request = parseCdsRequest(await hookRequest('refer-now', OPTIONS), ['patient-view'])
    expect(request).toMatchObject({
      ok: true,
      value: { fhirServer: OPTIONS.fhirServer, context: { patientId: 'refer-now', userId: 'Practitioner/example' } },
    })
  })

  test('from a file is the one that stands there, under a new hookInstance', async () => {
    const sent = JSON.parse(JSON.stringify(aCall()))
    const request = await hookRequest(await fileWith(JSON.stringify(sent)), OPTIONS)
    expect(request).toEqual({ ...sent, hookInstance: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(Object(request).hookInstance).not.toBe(sent.hookInstance)
  })

  test.each(['..', 'a/b', 'a b', ''])('is not made for %j, which is no id', async (id) => {
    await expect(hookRequest(id, OPTIONS)).rejects.toThrow('.json')
  })

  test.each(['[]', 'null', '1'])('is not made from a file that holds %s', async (text) => {
    await expect(hookRequest(await fileWith(text), OPTIONS)).rejects.toThrow('holds no request')
  })
})
