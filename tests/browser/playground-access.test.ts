import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import {
  callOf,
  DESKTOP,
  feedbackOf,
  focused,
  PHONE,
  pick,
  runPlayground,
  tabTo,
  unfoldEverything,
  violations,
} from './a-playground-page.ts'

describe.skipIf(NO_BROWSER !== undefined)('the playground for everybody', () => {
  const { started, openPage } = runPlayground()

  test('can be walked with the keyboard alone: skip link, patient, card, suggestion', async () => {
    const { page } = await openPage()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the card')
    await tabTo(page, 'refer-now')
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    await tabTo(page, 'What it orders')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('region', { name: 'Draft: Refer for kyphoplasty' }).isVisible()).toBe(true)
    await page.close()
  })

  test('lets a chart be worked in with the keyboard alone: order, accept, sign', async () => {
    const { page } = await openPage('#two-levels')
    await tabTo(page, 'Select order')
    await callOf(page, 'vcf-order-select', () => page.keyboard.press('Enter'))
    await tabTo(page, 'Refer for kyphoplasty evaluation')
    await feedbackOf(page, 'vcf-order-select', () => page.keyboard.press('Enter'))
    expect(await focused(page)).toContain('Refer for kyphoplasty evaluation')
    await page.getByLabel('User').focus()
    await tabTo(page, 'Sign orders')
    await callOf(page, 'vcf-order-sign', () => page.keyboard.press('Enter'))
    await page.getByRole('status').filter({ hasText: '2 orders are signed' }).waitFor()
    await page.close()
  })

  test.each([
    ['a phone', PHONE],
    ['a desktop', DESKTOP],
  ])('does not scroll sideways on %s, not even with everything unfolded', async (_, options) => {
    for (const hash of ['', '#refer-now', '#long-messy-chart']) {
      const { page } = await openPage(hash, options)
      if (hash === '#refer-now') await workIn(page)
      await unfoldEverything(page)
      const widths = '[document.documentElement.scrollWidth, innerWidth]'
      const [content, window] = await page.evaluate<[number, number]>(widths)
      expect(content).toBeLessThanOrEqual(window)
      await page.close()
    }
  })

  test.each([
    ['a phone', PHONE],
    ['a desktop', DESKTOP],
  ])('has no accessibility violation that axe finds on %s', async (_, options) => {
    for (const hash of ['', '#refer-now', '#healed-painless']) {
      const { page } = await openPage(hash, options)
      if (hash === '#refer-now') await workIn(page)
      await unfoldEverything(page)
      expect(await violations(page)).toEqual([])
      await page.close()
    }
  })

  test('the front page leads here and has no accessibility violation', async () => {
    const { browser, servers } = started()
    const page = await browser.newPage(PHONE)
    await page.goto(servers.serviceUrl)
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: 'Open the playground' }).click()
    await page.getByRole('navigation', { name: 'Patients' }).waitFor()
    await page.close()
  })
})

/** Leaves a card that was answered, feedback and a pending order on the page. */
async function workIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Forget this patient' }).click()
  await page.getByRole('article').getByRole('button', { name: 'Dismiss' }).waitFor()
  await callOf(page, 'vcf-order-select', () => pick(page, 'Order', 'Oxycodone 5 mg', 'Select order'))
  await feedbackOf(page, 'vcf-order-select', () => page.getByRole('button', { name: 'Dismiss' }).click())
}
