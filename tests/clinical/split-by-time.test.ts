import { describe, expect, test } from 'vitest'
import type { FractureDiagnosis } from '../../src/clinical/facts.ts'
import { splitByTime } from '../../src/clinical/split-by-time.ts'

function diagnosis(
  id: string,
  onset: string | null,
  status: FractureDiagnosis['status'] = 'current',
): FractureDiagnosis {
  return {
    level: 'T12',
    region: null,
    cause: 'osteoporotic',
    certainty: 'confirmed',
    status,
    onset: onset === null ? null : { earliest: onset, latest: onset, basis: 'onsetDateTime' },
    diagnosedOn: onset,
    evidence: { reference: `Condition/${id}`, date: onset, basis: 'coded' },
  }
}

function episodesOf(...diagnoses: readonly FractureDiagnosis[]): readonly (readonly string[])[] {
  return splitByTime(diagnoses).map((episode) => episode.map(({ evidence }) => evidence.reference.slice(10)))
}

describe('the diagnoses of one vertebra', () => {
  test('12 weeks apart are one fracture, a day more are two, the newest first', () => {
    expect(episodesOf(diagnosis('older', '2026-01-01'), diagnosis('newer', '2026-03-26'))).toEqual([['older', 'newer']])
    expect(episodesOf(diagnosis('older', '2026-01-01'), diagnosis('newer', '2026-03-27'))).toEqual([
      ['newer'],
      ['older'],
    ])
  })

  test('count from the newest of each fracture, not from one to the next', () => {
    const chain = [diagnosis('a', '2026-01-01'), diagnosis('b', '2026-03-01'), diagnosis('c', '2026-05-01')]
    expect(episodesOf(...chain)).toEqual([['b', 'c'], ['a']])
  })

  test('without an onset are about the newest fracture', () => {
    expect(
      episodesOf(diagnosis('old', '2024-01-01'), diagnosis('undated', null), diagnosis('new', '2026-05-01')),
    ).toEqual([['undated', 'new'], ['old']])
  })

  test('that are over are left to the current ones, and are one where there are none', () => {
    expect(episodesOf(diagnosis('over', '2020-01-01', 'old'), diagnosis('now', '2026-01-01'))).toEqual([['now']])
    expect(episodesOf(diagnosis('a', '2020-01-01', 'old'), diagnosis('b', '2010-01-01', 'old'))).toEqual([['a', 'b']])
  })
})
