// @ts-check
// The CDS client: discovery, hook calls and feedback, over HTTP as any EHR makes them.
import { fhirUrl } from '/playground/fhir.client.js'
import { call, jsonPost } from '/playground/page.client.js'

/** @typedef {import('/playground/fhir.client.js').Service} Service */
/** @typedef {import('/playground/fhir.client.js').HookContext} HookContext */
/** @typedef {{ readonly sends: string, readonly user: string, readonly mode: string | undefined }} Settings */

const FEW_KEYS = ['patient', 'conditions']

/** How the EHR calls now, by the switches of the page.
 * @returns {Settings} */
export function readSettings() {
  const form = /** @type {HTMLFormElement} */ (document.getElementById('switches'))
  const { sends, user, mode } = Object.fromEntries(new FormData(form))
  return { sends: String(sends), user: String(user), mode: mode === undefined ? undefined : String(mode) }
}

/** @param {string} hook @returns {Promise<Service>} */
export async function findService(hook) {
  const { body } = await call('/cds-services')
  const service = body?.services?.find((/** @type {Service} */ candidate) => candidate.hook === hook)
  if (!service) throw new Error(`the service offers nothing for ${hook}`)
  return service
}

/** @param {Service} service @param {HookContext} context @param {Record<string, unknown>} read @param {Settings} settings */
export function toRequest({ hook }, context, read, { sends }) {
  const few = Object.fromEntries(Object.entries(read).filter(([key]) => FEW_KEYS.includes(key)))
  return {
    hook,
    hookInstance: crypto.randomUUID(),
    ...(sends === 'few' ? {} : { fhirServer: fhirUrl }),
    context,
    ...(sends === 'none' ? {} : { prefetch: sends === 'few' ? few : read }),
  }
}

/** @param {Service} service @param {unknown} request @param {Settings} settings */
export function callService({ id }, request, { mode }) {
  return call(`/cds-services/${id}`, jsonPost(request, mode === undefined ? {} : { 'X-Development-Mode': mode }))
}

/** Tells the service what became of a card.
 * @param {string} serviceId @param {Readonly<Record<string, unknown>>} entry */
export async function sendFeedback(serviceId, entry) {
  const request = { feedback: [{ ...entry, outcomeTimestamp: new Date().toISOString() }] }
  const { status, body } = await call(`/cds-services/${serviceId}/feedback`, jsonPost(request))
  return { service: serviceId, request, status, response: body }
}

/** @param {unknown} value */
function describe(value) {
  const { resourceType, entry } = /** @type {any} */ (value) ?? {}
  if (value === null) return 'null (nothing found)'
  return resourceType === 'Bundle' ? `Bundle, entries: ${entry?.length ?? 0}` : String(resourceType)
}

/** What was sent for each key, in words: the server does not need the chart a second time.
 * @param {Readonly<Record<string, unknown>> | undefined} values */
export function summarise(values) {
  return values && Object.fromEntries(Object.entries(values).map(([key, value]) => [key, describe(value)]))
}

/** Ids as they are, Bundles and lists in words.
 * @param {HookContext} context */
export function summariseContext(context) {
  const say = (/** @type {unknown} */ value) => {
    if (Array.isArray(value)) return value.join(', ')
    return typeof value === 'string' ? value : describe(value)
  }
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, say(value)]))
}
