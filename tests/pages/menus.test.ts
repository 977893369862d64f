import { describe, expect, test } from 'vitest'
import { isAboutSpine } from '../../src/fhir/new-condition.ts'
import { readDraftOrders } from '../../src/fhir/read-draft-order.ts'
import { isResource } from '../../src/fhir/resource.ts'
import { ORDER_MENU } from '../../src/pages/playground/order-menu.ts'
import { problemMenu } from '../../src/pages/playground/problem-menu.ts'

const PROBLEMS = problemMenu('2026-11-22')

describe('the menus of the playground', () => {
  test.each([
    ['Oxycodone 5 mg', 'opioid'],
    ['Back brace (TLSO)', 'brace'],
    ['MRI of the lumbar spine', 'spine-imaging'],
    ['Referral to a spine surgeon', 'referral'],
    ['Kyphoplasty, thoracic', 'augmentation'],
    ['Kyphoplasty, lumbar', 'augmentation'],
    ['Blood count', null],
  ])('the order "%s" is read as %s', (label, topic) => {
    const resource = ORDER_MENU.find((item) => item.label === label)?.resource
    expect(readDraftOrders([resource].filter(isResource))).toMatchObject([{ topic }])
  })

  test('no order is left without a test', () => {
    expect(ORDER_MENU).toHaveLength(7)
  })

  test.each([
    ['Compression fracture of T12, a week old', true],
    ['Osteoporosis', false],
    ['Cauda equina syndrome', true],
    ['Hypertension', false],
  ])('the problem "%s" bears on the spine: %s', (label, isAbout) => {
    const resource = PROBLEMS.find((item) => item.label === label)?.resource
    expect([resource].filter(isResource).map(isAboutSpine)).toEqual([isAbout])
  })

  test('the fracture is a week old on the day the page is opened', () => {
    expect(PROBLEMS[0]?.resource).toMatchObject({ onsetDateTime: '2026-11-15' })
  })
})
