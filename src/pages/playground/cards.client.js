// @ts-check
// The cards in view, and what the clinician does with them.
import { sendFeedback } from '/playground/cds-client.client.js'
import { addOrder } from '/playground/orders.client.js'
import { announce, byId, renderInto, selectById } from '/playground/page.client.js'

/** @typedef {{ readonly card: any, readonly serviceId: string, readonly patientId: string }} Shown */

/** By uuid. @type {Map<string, Shown>} */
const shown = new Map()
/** The newest first. @type {unknown[]} */
let feedback = []

export function clearCards() {
  shown.clear()
  feedback = []
  byId('card').replaceChildren()
  byId('feedback').replaceChildren()
}

/** @param {any} response @param {Omit<Shown, 'card'>} from */
export function keepCards(response, from) {
  for (const card of response?.cards ?? []) shown.set(card.uuid, { card, ...from })
}

/** A service that answers again takes its earlier cards back, as does a card that comes a second time under its uuid; what
 * another service said stays, but not its silence.
 * @param {HTMLElement} target @param {HTMLElement} part */
export function placeAnswer(target, part) {
  const { service } = part.dataset
  if (service === undefined) return target.replaceChildren(...part.childNodes)
  const uuids = [...part.querySelectorAll('[data-card]')].map((card) => card.getAttribute('data-card'))
  for (const card of target.querySelectorAll('article')) {
    const isStale = card.dataset.service === service || card.dataset.card === undefined
    if (isStale || uuids.includes(card.dataset.card ?? '')) card.remove()
  }
  for (const card of part.querySelectorAll('article')) card.dataset.service = service
  target.prepend(...part.childNodes)
}

/** @param {Element} element */
function cardAround(element) {
  const article = element.closest('article')
  const known = shown.get(article?.dataset.card ?? '')
  return article && known ? { article, ...known } : undefined
}

/** Rejects where the service did not take it: the card stays as it is, to be answered again.
 * @param {string} serviceId @param {Readonly<Record<string, unknown>>} entry */
async function tell(serviceId, entry) {
  const sent = await sendFeedback(serviceId, entry)
  feedback = [sent, ...feedback]
  await renderInto('/playground/feedback', { sent: feedback })
  if (sent.status !== 200) throw new Error(`the service did not take the feedback (HTTP ${sent.status})`)
}

/** @param {HTMLElement} button */
export async function accept(button) {
  const around = cardAround(button)
  if (!around || button.ariaDisabled === 'true') return
  const { article, card, serviceId, patientId } = around
  const id = button.dataset.accept
  const suggestion = card.suggestions?.find((/** @type {any} */ each) => each.uuid === id)
  button.ariaDisabled = 'true'
  try {
    await tell(serviceId, { card: card.uuid, outcome: 'accepted', acceptedSuggestions: [{ id }] })
  } catch (error) {
    button.ariaDisabled = null
    throw error
  }
  for (const { resource } of suggestion?.actions ?? []) await addOrder(patientId, resource)
  button.append(' (accepted)')
  article.classList.add('accepted')
  announce('Accepted: the order is among the pending orders, and the service was told.')
}

/** @param {HTMLElement} button */
export async function dismiss(button) {
  const around = cardAround(button)
  if (!around) return
  const { article, card, serviceId } = around
  const select = selectById(button.dataset.dismiss ?? '')
  const reason = { code: select.value, system: select.selectedOptions[0]?.dataset.system }
  await tell(serviceId, { card: card.uuid, outcome: 'overridden', overrideReason: { reason } })
  const words = `Dismissed: ${select.selectedOptions[0]?.textContent}. The service was told.`
  article.classList.add('dismissed')
  article.querySelector('[data-told]')?.replaceChildren(words)
  announce(words)
  article.tabIndex = -1
  article.focus()
}
