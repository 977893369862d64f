import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import state from '../../../src/storage/migrations/0001_state.sql'
import type { StateBindings } from '../../../src/storage/state-bindings.ts'

/** The bound state, empty and with its tables. */
export async function emptyState(): Promise<StateBindings> {
  await reset()
  const withoutComments = state.replaceAll(/^--.*$/gm, '')
  const queries = withoutComments.split(';').filter((query) => query.trim() !== '')
  await applyD1Migrations(env.DB, [{ name: '0001_state.sql', queries }])
  return env
}
