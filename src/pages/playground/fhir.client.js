// @ts-check
// The EHR's record, which is the FHIR server: prefetch is read from it, and what is added to the chart is written to it.
import { call } from '/playground/page.client.js'

/** @typedef {import('/playground/page.client.js').Answer} Answer */
/** @typedef {{ readonly id: string, readonly hook: string, readonly prefetch?: Readonly<Record<string, string>> }} Service */
/** @typedef {Readonly<Record<string, any>>} HookContext */

const MAX_PAGES = 40
export const fhirUrl = document.body.dataset.fhirUrl

/** What this page adds is known by its id, so that it can be taken out again, also after the page was closed. */
const ADDED = 'playground-'
const ADDED_TYPES = ['ServiceRequest', 'MedicationRequest', 'DeviceRequest', 'Condition', 'Encounter']

export const newId = () => `${ADDED}${crypto.randomUUID()}`

/** @param {string} type @param {string} parameters @returns {Promise<Answer>} */
export async function searchFhir(type, parameters) {
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

/** @param {Service} service @param {HookContext} context @returns {Promise<Record<string, unknown>>} */
export async function readPrefetch({ prefetch = {} }, context) {
  const keys = Object.keys(prefetch)
  const values = await Promise.all(keys.map((key) => readTemplate(prefetch[key] ?? '', context)))
  return Object.fromEntries(keys.flatMap((key, index) => (values[index] === undefined ? [] : [[key, values[index]]])))
}

/** @param {string} type @param {string} patientId @returns {Promise<readonly any[]>} */
async function resourcesOf(type, patientId) {
  const found = await searchFhir(type, `patient=${encodeURIComponent(patientId)}`).catch(() => undefined)
  return (found?.body?.entry ?? []).map((/** @type {any} */ entry) => entry.resource)
}

/** The encounter the patient is in, if there is one.
 * @param {string} patientId */
export async function currentEncounter(patientId) {
  const encounters = await resourcesOf('Encounter', patientId)
  return encounters.find((encounter) => encounter?.status === 'in-progress')
}

/** @param {any} resource */
export async function save(resource) {
  const headers = { 'Content-Type': 'application/fhir+json' }
  const url = `${fhirUrl}/${resource.resourceType}/${resource.id}`
  const { status } = await call(url, { method: 'PUT', headers, body: JSON.stringify(resource) })
  if (status >= 300) throw new Error(`the record did not take the ${resource.resourceType} (HTTP ${status})`)
}

/** Takes out of the record what this page put into it.
 * @param {string} patientId */
export async function removeAdded(patientId) {
  for (const type of ADDED_TYPES) {
    const added = (await resourcesOf(type, patientId)).filter((resource) => resource?.id?.startsWith(ADDED))
    await Promise.all(added.map(({ id }) => call(`${fhirUrl}/${type}/${id}`, { method: 'DELETE' })))
  }
}
