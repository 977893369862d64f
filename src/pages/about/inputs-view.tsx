import type { AboutJson } from '../../artefacts/about-json.ts'

export function Inputs({ about: { inputs, whenMissing } }: { readonly about: AboutJson }) {
  return (
    <>
      <h2 id="inputs">Inputs</h2>
      <section class="entry" aria-labelledby="inputs">
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">Prefetch key</th>
              <th scope="col">FHIR R4 resources</th>
            </tr>
          </thead>
          <tbody>
            {inputs.map(({ key, resourceTypes, words }) => (
              <tr>
                <th scope="row">
                  <code>{key}</code>
                </th>
                <td>
                  {resourceTypes.join(', ')}
                  <p class="quiet">{words}</p>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <h3>When something is missing</h3>
      <ul class="bullets">
        {whenMissing.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

export function Versions({ about: { versions, valueSets, notices, licence } }: { readonly about: AboutJson }) {
  return (
    <>
      <h2 id="versions">Versions and licences</h2>
      <ul class="bullets">
        <li>
          Rules {versions.rules} ({versions.rulesReleased ?? 'not yet released'}), CDS Hooks {versions.cdsHooks}, FHIR{' '}
          {versions.fhir}. Licence of the project: {licence}.
        </li>
        <li>
          This page as <a href="/about.json">JSON</a>.
        </li>
      </ul>
      <section class="entry" aria-labelledby="versions">
        <table class="compare">
          <caption>Value sets</caption>
          <thead>
            <tr>
              <th scope="col">Value set</th>
              <th scope="col">Version and entries</th>
              <th scope="col">Where the codes were found</th>
            </tr>
          </thead>
          <tbody>
            {valueSets.map(({ title, version, count, provenance }) => (
              <tr>
                <th scope="row">{title}</th>
                <td>
                  {version}, {count} entries
                </td>
                <td>{provenance}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {notices.map((notice) => (
        <p class="source">{notice}</p>
      ))}
    </>
  )
}
