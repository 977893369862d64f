import { cpus, release, totalmem, type } from 'node:os'
import { figure } from '../bench/results.ts'
import { failuresOf, type Latency, latencyOf, type SoakResults, stretchesOf, unexpectedIn } from './results.ts'

const STRETCHES = 10
const EXAMPLES = 10

/** A run as Markdown, to be read as it is or pasted. */
export function soakReport(results: SoakResults): string {
  return [introduction(results), verdict(results), byKind(results), overTime(results), unexpected(results)]
    .filter((part) => part !== '')
    .join('\n\n')
}

function introduction({ options, elapsedMs, answered, heldBack, samples }: SoakResults): string {
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${figure(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`
  const perSecond = figure((answered.length * 1_000) / elapsedMs)
  return `### Soak

${new Date().toISOString().slice(0, 10)}, ${machine}, Node ${process.versions.node}. \`npm run soak -- --minutes ${options.minutes} --rate ${options.rate} --seed ${options.seed}\`

${answered.length} calls in ${figure(elapsedMs / 1_000)} s: ${perSecond} a second. ${heldBack} left late because too many were open. Memory was read ${samples.length} times.`
}

function verdict(results: SoakResults): string {
  const failures = failuresOf(results)
  const {
    memory: { growthBytes, allowedBytes },
    options,
    answered,
  } = results
  const memory =
    growthBytes === undefined
      ? ''
      : ` Memory in the second half: ${signed(growthBytes)} MB by a straight line, ${figure(megabytes(allowedBytes))} MB (${options.marginPercent} %) allowed, ${figure((growthBytes * 2) / answered.length / 1_024)} KB per call.`
  return `${failures.length === 0 ? '**Passed.**' : `**Failed:** ${failures.join('; ')}.`}${memory}`
}

function byKind({ answered }: SoakResults): string {
  const kinds = [...Map.groupBy(answered, ({ kind }) => kind)]
  const rows = kinds.map(([kind, calls]) => row([kind, ...latencyCells(latencyOf(calls))]))
  return table(['kind', ...LATENCY_HEAD], [...rows.sort(), row(['all', ...latencyCells(latencyOf(answered))])])
}

function overTime(results: SoakResults): string {
  const rows = stretchesOf(results, STRETCHES).map(({ toMs, bytes, ...latency }) =>
    row([
      `to ${figure(toMs / 1_000)} s`,
      ...latencyCells(latency),
      bytes === undefined ? '' : figure(megabytes(bytes)),
    ]),
  )
  return table(['time', ...LATENCY_HEAD, 'memory, MB'], rows)
}

function unexpected(results: SoakResults): string {
  const found = Map.groupBy(unexpectedIn(results), ({ kind, problem }) => `${kind}: ${problem}`)
  if (found.size === 0) return ''
  const lines = [...found].slice(0, EXAMPLES).map(([words, calls]) => `- ${words} (${calls.length} times)`)
  return ['Unexpected:', ...lines].join('\n')
}

const LATENCY_HEAD = ['calls', 'unexpected', 'p50, ms', 'p90, ms', 'p99, ms', 'longest, ms'] as const

function latencyCells({ calls, unexpected, p50, p90, p99, max }: Latency): readonly string[] {
  return [String(calls), String(unexpected), ...(calls === 0 ? ['', '', '', ''] : [p50, p90, p99, max].map(figure))]
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function megabytes(bytes: number): number {
  return bytes / 2 ** 20
}

function signed(bytes: number): string {
  return `${bytes < 0 ? '-' : '+'}${figure(Math.abs(megabytes(bytes)))}`
}
