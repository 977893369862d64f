import type { CalendarDate } from '../../clinical/calendar.ts'
import { ORDER_MENU } from './order-menu.ts'
import { type MenuItem, problemMenu } from './problem-menu.ts'

/** HL7's encounter classes, by code. */
const ENCOUNTER_CLASSES = [
  { code: 'AMB', name: 'Clinic visit' },
  { code: 'EMER', name: 'Emergency visit' },
  { code: 'IMP', name: 'Hospital stay' },
] as const

/** What a clinician does in a chart, each with the hook it fires. Off until a chart is open. */
export function ActionsView({ today }: { readonly today: CalendarDate }) {
  return (
    <section class="work" aria-labelledby="work-title">
      <h2 id="work-title">Actions</h2>
      <fieldset id="work" disabled aria-labelledby="work-title">
        <div class="action">
          <label for="encounter-class">Encounter</label>
          <select id="encounter-class">
            {ENCOUNTER_CLASSES.map(({ code, name }) => (
              <option value={code}>{name}</option>
            ))}
          </select>
          <ActionButton hook="encounter-start" words="Begin" />
          <ActionButton hook="encounter-discharge" words="Discharge" />
          <p id="encounter" class="quiet">
            None is under way.
          </p>
        </div>
        <div class="action">
          <Menu id="problem" label="Problem" items={problemMenu(today)} />
          <ActionButton hook="problem-list-item-create" words="Add problem" />
        </div>
        <div class="action">
          <Menu id="order" label="Order" items={ORDER_MENU} />
          <ActionButton hook="order-select" words="Select order" />
        </div>
        <div id="orders" class="action" />
      </fieldset>
    </section>
  )
}

/** What is carried in the option is the resource, so that the page needs no second list of them. */
function Menu({
  id,
  label,
  items,
}: {
  readonly id: string
  readonly label: string
  readonly items: readonly MenuItem[]
}) {
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id}>
        {items.map((item) => (
          <option value={JSON.stringify(item.resource)}>{item.label}</option>
        ))}
      </select>
    </>
  )
}

function ActionButton({ hook, words }: { readonly hook: string; readonly words: string }) {
  return (
    <button type="button" data-action={hook} title={`Calls ${hook}`}>
      {words}
    </button>
  )
}
