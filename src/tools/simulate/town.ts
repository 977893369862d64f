import { type Draw, drawFrom } from '../seeded.ts'
import { laboratory, otherProblem } from './entries.ts'
import { drawStoryKind, storyOf } from './stories.ts'
import { type Happening, MS_PER_DAY, type SimulatedPatient } from './world.ts'

export interface TownOptions {
  readonly seed: number
  readonly patients: number
  readonly users: number
  readonly days: number
}

/** The first day of every simulated year; dates of a record never lie ahead of its calls. */
const FIRST_DAY = Date.parse('2025-01-06T00:00:00Z')

export interface Town {
  readonly span: { readonly from: number; readonly to: number }
  readonly users: readonly string[]
  readonly patients: readonly { readonly patient: SimulatedPatient; readonly background: readonly Happening[] }[]
}

/** Who lives and works in the simulation, and what will happen to whom: all of it from the seed. */
export function buildTown({ seed, patients, users, days }: TownOptions): Town {
  const span = { from: FIRST_DAY, to: FIRST_DAY + days * MS_PER_DAY }
  const userIds = Array.from({ length: users }, (_, index) => `Practitioner/user-${index + 1}`)
  return {
    span,
    users: userIds,
    patients: Array.from({ length: patients }, (_, index) => {
      const draw = drawFrom(seed * 1_000_003 + index)
      const id = `patient-${index + 1}`
      // Only the first three quarters of the year: the rest of a story has to happen within it.
      const story = storyOf(
        id,
        drawStoryKind(draw),
        { from: span.from, to: span.from + days * 0.75 * MS_PER_DAY },
        draw,
      )
      const patient = {
        id,
        demographics: demographicsOf(id, draw),
        ownUser: userIds[draw.between(0, users - 1)] ?? 'Practitioner/user-1',
        story,
      }
      return { patient, background: backgroundOf(id, span, draw) }
    }),
  }
}

function demographicsOf(id: string, draw: Draw) {
  const birthDate = `${draw.between(1935, 1965)}-0${draw.between(1, 9)}-1${draw.between(0, 9)}`
  return { resourceType: 'Patient', id, gender: draw.next() < 0.65 ? 'female' : 'male', birthDate }
}

const PROBLEMS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['I10', 'Essential hypertension'],
  ['E11.9', 'Type 2 diabetes mellitus'],
  ['M17.12', 'Osteoarthritis of the left knee'],
  ['M54.50', 'Low back pain'],
  ['M81.0', 'Osteoporosis without current fracture'],
]

/** What has nothing to do with a fracture, before and during the year. */
function backgroundOf(patientId: string, span: Town['span'], draw: Draw): readonly Happening[] {
  const count = draw.between(2, 8)
  return Array.from({ length: count }, (_, index) => {
    const at = span.from - 100 * MS_PER_DAY + draw.between(0, 400) * MS_PER_DAY
    const dated = { patientId, id: `background-${index}`, at }
    const entry =
      draw.next() < 0.5 ? otherProblem(dated, draw.oneOf(PROBLEMS)) : laboratory(dated, draw.between(6, 12) / 10)
    return { at, what: 'something else', isNewFact: false, entries: [entry] }
  })
}
