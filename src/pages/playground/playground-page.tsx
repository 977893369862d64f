import { PageLayout } from '../page-layout.tsx'

/** What the EHR hands over with the call; the script reads the value. */
const MODES = [
  { value: 'all', label: 'Send the prefetch', hint: 'everything the service asks for' },
  { value: 'none', label: 'Send no prefetch', hint: 'the service reads the FHIR server itself' },
  { value: 'few', label: 'Send only patient and conditions', hint: 'and no FHIR server to read the rest from' },
] as const

/** Two, because what was shown is remembered per user. */
const USERS = [
  { id: 'Practitioner/ana-ortiz', name: 'Dr. Ana Ortiz, internal medicine' },
  { id: 'Practitioner/ben-weiss', name: 'Dr. Ben Weiss, emergency medicine' },
] as const

interface PlaygroundPageOptions {
  readonly fhirUrl: string | undefined
  /** Clients are registered: this page has no key to sign with, so that its calls are refused. */
  readonly needsToken?: boolean
}

/** The frame of the page. Its script fills every element that has an id with fragments from this server. */
export function PlaygroundPage({ fhirUrl, needsToken = false }: PlaygroundPageOptions) {
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
            {needsToken ? <p role="alert">{NEEDS_TOKEN}</p> : undefined}
          </div>
          <Switches />
          <section id="advice" class="advice" aria-labelledby="advice-title" tabindex={-1}>
            <h2 id="advice-title">Decision support</h2>
            <p id="status" role="status" class="status">
              No chart is open.
            </p>
            <div id="card" />
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

const NEEDS_TOKEN =
  'TRUSTED_CLIENTS is set: calls need a signed JWT, which this page does not have. They are answered with 401; use npm run hook.'
const NO_SANDBOX = 'No FHIR server is configured. Start the service with "npm start", which brings one with patients.'

function Switches() {
  return (
    <form id="switches" class="switches" aria-label="How the EHR calls">
      <fieldset>
        <legend>With the call</legend>
        {MODES.map(({ value, label, hint }, index) => (
          <label class="choice">
            <input type="radio" name="mode" value={value} checked={index === 0} />
            <span>
              {label} <small>{hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="who">
        <label for="user">User</label>
        <select id="user" name="user">
          {USERS.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
        <button type="submit">Open again</button>
        <button type="button" id="forget">
          Forget this patient
        </button>
      </div>
    </form>
  )
}
