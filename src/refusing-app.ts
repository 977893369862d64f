import { Hono } from 'hono/tiny'
import { answerFailure, type BadConfig } from './failure.ts'
import { answerHeaders } from './strict-answers.ts'

/** What stands in for the app where a setting is wrong: 503 everywhere but at the liveness probe. */
export function createRefusingApp(failure: BadConfig): Hono {
  const app = new Hono({ strict: false })
  app.use(...answerHeaders)
  app.all('/healthz', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ status: 'ok' })
  })
  app.notFound(() => answerFailure(failure))
  return app
}
