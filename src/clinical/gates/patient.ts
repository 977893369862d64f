import { addDays, yearsBetween } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import type { SafetyFact } from '../facts.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { MEDICARE_LCD, OURS, ours, RAND_2018, SIR_2019 } from '../sources.ts'
import { factsOf, type Gate, type GateSubject, judgeDocumented, newestLab } from './gate.ts'
import { judgeSign } from './imaging-sign.ts'

export const ADULT: Threshold = {
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

const YOUNGEST = ours(12, 'a', 'pregnancy is asked about from 12 years')
const OLDEST = ours(55, 'a', 'pregnancy is asked about up to 55 years')
const PREGNANCY = ours(294, 'd', 'pregnancy evidence counts for 42 weeks, and not after delivery')

function newestPregnancyFact(subject: GateSubject): SafetyFact | undefined {
  const since = addDays(subject.assessedOn, -PREGNANCY.value)
  const dated = factsOf(subject, 'pregnancy', 'not-pregnant', 'delivery').filter(
    ({ date }) => date !== null && date >= since,
  )
  return [...dated].sort((a, b) => {
    if (a.date !== b.date) return (a.date ?? '') < (b.date ?? '') ? 1 : -1
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

export const INR_LIMIT: Threshold = {
  value: 1.8,
  unit: '{INR}',
  says: 'correct an INR above 1.5-1.8 before a high-risk procedure; the upper end is used here',
  origin: 'source',
  citation: SIR_2019,
}

export const PLATELET_LIMIT: Threshold = {
  value: 50,
  unit: '10*9/L',
  says: 'transfuse below 50 x10^9/L before a high-risk procedure',
  origin: 'source',
  citation: SIR_2019,
}

const BLEEDING_COUNTS = ours(30, 'd', 'INR and platelets count for 30 days')

export const highInr: Gate = {
  id: 'inr-high',
  statement: 'INR above 1.8',
  name: 'INR',
  action: 'complete-workup',
  citation: SIR_2019,
  thresholds: [INR_LIMIT, BLEEDING_COUNTS],
  sources: ['observations'],
  confirm: false,
  assess: (subject) => {
    const inr = newestLab(subject, 'inr', addDays(subject.assessedOn, -BLEEDING_COUNTS.value))
    if (!inr) return unknown('No INR within 30 days.')
    const because = `INR ${inr.value} on ${inr.date}.`
    if (inr.value <= INR_LIMIT.value) return notMet(because, [inr.evidence])
    return {
      ...met(because, [inr.evidence]),
      missing: { id: 'inr', text: `correction of the INR (${inr.value} on ${inr.date})` },
    }
  },
}

export const lowPlatelets: Gate = {
  id: 'platelets-low',
  statement: 'Platelets under 50 x10^9/L',
  name: 'platelets',
  action: 'complete-workup',
  citation: SIR_2019,
  thresholds: [PLATELET_LIMIT, BLEEDING_COUNTS],
  sources: ['observations'],
  confirm: false,
  assess: (subject) => {
    const platelets = newestLab(subject, 'platelets', addDays(subject.assessedOn, -BLEEDING_COUNTS.value))
    if (!platelets) return unknown('No platelet count within 30 days.')
    const because = `Platelets ${platelets.value} x10^9/L on ${platelets.date}.`
    if (platelets.value >= PLATELET_LIMIT.value) return notMet(because, [platelets.evidence])
    return {
      ...met(because, [platelets.evidence]),
      missing: { id: 'platelets', text: `correction of the platelet count (${platelets.value} on ${platelets.date})` },
    }
  },
}

export const anticoagulant: Gate = {
  id: 'anticoagulant',
  statement: 'An anticoagulant is active',
  name: 'anticoagulant',
  action: 'name',
  citation: SIR_2019,
  sources: ['medications', 'conditions'],
  confirm: false,
  assess: (subject) => judgeDocumented(factsOf(subject, 'anticoagulant'), 'active anticoagulant'),
}

export const coagulopathy: Gate = {
  id: 'coagulopathy',
  statement: 'A bleeding disorder is documented',
  name: 'bleeding disorder',
  action: 'name',
  citation: MEDICARE_LCD,
  sources: ['conditions'],
  confirm: false,
  assess: (subject) => judgeDocumented(factsOf(subject, 'coagulopathy'), 'bleeding disorder'),
}

export const cementAllergy: Gate = {
  id: 'cement-allergy',
  statement: 'Allergy to bone cement',
  name: 'cement allergy',
  action: 'other-route',
  citation: MEDICARE_LCD,
  sources: ['allergies'],
  confirm: false,
  assess: (subject) => judgeDocumented(factsOf(subject, 'cement-allergy'), 'allergy to bone cement'),
}

export const contrastAllergy: Gate = {
  id: 'contrast-allergy',
  statement: 'Allergy to contrast medium',
  name: 'contrast allergy',
  action: 'name',
  citation: MEDICARE_LCD,
  sources: ['allergies'],
  confirm: false,
  assess: (subject) => judgeDocumented(factsOf(subject, 'contrast-allergy'), 'allergy to contrast medium'),
}

export const epiduralTumour: Gate = {
  id: 'epidural-tumour',
  statement: 'Tumour with epidural disease',
  name: 'epidural tumour',
  action: 'other-route',
  citation: MEDICARE_LCD,
  sources: ['conditions', 'imagingReports'],
  confirm: false,
  assess: (subject) => {
    const documented = judgeDocumented(factsOf(subject, 'epidural-tumour'), 'epidural tumour')
    return documented.finding === 'met' ? documented : judgeSign(subject, 'epiduralTumour', 'epidural tumour')
  },
}

export const MORE_THAN_LEVELS: Threshold = {
  value: 3,
  unit: '{vertebrae}',
  says: 'greater than three vertebral fractures per procedure',
  origin: 'source',
  citation: MEDICARE_LCD,
}

export const moreThanThreeLevels: Gate = {
  id: 'more-than-three-levels',
  statement: 'More than three current fractures',
  name: 'more than three levels',
  action: 'complete-workup',
  citation: MEDICARE_LCD,
  thresholds: [MORE_THAN_LEVELS],
  sources: ['conditions', 'imagingReports'],
  confirm: false,
  assess: ({ current, facts }): Judgement => {
    const levels = new Set(current.map(({ fracture }, index) => fracture.level ?? `unknown-${index}`))
    const because = `${levels.size} current ${levels.size === 1 ? 'fracture' : 'fractures'}.`
    const evidence = current.flatMap(({ fracture }) => fracture.evidence)
    if (levels.size <= MORE_THAN_LEVELS.value) {
      const isIncomplete = facts.couldNotLook.includes('conditions') || facts.couldNotLook.includes('imagingReports')
      return isIncomplete ? unknown(`${because} There may be more.`) : notMet(because, evidence)
    }
    return {
      ...met(because, evidence),
      missing: { id: 'painful-levels', text: 'which levels hurt (more than three fractures)' },
    }
  },
}

export const comfortCare: Gate = {
  id: 'comfort-care',
  statement: 'Hospice or comfort care',
  name: 'comfort care',
  action: 'complete-workup',
  citation: OURS,
  sources: ['conditions', 'serviceRequests'],
  confirm: false,
  assess: (subject) => {
    const judgement = judgeDocumented(factsOf(subject, 'comfort-care'), 'hospice or comfort care')
    return judgement.finding === 'met'
      ? {
          ...judgement,
          missing: { id: 'goals-of-care', text: 'the goals of care, asked first (hospice or comfort care)' },
        }
      : judgement
  },
}
