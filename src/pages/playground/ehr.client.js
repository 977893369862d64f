// @ts-check
// The chart that is open, and what a clinician does in it: each step is saved in the record and calls its hook.
import { clearCards, keepCards, placeAnswer } from '/playground/cards.client.js'
import {
  callService,
  findService,
  readSettings,
  summarise,
  summariseContext,
  toRequest,
} from '/playground/cds-client.client.js'
import { currentEncounter, newId, readPrefetch, removeAdded, save } from '/playground/fhir.client.js'
import { addOrder, clearOrders, draftOrders, markAsked, pendingOf, showOrders } from '/playground/orders.client.js'
import { announce, byId, call, jsonPost, renderInto, selectById } from '/playground/page.client.js'

/** @typedef {import('/playground/fhir.client.js').HookContext} HookContext */

/** Counts the calls: a late answer about one patient must never stand beside the chart of the next. */
let turn = 0
/** The chart that is open. @type {{ patientId: string, encounter: any } | undefined} */
let chart
/** @type {unknown} */
let lastRequest

export const requestInFull = () => JSON.stringify(lastRequest, null, 2)

const today = () => new Date().toISOString().slice(0, 10)

/** @param {string} patientId */
const isOpen = (patientId) => chart?.patientId === patientId

function openedChart() {
  if (!chart) throw new Error('no chart is open')
  return chart
}

/** Reads the record as the service wants it, calls the service, shows both. Undefined when another chart was opened, or
 * another call made, in between.
 * @param {string} hook @param {string} patientId @param {HookContext} [ofHook] what this hook adds to the context */
async function fire(hook, patientId, ofHook = {}) {
  if (!isOpen(patientId)) return undefined
  const mine = ++turn
  const isLate = () => mine !== turn
  const { encounter } = openedChart()
  const settings = readSettings()
  const inEncounter = encounter ? { encounterId: encounter.id } : {}
  const context = { userId: settings.user, patientId, ...inEncounter, ...ofHook }
  announce('Reading the chart…')
  const startedAt = performance.now()
  const service = await findService(hook)
  const read = await readPrefetch(service, context)
  const readMs = performance.now() - startedAt
  if (isLate()) return undefined
  await renderInto('/playground/chart', read, { isLate })
  if (isLate()) return undefined
  announce('Asking the service…')
  const request = toRequest(service, context, read, settings)
  const answer = await callService(service, request, settings)
  const assessed = await call('/assessments', jsonPost(request))
  if (isLate()) return undefined
  lastRequest = request
  keepCards(answer.body, { serviceId: service.id, patientId })
  const { prefetch } = request
  const shown = {
    requestId: answer.requestId,
    request: {
      ...request,
      service: service.id,
      mode: settings.mode,
      context: summariseContext(context),
      prefetch: summarise(prefetch),
    },
    response: answer.body,
    status: answer.status,
    assessment: assessed.status === 200 ? assessed.body : null,
    timings: { readMs, hookMs: answer.ms, assessmentMs: assessed.ms },
  }
  await renderInto('/playground/render', shown, { isLate, place: placeAnswer })
  return answer
}

/** @param {string} patientId */
export async function openChart(patientId) {
  const mine = ++turn
  announce('Reading the chart…')
  for (const id of ['banner', 'chart', 'behind']) byId(id).replaceChildren()
  clearCards()
  chart = undefined
  const encounter = await currentEncounter(patientId)
  if (mine !== turn) return
  chart = { patientId, encounter }
  showEncounter()
  const work = /** @type {HTMLFieldSetElement} */ (byId('work'))
  work.disabled = false
  const orders = showOrders(patientId)
  await fire('patient-view', patientId)
  await orders
}

function showEncounter() {
  const { encounter } = openedChart()
  const names = [...selectById('encounter-class').options].map(
    ({ value, text }) => /** @type {const} */ ([value, text]),
  )
  const name = new Map(names).get(encounter?.class?.code) ?? 'An encounter'
  byId('encounter').replaceChildren(encounter ? `${name} is under way.` : 'None is under way.')
}

/** @param {any} encounter */
async function changeEncounter(encounter) {
  const { patientId } = openedChart()
  await save(encounter)
  if (!isOpen(patientId)) return
  chart = { patientId, encounter: encounter.status === 'in-progress' ? encounter : undefined }
  showEncounter()
}

/** @param {string} menuId */
const chosen = (menuId) => JSON.parse(selectById(menuId).value)

async function beginEncounter() {
  const { patientId, encounter } = openedChart()
  if (encounter) return announce('An encounter is under way: discharge first.')
  const system = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
  await changeEncounter({
    resourceType: 'Encounter',
    id: newId(),
    status: 'in-progress',
    class: { system, code: selectById('encounter-class').value },
    subject: { reference: `Patient/${patientId}` },
    period: { start: new Date().toISOString() },
  })
  await fire('encounter-start', patientId)
}

async function discharge() {
  const { patientId, encounter } = openedChart()
  if (!encounter) return announce('No encounter is under way: begin one first.')
  await fire('encounter-discharge', patientId)
  await changeEncounter({
    ...encounter,
    status: 'finished',
    period: { ...encounter.period, end: new Date().toISOString() },
  })
}

async function addProblem() {
  const { patientId } = openedChart()
  const subject = { reference: `Patient/${patientId}` }
  const condition = { ...chosen('problem'), id: newId(), subject, recordedDate: today() }
  await save(condition)
  const conditions = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: condition }] }
  await fire('problem-list-item-create', patientId, { conditions })
}

async function selectOrder() {
  const { patientId } = openedChart()
  const { resourceType, id } = await addOrder(patientId, { ...chosen('order'), authoredOn: today() })
  await fire('order-select', patientId, { selections: [`${resourceType}/${id}`], draftOrders: draftOrders(patientId) })
}

/** Asks first; where a card comes the clinician may sign all the same. */
async function signOrders() {
  const { patientId } = openedChart()
  const { wasAsked } = pendingOf(patientId)
  if (!wasAsked) {
    const answer = await fire('order-sign', patientId, { draftOrders: draftOrders(patientId) })
    if (!answer) return
    if (answer.status !== 200 || answer.body?.cards?.length > 0) return markAsked(patientId)
  }
  const { orders } = pendingOf(patientId)
  await Promise.all(orders.map((order) => save({ ...order, status: 'active', intent: 'order', authoredOn: today() })))
  await clearOrders(patientId)
  if (!isOpen(patientId)) return
  const service = await findService('patient-view')
  await renderInto('/playground/chart', await readPrefetch(service, { patientId }), {
    isLate: () => !isOpen(patientId),
  })
  announce(orders.length === 1 ? 'One order is signed.' : `${orders.length} orders are signed.`)
}

/** @param {string} patientId */
export async function undo(patientId) {
  await removeAdded(patientId)
  await clearOrders(patientId)
}

/** By hook. @type {Readonly<Record<string, () => Promise<unknown> | undefined>>} */
export const ACTIONS = {
  'encounter-start': beginEncounter,
  'encounter-discharge': discharge,
  'problem-list-item-create': addProblem,
  'order-select': selectOrder,
  'order-sign': signOrders,
}
