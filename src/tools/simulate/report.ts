import { figuresOf, ranked } from './figures.ts'
import type { Counts, Fault, Tally } from './tally.ts'

const SHOWN_FAULTS = 20

/** The year as text. The same seed prints the same report. */
export function reportOf(tally: Tally): string {
  const { options } = tally
  const figures = figuresOf(tally)
  return [
    `A simulated year: ${options.patients} patients, ${options.users} users, ${options.days} days, seed ${options.seed}`,
    '',
    line('hook calls', figures.calls),
    line('answers with a card', figures.cards, `${two(figures.answersWithCardPerHundredCalls)} for 100 calls`),
    line('cards somebody had not met', figures.firstTellings, `${two(figures.perHundredCalls)} for 100 calls`),
    line('repeats', tally.repeats.length, 'shown again without a new fact, or although it was answered'),
    line('vanished', tally.vanished.length, 'gone within its sitting without an answer'),
    line('false alarms', figures.falseAlarms, 'about a sound spine or a fracture healed long ago'),
    '',
    ...table('What became of the cards that somebody had not met', tally.reactions),
    ...table('Reasons given', tally.reasons),
    ...table('What ended a silence that somebody had asked for', tally.brokenSilences),
    ...table('Why a card was shown', tally.shownBecause),
    ...table('Why there was none', tally.silentBecause),
    ...table('Calls by hook', tally.calls),
    ...table('Answers with a card by hook', tally.cards),
    ...table('Patients by what happens to them', tally.patients),
    ...table('Cards somebody had not met, by what happens to the patient', tally.firstTellingsByStory),
    ...table('Cards somebody had not met, by what they say', tally.firstTellings),
    ...faults('Repeats', tally.repeats),
    ...faults('Vanished', tally.vanished),
  ].join('\n')
}

function line(name: string, count: number, words = ''): string {
  return `${String(count).padStart(8)}  ${name}${words === '' ? '' : ` (${words})`}`
}

function table(title: string, counts: Counts): readonly string[] {
  return counts.size === 0 ? [] : [title, ...ranked(counts).map(([name, count]) => line(name, count)), '']
}

function faults(title: string, list: readonly Fault[]): readonly string[] {
  if (list.length === 0) return []
  const some = list.slice(0, SHOWN_FAULTS)
  return [
    `${title}, the first ${some.length}`,
    ...some.map(
      ({ what, at, hook, patientId, userId, story, summary }) =>
        `${at} ${hook} ${patientId} (${story}) ${userId}: ${what}. ${summary}`,
    ),
    '',
  ]
}

function two(value: number): string {
  return value.toFixed(2)
}
