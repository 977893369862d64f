import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type RunningServers, startServers } from '../../src/tools/start-servers.ts'
import { launchBrowser } from './a-browser.ts'

export const DESKTOP = { viewport: { width: 1280, height: 900 } } as const
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

/** Both servers as `npm start` brings them up, and a browser, for all tests of a `describe`. */
export function runPlayground(env: Readonly<Record<string, string>> = {}) {
  const running: { servers?: RunningServers; browser?: Browser } = {}
  beforeAll(async () => {
    running.servers = await startServers({ port: 0, fhirPort: 0, env })
    running.browser = await launchBrowser()
  })
  afterAll(async () => {
    await running.browser?.close()
    await running.servers?.close()
  })
  const started = () => {
    const { servers, browser } = running
    if (!servers || !browser) throw new Error('nothing runs yet')
    return { servers, browser }
  }

  /** A new browser profile at the page; whatever the browser complains about ends up in `complaints`. */
  async function openPage(hash = '', options: BrowserContextOptions = DESKTOP) {
    const { servers, browser } = started()
    const page = await browser.newPage(options)
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${servers.serviceUrl}/playground${hash}`)
    await page.getByRole('link', { name: 'refer-now' }).waitFor()
    if (hash !== '') await page.getByRole('article').waitFor()
    return { page, complaints }
  }
  return { started, openPage }
}

export function behind(page: Page) {
  return page.getByRole('region', { name: 'Behind the answer' })
}

/** Waits for the end of the call that is under way: the card is empty from its beginning. */
export async function answered(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'answered in' }).waitFor()
  await page.getByRole('article').first().waitFor()
}

/** Does what makes the EHR call this service, and gives the call and its answer once they are shown. */
export async function callOf(page: Page, serviceId: string, act: () => Promise<unknown>) {
  const called = page.waitForResponse((response) => response.url().endsWith(`/cds-services/${serviceId}`))
  const shown = page.waitForResponse((response) => response.url().endsWith('/playground/render'))
  await act()
  const response = await called
  await shown
  await answered(page)
  const request = response.request()
  return { request: JSON.parse(request.postData() ?? ''), headers: request.headers(), answer: await response.json() }
}

/** Does what makes the EHR send feedback to this service, and gives the feedback and its answer. */
export async function feedbackOf(page: Page, serviceId: string, act: () => Promise<unknown>) {
  const sent = page.waitForResponse((response) => response.url().endsWith(`/cds-services/${serviceId}/feedback`))
  await act()
  const response = await sent
  await page
    .getByRole('status')
    .filter({ hasText: /the service was told/i })
    .waitFor()
  const { feedback } = JSON.parse(response.request().postData() ?? '')
  return { feedback, status: response.status(), answer: await response.json() }
}

/** Picks from one of the menus of the actions and presses the button beside it. */
export async function pick(page: Page, menu: 'Encounter' | 'Problem' | 'Order', item: string, button: string) {
  await page.getByLabel(menu, { exact: true }).selectOption({ label: item })
  await page.getByRole('button', { name: button, exact: true }).click()
}

export async function choose(page: Page, mode: string): Promise<void> {
  await page.getByRole('article').waitFor()
  await page.getByLabel(mode).check()
  await answered(page)
}

export async function readRequest(page: Page) {
  await behind(page).getByText('Request', { exact: true }).click()
  await behind(page).getByText('All of it as JSON').click()
  const text = page.getByRole('region', { name: 'Request', exact: true })
  await expect.poll(() => text.textContent()).not.toBe('{}')
  return JSON.parse((await text.textContent()) ?? '')
}

export async function unfoldEverything(page: Page): Promise<void> {
  await page.evaluate(`
    for (const element of document.querySelectorAll('details')) element.open = true
    for (const element of document.querySelectorAll('[hidden]')) element.hidden = false
  `)
}

/** The words of the element that has the focus; none while nothing has it. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    "document.activeElement === document.body ? '' : document.activeElement.textContent.trim()",
  )
}

export async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    if ((await focused(page)).includes(words)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`"${words}" cannot be reached with Tab`)
}

interface Violation {
  readonly id: string
  readonly impact: string
}

export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const found = await page.evaluate<readonly Violation[]>('axe.run().then(({ violations }) => violations)')
  return found.map(({ id, impact }) => `${impact}: ${id}`)
}
