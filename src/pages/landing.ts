import { Hono } from 'hono/tiny'
import { answerFailure } from '../failure.ts'
import type { ReadAsset } from '../read-asset.ts'
import { answerFile, answerRendered } from './answers.ts'
import { STYLE_SHEET } from './page-files.ts'

interface LandingOptions {
  readonly hasPlayground: boolean
  readonly readAsset: ReadAsset
}

/** `GET /` and the style sheet of every page to read. */
export function landing({ hasPlayground, readAsset }: LandingOptions): Hono {
  const app = new Hono()
  app.get('/', (c) => answerRendered(c, landingPageFor(hasPlayground), readAsset))
  app.get('/style.css', (c) => answerFile(c, { type: 'text/css', assets: [STYLE_SHEET] }, readAsset))
  app.on('ALL', ['/', '/style.css'], () => answerFailure({ reason: 'method-not-allowed', allow: 'GET' }))
  return app
}

/** Where the front page lies among the deployed files: it leads to the playground only where there is one. */
export function landingPageFor(hasPlayground: boolean): string {
  return hasPlayground ? 'landing-with-playground.html' : 'landing.html'
}
