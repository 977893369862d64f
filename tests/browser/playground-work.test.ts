import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { NO_BROWSER } from './a-browser.ts'
import { callOf, pick, runPlayground } from './a-playground-page.ts'

/** Each test works in the chart of a patient of its own: what one adds to a record the others must not see. */
describe.skipIf(NO_BROWSER !== undefined)('work in a chart of the playground', () => {
  const { openPage } = runPlayground()

  test('beginning an encounter calls encounter-start, and every call after it names the encounter', async () => {
    const { page, complaints } = await openPage('#chronic-still-painful')
    const begin = () => pick(page, 'Encounter', 'Hospital stay', 'Begin')
    const { request } = await callOf(page, 'vcf-encounter-start', begin)
    expect(request.prefetch.encounter).toMatchObject({ status: 'in-progress', class: { code: 'IMP' } })
    expect(request.context.encounterId).toBe(request.prefetch.encounter.id)
    const again = await callOf(page, 'vcf-patient-view', () => press(page, 'Open again'))
    expect(again.request.context.encounterId).toBe(request.context.encounterId)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a discharge from hospital brings the card, the end of a clinic visit brings none and says why', async () => {
    const { page } = await openPage('#anticoagulated')
    await callOf(page, 'vcf-encounter-start', () => pick(page, 'Encounter', 'Clinic visit', 'Begin'))
    const visit = await callOf(page, 'vcf-encounter-discharge', () => press(page, 'Discharge'))
    expect(visit.answer.cards).toEqual([])
    expect(await silence(page)).toContain('no discharge')
    await callOf(page, 'vcf-encounter-start', () => pick(page, 'Encounter', 'Hospital stay', 'Begin'))
    const stay = await callOf(page, 'vcf-encounter-discharge', () => press(page, 'Discharge'))
    expect(stay.answer.cards).toHaveLength(1)
    await page.getByText('None is under way.').waitFor()
    await press(page, 'Discharge')
    await page.getByRole('status').filter({ hasText: 'begin one first' }).waitFor()
    await page.close()
  })

  test('adding a fracture brings a card, adding hypertension does not, and both can be undone', async () => {
    const { page } = await openPage('#knee-pain')
    const chart = page.getByRole('region', { name: 'Chart' })
    const other = await callOf(page, 'vcf-problem-list-item-create', () =>
      pick(page, 'Problem', 'Hypertension', 'Add problem'),
    )
    expect(other.answer.cards).toEqual([])
    expect(await silence(page)).toContain('Nothing in this call is about the spine')
    const fracture = await callOf(page, 'vcf-problem-list-item-create', () =>
      pick(page, 'Problem', 'Compression fracture of T12, a week old', 'Add problem'),
    )
    expect(fracture.request.context.conditions.entry[0].resource).toMatchObject({ resourceType: 'Condition' })
    expect(fracture.answer.cards[0].summary).toContain('MRI of the spine with STIR')
    expect(await chart.textContent()).toContain('Osteoporotic compression fracture of T12 vertebra')
    await callOf(page, 'vcf-patient-view', () => press(page, 'Undo what was added'))
    expect(await chart.textContent()).not.toContain('T12')
    await page.close()
  })

  test('osteoporosis and a cauda equina syndrome are sent as they are chosen', async () => {
    const { page } = await openPage('#improving-pain')
    const add = (problem: string) =>
      callOf(page, 'vcf-problem-list-item-create', () => pick(page, 'Problem', problem, 'Add problem'))
    const codeIn = ({ request }: Awaited<ReturnType<typeof add>>) =>
      request.context.conditions.entry[0].resource.code.coding[0].code
    expect(codeIn(await add('Osteoporosis'))).toBe('M81.0')
    const danger = await add('Cauda equina syndrome')
    expect(codeIn(danger)).toBe('G83.4')
    expect(danger.answer.cards[0].summary).toContain('follow your local urgent pathway')
    await page.close()
  })

  test('only an order about the spine brings a card; the call names the selection and carries all that is pending', async () => {
    const { page } = await openPage('#old-and-new')
    const select = (order: string) => callOf(page, 'vcf-order-select', () => pick(page, 'Order', order, 'Select order'))
    const blood = await select('Blood count')
    expect(blood.answer.cards).toEqual([])
    expect(await silence(page)).toContain('Nothing in this call is about the spine')
    const opioid = await select('Oxycodone 5 mg')
    expect(opioid.answer.cards).toHaveLength(1)
    const { selections, draftOrders } = opioid.request.context
    const drafts = draftOrders.entry.map(({ resource }: { readonly resource: { readonly id: string } }) => resource)
    expect(drafts).toMatchObject([{ resourceType: 'ServiceRequest' }, { resourceType: 'MedicationRequest' }])
    expect(selections).toEqual([`MedicationRequest/${drafts[1].id}`])
    await page.getByRole('button', { name: 'Remove Complete blood count' }).click()
    await page.getByRole('button', { name: 'Remove Complete blood count' }).waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.id')).toBe('orders')
    const brace = await select('Back brace (TLSO)')
    expect(brace.request.context.draftOrders.entry).toHaveLength(2)
    await page.close()
  })

  test('signing a kyphoplasty shows what the payer will miss; signed all the same it stands in the chart', async () => {
    const { page } = await openPage('#needs-mri')
    await callOf(page, 'vcf-order-select', () => pick(page, 'Order', 'Kyphoplasty, thoracic', 'Select order'))
    const signing = await callOf(page, 'vcf-order-sign', () => press(page, 'Sign orders'))
    expect(signing.request.context.draftOrders.entry).toHaveLength(1)
    expect(signing.answer.cards[0].source.topic.code).toBe('VCFAugmentationCoverage')
    await press(page, 'Sign all the same')
    await page.getByRole('status').filter({ hasText: 'One order is signed.' }).waitFor()
    const chart = page.getByRole('region', { name: 'Chart' })
    expect(await chart.getByRole('listitem').filter({ hasText: 'Kyphoplasty, thoracic' }).textContent()).toContain(
      'order, active',
    )
    await page.close()
  })

  test('an order that brings no card at signing is signed at once', async () => {
    const { page } = await openPage('#healed-painless')
    await callOf(page, 'vcf-order-select', () => pick(page, 'Order', 'Blood count', 'Select order'))
    await callOf(page, 'vcf-order-sign', () => press(page, 'Sign orders'))
    await page.getByRole('status').filter({ hasText: 'One order is signed.' }).waitFor()
    expect(await page.getByRole('button', { name: 'Sign' }).count()).toBe(0)
    await page.close()
  })
})

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click()
}

/** What the page says about the last call that brought no card. */
async function silence(page: Page): Promise<string> {
  return (await page.getByRole('article').filter({ hasText: 'No card' }).textContent()) ?? ''
}
