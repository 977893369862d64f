import type { LoadResult } from './load.ts'
import { figure, kilobytes, nameOf, type Results, story, targetsOf } from './results.ts'
import type { Curve } from './scaling.ts'

const MEGABYTE = 1024 * 1024

/** The whole result as Markdown tables: the same words for the terminal and for docs/performance.md. */
export function reportOf(results: Results): string {
  return [
    targets(results),
    comparisons(results),
    stages(results),
    fullPath(results),
    fhirPath(results),
    curves(results),
    slowEhrs(results),
    peer(results),
  ].join('\n\n')
}

function targets(results: Results): string {
  const rows = targetsOf(results).map(({ name, wanted, found, isMet }) => [name, wanted, found, isMet ? 'yes' : 'no'])
  return section('Targets', table(['what', 'target', 'found', 'met'], rows))
}

function comparisons({ compared, coldStart, bundleBytes }: Results): string {
  const rows = compared.flatMap(({ workload, service, floor, ratio }) => [
    [nameOf(workload), 'service', ...loadCells(service)],
    ['', 'floor', ...loadCells(floor)],
    ['', 'ratio', figure(ratio.throughput), figure(ratio.p50), figure(ratio.p99), figure(ratio.cpu), ''],
  ])
  return section(
    'Service and floor in bare workerd',
    table(['call', '', 'calls/s', 'p50 ms', 'p99 ms', 'CPU ms/call', 'memory MB'], rows),
    `Process start to the first right answer: service ${figure(coldStart.serviceMs)} ms, floor ${figure(coldStart.floorMs)} ms. ` +
      `Bundle: ${kilobytes(bundleBytes)} gzipped.`,
  )
}

function loadCells({ perSecond, p50Ms, p99Ms, cpuMsPerCall, residentBytes }: LoadResult): readonly string[] {
  return [
    figure(perSecond),
    figure(p50Ms),
    figure(p99Ms),
    figure(cpuMsPerCall ?? Number.NaN),
    figure((residentBytes ?? Number.NaN) / MEGABYTE),
  ]
}

function stages({ stages: measured }: Results): string {
  const names = Object.keys(measured[0]?.ms ?? {})
  const rows = measured.map(({ bytes, hasFracture, ms, readingToParse, allocated }) => [
    `${kilobytes(bytes)}${story(hasFracture)}`,
    ...Object.values(ms).map((value) => figure(value)),
    figure(readingToParse),
    kilobytes(allocated.parse),
    kilobytes(allocated.call),
  ])
  return section(
    'Stages of one call in one process (ms)',
    table(['body', ...names, 'reading / parse', 'parse takes', 'all take'], rows),
    'Reading = first reading (Conditions and reports), facts, assess. The last two: memory that one call takes from the heap and gives back, by JSON.parse and by all stages.',
  )
}

function fullPath({ fullPath: rows }: Results): string {
  const stages = [...new Set(rows.flatMap((row) => [...row.stages.keys()]))]
  const cells = rows.map((row) => [
    `${row.algorithm}${story(row.hasFracture)}`,
    ...stages.map((stage) => String(row.stages.get(stage) ?? 'not told')),
  ])
  return section(
    'The full path: signed calls, D1 and Durable Objects (ms, `Server-Timing`)',
    table(['75 KB call', ...stages], cells),
    'In miniflare, as `npm start` runs it, one call after the other; the clock of a Worker ticks in whole milliseconds. Keys are imported once. Whether a token was used ' +
      'before is looked up beside the work: `admission` is what was left to wait for. `memory` is the Durable Object and the card record in D1, which must be ' +
      'written before the answer leaves; the audit record (`record`) may end after it.',
  )
}

function fhirPath({ fhirPath: { rows, templates } }: Results): string {
  const cells = rows.map(({ kind, latencyMs, requests, bytes, roundTrips, answerMs, besideTripsMs }) => [
    kind,
    ...[latencyMs, requests, kilobytes(bytes), roundTrips, figure(answerMs), figure(besideTripsMs)].map(String),
  ])
  const sizes = templates.map(({ source, bytes, wholeTypeBytes }) => [
    `\`${source}\``,
    kilobytes(bytes),
    kilobytes(wholeTypeBytes),
  ])
  return section(
    'Without prefetch: the FHIR path',
    table(['outcome', 'latency ms', 'requests', 'bytes', 'round trips', 'answer ms', 'beside the trips ms'], cells),
    'A chart without a vertebral fracture is left after the first wave. The rest holds the sandbox reading its store, the second wave waiting for the first to be read, and us.',
    table(['prefetch key', 'its template brings', 'the whole type would'], sizes),
    'Of the synthetic patient with 900 resources.',
  )
}

function slowEhrs({ slowEhrs: { waiting, alone, beside, answered } }: Results): string {
  return section(
    'Slow EHRs',
    table(
      ['10 KB calls with prefetch, 4 at a time', 'calls/s', 'p50 ms', 'p99 ms', 'CPU ms/call', 'memory MB'],
      [
        ['alone', ...loadCells(alone)],
        [`beside ${waiting} calls whose FHIR server never answers`, ...loadCells(beside)],
      ],
    ),
    `Of those ${waiting}, ${answered} were answered at their deadline.`,
  )
}

function curves({ chartCurve, reportCurve, mergeCurve }: Results): string {
  return section(
    'Curves',
    table(
      ['cost against', 'largest', 'ms there', 'R² of a line', 'growth'],
      [
        ['resources of a chart', ...curveCells(chartCurve)],
        ['characters of a report', ...curveCells(reportCurve)],
        ['diagnoses and as many reports of one vertebra', ...curveCells(mergeCurve)],
      ],
    ),
    `Growth = cost of one unit at the largest size over that at the middle one; a straight line has 1. Report reader: ${figure(megabytesPerSecond(reportCurve))} MB/s.`,
  )
}

function curveCells({ points, r2, growth }: Curve): readonly string[] {
  const last = points.at(-1)
  return [String(last?.x), figure(last?.y ?? Number.NaN), r2.toFixed(3), figure(growth)]
}

function megabytesPerSecond({ points }: Curve): number {
  const last = points.at(-1)
  return last === undefined ? Number.NaN : (last.x / last.y) * (1_000 / 1_000_000)
}

function peer({ peer: { assessMs, cqlMs, outcome } }: Results): string {
  return section(
    'A peer: cql-execution',
    `The facts of one patient (${outcome}): all five policies, gates, companions and explanations here ${figure(assessMs)} ms; ` +
      `two policies and their gates in CQL, without explanations, ${figure(cqlMs)} ms (${figure(cqlMs / assessMs)} times as long). ` +
      'Both get facts, not FHIR, and both run in this Node process. cql-execution interprets ELM and computes every named expression; ' +
      'it is no unfair choice of engine, but another one may be faster.',
  )
}

function section(title: string, ...parts: readonly string[]): string {
  return [`## ${title}`, ...parts].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
