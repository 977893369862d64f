import { addDays, yearsBetween } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import type { SafetyFact } from '../facts.ts'
import { met, notMet, unknown } from '../finding.ts'
import { MEDICARE_LCD, OURS, ours, RAND_2018 } from '../sources.ts'
import { factsOf, type Gate, type GateSubject } from './gate.ts'

export const ADULT: Threshold = {
  id: 'adult',
  value: 18,
  unit: 'a',
  says: 'excluded: age < 18',
  origin: 'source',
  citation: RAND_2018,
}

/** The youngest and the oldest the patient can be, from a birth date that may be a year or a month only. */
function ageRange({ facts, assessedOn }: GateSubject): { readonly youngest: number; readonly oldest: number } | null {
  const { bornEarliest, bornLatest } = facts.patient
  if (bornEarliest === null || bornLatest === null) return null
  return { youngest: yearsBetween(bornLatest, assessedOn), oldest: yearsBetween(bornEarliest, assessedOn) }
}

export const ageUnder18: Gate = {
  id: 'age-under-18',
  statement: 'Younger than 18 years',
  name: 'age under 18',
  action: 'other-route',
  citation: RAND_2018,
  thresholds: [ADULT],
  sources: ['patient'],
  confirm: false,
  assess: (subject) => {
    const age = ageRange(subject)
    if (age === null) return unknown('The birth date is not known.')
    if (age.oldest < ADULT.value) return met(`Age ${age.oldest}.`)
    return age.youngest >= ADULT.value ? notMet(`Age ${age.youngest}.`) : unknown('The birth date is not exact enough.')
  },
}

const YOUNGEST = ours('pregnancy-youngest', 12, 'a', 'pregnancy is asked about from 12 years')
const OLDEST = ours('pregnancy-oldest', 55, 'a', 'pregnancy is asked about up to 55 years')
const PREGNANCY = ours('pregnancy-counts', 294, 'd', 'pregnancy evidence counts for 42 weeks, and not after delivery')

function newestPregnancyFact(subject: GateSubject): SafetyFact | undefined {
  const since = addDays(subject.assessedOn, -PREGNANCY.value)
  const dated = factsOf(subject, 'pregnancy', 'not-pregnant', 'delivery').filter(
    // An undated pregnancy counts as today's, unless a delivery is known.
    ({ kind, date }) => (date === null ? kind === 'pregnancy' : date >= since),
  )
  const dayOf = ({ date }: SafetyFact) => date ?? subject.assessedOn
  return [...dated].sort((a, b) => {
    if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b) ? 1 : -1
    return SAME_DAY.indexOf(a.kind) - SAME_DAY.indexOf(b.kind)
  })[0]
}

/** On one day a delivery ends a pregnancy, and a positive test counts before a negative one. */
const SAME_DAY: readonly SafetyFact['kind'][] = ['delivery', 'pregnancy', 'not-pregnant']

/** Male, or known to be outside the ages at which pregnancy is asked about. */
function cannotBePregnant(subject: GateSubject): boolean {
  if (subject.facts.patient.sex === 'male') return true
  const age = ageRange(subject)
  return age !== null && (age.youngest > OLDEST.value || age.oldest < YOUNGEST.value)
}

function isPregnancy({ kind, present }: SafetyFact): boolean {
  return kind === 'pregnancy' && present
}

export const pregnancy: Gate = {
  id: 'pregnancy',
  statement: 'Pregnancy',
  name: 'pregnancy',
  action: 'other-route',
  citation: MEDICARE_LCD,
  thresholds: [PREGNANCY],
  sources: ['conditions', 'observations'],
  confirm: false,
  assess: (subject) => {
    const newest = newestPregnancyFact(subject)
    if (newest && isPregnancy(newest)) return met(`Pregnancy documented (${newest.date}).`, [newest.evidence])
    if (cannotBePregnant(subject)) return notMet('Sex or age excludes pregnancy.')
    if (newest && newest.kind !== 'delivery') return notMet(`Not pregnant (${newest.date}).`, [newest.evidence])
    return unknown('No pregnancy status found in the record.')
  },
}

export const pregnancyStatusUnknown: Gate = {
  id: 'pregnancy-status-unknown',
  statement: 'Pregnancy status not known, with a reason to doubt it (recent delivery, no test since)',
  name: 'pregnancy status',
  action: 'complete-workup',
  citation: OURS,
  thresholds: [YOUNGEST, OLDEST],
  sources: ['conditions', 'observations'],
  confirm: false,
  assess: (subject) => {
    const newest = newestPregnancyFact(subject)
    if (cannotBePregnant(subject)) return notMet('Sex or age excludes pregnancy.')
    if (newest?.kind !== 'delivery') return unknown('No recent delivery found in the record.')
    return {
      ...met(`Delivery on ${newest.date}, no pregnancy test since.`, [newest.evidence]),
      missing: { id: 'pregnancy-test', text: 'a pregnancy test' },
    }
  },
}
