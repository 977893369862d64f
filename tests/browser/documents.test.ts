import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import { DESKTOP, focused, PHONE, runPlayground, unfoldEverything, violations } from './a-playground-page.ts'

const PATHS = ['/policies', '/policies/medicare-lcd', '/about', '/docs'] as const
const DEVICES = [
  ['a phone', PHONE],
  ['a desktop', DESKTOP],
] as const

describe.skipIf(NO_BROWSER !== undefined)('the pages to read', () => {
  const { started } = runPlayground()

  async function open(path: string, options: typeof PHONE | typeof DESKTOP = DESKTOP) {
    const { browser, servers } = started()
    const page = await browser.newPage(options)
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${servers.serviceUrl}${path}`)
    return { page, complaints }
  }

  test.each(PATHS.flatMap((path) => DEVICES.map(([device, options]) => ({ path, device, options }))))(
    '$path on $device has no accessibility violation, no sideways scrolling and no complaint of the browser',
    async ({ path, options }) => {
      const { page, complaints } = await open(path, options)
      await unfoldEverything(page)
      expect(await violations(page)).toEqual([])
      const [content, window] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      )
      expect(content).toBeLessThanOrEqual(window)
      expect(complaints).toEqual([])
      await page.close()
    },
  )

  test('lead from the front page to a criterion and back, with the keyboard and with links', async () => {
    const { page } = await open('/')
    await page.getByRole('link', { name: 'Read the policies' }).click()
    await page.getByRole('link', { name: 'Medicare LCD', exact: true }).click()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the text')
    await page.getByRole('link', { name: 'Roland-Morris over 17' }).click()
    const criterion = page.getByRole('article', { name: 'Roland-Morris over 17' })
    expect(await criterion.isVisible()).toBe(true)
    expect(await criterion.textContent()).toContain('17 of 24')
    await page.getByRole('link', { name: 'About' }).click()
    await page.getByRole('heading', { level: 1, name: 'About Kyphoplasty CDS' }).waitFor()
    await page.close()
  })

  test('lead to the API and through it with the keyboard alone', async () => {
    const { page } = await open('/')
    await page.getByRole('link', { name: 'Read the API' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'API' }).waitFor()
    await page.getByRole('link', { name: '/assessments' }).focus()
    await page.keyboard.press('Enter')
    const operation = page.getByRole('article', { name: 'The whole assessment' })
    expect(await operation.isVisible()).toBe(true)
    const example = operation.getByText('Example: ').first()
    await example.focus()
    await page.keyboard.press('Enter')
    expect(await operation.locator('pre').first().textContent()).toContain('hookInstance')
    await page.close()
  })

  test('print without bar and contents', async () => {
    const { page } = await open('/policies/medicare-lcd')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('banner').isVisible()).toBe(false)
    expect(await page.getByRole('heading', { name: 'Criteria' }).isVisible()).toBe(true)
    await page.close()
  })

  test('a policy answers a program with JSON, through the whole Worker', async () => {
    const response = await fetch(`${started().servers.serviceUrl}/policies/clinic`, {
      headers: { Accept: 'application/fhir+json' },
    })
    expect(await response.json()).toMatchObject({ resourceType: 'PlanDefinition', id: 'clinic' })
  })
})
