// @ts-check
// What every part of the page's script needs: elements, calls, and putting in place what the server renders.

/** @typedef {{ readonly status: number, readonly body: any, readonly requestId: string, readonly ms: number }} Answer */

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id))
}

/** @param {string} id */
export const selectById = (id) => /** @type {HTMLSelectElement} */ (byId(id))

/** @param {string} words */
export const announce = (words) => byId('status').replaceChildren(words)

/** @param {unknown} body @param {HeadersInit} [headers] @returns {RequestInit} */
export function jsonPost(body, headers) {
  return { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

/** A body that is no JSON is `undefined`; a server that does not answer rejects.
 * @param {string} url @param {RequestInit} [init] @returns {Promise<Answer>} */
export async function call(url, init) {
  const startedAt = performance.now()
  const response = await fetch(url, init)
  const body = await response.json().catch(() => undefined)
  const requestId = response.headers.get('X-Request-Id') ?? ''
  return { status: response.status, body, requestId, ms: performance.now() - startedAt }
}

/** Whoever works with the keyboard stays where he was, also when the button he pressed is gone.
 * @param {HTMLElement} target @param {HTMLElement} part */
function replace(target, part) {
  const hadFocus = target.contains(document.activeElement)
  target.replaceChildren(...part.childNodes)
  if (!hadFocus) return
  target.tabIndex = -1
  target.focus()
}

/** Puts each fragment into the element it names; the server has escaped what comes from a record.
 * @param {string} path @param {unknown} body
 * @param {{ isLate?: () => boolean, place?: (target: HTMLElement, part: HTMLElement) => void }} [options] */
export async function renderInto(path, body, { isLate = () => false, place = replace } = {}) {
  const response = await fetch(path, jsonPost(body))
  const html = await response.text()
  if (isLate()) return
  if (!response.ok) throw new Error(`the page could not show this (HTTP ${response.status})`)
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (parsed.querySelectorAll('[data-into]'))) {
    place(byId(part.dataset.into ?? ''), part)
  }
}
