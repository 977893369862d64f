import type { Assessment, CallRecord } from './exchange.ts'

/** Reasons that lie in the call itself: the assessment had no say. */
const IN_THE_CALL: ReadonlyMap<string, string> = new Map([
  ['orders-not-sent', 'The call did not say what is being ordered.'],
  [
    'nothing-about-the-spine',
    'Nothing in this call is about the spine, so the service did not read the record for it.',
  ],
])

/** Reasons that come on top of what the assessment found. */
const AFTER_THE_ASSESSMENT: ReadonlyMap<string, string> = new Map([
  ['already-referred', 'A referral is already ordered, so it is not suggested again.'],
  ['declined', 'The record says that this was declined, so it is not suggested again.'],
  ['work-up-ordered', 'What is missing is already ordered, so it is not asked for again.'],
  ['not-leaving-hospital', 'This is the end of an outpatient encounter, which is no discharge.'],
  ['covered', 'All that the payer policy asks for is in the record, so there is nothing to add.'],
  ['answered', 'This card was answered before and nothing is new since; a new fact brings a new card.'],
  ['told-before', 'This user met this card as often as it is shown, and nothing is new since.'],
])

const SILENT_MODE = 'The service runs in silent mode for this call: a card was decided and recorded, and is not shown.'

/** Whether the call itself was the reason, so that the service came to no outcome. */
export function liesInTheCall(record: CallRecord | undefined): boolean {
  return IN_THE_CALL.has(record?.silentBecause ?? '')
}

/**
 * Why there is no card, in whole sentences: a physician who expected one must not have to guess. The reason is the one that
 * the service recorded of this call.
 */
export function explainSilence(assessment: Assessment | null, record: CallRecord | undefined): string {
  const reason = record?.silentBecause ?? ''
  const inTheCall = IN_THE_CALL.get(reason)
  if (inTheCall !== undefined) return inTheCall
  if (assessment === null) return 'The service could not assess the record.'
  const added = record?.result === 'silent-mode' ? SILENT_MODE : (AFTER_THE_ASSESSMENT.get(reason) ?? '')
  return `${assessment.because} ${added}`.trim()
}
