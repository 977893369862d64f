import type { AboutJson } from '../../artefacts/about-json.ts'
import { DocumentPage } from '../document-page.tsx'
import { ThresholdList } from '../threshold-list.tsx'
import { Evidence, SourcesDisagree } from './evidence-view.tsx'
import { Inputs, Versions } from './inputs-view.tsx'
import { SourceAttributes } from './source-attributes-view.tsx'

const PARTS = [
  { id: 'use', words: 'Intended use' },
  { id: 'how', words: 'How it works' },
  { id: 'evidence', words: 'Evidence for and against' },
  { id: 'disagreement', words: 'Where the sources disagree' },
  { id: 'attributes', words: 'Source attributes' },
  { id: 'inputs', words: 'Inputs' },
  { id: 'freshness', words: 'How long facts count' },
  { id: 'not-read', words: 'What is not read' },
  { id: 'limits', words: 'Limits' },
  { id: 'versions', words: 'Versions and licences' },
] as const

/** What the service is for, what it rests on and what it cannot do. */
export function AboutPage({ about }: { readonly about: AboutJson }) {
  return (
    <DocumentPage title="About" path="/about">
      <h1>About {about.title}</h1>
      <section class="entry warning" aria-label="What it is not">
        <Bullets items={about.status} />
      </section>
      <ul class="contents" aria-label="On this page">
        {PARTS.map(({ id, words }) => (
          <li>
            <a href={`#${id}`}>{words}</a>
          </li>
        ))}
      </ul>
      <IntendedUse about={about} />
      <h2 id="how">How it works</h2>
      <Bullets items={about.howItWorks} />
      <p>
        Every criterion, number and gate: <a href="/policies">policies</a>.
      </p>
      <Evidence evidence={about.evidence} />
      <SourcesDisagree disagreements={about.disagreements} />
      <SourceAttributes attributes={about.sourceAttributes} />
      <Inputs about={about} />
      <h2 id="freshness">How long facts count</h2>
      <section class="entry" aria-labelledby="freshness">
        <ThresholdList thresholds={about.freshness} />
      </section>
      <h2 id="not-read">What is not read</h2>
      <Bullets items={about.notRead} />
      <h2 id="limits">Limits</h2>
      <Bullets items={about.limits} />
      <Versions about={about} />
    </DocumentPage>
  )
}

function IntendedUse({ about }: { readonly about: AboutJson }) {
  return (
    <>
      <h2 id="use">Intended use</h2>
      <p>{about.intendedUse}</p>
      <h3>For whom it is written</h3>
      <Bullets items={about.intendedUsers} />
      <h3>About which patients</h3>
      <p>{about.population}</p>
      <h3>What it must not be used for</h3>
      <Bullets items={about.exclusions} />
    </>
  )
}

function Bullets({ items }: { readonly items: readonly string[] }) {
  return (
    <ul class="bullets">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}
