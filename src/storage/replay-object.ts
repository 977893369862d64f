import { DurableObject } from 'cloudflare:workers'
import type { ObjectContext } from './bindings.ts'
import type { ReplayStub } from './durable-replay-store.ts'

const MS_PER_HOUR = 3_600_000

/** The used tokens of one shard. Single-threaded: of two copies of a token exactly one is the first. */
export class ReplayObject extends DurableObject implements ReplayStub {
  constructor(context: ObjectContext, bindings: unknown) {
    super(context, bindings)
    context.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS tokens (token_key TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID',
    )
  }

  async isFirstUse(tokenKey: string, expiresAt: number): Promise<boolean> {
    const added = this.ctx.storage.sql
      .exec('INSERT INTO tokens VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING token_key', tokenKey, expiresAt)
      .toArray()
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + MS_PER_HOUR)
    return added.length > 0
  }

  /** Forgets what has expired: it would be refused for its age. */
  async alarm(): Promise<void> {
    this.ctx.storage.sql.exec('DELETE FROM tokens WHERE expires_at < ?', Date.now())
    const [left] = this.ctx.storage.sql.exec('SELECT 1 FROM tokens LIMIT 1').toArray()
    if (left) await this.ctx.storage.setAlarm(Date.now() + MS_PER_HOUR)
  }
}
