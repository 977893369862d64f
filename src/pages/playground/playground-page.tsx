import type { CalendarDate } from '../../clinical/calendar.ts'
import { PageLayout } from '../page-layout.tsx'
import { ActionsView } from './actions-view.tsx'
import { Switches } from './switches.tsx'

interface PlaygroundPageOptions {
  readonly fhirUrl: string | undefined
  /** Clients are registered: this page has no key to sign with, so that its calls are refused. */
  readonly needsToken: boolean
  /** Problems that are added began shortly before it. */
  readonly today: CalendarDate
}

/** The frame of the page. Its script fills every element that has an id with fragments from this server. */
export function PlaygroundPage({ fhirUrl, needsToken, today }: PlaygroundPageOptions) {
  return (
    <PageLayout
      title="Playground - Kyphoplasty CDS"
      stylesheet="/playground/style.css"
      script="/playground/playground.client.js"
      fhirUrl={fhirUrl}
    >
      <a class="skip" href="#advice">
        Skip to the card
      </a>
      <header class="bar">
        <a class="brand" href="/">
          Kyphoplasty CDS
        </a>
        <span>Playground: synthetic patients, not a medical device</span>
      </header>
      <div class="workspace">
        <nav aria-labelledby="patients-title">
          <h2 id="patients-title">Patients</h2>
          <div id="patients">
            <p class="quiet">{fhirUrl === undefined ? NO_SANDBOX : 'Reading the list…'}</p>
          </div>
        </nav>
        <main>
          <div id="banner" class="banner">
            <h1>Open a chart</h1>
            <p class="quiet">
              Choose a patient: this page then calls the service as an EHR does when a chart is opened.
            </p>
          </div>
          <Switches needsToken={needsToken} />
          <ActionsView today={today} />
          <section id="advice" class="advice" aria-labelledby="advice-title" tabindex={-1}>
            <h2 id="advice-title">Decision support</h2>
            <p id="status" role="status" class="status">
              No chart is open.
            </p>
            <div id="card" />
            <div id="feedback" />
          </section>
          <section class="chart" aria-labelledby="chart-title">
            <h2 id="chart-title">Chart</h2>
            <div id="chart">
              <p class="quiet">What the FHIR server holds about the patient appears here.</p>
            </div>
          </section>
          <section class="behind" aria-labelledby="behind-title">
            <h2 id="behind-title">Behind the answer</h2>
            <div id="behind">
              <p class="quiet">The assessment, the request and the response appear here.</p>
            </div>
          </section>
        </main>
      </div>
    </PageLayout>
  )
}

const NO_SANDBOX = 'No FHIR server is configured. Start the service with "npm start", which brings one with patients.'
