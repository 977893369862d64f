import { drawFrom } from '../../seeded.ts'
import { fractureStory, type StoryLevel } from './fracture-story.ts'
import type { Shape, Subject } from './shapes.ts'
import { visit } from './visit.ts'

/** How large a chart: at least so many bytes of prefetch, or at least so many resources. */
export type ChartSize = { readonly bytes: number } | { readonly resources: number }

export interface ChartOptions {
  readonly size: ChartSize
  readonly subject: Subject
  /** Without its story a chart holds nothing about the spine but a normal line here and there. */
  readonly hasFracture: boolean
  /** Where the fracture is; T12 where nothing is said. */
  readonly level?: StoryLevel
  readonly seed?: number
}

/** A whole chart: the story that decides, if any, among as many visits about other things as its size asks for. */
export function chartOf({ size, subject, hasFracture, level, seed = 7 }: ChartOptions): readonly Shape[] {
  const draw = drawFrom(seed)
  const chart: Shape[] = [patient(subject), ...(hasFracture ? fractureStory(subject, level) : [])]
  let bytes = JSON.stringify(chart).length
  const isFull = () => ('bytes' in size ? bytes >= size.bytes : chart.length >= size.resources)
  for (let index = 0; !isFull(); index += 1) {
    for (const shape of visit(subject, index, draw)) {
      if (isFull()) break
      chart.push(shape)
      bytes += JSON.stringify(shape).length
    }
  }
  return chart
}

function patient({ patientId }: Subject): Shape {
  return {
    resourceType: 'Patient',
    id: patientId,
    meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
    active: true,
    name: [{ use: 'official', family: 'Example-Bench', given: ['Rosalind', 'Synthetic'] }],
    gender: 'female',
    birthDate: '1949-03-14',
  }
}
