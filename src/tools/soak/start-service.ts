import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { residentBytesOf } from '../bench/workerd.ts'
import { freePort } from '../free-port.ts'
import { serveKeySet } from '../hook/serve-key-set.ts'
import { newSigningKey } from '../hook/signing-key.ts'
import type { Target } from './target.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const READY = /CDS Hooks at (\S+?)\/cds-services, FHIR sandbox at (\S+?)\)/
/** What may stand in no log: a generated patient, a JWT. */
const SECRET = /bench-\d{8}|eyJ[\w-]{10}/
/**
 * Garbage is collected early. Else V8 lets it lie for minutes, in every isolate and the more the busier it is, and what is
 * never let go could not be told from it in the memory of the process. More that lives than this ends the run.
 */
const V8_FLAGS = '--max-old-space-size=64 --max-semi-space-size=1 --single-threaded-gc'

export interface RunningTarget extends Target {
  readonly stop: () => Promise<void>
}

/** The service as `npm start` runs it, with one registered client whose key is made now and served on this machine. */
export async function startService(): Promise<RunningTarget> {
  const key = await newSigningKey()
  const keyPort = await freePort()
  const keySet = await serveKeySet(keyPort, key.publicJwk)
  const issuer = `http://127.0.0.1:${keyPort}`
  const jwksUri = `${issuer}/jwks.json`
  const service = spawn(process.execPath, ['src/tools/start.mjs'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      FHIR_PORT: '0',
      PUBLIC_URL: '',
      STATE_DIR: '',
      MINIFLARE_WORKERD_V8_FLAGS: V8_FLAGS,
      ENVIRONMENT: 'development',
      TRUSTED_CLIENTS: JSON.stringify([{ id: 'soak', issuer, jwksUri }]),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(service, 'exit')
  const kill = () => service.kill('SIGTERM')
  // Whatever ends this process, the service does not outlive it.
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
    keySet?.close()
  }
  try {
    const log = await followLog(service)
    return {
      url: log.url,
      publicUrl: log.url,
      fhirUrl: log.fhirUrl,
      client: { key, issuer, jwksUri },
      residentBytes: () => residentBytesOfWorkerd(service.pid),
      leaksInLog: log.leaks,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Log {
  readonly url: string
  readonly fhirUrl: string
  readonly leaks: () => number
}

/** Reads the log to its end, so that it never fills a pipe; settles with the ready line. */
function followLog({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>): Promise<Log> {
  let leaks = 0
  return new Promise((resolve, reject) => {
    const read = (line: string) => {
      if (SECRET.test(line)) leaks += 1
      const [, url, fhirUrl] = READY.exec(line) ?? []
      if (url !== undefined && fhirUrl !== undefined) resolve({ url, fhirUrl, leaks: () => leaks })
    }
    const complain = (line: string) => {
      if (line.includes('did not start')) reject(new Error(line))
      read(line)
    }
    createInterface(stdout).on('line', read)
    createInterface(stderr).on('line', complain)
    stdout.once('close', () => reject(new Error('the service ended before it was ready')))
  })
}

/** Of every workerd that this process started; undefined where there is no /proc. */
async function residentBytesOfWorkerd(parent: number | undefined): Promise<number | undefined> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const own = await Promise.all(
    processes.map(async (pid) => ((await isWorkerdOf(pid, parent)) ? Number(pid) : undefined)),
  )
  const bytes = await Promise.all(own.flatMap((pid) => (pid === undefined ? [] : [residentBytesOf(pid)])))
  const known = bytes.flatMap((each) => (each === undefined ? [] : [each]))
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0)
}

async function isWorkerdOf(pid: string, parent: number | undefined): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return /^Name:\s+workerd$/m.test(status) && status.includes(`\nPPid:\t${parent}\n`)
}
