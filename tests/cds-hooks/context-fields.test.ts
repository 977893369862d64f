import { describe, expect, test } from 'vitest'
import { contextProblems } from '../../src/cds-hooks/context-fields.ts'

function fields(hook: string, context: Readonly<Record<string, unknown>>, isHookCall = true) {
  return contextProblems(hook, context, isHookCall).map(({ field }) => field)
}

const DRAFTS = { resourceType: 'Bundle' }

describe('what a hook requires', () => {
  test.each([
    ['encounter-start', {}, ['context.encounterId']],
    ['encounter-discharge', {}, ['context.encounterId']],
    ['problem-list-item-create', {}, ['context.conditions']],
    ['order-select', { draftOrders: DRAFTS }, ['context.selections']],
    ['order-select', {}, []],
    ['order-sign', {}, []],
    ['patient-view', {}, []],
  ])('%s with %j', (hook, context, missing) => {
    expect(fields(hook, context)).toEqual(missing)
    expect(fields(hook, context, false)).toEqual([])
  })
})

test.each([
  ['order-sign', { draftOrders: 7 }, ['context.draftOrders']],
  ['order-select', { draftOrders: [], selections: {} }, ['context.draftOrders', 'context.selections']],
  ['problem-list-item-create', { conditions: '' }, ['context.conditions']],
])('%s: a wrong type is wrong for an assessment too: %j', (hook, context, wrong) => {
  expect(fields(hook, context)).toEqual(wrong)
  expect(fields(hook, context, false)).toEqual(wrong)
})

test.each(['patient-view', 'constructor', '__proto__', 'appointment-book'])('%s brings nothing to check', (hook) => {
  expect(fields(hook, { draftOrders: 7, conditions: 7 })).toEqual([])
})
