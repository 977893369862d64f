import type { Context } from 'hono'
import { Hono } from 'hono/tiny'
import type { HtmlEscapedString } from 'hono/utils/html'
import { readJsonBody } from '../../body.ts'
import { isFhirId } from '../../cds-hooks/request.ts'
import { answerFailure } from '../../failure.ts'
import type { ReadAsset } from '../../read-asset.ts'
import * as z from '../../zod.ts'
import { answerFile, answerPage } from '../answers.ts'
import { assetOf, PLAYGROUND_STYLE_SHEET, SCRIPTS, STYLE_SHEET } from '../page-files.ts'
import { ChartFragments } from './chart.tsx'
import { type CallRecord, parseExchange } from './exchange.ts'
import { ExchangeFragments } from './exchange-view.tsx'
import { FeedbackFragment } from './feedback-view.tsx'
import { PatientListFragment } from './patient-list.tsx'
import { PendingOrdersFragment } from './pending-orders.tsx'
import { PlaygroundPage } from './playground-page.tsx'

export interface PlaygroundOptions {
  /** The FHIR server whose patients are shown; undefined = there is none, and the page says so. */
  readonly fhirUrl: string | undefined
  /** Calls need a token, which this page does not have; the page says so. */
  readonly needsToken?: boolean
  readonly forget: (patientId: string) => Promise<void>
  /** What the service recorded of a call, by its request id. */
  readonly findRecord?: (requestId: string) => CallRecord | undefined
  readonly now: () => Date
  readonly readAsset: ReadAsset
}

const forgetRequest = z.object({ patientId: z.string().check(z.refine(isFhirId)) })

/** A small EHR that calls the service as a CDS client: for development, with synthetic patients. It keeps nothing. */
export function createPlayground({
  fhirUrl,
  needsToken = false,
  forget,
  findRecord = () => undefined,
  now,
  readAsset,
}: PlaygroundOptions): Hono {
  const app = new Hono()
  const today = () => now().toISOString().slice(0, 10)

  app.get('/', (c) =>
    answerPage(c, <PlaygroundPage fhirUrl={fhirUrl} needsToken={needsToken} today={today()} />, originOf(fhirUrl)),
  )
  const styleSheet = { type: 'text/css', assets: [STYLE_SHEET, PLAYGROUND_STYLE_SHEET] } as const
  app.get('/style.css', (c) => answerFile(c, styleSheet, readAsset))
  for (const name of SCRIPTS) {
    const script = { type: 'text/javascript', assets: [assetOf(name)] } as const
    app.get(`/${name}.client.js`, (c) => answerFile(c, script, readAsset))
  }

  app.post('/patients', (c) => answerFragment(c, (body) => <PatientListFragment bundle={body} today={today()} />))
  app.post('/chart', (c) => answerFragment(c, (body) => <ChartFragments read={body} today={today()} />))
  app.post('/orders', (c) => answerFragment(c, (body) => <PendingOrdersFragment pending={body} />))
  app.post('/feedback', (c) => answerFragment(c, (body) => <FeedbackFragment body={body} />))
  app.post('/render', (c) =>
    answerFragment(c, (body) => {
      const exchange = parseExchange(body)
      return <ExchangeFragments exchange={exchange} record={findRecord(exchange.requestId)} fhirUrl={fhirUrl} />
    }),
  )
  app.post('/forget', async (c) => {
    const body = await readJsonBody(c.req.raw)
    if (!body.ok) return answerFailure(body.failure)
    const request = forgetRequest.safeParse(body.value)
    if (!request.success) {
      const problem = { field: 'patientId', problem: 'must be a FHIR id' }
      return answerFailure({ reason: 'malformed-request', problems: [problem] })
    }
    await forget(request.data.patientId)
    return c.body(null, 204)
  })
  for (const { method, path } of [...app.routes])
    app.all(path, () => answerFailure({ reason: 'method-not-allowed', allow: method }))
  return app
}

type Fragment = HtmlEscapedString | Promise<HtmlEscapedString>

/** The body may be any JSON: each fragment shows of it what it understands. */
async function answerFragment(c: Context, render: (body: unknown) => Fragment) {
  const body = await readJsonBody(c.req.raw)
  if (!body.ok) return answerFailure(body.failure)
  c.header('Cache-Control', 'no-store')
  return c.html(render(body.value))
}

function originOf(fhirUrl: string | undefined): readonly string[] {
  return fhirUrl === undefined ? [] : [new URL(fhirUrl).origin]
}
