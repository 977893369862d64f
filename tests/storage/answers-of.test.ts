import { describe, expect, test } from 'vitest'
import { answerOf } from '../../src/storage/answers-of.ts'
import { aCard, aFeedback } from './feedback-of.ts'

const HL7 = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes'

describe('what feedback means for showing a card again', () => {
  test('is told of the user to whom it was shown and of the news it told', () => {
    const card = aCard()
    expect(answerOf(card, aFeedback())).toMatchObject({ cardUuid: 'card-1', userKey: card.userKey, news: card.news })
  })

  test.each<[string, string | null, string | null, string | null]>([
    ['a code of HL7', HL7, 'patient-refuses', 'patient-refuses'],
    ['a code of HL7 without its system', null, 'patient-refuses', 'patient-refuses'],
    ["another system's code of the same name", 'https://ehr.example.org/reasons', 'patient-refuses', null],
    ['a code that is not known', HL7, 'd7ecf885', null],
    ['the name of something every object has', HL7, 'constructor', null],
    ['no code', HL7, null, null],
  ])('takes %s for what it is', (_words, reasonSystem, reasonCode, reason) => {
    expect(answerOf(aCard(), aFeedback({ reasonSystem, reasonCode })).reason).toBe(reason)
  })

  test.each<[string, string, 'main' | 'companion']>([
    ['the referral', 'referral-1', 'main'],
    ['the bone density study beside it', 'dxa-1', 'companion'],
    ['a suggestion that is none of ours', 'unknown', 'companion'],
    ['nothing in particular', '', 'companion'],
  ])('takes an acceptance of %s for what it is', (_words, suggestionUuid, accepted) => {
    expect(answerOf(aCard(), aFeedback({ outcome: 'accepted', suggestionUuid })).accepted).toBe(accepted)
  })

  test('lets silence start with the answer, but never after it reached us', () => {
    expect(answerOf(aCard(), aFeedback({ outcomeAt: 2_000, receivedAt: 9_000 })).from).toBe(2_000)
    expect(answerOf(aCard(), aFeedback({ outcomeAt: 9_000, receivedAt: 2_000 })).from).toBe(2_000)
  })
})
