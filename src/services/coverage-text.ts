import { inShort } from '../clinical/asked-for.ts'
import type { FractureRow } from '../clinical/assessment.ts'
import type { Coverage } from '../clinical/coverage.ts'
import { policyOf } from '../clinical/policies/index.ts'
import { fullestDetail } from './card-detail.ts'
import { type Brevity, firstFew, NO_REPLACEMENT, named } from './card-text.ts'
import { isLevel, type OrderedPlace } from './coverage-place.ts'
import { type CoverageSubject, contradicting, gapsOf, nameOfItem } from './coverage-subject.ts'
import { unreadSourcesOf } from './missing-items.ts'

/** What conflicts, what contradicts, what is missing, what is documented; at most 120 words. */
export function coverageDetail(subject: CoverageSubject): string {
  const { assessment, payerPolicy, row, coverage, conflicts } = subject
  const { title } = policyOf(payerPolicy)
  return fullestDetail(({ brevity, closing }) => [
    linesOf(
      'Conflicts',
      conflicts.map(({ because }) => because),
    ),
    row && coverage ? requirementLines(subject, coverage, row, brevity) : noFractureLine(subject),
    row && coverage ? documentedLine(coverage, row, brevity) : '',
    named('Could not be read', firstFew(brevity === 'full' ? 9 : 2, unreadSourcesOf(assessment))),
    [
      `${title} says what is covered, not who benefits.`,
      `Rules ${assessment.ruleVersion}, policy ${payerPolicy}.`,
      closing === 'full' ? NO_REPLACEMENT : '',
    ]
      .filter((line) => line !== '')
      .join(' '),
  ])
}

function linesOf(what: string, sentences: readonly string[]): string {
  return sentences.length === 0 ? '' : `**${what}:** ${firstFew(3, sentences).join(' ')}`
}

function requirementLines(subject: CoverageSubject, coverage: Coverage, row: FractureRow, brevity: Brevity): string {
  const against = contradicting(coverage).map(
    (item) => `- **${nameOfItem(item, row)}:** contradicts.${brevity === 'shortest' ? '' : ` ${item.because}`}`,
  )
  const gaps = gapsOf(subject, row)
  const texts = brevity === 'full' ? gaps.map(({ text }) => text) : firstFew(4, gaps.map(inShort))
  return [...against, ...(gaps.length === 0 ? [] : [`- **Missing:** ${texts.join('; ')}.`])].join('\n')
}

function documentedLine({ requirements, exclusions }: Coverage, row: FractureRow, brevity: Brevity): string {
  const documented = requirements.filter(({ status }) => status === 'documented')
  const words = documented.map((item) => {
    const on = item.evidence.find(({ date }) => date !== null)?.date
    return on && brevity === 'full' ? `${nameOfItem(item, row)} (${on})` : nameOfItem(item, row)
  })
  const isSilentOn = exclusions.filter(({ status }) => status === 'missing')
  return [
    named('Documented', words),
    brevity === 'shortest' || isSilentOn.length === 0
      ? ''
      : `**Exclusions:** ${isSilentOn.length} of ${exclusions.length} not stated as absent.`,
  ]
    .filter((line) => line !== '')
    .join(' ')
}

function noFractureLine({ assessment, places }: CoverageSubject): string {
  const current = assessment.current.map(({ fracture }) => fracture.level ?? fracture.region ?? 'level not named')
  const elsewhere = current.length === 0 ? assessment.because : named('Current fracture in the record', current)
  return `**Missing:** imaging that shows a current fracture${whereOrdered(places)}. ${elsewhere}`
}

function whereOrdered(places: readonly OrderedPlace[]): string {
  const names = places.join(', ')
  if (names === '') return ''
  return places.every(isLevel) ? ` at ${names}` : ` of the ${names} spine, which is what the order is coded for`
}
