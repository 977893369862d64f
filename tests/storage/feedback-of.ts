import type { Feedback, IssuedCard } from '../../src/storage/feedback-store.ts'
import { someNews } from './sighting.ts'

export function aCard(changes: Partial<IssuedCard> = {}): IssuedCard {
  return {
    clientId: 'st-elsewhere',
    cardUuid: 'card-1',
    patientKey: 'key-1:patient-1',
    userKey: 'key-1:user-1',
    serviceId: 'vcf-patient-view',
    kind: 'refer-now',
    news: someNews(),
    suggestions: [
      { uuid: 'referral-1', id: 'referral', part: 'main' },
      { uuid: 'dxa-1', id: 'bone-density', part: 'companion' },
    ],
    ruleVersion: '1.1.0',
    issuedAt: 1_000,
    ...changes,
  }
}

export function aFeedback(changes: Partial<Feedback> = {}): Feedback {
  return {
    cardUuid: 'card-1',
    serviceId: 'vcf-patient-view',
    outcome: 'overridden',
    outcomeAt: 2_000,
    suggestionUuid: '',
    reasonSystem: null,
    reasonCode: null,
    comment: null,
    receivedAt: 2_500,
    ...changes,
  }
}
