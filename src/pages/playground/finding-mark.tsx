import type { Judged } from './exchange.ts'

interface Mark {
  readonly symbol: string
  readonly word: string
  readonly tone: 'good' | 'bad' | 'open' | 'quiet'
}

type Marks = Readonly<Record<Judged['finding'], Mark>>

const CRITERION: Marks = {
  met: { symbol: '✓', word: 'Met', tone: 'good' },
  'not-met': { symbol: '✗', word: 'Not met', tone: 'bad' },
  unknown: { symbol: '?', word: 'Not found', tone: 'open' },
}

/** A gate asks for a danger, so that "met" is the bad answer. */
const GATE: Marks = {
  met: { symbol: '!', word: 'Present', tone: 'bad' },
  'not-met': { symbol: '✓', word: 'Absent', tone: 'good' },
  unknown: { symbol: '?', word: 'Not found', tone: 'quiet' },
}

/** A finding as word, symbol and colour: never colour alone. */
export function FindingMark({
  finding,
  of,
}: {
  readonly finding: Judged['finding']
  readonly of: 'criterion' | 'gate'
}) {
  const { symbol, word, tone } = (of === 'gate' ? GATE : CRITERION)[finding]
  return (
    <span class={`mark ${tone}`}>
      <span aria-hidden="true">{symbol}</span> {word}
    </span>
  )
}
