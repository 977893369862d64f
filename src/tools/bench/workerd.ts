import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** CommonJS, written for another module system: how its default is imported depends on who imports it. */
const WORKERD: string = createRequire(import.meta.url)('workerd').default
const WRANGLER_TOML = new URL('../../../wrangler.toml', import.meta.url)
/** Ticks of /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100

/** A Worker in bare workerd: no miniflare, no bindings, nothing between the socket and the code. */
export interface RunningWorkerd {
  readonly url: string
  /** Processor time used so far; undefined where there is no /proc. */
  readonly cpuSeconds: () => Promise<number | undefined>
  readonly residentBytes: () => Promise<number | undefined>
  readonly stop: () => Promise<void>
}

export async function startWorkerd(
  bundle: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningWorkerd> {
  const directory = await mkdtemp(join(tmpdir(), 'kyphoplasty-cds-workerd-'))
  await writeFile(join(directory, 'index.js'), bundle)
  const config = join(directory, 'config.capnp')
  await writeFile(config, configOf(variables, await compatibilityDate()))
  return serve(config, directory)
}

async function serve(config: string, directory: string): Promise<RunningWorkerd> {
  const child = spawn(WORKERD, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await listeningPort(child)
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    residentBytes: () => residentBytesOf(child.pid),
    stop: async () => {
      child.kill('SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** workerd tells on its control channel which port it was given. */
async function listeningPort(child: ChildProcess): Promise<number> {
  const control = child.stdio[3]
  let told = ''
  for await (const chunk of control as Readable) {
    told += chunk
    const port = /"event":"listen"[^}]*"port":(\d+)/.exec(told)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error('workerd did not start')
}

async function compatibilityDate(): Promise<string> {
  const date = /^compatibility_date = "([\d-]+)"/m.exec(await readFile(WRANGLER_TOML, 'utf8'))?.[1]
  if (date === undefined) throw new Error('wrangler.toml names no compatibility_date')
  return date
}

function configOf(variables: Readonly<Record<string, string>>, date: string): string {
  const bindings = Object.entries(variables).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`)
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${date}",
  bindings = [${bindings.join(', ')}],
);
`
}

async function cpuSecondsOf(pid: number | undefined): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The second field is the name in brackets, which may hold blanks: count from behind it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Resident set of a process; undefined where there is no /proc. */
export async function residentBytesOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined)
  const kilobytes = status && /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
  return kilobytes ? Number(kilobytes) * 1024 : undefined
}
