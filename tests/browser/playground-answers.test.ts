import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import { callOf, feedbackOf, pick, runPlayground } from './a-playground-page.ts'

const ANOTHER_USER = 'Dr. Ben Weiss, emergency medicine'

describe.skipIf(NO_BROWSER !== undefined)('answering a card in the playground', () => {
  const { openPage } = runPlayground()

  test('accepting tells the service and puts the draft among the pending orders, which the next call carries', async () => {
    const { page, complaints } = await openPage('#refer-now')
    const accept = page.getByRole('button', { name: 'Refer for kyphoplasty evaluation' })
    const { feedback, status, answer } = await feedbackOf(page, 'vcf-patient-view', () => accept.click())
    expect(feedback).toMatchObject([{ outcome: 'accepted', acceptedSuggestions: [{ id: expect.any(String) }] }])
    expect([status, answer]).toEqual([200, { accepted: 1, ignored: 0 }])
    expect(await page.getByRole('list', { name: 'Pending orders' }).textContent()).toContain('kyphoplasty evaluation')
    const next = await callOf(page, 'vcf-order-select', () => pick(page, 'Order', 'Oxycodone 5 mg', 'Select order'))
    expect(next.request.context.draftOrders.entry[0].resource).toMatchObject({
      resourceType: 'ServiceRequest',
      status: 'draft',
      code: { text: 'Referral for kyphoplasty evaluation' },
    })
    expect(next.answer.cards).toEqual([])
    expect(await lastSilence(page)).toContain('A referral is already ordered')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a suggestion is accepted once, however often it is pressed', async () => {
    const { page } = await openPage('#radiograph-only')
    const [button] = await page
      .getByRole('article')
      .getByRole('list', { name: 'Suggestions' })
      .getByRole('button')
      .all()
    await feedbackOf(page, 'vcf-patient-view', async () => button?.click())
    await button?.click({ force: true })
    expect(await page.getByRole('list', { name: 'Pending orders' }).getByRole('listitem').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Dismiss' }).isVisible()).toBe(false)
    await page.close()
  })

  test('overriding for oneself silences the card for this user alone, until the patient is forgotten', async () => {
    const { page } = await openPage('#neoplastic')
    const { feedback, answer } = await override(page, 'I am not the right recipient')
    expect(feedback).toMatchObject([
      { outcome: 'overridden', overrideReason: { reason: { code: 'inappropriate-recipient' } } },
    ])
    expect(answer).toEqual({ accepted: 1, ignored: 0 })
    expect(await page.getByRole('article').textContent()).toContain('Dismissed: I am not the right recipient.')

    const again = await callOf(page, 'vcf-patient-view', () => press(page, 'Open again'))
    expect(again.answer.cards).toEqual([])
    expect(await lastSilence(page)).toContain('was answered before')
    const user = page.getByLabel('User')
    const other = await callOf(page, 'vcf-patient-view', () => user.selectOption({ label: ANOTHER_USER }))
    expect(other.answer.cards).toHaveLength(1)
    await callOf(page, 'vcf-patient-view', () => user.selectOption({ index: 0 }))
    const forgotten = await callOf(page, 'vcf-patient-view', () => press(page, 'Forget this patient'))
    expect(forgotten.answer.cards).toHaveLength(1)
    await page.close()
  })

  test("overriding for the patient silences the other user's card too", async () => {
    const { page } = await openPage('#retropulsion')
    await override(page, 'Patient declines')
    const user = page.getByLabel('User')
    const other = await callOf(page, 'vcf-patient-view', () => user.selectOption({ label: ANOTHER_USER }))
    expect(other.answer.cards).toEqual([])
    await page.close()
  })

  test('shows the feedback and its answer, and says so when the service did not take it', async () => {
    const { page } = await openPage('#moderate-pain-bedbound')
    await page.route('**/feedback', (route) =>
      route.request().url().includes('/cds-services/') ? route.fulfill({ status: 503, json: {} }) : route.continue(),
    )
    await press(page, 'Dismiss')
    await page.getByRole('status').filter({ hasText: 'did not take the feedback (HTTP 503)' }).waitFor()
    await page.unroute('**/feedback')
    await override(page, 'Already done')
    const shown = await page.getByRole('region', { name: 'Feedback 2', exact: true }).textContent()
    expect(JSON.parse(shown ?? '')).toMatchObject({ feedback: [{ outcome: 'overridden' }] })
    expect(await page.getByRole('region', { name: 'Answer to feedback 2' }).textContent()).toContain('"accepted": 1')
    await page.close()
  })

  test('in silent mode the service decides a card and shows none, and remembers nothing of it', async () => {
    const { page } = await openPage('#report-text-only')
    const silent = page.getByLabel('Silent mode')
    const { headers, answer } = await callOf(page, 'vcf-patient-view', () => silent.check())
    expect(headers['x-development-mode']).toBe('silent')
    expect(answer.cards).toEqual([])
    expect(await page.getByRole('article').textContent()).toContain('silent mode')
    const live = await callOf(page, 'vcf-patient-view', () => silent.uncheck())
    expect(live.headers).not.toHaveProperty('x-development-mode')
    expect(live.answer.cards).toHaveLength(1)
    await page.close()
  })

  test('a card that comes again stands once, and goes when its service has nothing to say any more', async () => {
    const { page } = await openPage('#no-treatment-documented')
    const cards = page.getByRole('article').filter({ hasText: 'Dismiss' })
    await callOf(page, 'vcf-order-select', () => pick(page, 'Order', 'Oxycodone 5 mg', 'Select order'))
    expect(await cards.count()).toBe(1)
    expect(await cards.textContent()).toContain('order-select')
    await callOf(page, 'vcf-order-select', () => pick(page, 'Order', 'Blood count', 'Select order'))
    expect(await cards.count()).toBe(0)
    await page.close()
  })
})

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click()
}

function override(page: Page, reason: string) {
  return feedbackOf(page, 'vcf-patient-view', async () => {
    await page.getByRole('article').getByLabel('Reason').selectOption({ label: reason })
    await press(page, 'Dismiss')
  })
}

async function lastSilence(page: Page): Promise<string> {
  return (await page.getByRole('article').filter({ hasText: 'No card' }).textContent()) ?? ''
}
