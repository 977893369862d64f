/** What the EHR hands over with the call; the script reads the value. */
const SENDS = [
  { value: 'all', label: 'Send the prefetch', hint: 'all that it asks for' },
  { value: 'none', label: 'Send no prefetch', hint: 'it reads the FHIR server itself' },
  { value: 'few', label: 'Send only patient and conditions', hint: 'and no FHIR server' },
] as const

/** Several, because what was shown and answered is remembered per user. */
const USERS = [
  { id: 'Practitioner/ana-ortiz', name: 'Dr. Ana Ortiz, internal medicine' },
  { id: 'Practitioner/ben-weiss', name: 'Dr. Ben Weiss, emergency medicine' },
  { id: 'Practitioner/carla-nunez', name: 'Carla Nunez, nurse practitioner' },
] as const

const NEEDS_TOKEN =
  'TRUSTED_CLIENTS is set: calls need a signed JWT, which this page does not have, and the mode is the one agreed with each client. Calls from here are answered with 401; use npm run hook.'

interface SwitchesProps {
  /** Then the mode and the memory are those of registered clients, and not this page's to change. */
  readonly needsToken: boolean
}

/** How the EHR calls, and as whom. */
export function Switches({ needsToken }: SwitchesProps) {
  return (
    <form id="switches" class="switches" aria-label="How the EHR calls">
      <fieldset>
        <legend>With the call</legend>
        {SENDS.map(({ value, label, hint }, index) => (
          <label class="choice">
            <input type="radio" name="sends" value={value} checked={index === 0} />
            <span>
              {label} <small>{hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input type="checkbox" name="mode" value="silent" disabled={needsToken} />
        <span>
          Silent mode <small>assess and record, show nothing</small>
        </span>
      </label>
      <div class="who">
        <label for="user">User</label>
        <select id="user" name="user">
          {USERS.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
        <button type="submit">Open again</button>
        <button type="button" id="forget" disabled={needsToken}>
          Forget this patient
        </button>
        <button type="button" id="undo">
          Undo what was added
        </button>
      </div>
      {needsToken ? (
        <p class="unread" role="alert">
          {NEEDS_TOKEN}
        </p>
      ) : undefined}
    </form>
  )
}
