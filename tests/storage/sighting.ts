import type { CardAnswer, News, PatientRef, Sighting } from '../../src/storage/card-memory.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const PATIENT: PatientRef = { clientId: 'st-elsewhere', patientKey: 'patient-1', formerPatientKeys: [] }

/** What is new in it stands in the record too, unless a test says otherwise. */
export function someNews(changes: Partial<News> = {}): News {
  const news = {
    subject: 'referral',
    key: 'T12, MRI',
    pain: 7,
    levels: ['T12'],
    gates: [],
    unreadGates: [],
    ...changes,
  }
  const facts = [news.key, `pain ${news.pain}`, ...news.levels, ...news.gates]
  return { facts, laboratory: [], unreadSources: [], ...news }
}

/** The first time one user opens one chart; every test moves what it is about. */
export function aSighting(changes: Partial<Sighting> = {}): Sighting {
  return {
    userKey: 'user-1',
    news: someNews(),
    encounterKey: null,
    cardUuid: 'card-1',
    at: 0,
    maxSittings: 3,
    renames: [],
    ...changes,
  }
}

/** User 1 overrides the card of `aSighting` without a reason, right after it was shown. */
export function anAnswer(changes: Partial<CardAnswer> = {}): CardAnswer {
  return {
    cardUuid: 'card-1',
    userKey: 'user-1',
    news: someNews(),
    outcome: 'overridden',
    accepted: null,
    reason: null,
    outcomeAt: 1,
    from: changes.outcomeAt ?? 1,
    ...changes,
  }
}
