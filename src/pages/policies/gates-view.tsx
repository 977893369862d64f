import type { GateJson, GateOfPolicy } from '../../artefacts/gate-json.ts'
import { SourceLink, ThresholdList } from '../threshold-list.tsx'

const ACTION_MARKS: Readonly<Record<GateJson['action'], { readonly class: string; readonly words: string }>> = {
  'other-route': { class: 'bad', words: 'other route' },
  'complete-workup': { class: 'open', words: 'work-up first' },
  name: { class: 'quiet', words: 'named only' },
}

/** The safety gates, with what each does; beside a policy also which of them it lists as exclusions. */
export function GatesView({ gates }: { readonly gates: readonly (GateJson | GateOfPolicy)[] }) {
  return (
    <ul class="entries">
      {gates.map((gate) => (
        <li class="entry" id={`gate-${gate.id}`}>
          <h3>
            {onCard(gate.name)} <code>{gate.id}</code> <GateMarks gate={gate} />
          </h3>
          <p>{gate.statement}.</p>
          <p>
            {gate.actionWords}.
            {gate.confirmedOnCard ? ' Where nothing is found, the card asks a person to confirm it.' : ''}
          </p>
          <ThresholdList thresholds={gate.thresholds} citedAbove={gate.citation.id} />
          <p class="quiet">
            Looked for in {gate.sources.join(', ')}. <SourceLink citation={gate.citation} />
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The words by which a card names it. */
function onCard(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function GateMarks({ gate }: { readonly gate: GateJson | GateOfPolicy }) {
  const action = ACTION_MARKS[gate.action]
  return (
    <>
      <span class={`mark ${action.class}`}>{action.words}</span>{' '}
      {'excludes' in gate && gate.excludes ? <span class="mark bad">excludes here</span> : undefined}
    </>
  )
}
