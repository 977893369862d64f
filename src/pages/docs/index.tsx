import { raw } from 'hono/html'
import { Hono } from 'hono/tiny'
import { answerFailure } from '../../failure.ts'
import type { ReadAsset } from '../../read-asset.ts'
import { answerPage } from '../page-layout.tsx'

/** `GET /docs`: the page that was rendered when the service was built. Without it there is no page. */
export function docsPage(readAsset: ReadAsset): Hono {
  const app = new Hono()
  app.get('/', async (c) => {
    const page = await readAsset('docs.html')
    // Our own rendering of our own document, escaped there.
    return page === undefined ? answerFailure({ reason: 'not-found' }) : answerPage(c, raw(page))
  })
  return app
}
