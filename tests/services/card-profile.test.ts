import { expect, test } from 'vitest'
import { callHook } from './a-hook-call.ts'

const REFERRAL = {
  system: 'urn:com.epic.cdshooks.action.code.system.preference-list-item',
  code: '123456',
  display: 'Referral to spine surgery',
}

test('an order carries the code of the client first and the standard one beside it', async () => {
  const { card } = await callHook('patient-view', {}, { orderCodes: { referral: REFERRAL } })
  const [referral, density] = (card?.suggestions ?? []).map(({ actions }) => actions[0]?.resource)
  expect(referral).toMatchObject({
    code: { coding: [REFERRAL, { code: '308481009' }], text: 'Referral for kyphoplasty evaluation' },
    status: 'draft',
  })
  expect(density).toMatchObject({ code: { coding: [{ code: '38268-9' }] } })
})

test('the pages of the client stand on each card, to be opened as they are', async () => {
  const links = [{ label: 'Spine referral guide', url: 'https://intranet.ehr.example.org/spine' }]
  const { card } = await callHook('patient-view', {}, { links })
  expect(card?.links).toEqual([{ ...links[0], type: 'absolute' }])
})

test('without any of them there is no link', async () => {
  expect((await callHook('patient-view', {})).card).not.toHaveProperty('links')
})
