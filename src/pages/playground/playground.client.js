// @ts-check
// The playground acts as a CDS client: it keeps a chart, calls the service as an EHR does, and puts what the server renders
// in place. It makes no markup itself, so nothing of a record is ever parsed as HTML here.
import { accept, dismiss } from '/playground/cards.client.js'
import { ACTIONS, openChart, requestInFull, undo } from '/playground/ehr.client.js'
import { fhirUrl, searchFhir } from '/playground/fhir.client.js'
import { removeOrder } from '/playground/orders.client.js'
import { announce, byId, call, jsonPost, renderInto } from '/playground/page.client.js'

const selectedPatient = () => document.querySelector('[aria-current]')?.getAttribute('data-patient') ?? undefined

let steps = 0

/** Does a step and says so when it fails, unless the clinician has gone on since.
 * @param {() => Promise<unknown> | undefined} step */
async function attempt(step) {
  const mine = ++steps
  try {
    await step()
  } catch (error) {
    if (mine === steps) announce(`This did not work: ${/** @type {Error} */ (error).message}.`)
  }
}

function reopen() {
  const patientId = selectedPatient()
  if (patientId === undefined) return announce('Choose a patient.')
  return attempt(() => openChart(patientId))
}

/** Opens the chart that the address names: `#id`, or `?patient=id`. */
function openSelected() {
  const wanted = location.hash === '' ? new URLSearchParams(location.search).get('patient') : undefined
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-patient]'))
  for (const link of links) {
    const isSelected = wanted === undefined ? link.hash === location.hash : link.dataset.patient === wanted
    link.ariaCurrent = isSelected ? 'true' : null
  }
  return reopen()
}

/** The list scrolls to the patient, the page stays where it begins. */
function showSelected() {
  document.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  window.scrollTo(0, 0)
}

/** The service forgets which cards it showed about the patient, and how they were answered. */
function forget() {
  return call('/playground/forget', jsonPost({ patientId: selectedPatient() })).then(reopen, reopen)
}

/** @param {HTMLButtonElement} button */
function press(button) {
  const { accept: suggestion, action, dismiss: reasons, remove } = button.dataset
  const patientId = selectedPatient()
  if (suggestion !== undefined) return attempt(() => accept(button))
  if (reasons !== undefined) return attempt(() => dismiss(button))
  if (patientId === undefined) return undefined
  if (remove !== undefined) return attempt(() => removeOrder(patientId, remove))
  if (action !== undefined) return attempt(() => ACTIONS[action]?.())
  if (button.id === 'undo') return attempt(() => undo(patientId)).then(reopen)
  return button.id === 'forget' ? forget() : undefined
}

/** The whole request can be megabytes: it becomes text only when somebody wants to see it.
 * @param {EventTarget | null} target */
function showRequest(target) {
  if (!(target instanceof HTMLDetailsElement) || target.dataset.json !== 'request' || !target.open) return
  target.querySelector('pre')?.replaceChildren(requestInFull())
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null
  if (button) press(button)
})
// `toggle` does not bubble.
document.addEventListener('toggle', ({ target }) => showRequest(target), { capture: true })
byId('switches').addEventListener('change', reopen)
byId('switches').addEventListener('submit', (event) => {
  event.preventDefault()
  reopen()
})
window.addEventListener('hashchange', openSelected)

if (fhirUrl) {
  searchFhir('Patient', '')
    .then(({ body }) => renderInto('/playground/patients', body))
    .then(openSelected)
    .then(showSelected)
    .catch(() => announce(`The FHIR server at ${fhirUrl} does not answer.`))
}
