import { readdirSync, readFileSync } from 'node:fs'
import type { LibraryCase } from '../case-library.ts'

const ROOT = new URL('../../../', import.meta.url)
const CLINICAL = 'src/clinical/'

function textOf(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

/** Every source file of the rules with its text, by path from the root of the repository. */
const SOURCES: ReadonlyMap<string, string> = new Map(
  readdirSync(new URL(CLINICAL, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [`${CLINICAL}${name}`, textOf(`${CLINICAL}${name}`)]),
)

/** The file that defines a criterion, a gate or a number: the one given where it does, else the only other one that does. */
export function definedIn(id: string, preferred: string, under = CLINICAL): string {
  const defines = new RegExp(`(?:id: |ours\\(\\s*)'${id}'`)
  const isIn = (path: string) => defines.test(SOURCES.get(path) ?? '')
  const others = [...SOURCES.keys()].filter((path) => path.startsWith(under) && isIn(path))
  const [found, ...more] = isIn(preferred) ? [preferred] : others
  if (found === undefined || more.length > 0)
    throw new Error(`${id} is defined in ${others.join(' and ') || 'no file'}`)
  return found
}

/** The number of a constant that is written down in a file without a source beside it. */
export function constantIn(path: string, name: string): string {
  const value = new RegExp(`const ${name} = ([0-9.]+)`).exec(textOf(path))?.[1]
  if (value === undefined) throw new Error(`${path} has no number ${name}`)
  return value
}

/** A test by its file and by words of its name. */
export interface TestPlace {
  readonly file: string
  readonly title: string
}

export function isTestThere({ file, title }: TestPlace): boolean {
  const asWritten = title.replaceAll("'", "\\'")
  return [title, asWritten].some((words) => textOf(file).includes(words))
}

const linesOfLibrary = new Map<string, ReadonlyMap<string, number>>()

/** The line of fixtures/library/<file> at which a case begins. */
export function lineOf({ file, name }: LibraryCase): number {
  const lines = linesOfLibrary.get(file) ?? caseLines(textOf(`fixtures/library/${file}`))
  linesOfLibrary.set(file, lines)
  const line = lines.get(name)
  if (line === undefined) throw new Error(`${file} has no line of case ${name}`)
  return line
}

function caseLines(yaml: string): ReadonlyMap<string, number> {
  const lines = yaml.split('\n').flatMap((line, index): [string, number][] => {
    const name = /^\s*- (?:\{ )?name: ([a-z0-9-]+)/.exec(line)?.[1]
    return name === undefined ? [] : [[name, index + 1]]
  })
  return new Map(lines)
}

/** A link from a page under docs/. */
export function linkTo(path: string, words = path): string {
  return `[${words}](../${path})`
}
