import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { pageOf } from './simulate/page.ts'
import { reportOf } from './simulate/report.ts'
import { createSimulatedService } from './simulate/service.ts'
import { simulateYear } from './simulate/year.ts'

const DIST = new URL('../../dist/', import.meta.url)
const USAGE = 'npm run simulate -- [--patients 2000] [--users 40] [--days 365] [--seed 1]'

/** `npm run simulate`: a year of charting through the whole service, as text and as a page. Exits 1 where anything was repeated or vanished. */
async function simulate(): Promise<void> {
  const options = readOptions()
  if (!options) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const tally = await simulateYear(options, createSimulatedService())
  await mkdir(DIST, { recursive: true })
  const page = new URL('simulation.html', DIST)
  await writeFile(page, await pageOf(tally))
  console.log(reportOf(tally))
  console.log(`With plots: ${fileURLToPath(page)}`)
  if (tally.repeats.length + tally.vanished.length > 0) process.exitCode = 1
}

function readOptions() {
  const numbers = { patients: '2000', users: '40', days: '365', seed: '1' }
  try {
    const { values } = parseArgs({
      options: {
        patients: { type: 'string', default: numbers.patients },
        users: { type: 'string', default: numbers.users },
        days: { type: 'string', default: numbers.days },
        seed: { type: 'string', default: numbers.seed },
      },
    })
    const [patients, users, days, seed] = [values.patients, values.users, values.days, values.seed].map(wholeNumber)
    return patients && users && days && seed ? { patients, users, days, seed } : undefined
  } catch {
    return undefined
  }
}

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined
}

await simulate()
