import { html, raw } from 'hono/html'
import type { TopLevelSpec } from 'vega-lite'
import { svgOf } from '../svg-of.ts'
import { figuresOf, ranked } from './figures.ts'
import { reportOf } from './report.ts'
import type { Counts, Tally } from './tally.ts'

const STYLE = `
body { font: 15px/1.45 system-ui, sans-serif; margin: 1rem auto; max-width: 62rem; padding: 0 1rem; color: #1b2733 }
figure { margin: 1.5rem 0; overflow-x: auto } svg { max-width: 100%; height: auto } pre { overflow-x: auto; font-size: .85rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem } dt { font-weight: 600; text-align: right }
dd { margin: 0 }
`

/** The year as one page that needs nothing else: figures, plots, and the whole report below. */
export async function pageOf(tally: Tally): Promise<string> {
  const { patients, users, days, seed } = tally.options
  const { perHundredCalls, firstTellings, accepted, overridden, leftAlone } = figuresOf(tally)
  const plots = [
    ['Calls and cards, month by month', await svgOf(monthly(tally))],
    ['What became of the cards', await svgOf(bars(tally.reactions))],
    ['Reasons given', await svgOf(bars(tally.reasons))],
    ['What ended a silence that somebody had asked for', await svgOf(bars(tally.brokenSilences))],
    ['Why there was no card', await svgOf(bars(tally.silentBecause))],
  ] as const
  return String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A simulated year</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<h1>A simulated year</h1>
<p>${patients} synthetic patients, ${users} users, ${days} days, seed ${seed}. What happens to whom, and what users do with cards, is made up: it shows how
the service behaves, not how often it would speak anywhere.</p>
<dl>
<dt>${firstTellings}</dt><dd>cards somebody had not met, ${perHundredCalls.toFixed(2)} for 100 calls</dd>
<dt>${tally.repeats.length}</dt><dd>repeats</dd>
<dt>${tally.vanished.length}</dt><dd>cards that vanished within their sitting</dd>
<dt>${accepted}</dt><dd>accepted</dd>
<dt>${overridden}</dt><dd>overridden</dd>
<dt>${leftAlone}</dt><dd>left alone</dd>
</dl>
${plots.map(([title, svg]) => html`<figure><figcaption>${title}</figcaption>${raw(svg)}</figure>`)}
<h2>Everything</h2>
<pre>${reportOf(tally)}</pre>
</body>
</html>
`,
  )
}

function monthly({ months }: Tally): TopLevelSpec {
  const values = months.flatMap(({ month, cards, firstTellings }) => [
    { month, kind: 'answers with a card', count: cards },
    { month, kind: 'cards somebody had not met', count: firstTellings },
  ])
  return {
    data: { values },
    width: 520,
    height: 220,
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'month', type: 'ordinal', title: 'month', axis: { labelAngle: 0 } },
      y: { field: 'count', type: 'quantitative', title: null },
      color: { field: 'kind', type: 'nominal', title: null, legend: { orient: 'top' } },
    },
  }
}

function bars(counts: Counts): TopLevelSpec {
  const values = ranked(counts).map(([name, count]) => ({ name, count }))
  return {
    data: { values },
    width: 420,
    mark: { type: 'bar', color: '#2b6cb0' },
    encoding: {
      y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 260 } },
      x: { field: 'count', type: 'quantitative', title: null, axis: { tickMinStep: 1 } },
    },
  }
}
