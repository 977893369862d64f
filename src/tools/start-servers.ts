import { loadPatients } from '../sandbox/load-patients.ts'
import { startSandbox } from '../sandbox/server.ts'
import { shiftDates } from '../sandbox/shift-dates.ts'
import { freePort } from './free-port.ts'
import { passedOn } from './passed-on.ts'
import { startWorker } from './start-worker.ts'

const PATIENTS = new URL('../../fixtures/patients/', import.meta.url)
/** The day on which the synthetic patients are written. */
const REFERENCE_DAY = '2026-11-22'
const MS_PER_DAY = 86_400_000

export interface StartOptions {
  readonly port: number
  readonly fhirPort: number
  readonly env?: Readonly<Record<string, string | undefined>>
}

export interface RunningServers {
  readonly serviceUrl: string
  readonly fhirUrl: string
  readonly close: () => Promise<void>
}

/** The service in workerd and the FHIR sandbox beside it, both on this machine only. */
export async function startServers({ port, fhirPort, env = {} }: StartOptions): Promise<RunningServers> {
  const patients = shiftDates(await loadPatients(PATIENTS), daysSinceReference(new Date()))
  const sandbox = await startSandbox({ port: fhirPort, resources: patients })
  try {
    // Tokens name the address they are for, so that it must be known before the service answers.
    const servicePort = port === 0 ? await freePort() : port
    const variables = {
      ENVIRONMENT: 'development',
      PUBLIC_URL: `http://127.0.0.1:${servicePort}`,
      ...passedOn(env),
      // Production has no playground, and refuses an http address.
      ...(env.ENVIRONMENT === 'production' ? {} : { SANDBOX_FHIR_URL: sandbox.baseUrl }),
    }
    const worker = await startWorker(servicePort, variables, env.STATE_DIR || undefined)
    return {
      serviceUrl: worker.url,
      fhirUrl: sandbox.baseUrl,
      close: async () => {
        await Promise.all([worker.close(), sandbox.close()])
      },
    }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

export function daysSinceReference(now: Date): number {
  return Math.floor(now.getTime() / MS_PER_DAY) - Date.parse(`${REFERENCE_DAY}T00:00:00Z`) / MS_PER_DAY
}
