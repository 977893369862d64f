import { cardIn, noCard, oneCard, type ShownCard } from './answers.ts'
import type { Call, Kind } from './call.ts'
import type { Chart, ChartKind } from './charts.ts'
import { hookCall } from './hook-calls.ts'

const PATH = '/cds-services/vcf-patient-view'
/** Cards that are remembered at most; the oldest is answered or forgotten first. */
const MAX_KEPT = 200

interface Shown {
  readonly chart: Chart
  readonly card: ShownCard
}

/**
 * What a clinician does after a card: opens the chart again, answers, opens it once more. A chart is taken out while it is
 * being called about, so that no two calls about it overlap.
 */
export function followUpKinds(newCharts: (kind: ChartKind) => () => Chart): readonly Kind[] {
  const nextChart = newCharts({ size: { bytes: 10_000 }, hasFracture: true })
  const open: Shown[] = []
  const answered: Shown[] = []
  const keep = (kept: Shown[], shown: Shown) => {
    kept.push(shown)
    if (kept.length > MAX_KEPT) kept.shift()
  }
  return [
    {
      name: 'patient-view, to be answered',
      // More than are answered, so that some are left to be opened again.
      weight: 4,
      next: () => firstLook(nextChart(), (shown) => keep(open, shown)),
    },
    { name: 'same chart again', weight: 2, next: () => again(open.shift(), (shown) => keep(open, shown)) },
    { name: 'feedback', weight: 3, next: () => feedback(open.shift(), (shown) => keep(answered, shown)) },
    {
      name: 'answered chart again',
      weight: 1,
      next: () => silence(answered.shift(), (shown) => keep(answered, shown)),
    },
  ]
}

type Keep = (shown: Shown) => void

function firstLook(chart: Chart, keep: Keep): Call {
  return {
    ...hookCall(chart, 'patient-view', (level) => `Consider kyphoplasty referral: ${level} `),
    onRight: (answer) => {
      const card = cardIn(answer)
      if (card) keep({ chart, card })
    },
  }
}

function again(shown: Shown | undefined, keep: Keep): Call | undefined {
  if (!shown) return undefined
  const { chart, card } = shown
  return {
    ...hookCall(chart),
    check: (answer) =>
      oneCard(answer, card.summary, chart.patientId) ??
      (cardIn(answer)?.uuid === card.uuid ? undefined : 'another uuid for the same news'),
    onRight: () => keep(shown),
  }
}

function feedback(shown: Shown | undefined, keep: Keep): Call | undefined {
  if (!shown) return undefined
  const { card } = shown
  const outcome = { card: card.uuid, outcomeTimestamp: new Date().toISOString() }
  const [suggestion] = card.suggestions
  // As many are taken up as are turned down: by what the uuid happens to end with.
  const isAccepted = suggestion !== undefined && Number.parseInt(card.uuid.slice(-1), 16) % 2 === 0
  const entry = isAccepted
    ? { ...outcome, outcome: 'accepted', acceptedSuggestions: [{ id: suggestion.uuid }] }
    : { ...outcome, outcome: 'overridden' }
  return {
    method: 'POST',
    path: `${PATH}/feedback`,
    body: JSON.stringify({ feedback: [entry] }),
    token: 'fresh',
    status: 200,
    patientId: null,
    check: (answer) => (Object(answer).accepted === 1 ? undefined : 'feedback that was not taken'),
    onRight: () => keep(shown),
  }
}

function silence(shown: Shown | undefined, keep: Keep): Call | undefined {
  return shown && { ...hookCall(shown.chart), check: noCard, onRight: () => keep(shown) }
}
