// @ts-check
// The CDS client of the playground: it reads the chart, calls the service as an EHR does when a chart is opened, and
// puts what the server renders in place. It makes no markup itself, so nothing of a record is ever parsed as HTML here.

/** @typedef {{ readonly id: string, readonly hook: string, readonly prefetch?: Readonly<Record<string, string>> }} Service */
/** @typedef {Readonly<Record<string, string>>} HookContext */
/** @typedef {{ readonly status: number, readonly body: any, readonly ms: number }} Answer */

const HOOK = 'patient-view'
const MAX_PAGES = 40
const FEW_KEYS = ['patient', 'conditions']
const fhirUrl = document.body.dataset.fhirUrl

/** Counts the charts opened: a late answer about one patient must never stand beside the chart of the next. */
let turn = 0
/** @type {unknown} */
let lastRequest

/** @param {unknown} body @returns {RequestInit} */
function jsonPost(body) {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id))
}

/** @param {string} words */
const announce = (words) => byId('status').replaceChildren(words)

/** Puts each fragment into the element it names; the server has escaped what comes from a record.
 * @param {string} path @param {unknown} body @param {() => boolean} [isLate] */
async function renderInto(path, body, isLate = () => false) {
  const response = await fetch(path, jsonPost(body))
  const html = await response.text()
  if (isLate()) return
  if (!response.ok) throw new Error(`the page could not show this (HTTP ${response.status})`)
  for (const part of new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-into]')) {
    byId(part.getAttribute('data-into') ?? '').replaceChildren(...part.childNodes)
  }
}

/** A body that is no JSON is `undefined`; a server that does not answer rejects.
 * @param {string} url @param {RequestInit} [init] @returns {Promise<Answer>} */
async function call(url, init) {
  const startedAt = performance.now()
  const response = await fetch(url, init)
  const body = await response.json().catch(() => undefined)
  return { status: response.status, body, ms: performance.now() - startedAt }
}

/** @param {string} type @param {string} parameters @returns {Promise<Answer>} */
async function searchFhir(type, parameters) {
  const body = new URLSearchParams(parameters)
  const answer = await call(`${fhirUrl}/${type}/_search`, { method: 'POST', body })
  return answer.status === 200 && answer.body ? { ...answer, body: await readToEnd(answer.body) } : answer
}

/** Follows `next`. Where a page fails its link stays, so that the service knows that there is more.
 * @param {any} bundle */
async function readToEnd({ link, entry: entries = [], ...bundle }) {
  const entry = [...entries]
  let next = nextOf({ link })
  for (let pages = 1; next !== undefined && pages < MAX_PAGES; pages++) {
    const page = await call(next).catch(() => undefined)
    if (page?.status !== 200 || !page.body) break
    entry.push(...(page.body.entry ?? []))
    next = nextOf(page.body)
  }
  const more = next === undefined ? {} : { link: [{ relation: 'next', url: next }] }
  return { ...bundle, ...more, ...(entry.length > 0 ? { entry } : {}) }
}

/** @param {any} bundle @returns {string | undefined} */
const nextOf = (bundle) => bundle.link?.find((/** @type {any} */ link) => link.relation === 'next')?.url

/** Undefined where the context has no value for a token: that template is not for this call.
 * @param {string} template @param {HookContext} context */
function fillTemplate(template, context) {
  const names = [...template.matchAll(/\{\{context\.(\w+)\}\}/g)].map(([, name = '']) => name)
  if (names.some((name) => !context[name])) return undefined
  return template.replaceAll(/\{\{context\.(\w+)\}\}/g, (_, name) => encodeURIComponent(context[name] ?? ''))
}

/** What CDS Hooks wants in a prefetch key: the answer, null for "none", an OperationOutcome for a refusal, else no key.
 * @param {string} template @param {HookContext} context */
async function readTemplate(template, context) {
  const [path = '', parameters] = (fillTemplate(template, context) ?? '').split('?')
  if (path === '') return undefined
  const reading = parameters === undefined ? call(`${fhirUrl}/${path}`) : searchFhir(path, parameters)
  const { status, body } = await reading.catch(() => ({ status: 0, body: undefined }))
  if (status === 404 || status === 410) return null
  return status === 200 || body?.resourceType === 'OperationOutcome' ? body : undefined
}

/** @param {Service} service @param {HookContext} context */
async function readPrefetch({ prefetch = {} }, context) {
  const keys = Object.keys(prefetch)
  const values = await Promise.all(keys.map((key) => readTemplate(prefetch[key] ?? '', context)))
  return Object.fromEntries(keys.flatMap((key, index) => (values[index] === undefined ? [] : [[key, values[index]]])))
}

/** @returns {Promise<Service>} */
async function discover() {
  const { body } = await call('/cds-services')
  const service = body?.services?.find((/** @type {Service} */ candidate) => candidate.hook === HOOK)
  if (!service) throw new Error(`the service offers nothing for ${HOOK}`)
  return service
}

/** The encounter the patient is in, if she is in one.
 * @param {string} patientId @param {string} userId @returns {Promise<HookContext>} */
async function readContext(patientId, userId) {
  const found = await searchFhir('Encounter', `patient=${encodeURIComponent(patientId)}`).catch(() => undefined)
  const encounters = (found?.body?.entry ?? []).map((/** @type {any} */ entry) => entry.resource)
  const current = encounters.find((/** @type {any} */ encounter) => encounter?.status === 'in-progress')
  return { userId, patientId, ...(current ? { encounterId: current.id } : {}) }
}

/** @param {string} mode @param {HookContext} context @param {Record<string, unknown>} read */
function toRequest(mode, context, read) {
  const few = Object.fromEntries(Object.entries(read).filter(([key]) => FEW_KEYS.includes(key)))
  return {
    hook: HOOK,
    hookInstance: crypto.randomUUID(),
    ...(mode === 'few' ? {} : { fhirServer: fhirUrl }),
    context,
    ...(mode === 'none' ? {} : { prefetch: mode === 'few' ? few : read }),
  }
}

/** @param {unknown} value */
function describe(value) {
  const { resourceType, entry } = /** @type {any} */ (value) ?? {}
  if (value === null) return 'null (nothing found)'
  return resourceType === 'Bundle' ? `Bundle, entries: ${entry?.length ?? 0}` : String(resourceType)
}

/** What was sent for each key, in words: the server does not need the chart a second time.
 * @param {Readonly<Record<string, unknown>> | undefined} prefetch */
function summarise(prefetch) {
  return prefetch && Object.fromEntries(Object.entries(prefetch).map(([key, value]) => [key, describe(value)]))
}

/** @param {string} patientId */
async function openChart(patientId) {
  const mine = ++turn
  const isLate = () => mine !== turn
  const { mode, user } = Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (byId('switches'))))
  announce('Reading the chart…')
  for (const id of ['banner', 'card', 'chart', 'behind']) byId(id).replaceChildren()

  const startedAt = performance.now()
  const [service, context] = await Promise.all([discover(), readContext(patientId, String(user))])
  const read = await readPrefetch(service, context)
  const readMs = performance.now() - startedAt
  if (isLate()) return
  await renderInto('/playground/chart', read, isLate)
  if (isLate()) return
  announce('Asking the service…')
  const request = toRequest(String(mode), context, read)
  const answer = await call(`/cds-services/${service.id}`, jsonPost(request))
  const assessed = await call('/assessments', jsonPost(request))
  if (isLate()) return
  lastRequest = request
  const shown = {
    request: { ...request, service: service.id, prefetch: summarise(request.prefetch) },
    response: answer.body,
    status: answer.status,
    assessment: assessed.status === 200 ? assessed.body : null,
    timings: { readMs, hookMs: answer.ms, assessmentMs: assessed.ms },
  }
  await renderInto('/playground/render', shown, isLate)
}

/** Opens the chart that the address names: `#id`, or `?patient=id`. */
function openSelected() {
  const wanted = location.hash === '' ? new URLSearchParams(location.search).get('patient') : undefined
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-patient]'))
  for (const link of links) {
    const isSelected = wanted === undefined ? link.hash === location.hash : link.dataset.patient === wanted
    link.ariaCurrent = isSelected ? 'true' : null
  }
  reopen()
}

function reopen() {
  const patientId = document.querySelector('[aria-current]')?.getAttribute('data-patient')
  if (!patientId) return announce('Choose a patient.')
  const opened = openChart(patientId)
  const mine = turn
  opened.catch(({ message }) => mine === turn && announce(`This did not work: ${message}.`))
}

/** @param {HTMLElement} button */
function toggle(button) {
  const target = byId(button.getAttribute('aria-controls') ?? '')
  target.hidden = !target.hidden
  button.setAttribute('aria-expanded', String(!target.hidden))
}

/** @param {string} selectId */
function dismiss(selectId) {
  const select = /** @type {HTMLSelectElement} */ (byId(selectId))
  const system = select.selectedOptions[0]?.dataset.system
  const card = select.closest('[data-card]')
  const overrideReason = { reason: { code: select.value, system } }
  const outcomeTimestamp = new Date().toISOString()
  const feedback = [{ card: card?.getAttribute('data-card'), outcome: 'overridden', overrideReason, outcomeTimestamp }]
  const shown = byId(`${selectId}-feedback`)
  shown.querySelector('pre')?.replaceChildren(JSON.stringify({ feedback }, null, 2))
  shown.hidden = false
  card?.classList.add('dismissed')
}

/** The whole request can be megabytes: it becomes text only when somebody wants to see it.
 * @param {EventTarget | null} target */
function showRequest(target) {
  if (!(target instanceof HTMLDetailsElement) || target.dataset.json !== 'request' || !target.open) return
  target.querySelector('pre')?.replaceChildren(JSON.stringify(lastRequest, null, 2))
}

function forget() {
  const patientId = document.querySelector('[aria-current]')?.getAttribute('data-patient')
  call('/playground/forget', jsonPost({ patientId })).then(reopen).catch(reopen)
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null
  if (button?.hasAttribute('aria-controls')) toggle(button)
  if (button?.dataset.dismiss) dismiss(button.dataset.dismiss)
  if (button?.id === 'forget') forget()
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
    .then(() => document.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }))
    .catch(() => announce(`The FHIR server at ${fhirUrl} does not answer.`))
}
