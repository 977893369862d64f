import type { Threshold } from '../citation.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { MEDICARE_LCD, OURS } from '../sources.ts'
import { factsOf, type Gate, judgeDocumented } from './gate.ts'
import { judgeSign } from './imaging-sign.ts'

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
  confirm: 'in-doubt',
  assess: (subject) => {
    const documented = judgeDocumented(factsOf(subject, 'epidural-tumour'), 'epidural tumour')
    return documented.finding === 'met' ? documented : judgeSign(subject, 'epiduralTumour', 'epidural tumour')
  },
}

export const MORE_THAN_LEVELS: Threshold = {
  id: 'levels-at-once',
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
