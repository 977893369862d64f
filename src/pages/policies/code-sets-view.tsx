import type { ListedCode, ListedGroup } from '../../artefacts/code-groups.ts'
import type { CodeSetJson } from '../../artefacts/policy-json.ts'

/** The codes behind each kind of fact, folded away. */
export function CodeSetsView({ codeSets }: { readonly codeSets: readonly CodeSetJson[] }) {
  return (
    <>
      {codeSets.map(({ kind, title, foundIn, codeCount, groups }) => (
        <section class="entry" id={`codes-${kind}`} aria-labelledby={`codes-${kind}-title`}>
          <h3 id={`codes-${kind}-title`}>{title}</h3>
          <p>{foundIn}</p>
          {groups.length === 0 ? undefined : (
            <details>
              <summary>
                {codeCount} codes in {groups.length} {groups.length === 1 ? 'group' : 'groups'}
              </summary>
              {groups.map((group) => (
                <GroupView group={group} />
              ))}
            </details>
          )}
        </section>
      ))}
    </>
  )
}

function GroupView({ group: { id, codes } }: { readonly group: ListedGroup }) {
  const systems = [...new Set(codes.map(({ system }) => system))]
  return (
    <div class="group">
      <h4>
        {id} <span class="count">{codes.length}</span>
      </h4>
      {systems.map((system) => (
        <p>
          <span class="quiet">{system}</span>{' '}
          {codes
            .filter((code) => code.system === system)
            .map((code, index) => (
              <>
                {index > 0 ? '; ' : ''}
                <code>{code.code}</code>
                {codeWords(code)}
              </>
            ))}
        </p>
      ))}
    </div>
  )
}

function codeWords({ display, andBelow, seventhCharacters }: ListedCode): string {
  const seventh = seventhCharacters === null ? '' : ` + ${[...seventhCharacters].join('/')}`
  return [seventh, andBelow ? ' and below' : '', display === null ? '' : ` ${display}`].join('')
}
