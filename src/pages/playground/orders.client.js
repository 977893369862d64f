// @ts-check
// Orders that are written and not signed, by patient: an EHR sends all of them as draftOrders.
import { newId } from '/playground/fhir.client.js'
import { renderInto } from '/playground/page.client.js'

/** @typedef {{ orders: readonly any[], wasAsked: boolean }} Pending */

/** @type {Map<string, Pending>} */
const byPatient = new Map()

/** @param {string} patientId @returns {Pending} */
export const pendingOf = (patientId) => byPatient.get(patientId) ?? { orders: [], wasAsked: false }

/** @param {string} patientId @param {Pending} pending */
function change(patientId, pending) {
  byPatient.set(patientId, pending)
  return showOrders(patientId)
}

/** @param {string} patientId */
export const showOrders = (patientId) => renderInto('/playground/orders', pendingOf(patientId))

/** @param {string} patientId @param {any} draft @returns the order as it is pending */
export function addOrder(patientId, draft) {
  const order = { ...draft, id: newId(), subject: { reference: `Patient/${patientId}` } }
  return change(patientId, { orders: [...pendingOf(patientId).orders, order], wasAsked: false }).then(() => order)
}

/** @param {string} patientId @param {string} id */
export function removeOrder(patientId, id) {
  const { orders } = pendingOf(patientId)
  return change(patientId, { orders: orders.filter((order) => order.id !== id), wasAsked: false })
}

/** @param {string} patientId */
export const clearOrders = (patientId) => change(patientId, { orders: [], wasAsked: false })

/** The service was asked about exactly these: signing goes on without asking again.
 * @param {string} patientId */
export const markAsked = (patientId) => change(patientId, { ...pendingOf(patientId), wasAsked: true })

/** @param {string} patientId */
export const draftOrders = (patientId) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: pendingOf(patientId).orders.map((resource) => ({ resource })),
})
