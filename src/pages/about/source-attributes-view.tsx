import type { SourceAttribute } from '../../artefacts/source-attributes.ts'

export function SourceAttributes({ attributes }: { readonly attributes: readonly SourceAttribute[] }) {
  return (
    <>
      <h2 id="attributes">Source attributes</h2>
      <p>
        The 13 attributes that 45 CFR 170.315(b)(11)(iv)(A) lists for evidence-based decision support. None is left out;
        what is not used says so.
      </p>
      <section class="entry" aria-labelledby="attributes">
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">Attribute</th>
              <th scope="col">Answer</th>
            </tr>
          </thead>
          <tbody>
            {attributes.map(({ number, attribute, used, answer }) => (
              <tr>
                <th scope="row">
                  {number}. {attribute}
                </th>
                <td>
                  {used === null ? undefined : (
                    <>
                      <span class={`mark ${used === 'used' ? 'open' : 'quiet'}`}>{used}</span>{' '}
                    </>
                  )}
                  {used === 'not used' ? undefined : answer}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
