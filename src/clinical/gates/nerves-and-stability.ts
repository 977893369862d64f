import { addDays } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { MEDICARE_LCD, ours, RAND_2018, SINS } from '../sources.ts'
import { factsOf, type Gate, type GateSubject, judgeDocumented, newestLab } from './gate.ts'
import { firstDecisive, judgeSign } from './imaging-sign.ts'

const NEW_SYMPTOM = ours(84, 'd', 'a symptom is new when it began with or after the fracture and at most 12 weeks ago')

/** Radiculopathy or a bladder symptom is common in old age: it counts when it began with or after the fracture. */
function judgeNewSymptoms(subject: GateSubject): Judgement {
  const symptoms = factsOf(subject, 'possible-neurological-deficit').filter(({ present }) => present)
  const recent = addDays(subject.assessedOn, -NEW_SYMPTOM.value)
  const isNew = (date: string | null) =>
    date !== null &&
    date >= recent &&
    subject.current.some(({ fracture }) => fracture.onset !== null && date >= fracture.onset.latest)
  const since = symptoms.find(({ date }) => isNew(date))
  if (since) return met(`Nerve or bladder symptom since the fracture (${since.date}).`, [since.evidence])
  const earlier = symptoms[0]
  return earlier
    ? unknown('A nerve or bladder symptom is documented, not known to be new since the fracture.', null, [
        earlier.evidence,
      ])
    : unknown('No neurological deficit found in the record.')
}

export const neurologicalDeficit: Gate = {
  id: 'neurological-deficit',
  statement: 'Neurological deficit, myelopathy or cauda equina syndrome',
  name: 'neurological deficit',
  action: 'other-route',
  citation: MEDICARE_LCD,
  sources: ['conditions', 'observations'],
  confirm: true,
  assess: (subject) => {
    const documented = judgeDocumented(factsOf(subject, 'neurological-deficit'), 'neurological deficit')
    if (documented.finding === 'met') return documented
    const symptoms = judgeNewSymptoms(subject)
    // An examination clears what came before it, not what began since.
    const isCleared =
      documented.finding === 'not-met' && (symptoms.evidence[0]?.date ?? '') <= (documented.evidence[0]?.date ?? '')
    return isCleared ? documented : symptoms
  },
}

export const neuralCompression: Gate = {
  id: 'neural-compression',
  statement: 'Compression of the spinal cord, the cauda equina or a nerve root',
  name: 'cord or nerve-root compression',
  action: 'other-route',
  citation: MEDICARE_LCD,
  sources: ['conditions', 'imagingReports'],
  confirm: false,
  assess: (subject) =>
    firstDecisive([
      judgeSign(subject, 'neuralCompression', 'cord or nerve-root compression'),
      ...documentedDangers(subject, 'neural-compression', 'cord or nerve-root compression'),
    ]),
}

/** A list without entries where nothing is coded, so that imaging alone can say "no". */
function documentedDangers(
  subject: GateSubject,
  kind: 'neural-compression' | 'spinal-instability',
  words: string,
): readonly Judgement[] {
  const documented = factsOf(subject, kind)
  return documented.length === 0 ? [] : [judgeDocumented(documented, words)]
}

export const canalCompromise: Gate = {
  id: 'canal-compromise',
  statement: 'The fracture narrows the spinal canal',
  name: 'canal compromise',
  action: 'other-route',
  citation: MEDICARE_LCD,
  sources: ['imagingReports'],
  confirm: true,
  assess: (subject) => judgeSign(subject, 'canalCompromise', 'canal compromise'),
}

export const retropulsion: Gate = {
  id: 'retropulsion',
  statement: 'Retropulsed bone without canal compromise',
  name: 'retropulsion',
  action: 'complete-workup',
  citation: MEDICARE_LCD,
  sources: ['imagingReports'],
  confirm: false,
  assess: (subject) => {
    const judgement = judgeSign(subject, 'retropulsion', 'retropulsion')
    if (judgement.finding !== 'met') return judgement
    return {
      ...judgement,
      missing: { id: 'spine-surgeon', text: "a spine surgeon's view of the retropulsed fragment" },
    }
  },
}

export const spinalInstability: Gate = {
  id: 'spinal-instability',
  statement: 'Unstable burst fracture, tension-band failure, subluxation or dislocation',
  name: 'instability',
  action: 'other-route',
  citation: MEDICARE_LCD,
  sources: ['conditions', 'imagingReports'],
  confirm: true,
  assess: (subject) =>
    firstDecisive([
      judgeSign(subject, 'instability', 'instability'),
      ...documentedDangers(subject, 'spinal-instability', 'spinal instability'),
    ]),
}

export const SINS_UNSTABLE: Threshold = {
  value: 13,
  unit: '{0-18 score}',
  says: '13-18 unstable',
  origin: 'source',
  citation: SINS,
}

export const SINS_POTENTIALLY_UNSTABLE: Threshold = {
  value: 7,
  unit: '{0-18 score}',
  says: '7-12 potentially unstable; 7-18 surgical consultation',
  origin: 'source',
  citation: SINS,
}

const SINS_COUNTS = ours(365, 'd', 'a stability score counts for a year')

/** The stability score counts for the tumour it was made for; an older one than a year is no longer about today. */
function newestSins(subject: GateSubject) {
  return newestLab(subject, 'sins', addDays(subject.assessedOn, -SINS_COUNTS.value))
}

export const sinsUnstable: Gate = {
  id: 'sins-unstable',
  statement: 'Spinal Instability Neoplastic Score 13-18',
  name: 'SINS 13-18',
  action: 'other-route',
  citation: SINS,
  thresholds: [SINS_UNSTABLE],
  sources: ['observations'],
  confirm: false,
  assess: (subject) => {
    const sins = newestSins(subject)
    if (!sins) return unknown('No SINS found in the record.')
    const because = `SINS ${sins.value} on ${sins.date}.`
    return sins.value >= SINS_UNSTABLE.value ? met(because, [sins.evidence]) : notMet(because, [sins.evidence])
  },
}

export const sinsPotentiallyUnstable: Gate = {
  id: 'sins-potentially-unstable',
  statement: 'SINS 7-12 before a spine surgeon was consulted',
  name: 'SINS 7-12',
  action: 'complete-workup',
  citation: SINS,
  thresholds: [SINS_POTENTIALLY_UNSTABLE],
  sources: ['observations', 'serviceRequests'],
  confirm: false,
  assess: (subject) => {
    const sins = newestSins(subject)
    if (!sins) return unknown('No SINS found in the record.')
    const because = `SINS ${sins.value} on ${sins.date}.`
    const inRange = sins.value >= SINS_POTENTIALLY_UNSTABLE.value && sins.value < SINS_UNSTABLE.value
    if (!inRange) return notMet(because, [sins.evidence])
    const consulted = factsOf(subject, 'spine-surgeon-consulted').find(
      ({ present, date }) => present && (date ?? '') >= (sins.date ?? ''),
    )
    if (consulted)
      return notMet(`${because} Spine surgeon consulted ${consulted.date}.`, [sins.evidence, consulted.evidence])
    return {
      ...met(because, [sins.evidence]),
      missing: { id: 'spine-surgeon', text: 'a spine surgery consultation (SINS 7-12)' },
    }
  },
}

export const highEnergyTrauma: Gate = {
  id: 'high-energy-trauma',
  statement: 'High-energy trauma',
  name: 'high-energy trauma',
  action: 'other-route',
  citation: RAND_2018,
  sources: ['conditions'],
  confirm: false,
  assess: (subject) => {
    const accidents = factsOf(subject, 'high-energy-trauma')
    return judgeDocumented(
      accidents.filter((fact) => !fact.present || fitsAFracture(fact.date, subject)),
      'high-energy trauma',
    )
  },
}

const SAME_EVENT = ours(7, 'd', 'an accident caused a fracture whose onset lies within a week of it')

/** An accident years ago is not how this fracture happened: its date must fall within a week of the onset window. */
function fitsAFracture(date: string | null, { current }: GateSubject): boolean {
  if (date === null) return true
  return current.some(({ fracture: { onset } }) => {
    if (onset === null) return true
    const isNotTooLate = date <= addDays(onset.latest, SAME_EVENT.value)
    return isNotTooLate && (onset.earliest === null || date >= addDays(onset.earliest, -SAME_EVENT.value))
  })
}
