import { addDays } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import { met, notMet, unknown } from '../finding.ts'
import { MEDICARE_LCD, ours, SIR_2019 } from '../sources.ts'
import { factsOf, type Gate, judgeDocumented, newestLab } from './gate.ts'

export const INR_LIMIT: Threshold = {
  id: 'inr-limit',
  value: 1.8,
  unit: '{INR}',
  says: 'correct an INR above 1.5-1.8 before a high-risk procedure; the upper end is used here',
  origin: 'source',
  citation: SIR_2019,
}

export const PLATELET_LIMIT: Threshold = {
  id: 'platelet-limit',
  value: 50,
  unit: '10*9/L',
  says: 'transfuse below 50 x10^9/L before a high-risk procedure',
  origin: 'source',
  citation: SIR_2019,
}

const BLEEDING_COUNTS = ours('bleeding-counts', 30, 'd', 'INR and platelets count for 30 days')

export const highInr: Gate = {
  id: 'inr-high',
  statement: 'INR above 1.8',
  name: 'INR above 1.8',
  action: 'complete-workup',
  citation: SIR_2019,
  thresholds: [INR_LIMIT, BLEEDING_COUNTS],
  sources: ['observations'],
  confirm: false,
  assess: (subject) => {
    const inr = newestLab(subject, 'inr', addDays(subject.assessedOn, -BLEEDING_COUNTS.value))
    if (!inr) return unknown('No INR within 30 days.', { id: 'inr', text: 'an INR within 30 days' })
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
  name: 'platelets under 50',
  action: 'complete-workup',
  citation: SIR_2019,
  thresholds: [PLATELET_LIMIT, BLEEDING_COUNTS],
  sources: ['observations'],
  confirm: false,
  assess: (subject) => {
    const platelets = newestLab(subject, 'platelets', addDays(subject.assessedOn, -BLEEDING_COUNTS.value))
    if (!platelets)
      return unknown('No platelet count within 30 days.', { id: 'platelets', text: 'a platelet count within 30 days' })
    const because = `Platelets ${platelets.value} x10^9/L on ${platelets.date}.`
    if (platelets.value >= PLATELET_LIMIT.value) return notMet(because, [platelets.evidence])
    return {
      ...met(because, [platelets.evidence]),
      missing: {
        id: 'platelets',
        text: `correction of the platelet count (${platelets.value} x10^9/L on ${platelets.date})`,
      },
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
