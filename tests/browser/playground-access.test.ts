import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import { DESKTOP, focused, PHONE, runPlayground, tabTo, unfoldEverything, violations } from './a-playground-page.ts'

describe.skipIf(NO_BROWSER !== undefined)('the playground for everybody', () => {
  const { started, openPage } = runPlayground()

  test('can be walked with the keyboard alone: skip link, patient, card, suggestion', async () => {
    const { page } = await openPage()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the card')
    await tabTo(page, 'refer-now')
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    await tabTo(page, 'Refer for kyphoplasty evaluation')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('region', { name: 'Draft: Refer for kyphoplasty' }).isVisible()).toBe(true)
    await page.close()
  })

  test.each([
    ['a phone', PHONE],
    ['a desktop', DESKTOP],
  ])('does not scroll sideways on %s, not even with everything unfolded', async (_, options) => {
    for (const hash of ['', '#refer-now', '#long-messy-chart']) {
      const { page } = await openPage(hash, options)
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
