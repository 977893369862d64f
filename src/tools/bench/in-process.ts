import { type CdsRequest, parseCdsRequest } from '../../cds-hooks/request.ts'
import { assess } from '../../clinical/assess.ts'
import { gatherFirstWave, withoutSecondWave } from '../../fhir/gather.ts'
import type { Gathered } from '../../fhir/gathered.ts'
import { readFacts, readFirstWave, suggestsFracture } from '../../fhir/read-facts.ts'
import { patientView } from '../../services/patient-view.ts'
import { allocatedBytes } from './allocation.ts'
import { hookBody } from './chart/hook-body.ts'
import { median } from './statistics.ts'

/** What one call spends its time on, in the order of the call. `parse` is what everything is compared with. */
export const STAGES = ['parse', 'envelope', 'gather', 'first reading', 'facts', 'assess', 'decide'] as const
export type Stage = (typeof STAGES)[number]

export interface StageTimes {
  readonly bytes: number
  readonly hasFracture: boolean
  /** Medians, in milliseconds. */
  readonly ms: Readonly<Record<Stage, number>>
  /** Facts, five policies and report reading against JSON.parse of the same body. */
  readonly readingToParse: number
  /** What one call takes from the heap, in bytes: JSON.parse alone, and all stages with it. */
  readonly allocated: { readonly parse: number; readonly call: number }
}

const ALLOCATING_CALLS = 100

const WHOLE_READING: readonly Stage[] = ['first reading', 'facts', 'assess']

/** Stage by stage in this process, without HTTP and without the Worker runtime. */
export async function measureStages(bytes: number, hasFracture: boolean, milliseconds: number): Promise<StageTimes> {
  const today = new Date().toISOString().slice(0, 10)
  const text = hookBody({ size: { bytes }, hasFracture, today })
  await laps(text, today, milliseconds / 2)
  const measured = await laps(text, today, milliseconds)
  const of = (stage: Stage) => median(measured.map((lap) => lap[stage]))
  const ms = {
    parse: of('parse'),
    envelope: of('envelope'),
    gather: of('gather'),
    'first reading': of('first reading'),
    facts: of('facts'),
    assess: of('assess'),
    decide: of('decide'),
  }
  const reading = median(measured.map((lap) => WHOLE_READING.reduce((sum, stage) => sum + lap[stage], 0) / lap.parse))
  const allocated = {
    parse: await allocatedBytes(() => JSON.parse(text), ALLOCATING_CALLS),
    call: await allocatedBytes(() => lap(text, today), ALLOCATING_CALLS),
  }
  return { bytes: text.length, hasFracture, ms, readingToParse: reading, allocated }
}

type Lap = Readonly<Record<Stage, number>>

async function laps(text: string, today: string, milliseconds: number): Promise<readonly Lap[]> {
  const done: Lap[] = []
  const end = performance.now() + milliseconds
  while (performance.now() < end || done.length < 5) done.push(await lap(text, today))
  return done
}

async function lap(text: string, today: string): Promise<Lap> {
  const times = new Map<Stage, number>()
  let last = performance.now()
  const stage = <T>(name: Stage, value: T): T => {
    const now = performance.now()
    times.set(name, now - last)
    last = performance.now()
    return value
  }
  const body: unknown = stage('parse', JSON.parse(text))
  const request = stage('envelope', requestIn(body))
  const gathered = stage('gather', await gather(request))
  const reading = stage('first reading', readFirstWave(gathered, request.context.patientId))
  // As a hook call does it: without a fracture, what was sent for the second wave is not read.
  const rest = suggestsFracture(reading) ? gathered : withoutSecondWave(gathered)
  const facts = stage('facts', readFacts(reading, rest, today))
  const assessment = stage('assess', assess(facts, { assessedOn: today, policy: 'clinic' }))
  stage('decide', patientView.decide(assessment, request, { boneHealthCards: false, payerPolicy: 'medicare-lcd' }))
  const of = (name: Stage) => times.get(name) ?? Number.NaN
  return {
    parse: of('parse'),
    envelope: of('envelope'),
    gather: of('gather'),
    'first reading': of('first reading'),
    facts: of('facts'),
    assess: of('assess'),
    decide: of('decide'),
  }
}

function requestIn(body: unknown): CdsRequest {
  const request = parseCdsRequest(body, ['patient-view'])
  if (!request.ok) throw new Error('the generated call is malformed')
  return request.value
}

async function gather(request: CdsRequest): Promise<Gathered> {
  const gathered = await gatherFirstWave(request, undefined)
  if (!gathered.ok) throw new Error('the generated call lacks data')
  return gathered.value
}
