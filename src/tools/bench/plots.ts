import type { TopLevelSpec } from 'vega-lite'
import { svgOf } from '../svg-of.ts'
import { nameOf, type Results } from './results.ts'
import type { Curve } from './scaling.ts'

/** The plots of a run: file name (without its ending) to SVG. */
export async function plotsOf(results: Results): Promise<ReadonlyMap<string, string>> {
  const { chartCurve, reportCurve, mergeCurve } = results
  return new Map([
    ['throughput', await svgOf(throughput(results))],
    ['chart-size', await svgOf(curve(chartCurve, 'resources of the chart', 'From resources to the assessment'))],
    ['report-length', await svgOf(curve(reportCurve, 'characters of the report', 'Reading one report'))],
    ['merging', await svgOf(curve(mergeCurve, 'diagnoses, and as many reports, of one vertebra', 'Merging'))],
    ['fhir-path', await svgOf(fhirPath(results))],
  ])
}

function throughput({ compared }: Results): TopLevelSpec {
  const values = compared
    .filter(({ workload }) => workload.rate === undefined)
    .map(({ workload, ratio }) => ({ call: nameOf(workload), ratio: ratio.throughput }))
  return {
    title: 'Throughput against the smallest Worker (line: what we aim at)',
    data: { values },
    width: 420,
    layer: [
      {
        mark: { type: 'bar', color: BLUE },
        encoding: {
          y: { field: 'call', type: 'nominal', sort: null, title: null, axis: { labelLimit: 260 } },
          x: { field: 'ratio', type: 'quantitative', title: 'service / floor', scale: { domain: [0, 1] } },
        },
      },
      { mark: { type: 'rule', color: RED }, encoding: { x: { datum: 0.85, type: 'quantitative' } } },
    ],
  }
}

function curve({ points }: Curve, unit: string, title: string): TopLevelSpec {
  return {
    title,
    data: { values: [...points] },
    width: 420,
    height: 240,
    mark: { type: 'line', point: true, color: BLUE },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: unit },
      y: { field: 'y', type: 'quantitative', title: 'ms' },
    },
  }
}

function fhirPath({ fhirPath: { rows } }: Results): TopLevelSpec {
  return {
    title: 'Answer without prefetch (dashed: two round trips)',
    width: 420,
    height: 240,
    layer: [
      {
        data: { values: [...rows] },
        mark: { type: 'line', point: true },
        encoding: {
          x: { field: 'latencyMs', type: 'quantitative', title: 'latency of the FHIR server, ms' },
          y: { field: 'answerMs', type: 'quantitative', title: 'answer, ms' },
          color: { field: 'kind', type: 'nominal', title: null, sort: null },
        },
      },
      {
        data: { values: rows.map(({ latencyMs }) => ({ latencyMs, two: 2 * latencyMs })) },
        mark: { type: 'line', strokeDash: [4, 4], color: RED },
        encoding: { x: { field: 'latencyMs', type: 'quantitative' }, y: { field: 'two', type: 'quantitative' } },
      },
    ],
  }
}

const BLUE = '#2b6cb0'
const RED = '#c53030'
