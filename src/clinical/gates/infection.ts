import { addDays, type CalendarDate } from '../calendar.ts'
import type { Threshold } from '../citation.ts'
import type { LabKind, LabResult } from '../facts.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { MEDICARE_LCD, OURS, ours } from '../sources.ts'
import { factsOf, type Gate, type GateSubject, judgeDocumented, labsSince, newestLab } from './gate.ts'
import { judgeSignAnywhere, SIGN_COUNTS } from './imaging-sign.ts'

export const FEVER = ours('fever', 38.0, 'Cel', 'fever of 38.0 C or more')
const FEVER_COUNTS = ours('fever-counts', 14, 'd', 'fever counts for 14 days')
const MARKERS_COUNT = ours('markers-count', 30, 'd', 'inflammation markers count for 30 days')
const MARKERS_FOR_INFECTION = 2

const RAISED_SAYS = 'used only where the result carries no range or flag of its own; the sources give no number'
export const CRP_RAISED = ours('crp-raised', 10, 'mg/L', RAISED_SAYS)
export const ESR_RAISED = ours('esr-raised', 40, 'mm/h', RAISED_SAYS)
export const WBC_RAISED = ours('wbc-raised', 12, '10*9/L', RAISED_SAYS)

const MARKERS = [
  { kind: 'crp', name: 'CRP', shown: 'mg/L', raisedAbove: CRP_RAISED },
  { kind: 'esr', name: 'ESR', shown: 'mm/h', raisedAbove: ESR_RAISED },
  { kind: 'wbc', name: 'WBC', shown: 'x10^9/L', raisedAbove: WBC_RAISED },
] as const satisfies readonly {
  readonly kind: LabKind
  readonly name: string
  readonly shown: string
  readonly raisedAbove: Threshold
}[]

interface MarkerPicture {
  readonly measured: readonly { readonly words: string; readonly isRaised: boolean; readonly lab: LabResult }[]
  readonly raised: MarkerPicture['measured']
}

/** The newest value of each marker within 30 days; the laboratory's own range or flag counts before our number. */
function readMarkers(subject: GateSubject): MarkerPicture {
  const since = addDays(subject.assessedOn, -MARKERS_COUNT.value)
  const measured = MARKERS.flatMap(({ kind, name, shown, raisedAbove }) => {
    const lab = newestLab(subject, kind, since)
    if (!lab) return []
    const isRaised = lab.flaggedHigh ?? lab.value > raisedAbove.value
    return [{ words: `${name} ${lab.value} ${shown} (${lab.date})`, isRaised, lab }]
  })
  return { measured, raised: measured.filter(({ isRaised }) => isRaised) }
}

function judgeFever(subject: GateSubject, since: CalendarDate): Judgement {
  const measured = newestLab(subject, 'temperature', since)
  const hottest = labsSince(subject, 'temperature', since).find(({ value }) => value >= FEVER.value)
  if (hottest) return met(`Temperature ${hottest.value} C on ${hottest.date}.`, [hottest.evidence])
  const named = factsOf(subject, 'fever').find(({ present, date }) => present && date !== null && date >= since)
  if (named) return met(`Fever documented (${named.date}).`, [named.evidence])
  return measured
    ? notMet(`No fever (${measured.value} C on ${measured.date}).`, [measured.evidence])
    : unknown('No temperature in 14 days.')
}

/** A spinal-infection diagnosis counts also when provisional: it is the suspicion that must be cleared first. */
function judgeDiagnosis(subject: GateSubject): Judgement {
  const since = addDays(subject.assessedOn, -MARKERS_COUNT.value)
  const documented = factsOf(subject, 'spinal-infection')
  const spinal = documented.find(({ present }) => present)
  if (spinal)
    return met(
      `Spinal infection ${spinal.certainty === 'suspected' ? 'suspected' : 'diagnosed'} (${spinal.date ?? 'undated'}).`,
      [spinal.evidence],
    )
  const systemic = factsOf(subject, 'systemic-infection').find(
    ({ present, date }) => present && date !== null && date >= since,
  )
  if (systemic) return met(`Systemic infection documented (${systemic.date}).`, [systemic.evidence])
  const infected = subject.current.find(({ fracture }) => fracture.cause === 'infectious')
  if (infected) return met('The fracture is documented as due to infection.', infected.fracture.evidence)
  return judgeDocumented(documented, 'spinal infection')
}

export const spinalInfection: Gate = {
  id: 'spinal-infection',
  statement: 'Spinal infection: diagnosed or suspected, named in a report, fever, or two raised inflammation markers',
  name: 'signs of infection',
  action: 'other-route',
  citation: MEDICARE_LCD,
  thresholds: [FEVER, FEVER_COUNTS, MARKERS_COUNT, CRP_RAISED, ESR_RAISED, WBC_RAISED, SIGN_COUNTS],
  sources: ['conditions', 'imagingReports', 'observations'],
  confirm: true,
  assess: (subject) => {
    const diagnosis = judgeDiagnosis(subject)
    const imaging = judgeSignAnywhere(subject, 'infection', 'signs of spinal infection')
    const fever = judgeFever(subject, addDays(subject.assessedOn, -FEVER_COUNTS.value))
    const decisive = [diagnosis, imaging, fever].find(({ finding }) => finding === 'met')
    if (decisive) return decisive
    const { raised } = readMarkers(subject)
    if (raised.length < MARKERS_FOR_INFECTION) {
      // A normal temperature documents no absence of infection; a diagnosis ruled out, or a report that says so, does.
      const ruledOut = [diagnosis, imaging].find(({ finding }) => finding === 'not-met')
      const isDoubted = imaging.finding === 'unknown' && imaging.evidence.length > 0
      const isLater = (imaging.evidence[0]?.date ?? '') >= (ruledOut?.evidence[0]?.date ?? '')
      if (isDoubted && isLater) return imaging
      return ruledOut ?? unknown('No sign of spinal infection found in the record.')
    }
    return met(
      `Raised: ${raised.map(({ words }) => words).join(', ')}.`,
      raised.map(({ lab }) => lab.evidence),
    )
  },
}

export const oneRaisedMarker: Gate = {
  id: 'one-raised-infection-marker',
  statement: 'One raised inflammation marker without other signs of infection',
  name: 'raised inflammation marker',
  action: 'complete-workup',
  citation: OURS,
  thresholds: [MARKERS_COUNT, CRP_RAISED, ESR_RAISED, WBC_RAISED],
  sources: ['observations'],
  confirm: false,
  assess: (subject) => {
    const { measured, raised } = readMarkers(subject)
    const [only] = raised
    if (only && raised.length === 1) {
      return {
        ...met(`Raised: ${only.words}.`, [only.lab.evidence]),
        missing: { id: 'infection', text: `clarification of the raised ${only.words}` },
      }
    }
    if (measured.length === 0) return unknown('No CRP, ESR or WBC within 30 days.')
    const words = measured.map((marker) => marker.words).join(', ')
    return notMet(
      `${words}.`,
      measured.map(({ lab }) => lab.evidence),
    )
  },
}
