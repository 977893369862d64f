import { findHeightLosses, type HeightLoss } from './height-loss.ts'
import { isNoFinding, type ParsedSentence, segmentAt, targetAt, under } from './parsed-sentence.ts'
import type { Said, Target } from './statements.ts'

type Placed = Said & { readonly target: Target }

/** What a sentence says about loss of height in figures. */
export function readHeights(sentence: ParsedSentence): readonly Placed[] {
  const losses = findHeightLosses(sentence.tokens).filter(
    (loss) => !isNoFinding(sentence, loss) && !under(sentence, 'no', loss),
  )
  return losses.flatMap((loss) => placed(sentence, loss, losses))
}

function placed(sentence: ParsedSentence, loss: HeightLoss, losses: readonly HeightLoss[]): readonly Placed[] {
  const target = targetAt(sentence, loss.from)
  if (target.kind === 'elsewhere') return []
  const { when, percent } = loss
  if (target.kind !== 'levels' || target.levels.length === 1) return [{ kind: 'height', when, percent, target }]

  const alike = losses.filter(
    (other) => other.when === when && segmentAt(sentence, other.from) === segmentAt(sentence, loss.from),
  )
  const isNamedHere = sentence.segments.length > 0
  if (alike.length === 1 && isNamedHere) return [{ kind: 'height', when, percent, target }]
  // Several levels and several figures: only "respectively" tells which is whose.
  const level =
    isRespective(sentence) && alike.length === target.levels.length ? target.levels[alike.indexOf(loss)] : undefined
  return level ? [{ kind: 'height', when, percent, target: { kind: 'levels', levels: [level] } }] : []
}

function isRespective({ tokens }: ParsedSentence): boolean {
  return tokens.some(({ word }) => word === 'respectively')
}
