import * as z from '../../zod.ts'
import { JsonText } from './json-text.tsx'

const MAX_SHOWN = 20

const sent = z.catch(
  z.object({
    service: z.catch(z.string(), ''),
    request: z.unknown(),
    status: z.catch(z.number(), 0),
    response: z.unknown(),
  }),
  { service: '', request: null, status: 0, response: null },
)

const log = z.catch(z.object({ sent: z.catch(z.array(z.unknown()), []) }), { sent: [] })

/** The feedback that was sent about the cards of this chart, the newest first: `{ "sent": [{ service, request, status, response }] }`. */
export function FeedbackFragment({ body }: { readonly body: unknown }) {
  const calls = log
    .parse(body)
    .sent.slice(0, MAX_SHOWN)
    .map((each) => sent.parse(each))
  return (
    <div data-into="feedback">
      {calls.map(({ service, request, status, response }, index) => (
        <details open={index === 0}>
          <summary>Feedback to {service}</summary>
          <p>POST /cds-services/{service}/feedback</p>
          <JsonText value={request} label={`Feedback ${calls.length - index}`} />
          <p>HTTP {status}</p>
          <JsonText value={response} label={`Answer to feedback ${calls.length - index}`} />
        </details>
      ))}
    </div>
  )
}
