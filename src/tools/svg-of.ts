import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'

/** A plot as SVG, drawn without a browser. */
export function svgOf(specification: TopLevelSpec): Promise<string> {
  const { spec } = compile({ ...specification, background: 'white' })
  return new View(parse(spec), { renderer: 'none' }).toSVG()
}
