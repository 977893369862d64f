import fc from 'fast-check'
import { daysAgo, evidence, examination, lab, patient, safety } from '../support/facts.ts'
import { among, usually } from './mostly.ts'

export const anyExamination = fc
  .tuple(fc.boolean(), among(0, 2, 29, 30, 31))
  .map(([answer, day]) => examination(answer, daysAgo(day)))

export const anySafety = fc
  .tuple(
    among(
      'neurological-deficit',
      'neural-compression',
      'spinal-instability',
      'high-energy-trauma',
      'spinal-infection',
      'fever',
      'epidural-tumour',
      'malignancy',
      'pregnancy',
      'anticoagulant',
      'cement-allergy',
      'contrast-allergy',
      'comfort-care',
      'spine-surgeon-consulted',
    ),
    among(0, 2, 10, 22, 23, 30, 37, 38),
    usually(true, fc.constant(false), 12),
  )
  .map(([kind, day, present]) => safety(kind, daysAgo(day), { present }))

const LAB_VALUES = {
  inr: [1.7, 1.8, 1.9],
  platelets: [49, 50, 51],
  crp: [9, 10, 11],
  esr: [39, 40, 41],
  wbc: [11, 12, 13],
  temperature: [37.9, 38, 38.1],
} as const
export const anyLab = fc
  .constantFrom(...(Object.keys(LAB_VALUES) as (keyof typeof LAB_VALUES)[]))
  .chain((kind) =>
    fc
      .tuple(among(...LAB_VALUES[kind]), among(1, 13, 14, 15, 29, 30, 31), usually(null, fc.boolean(), 9))
      .map(([value, day, high]) => lab(kind, value, daysAgo(day), high)),
  )

export const anyStability = fc
  .tuple(among(6, 7, 9, 12, 13), among(0, 1), among(2, 60, 365, 366))
  .map(([low, width, day]) => ({
    level: null,
    total: [low, low + width] as const,
    points: {},
    date: daysAgo(day),
    evidence: evidence(`Observation/sins-${low}-${width}-${day}`, daysAgo(day)),
  }))

export const someone = usually(
  patient({}),
  among(
    patient({ sex: 'male' }),
    patient({ bornEarliest: '2008-11-22', bornLatest: '2008-11-22' }),
    patient({ bornEarliest: '2008-11-23', bornLatest: '2008-11-23' }),
    patient({ bornEarliest: '1990-05-05', bornLatest: '1990-05-05' }),
    patient({ bornEarliest: null, bornLatest: null, sex: 'unknown' }),
  ),
  12,
)
