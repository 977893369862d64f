import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import { answered, behind, choose, DESKTOP, readRequest, runPlayground } from './a-playground-page.ts'

const MODES = ['Send the prefetch', 'Send no prefetch', 'Send only patient and conditions'] as const

if (NO_BROWSER !== undefined) process.stderr.write(`${NO_BROWSER}\n`)

describe.skipIf(NO_BROWSER !== undefined)('the playground in a browser', () => {
  const { started, openPage } = runPlayground()

  test('lists the patients, and opens none by itself', async () => {
    const { page, complaints } = await openPage()
    expect(await page.getByRole('navigation', { name: 'Patients' }).getByRole('link').count()).toBeGreaterThan(13)
    expect(await page.getByRole('status').textContent()).toBe('Choose a patient.')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('shows chart, card and assessment for a patient to refer now, without a complaint of the browser', async () => {
    const { page, complaints } = await openPage()
    await page.getByRole('link', { name: 'refer-now' }).click()
    const card = page.getByRole('article')
    await card.waitFor()
    expect(await page.getByRole('status').textContent()).toMatch(/^One card, answered in \d+ ms/)
    expect(await card.getByRole('heading').textContent()).toContain('Consider kyphoplasty referral: T12')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Example-Refer')
    expect(await page.getByRole('region', { name: 'Chart' }).textContent()).toContain('T12 vertebra')
    const row = behind(page).getByRole('row').filter({ hasText: 'Severe pain' }).first()
    expect(await row.textContent()).toContain('Met')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a suggestion shows the draft order behind it', async () => {
    const { page } = await openPage('#refer-now')
    await page.getByRole('article').getByText('What it orders').first().click()
    const draft = await page.getByRole('region', { name: 'Draft: Refer for kyphoplasty' }).textContent()
    expect(JSON.parse(draft ?? '')).toMatchObject({
      resourceType: 'ServiceRequest',
      status: 'draft',
      subject: { reference: 'Patient/refer-now' },
    })
    await page.close()
  })

  test('explains the silence about a healed and painless fracture', async () => {
    const { page } = await openPage('#healed-painless')
    const card = page.getByRole('article')
    expect(await card.getByRole('heading').textContent()).toBe('No card: the physician is not interrupted')
    expect(await card.textContent()).toMatch(/old or healed/i)
    expect(await page.getByRole('status').textContent()).toMatch(/^No card/)
    await page.close()
  })

  test('shows one line and no suggestion for a neurological deficit', async () => {
    const { page } = await openPage('#neurological-deficit')
    const card = page.getByRole('article')
    expect(await card.getByRole('heading').textContent()).toContain('follow your local urgent pathway')
    expect(await card.getByRole('list', { name: 'Suggestions' }).count()).toBe(0)
    await page.close()
  })

  test('names the missing MRI and offers to order it', async () => {
    const { page } = await openPage('#needs-mri')
    const card = page.getByRole('article')
    expect(await card.getByRole('heading').textContent()).toContain('MRI')
    expect(await card.getByRole('button', { name: 'Order MRI of the spine' }).count()).toBe(1)
    await page.close()
  })

  test('answers the same whether the EHR sends the prefetch or the service reads the FHIR server', async () => {
    const { page } = await openPage('#refer-now')
    const heading = page.getByRole('article').getByRole('heading')
    const sent = await heading.textContent()
    await choose(page, MODES[1])
    expect(await heading.textContent()).toBe(sent)
    expect(await readRequest(page)).not.toHaveProperty('prefetch')
    await page.close()
  })

  test('says what could not be looked at when only patient and conditions are sent', async () => {
    const { page } = await openPage('#refer-now')
    await choose(page, MODES[2])
    expect(await behind(page).textContent()).toContain('Could not look: imagingReports')
    const request = await readRequest(page)
    expect(Object.keys(request.prefetch).sort()).toEqual(['conditions', 'patient'])
    expect(request).not.toHaveProperty('fhirServer')
    await page.close()
  })

  test('sends the whole of a long chart, page after page', async () => {
    const { page } = await openPage('#long-messy-chart')
    await page.getByRole('article').waitFor()
    const { prefetch } = await readRequest(page)
    expect(prefetch.conditions.entry.length).toBe(prefetch.conditions.total)
    expect(prefetch.observations.entry.length).toBe(prefetch.observations.total)
    await page.close()
  })

  test('names the other user in the call after the user is changed', async () => {
    const { page } = await openPage('#refer-now')
    await page.getByRole('article').waitFor()
    const first = await readRequest(page)
    await page.getByLabel('User').selectOption({ label: 'Dr. Ben Weiss, emergency medicine' })
    await answered(page)
    const second = await readRequest(page)
    expect([first.context.userId, second.context.userId]).toEqual(['Practitioner/ana-ortiz', 'Practitioner/ben-weiss'])
    expect(second.hookInstance).not.toBe(first.hookInstance)
    await page.close()
  })

  test('a late chart of the first patient never stands beside the card of the second', async () => {
    const { page } = await openPage()
    const held = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    await page.route('**/playground/chart', async (route) => {
      const isFirst = route.request().postData()?.includes('Patient/refer-now')
      if (isFirst) held.resolve()
      if (isFirst) await release.promise
      await route.continue()
    })
    await page.getByRole('link', { name: 'refer-now' }).click()
    await held.promise
    await page.getByRole('link', { name: 'healed-painless' }).click()
    await page.getByRole('article').waitFor()
    const late = page.waitForResponse((response) => response.url().endsWith('/playground/chart'))
    release.resolve()
    await (await late).finished()
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Example-Healed')
    await page.close()
  })

  test('says so when the FHIR server does not answer', async () => {
    const { browser, servers } = started()
    const page = await browser.newPage(DESKTOP)
    await page.route(`${servers.fhirUrl}/**`, (route) => route.abort())
    await page.goto(`${servers.serviceUrl}/playground`)
    await page.getByRole('status').filter({ hasText: 'does not answer' }).waitFor()
    await page.close()
  })
})
