import { Hono } from 'hono/tiny'
import type { ReadAsset } from '../../read-asset.ts'
import { answerRendered } from '../answers.ts'

/** `GET /docs`: the page of the API. */
export function docsPage(readAsset: ReadAsset): Hono {
  const app = new Hono()
  app.get('/', (c) => answerRendered(c, 'docs.html', readAsset))
  return app
}
