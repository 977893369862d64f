import type { TopLevelSpec } from 'vega-lite'
import { lineThrough } from '../bench/statistics.ts'
import { svgOf } from '../svg-of.ts'
import { secondHalf } from './memory.ts'
import { type SoakResults, stretchesOf } from './results.ts'

const STRETCHES = 60
const MS_PER_MINUTE = 60_000
const SIZE = { width: 640, height: 160 } as const

/** Latency, calls and memory over the time of one run, as one SVG. */
export function soakPlot(results: SoakResults): Promise<string> {
  return svgOf({ vconcat: [latency(results), calls(results), memory(results)] })
}

type Panel = Extract<TopLevelSpec, { readonly vconcat: unknown }>['vconcat'][number]

function latency(results: SoakResults): Panel {
  const values = stretchesOf(results, STRETCHES)
    .filter((stretch) => stretch.calls > 0)
    .flatMap(({ toMs, p50, p90, p99 }) =>
      Object.entries({ p50, p90, p99 }).map(([share, ms]) => ({ minutes: toMs / MS_PER_MINUTE, share, ms })),
    )
  return {
    ...SIZE,
    title: 'Latency of all kinds together',
    data: { values },
    mark: 'line',
    encoding: {
      x: MINUTES,
      y: { field: 'ms', type: 'quantitative' },
      color: { field: 'share', type: 'nominal', title: null },
    },
  }
}

function calls(results: SoakResults): Panel {
  const values = stretchesOf(results, STRETCHES).map(({ fromMs, toMs, calls: all, unexpected }) => {
    const seconds = (toMs - fromMs) / 1_000
    return { minutes: toMs / MS_PER_MINUTE, calls: all / seconds, unexpected: unexpected / seconds }
  })
  return {
    ...SIZE,
    title: 'Calls a second (red: answers that were not as expected)',
    data: { values },
    layer: [
      {
        mark: { type: 'line', color: BLUE },
        encoding: { x: MINUTES, y: { field: 'calls', type: 'quantitative', title: 'calls a second' } },
      },
      {
        mark: { type: 'line', color: RED },
        encoding: { x: MINUTES, y: { field: 'unexpected', type: 'quantitative' } },
      },
    ],
  }
}

function memory({ samples }: SoakResults): Panel {
  const points = samples.map(({ atMs, bytes }) => ({ minutes: atMs / MS_PER_MINUTE, megabytes: bytes / 2 ** 20 }))
  const half = secondHalf(samples)
  const { slope, intercept } = lineThrough(half.map(({ atMs, bytes }) => ({ x: atMs, y: bytes })))
  const line = [half[0], half.at(-1)].flatMap((end) =>
    end ? [{ minutes: end.atMs / MS_PER_MINUTE, megabytes: (intercept + slope * end.atMs) / 2 ** 20 }] : [],
  )
  const y = { field: 'megabytes', type: 'quantitative', title: 'resident, MB' } as const
  return {
    ...SIZE,
    title: 'Memory of the service (red: the line through the second half)',
    layer: [
      { data: { values: points }, mark: { type: 'line', color: BLUE }, encoding: { x: MINUTES, y } },
      { data: { values: line }, mark: { type: 'line', color: RED }, encoding: { x: MINUTES, y } },
    ],
  }
}

const MINUTES = { field: 'minutes', type: 'quantitative' } as const

const BLUE = '#2b6cb0'
const RED = '#c53030'
