import { addDays } from '../calendar.ts'
import { type Judgement, met, unknown } from '../finding.ts'
import { MEDICARE_LCD, ours, RAND_2018 } from '../sources.ts'
import { factsOf, type Gate, type GateSubject, judgeDocumented } from './gate.ts'
import { firstDecisive, judgeSign } from './imaging-sign.ts'

const NEW_SYMPTOM = ours(
  'new-symptom',
  84,
  'd',
  'a symptom is new when it began with or after the fracture and at most 12 weeks ago',
)

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
  thresholds: [NEW_SYMPTOM],
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
  confirm: 'in-doubt',
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
  confirm: 'in-doubt',
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

const SAME_EVENT = ours('same-event', 7, 'd', 'an accident caused a fracture whose onset lies within a week of it')

export const highEnergyTrauma: Gate = {
  id: 'high-energy-trauma',
  statement: 'High-energy trauma',
  name: 'high-energy trauma',
  action: 'other-route',
  citation: RAND_2018,
  thresholds: [SAME_EVENT],
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

/** An accident years ago is not how this fracture happened: its date must fall within a week of the onset window. */
function fitsAFracture(date: string | null, { current }: GateSubject): boolean {
  if (date === null) return true
  return current.some(({ fracture: { onset } }) => {
    if (onset === null) return true
    const isNotTooLate = date <= addDays(onset.latest, SAME_EVENT.value)
    return isNotTooLate && (onset.earliest === null || date >= addDays(onset.earliest, -SAME_EVENT.value))
  })
}
