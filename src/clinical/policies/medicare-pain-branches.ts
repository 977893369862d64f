import type { Threshold } from '../citation.ts'
import { lookedWords } from '../could-not-look.ts'
import type { Criterion } from '../criterion.ts'
import type { PatientFacts, Setting } from '../facts.ts'
import { type Missing, met, notMet, unknown } from '../finding.ts'
import { PAIN_WINDOW } from '../pain.ts'
import { noScore, scoreWords } from '../severe-pain.ts'
import { MEDICARE_LCD, OURS } from '../sources.ts'

export const PAIN_HOSPITALISED: Threshold = {
  id: 'pain-hospitalised',
  value: 8,
  unit: '{0-10 score}',
  says: 'hospitalized with severe pain (Numeric Rating Scale (NRS) or Visual Analog Scale (VAS) pain score >= 8)',
  origin: 'source',
  citation: MEDICARE_LCD,
}

export const PAIN_NON_HOSPITALISED: Threshold = {
  id: 'pain-non-hospitalised',
  value: 5,
  unit: '{0-10 score}',
  says: 'non-hospitalized with moderate to severe pain (NRS or VAS >= 5) despite optimal non-surgical management',
  origin: 'source',
  citation: MEDICARE_LCD,
}

/** An observation stay is billed as outpatient care. */
const OUTSIDE: ReadonlySet<Setting> = new Set<Setting>(['outpatient', 'observation', 'emergency'])

const SETTING_MISSING: Missing = { id: 'setting', text: 'whether the patient is hospitalised' }

export const hospitalisedPain: Criterion = {
  id: 'hospitalised-pain',
  name: 'Hospitalised with severe pain',
  statement: 'Hospitalised, and pain at least 8/10',
  citation: MEDICARE_LCD,
  says: 'hospitalized with severe pain (NRS or VAS >= 8)',
  thresholds: [PAIN_HOSPITALISED, PAIN_WINDOW],
  reads: ['setting', 'pain'],
  assess: ({ facts, pain }) => {
    const { deciding } = pain
    if (OUTSIDE.has(facts.setting)) return notMet('Not hospitalised.')
    if (deciding === null) return noScore(pain, facts)
    const words = scoreWords(deciding, pain)
    if (deciding.score < PAIN_HOSPITALISED.value) return notMet(`${words}.`, [deciding.evidence])
    return facts.setting === 'inpatient'
      ? met(`Hospitalised. ${words}.`, [deciding.evidence])
      : unknown(`${words}. ${settingNotKnown(facts)}`, SETTING_MISSING, [deciding.evidence])
  },
}

function settingNotKnown(facts: PatientFacts): string {
  return lookedWords(facts, 'encounter', 'No encounter says whether the patient is hospitalised.')
}

const PAIN_IN_HOSPITAL: Missing = {
  id: 'pain-in-hospital',
  text: 'pain after discharge, or 8/10 or more in hospital',
}

/** The source speaks of inpatients from 8/10 upwards and of others from 5/10; between the two it is silent, which refuses nobody. */
export const betweenBranches: Criterion = {
  id: 'hospitalised-pain-5-to-7',
  name: 'Hospitalised with pain 5-7',
  statement: 'Hospitalised with pain from 5 to below 8: the source speaks of neither, so pain is asked for again',
  citation: OURS,
  says: 'nothing: inpatients from 8, others from 5',
  thresholds: [PAIN_NON_HOSPITALISED, PAIN_HOSPITALISED],
  reads: ['setting', 'pain'],
  assess: (fractureCase) => {
    const { facts, pain } = fractureCase
    if (facts.setting !== 'inpatient') return notMet('Not known to be hospitalised.')
    if (pain.deciding === null) return noScore(pain, facts)
    const { score, evidence } = pain.deciding
    const words = scoreWords(pain.deciding, pain)
    if (score < PAIN_NON_HOSPITALISED.value || score >= PAIN_HOSPITALISED.value) return notMet(`${words}.`, [evidence])
    return unknown(
      `Hospitalised. ${words}: covered are inpatients from ${PAIN_HOSPITALISED.value}/10, others from ${PAIN_NON_HOSPITALISED.value}/10.`,
      PAIN_IN_HOSPITAL,
      [evidence],
    )
  },
}

/** Emergency department, observation and a setting that nobody states count as not hospitalised. */
export const nonHospitalisedPain: Criterion = {
  id: 'non-hospitalised-pain',
  name: 'Pain outside the hospital',
  statement: 'Not hospitalised, and pain at least 5/10',
  citation: MEDICARE_LCD,
  says: 'non-hospitalized with moderate to severe pain (NRS or VAS >= 5)',
  thresholds: [PAIN_NON_HOSPITALISED, PAIN_WINDOW],
  reads: ['setting', 'pain'],
  assess: (fractureCase) => {
    const { facts, pain } = fractureCase
    const { deciding } = pain
    if (deciding === null) return noScore(pain, facts)
    const words = scoreWords(deciding, pain)
    if (deciding.score < PAIN_NON_HOSPITALISED.value) return notMet(`${words}.`, [deciding.evidence])
    if (facts.setting !== 'inpatient') return met(`${words}.`, [deciding.evidence])
    const settled = deciding.score >= PAIN_HOSPITALISED.value
    return settled
      ? notMet('Hospitalised.', [deciding.evidence])
      : unknown(`Hospitalised. ${words}.`, PAIN_IN_HOSPITAL, [deciding.evidence])
  },
}
