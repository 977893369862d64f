import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isFhirId } from '../../cds-hooks/request.ts'

export interface RequestOptions {
  /** Hook of the service that is called. */
  readonly hook: string
  /** FHIR server the patient is read from, where only an id is given. */
  readonly fhirServer: string
  readonly userId: string
}

/** The body of a hook call: the request in a file, with a new hookInstance, or one about this patient of the sandbox. */
export async function hookRequest(fileOrPatientId: string, options: RequestOptions): Promise<object> {
  const hookInstance = randomUUID()
  if (fileOrPatientId.endsWith('.json')) return { ...(await requestIn(fileOrPatientId)), hookInstance }
  if (!isFhirId(fileOrPatientId)) throw new Error('give a file that ends in .json, or the id of a patient')
  const { hook, fhirServer, userId } = options
  return { hook, hookInstance, fhirServer, context: { userId, patientId: fileOrPatientId } }
}

async function requestIn(path: string): Promise<object> {
  const request: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new Error(`${path} holds no request`)
  }
  return request
}
