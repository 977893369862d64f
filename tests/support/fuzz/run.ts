import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** `npm run fuzz -- --minutes N [--seed S]`: every property for N minutes, each time another way unless a seed is given. */
function run(): void {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } } })
  const seed = values.seed ?? String(randomInt(2 ** 31))
  if (!(Number(values.minutes) > 0) || !Number.isInteger(Number(seed))) {
    process.stderr.write('usage: npm run fuzz -- --minutes <minutes for each property> [--seed <whole number>]\n')
    process.exit(1)
  }
  process.stdout.write(`Each property for ${values.minutes} minutes, seed ${seed}.\n`)
  const config = fileURLToPath(new URL('../../vitest.config.ts', import.meta.url))
  const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', config, '--project', 'node', 'fuzz/'], {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_MINUTES: values.minutes, FUZZ_SEED: seed },
  })
  process.exit(status ?? 1)
}

run()
