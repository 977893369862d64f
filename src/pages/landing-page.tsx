import { PageLayout } from './page-layout.tsx'

interface LandingPageProps {
  readonly hasPlayground: boolean
}

/** The front page: what this is, and where to go from here. */
export function LandingPage({ hasPlayground }: LandingPageProps) {
  return (
    <PageLayout title="Kyphoplasty CDS" stylesheet="/style.css">
      <main class="landing">
        <h1>Kyphoplasty CDS</h1>
        <p class="lead">
          A CDS Hooks service. An EHR calls it while a clinician charts; it reads what the record says about the
          patient's spine and answers with at most one card: consider a kyphoplasty referral, or finish the work-up,
          with exactly what is missing. It is silent when it has nothing new to say.
        </p>
        <ul class="ways">
          {hasPlayground ? (
            <li>
              <a href="/playground">Open the playground</a>
              <span>
                A small EHR with synthetic patients that calls every service as a real client does: open a chart, order,
                sign, accept, dismiss.
              </span>
            </li>
          ) : undefined}
          <li>
            <a href="/policies">Read the policies</a>
            <span>Every criterion, number and safety gate, with its source; what is our own reading is marked.</span>
          </li>
          <li>
            <a href="/about">About this service</a>
            <span>Intended use, evidence for and against, what it reads and does not read, its limits.</span>
          </li>
          <li>
            <a href="/cds-services">See the services</a>
            <span>CDS Hooks discovery, as JSON: the address to give an EHR.</span>
          </li>
          <li>
            <a href="/docs">Read the API</a>
            <span>Every address, request, answer and error, with examples.</span>
          </li>
        </ul>
        <p class="notice">
          Not a medical device. {hasPlayground ? 'Synthetic data only. ' : ''}It supports, and never replaces, the
          judgement of a clinician.
        </p>
      </main>
    </PageLayout>
  )
}
