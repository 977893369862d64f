import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { soakPlot } from './soak/plot.ts'
import { soakReport } from './soak/report.ts'
import { failuresOf } from './soak/results.ts'
import { soak } from './soak/run.ts'
import { startService } from './soak/start-service.ts'

const USAGE = `npm run soak -- [options]

Starts the service as npm start does, with one registered CDS client, and holds a mixed load on it: every hook, feedback,
assessments, and calls that must be refused. Every answer is checked. Prints a report in Markdown; the same and a plot are
written to dist. Ends with 1 when an answer was not as expected or memory is not flat.

  --minutes <number>   how long (10; 0.1 to 120)
  --rate <number>      calls in each second (40; 1 to 200)
  --seed <number>      decides the order of the calls (1)
  --margin <percent>   by which memory may grow in the second half (10)
  --out <directory>    where soak.md and soak.svg go (dist)`

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

function readOptions() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      rate: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      margin: { type: 'string', default: '10' },
      out: { type: 'string', default: DIST },
    },
  })
  const options = {
    minutes: between(values.minutes, 0.1, 120),
    rate: between(values.rate, 1, 200),
    seed: between(values.seed, 0, 2 ** 32 - 1),
    marginPercent: between(values.margin, 0, 1_000),
  }
  return { options, out: values.out }
}

function between(text: string, least: number, most: number): number {
  const value = Number(text)
  if (text === '' || !(value >= least && value <= most)) throw new Error(USAGE)
  return value
}

/** `npm run soak`: whether the service stood it. */
async function run(): Promise<boolean> {
  const { options, out } = readOptions()
  const tell = (line: string) => console.error(`… ${line}`)
  tell('starting the service')
  const service = await startService()
  try {
    const results = await soak(service, options, tell)
    const report = soakReport(results)
    console.log(report)
    await mkdir(out, { recursive: true })
    await writeFile(join(out, 'soak.md'), `${report}\n`)
    await writeFile(join(out, 'soak.svg'), `${await soakPlot(results)}\n`)
    tell(`written: ${join(out, 'soak.md')} and soak.svg`)
    return failuresOf(results).length === 0
  } finally {
    await service.stop()
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
