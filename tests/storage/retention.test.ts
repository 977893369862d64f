import { describe, expect, test } from 'vitest'
import { readRetention, retentionDays } from '../../src/storage/retention.ts'
import { DAY } from './sighting.ts'

describe('retention', () => {
  test('is what the documentation says where nothing is set', () => {
    expect(readRetention({})).toEqual({
      suppressionMs: 400 * DAY,
      issuedCardsMs: 400 * DAY,
      unknownFeedbackMs: 30 * DAY,
      commentsMs: 90 * DAY,
      auditMs: 2_192 * DAY,
    })
  })

  test('is set key by key', () => {
    expect(readRetention({ RETENTION_DAYS: '{"comments": 7}' })).toMatchObject({
      commentsMs: 7 * DAY,
      auditMs: 2_192 * DAY,
    })
  })

  test.each([['{'], ['[]'], ['{"comments": 0}'], ['{"comments": 1.5}'], ['{"commentz": 7}'], ['{"audit": "long"}']])(
    '%s is refused',
    (text) => {
      expect(retentionDays.safeParse(text).success).toBe(false)
    },
  )
})
