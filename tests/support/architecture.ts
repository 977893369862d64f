import { posix } from 'node:path'
import { COMPUTED, type Import, importsOf } from './imports.ts'
import { type Token, tokensOf } from './source-tokens.ts'

/** A file of src/, by its path below src/ ("clinical/pain.ts"). */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

interface Room {
  /** Rooms it may import; `result` is the root file result.ts. */
  readonly rooms: readonly string[]
  /** Rooms of which it may import types only. */
  readonly typesOf?: readonly string[]
  /** Packages, and everything below them; a trailing `*` stands for any ending. */
  readonly packages: readonly string[]
}

const ANYTHING = ['*']
const FHIR_TYPES = '@medplum/fhirtypes'

const ROOMS: ReadonlyMap<string, Room> = new Map<string, Room>([
  ['clinical', { rooms: [], typesOf: ['report-text'], packages: [] }],
  ['report-text', { rooms: ['clinical'], packages: [] }],
  ['cds-hooks', { rooms: ['result', 'zod'], packages: [FHIR_TYPES] }],
  ['fhir', { rooms: ['clinical', 'report-text', 'cds-hooks', 'result'], packages: [FHIR_TYPES] }],
  ['services', { rooms: ['clinical', 'fhir', 'cds-hooks', 'result'], packages: [FHIR_TYPES] }],
  ['storage', { rooms: ['clinical', 'zod'], typesOf: ['cds-hooks'], packages: ['cloudflare:workers'] }],
  ['auth', { rooms: ['result'], packages: ['jose'] }],
  ['http', { rooms: ['fhir', 'cds-hooks', 'result'], packages: [FHIR_TYPES] }],
  ['artefacts', { rooms: ['clinical', 'fhir'], packages: [FHIR_TYPES] }],
  [
    'pages',
    { rooms: ['services', 'fhir', 'clinical', 'artefacts', 'cds-hooks', 'http', 'result', 'zod'], packages: ['hono'] },
  ],
  // The only file that knows the library of schemas.
  ['zod', { rooms: [], packages: ['zod'] }],
  ['sandbox', { rooms: ['result'], packages: ['@medplum/*', 'node:*'] }],
  ['tools', { rooms: ANYTHING, packages: ANYTHING }],
])

/** Files at the root of src/ see every room but those that never go into the Worker. */
const ROOT: Room = {
  rooms: ['root', 'result', ...[...ROOMS.keys()].filter((room) => room !== 'sandbox' && room !== 'tools')],
  packages: ['hono', FHIR_TYPES, 'cloudflare:workers'],
}

/** Where a few files of a room are all that another room may see of it. */
const ONLY_FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ['clinical -> report-text', ['report-text/report-findings.ts']],
  ['report-text -> clinical', ['clinical/level.ts']],
  // What the service reads and by which codes; an artefact is about no patient.
  [
    'artefacts -> fhir',
    ['compile', 'files', 'groups', 'index', 'systems']
      .map((name) => `fhir/value-sets/${name}.ts`)
      .concat('fhir/sources.ts'),
  ],
  // How to look into a resource of any shape; a page reads no FHIR server.
  ['pages -> fhir', ['fhir/element.ts', 'fhir/resource.ts', 'fhir/report-narrative.ts']],
])

const STATE_OBJECT = /^storage\/[a-z-]+-object\.ts$/

export function roomOf(path: string): string {
  if (path === 'result.ts') return 'result'
  if (path === 'zod.ts') return 'zod'
  // What every route and page answers with: root files that import no other root file.
  if (path === 'body.ts' || path === 'failure.ts' || path === 'read-asset.ts') return 'http'
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : 'root'
}

/** The file that a relative import names, below src/; undefined when it leaves src/. */
export function targetOf(path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier)
  return target.startsWith('..') ? undefined : target
}

/** Everything in one file that goes against the architecture, in words. */
export function violationsIn({ path, text }: SourceFile): readonly string[] {
  const tokens = tokensOf(text)
  const room = roomOf(path) === 'root' || roomOf(path) === 'result' ? ROOT : ROOMS.get(roomOf(path))
  if (!room) return [`${path}: there is no room "${roomOf(path)}"`]
  const problems = [
    ...importsOf(tokens).flatMap((each) => importProblem(path, room, each) ?? []),
    ...impurities(path, tokens),
    ...nodeOutsideItsRooms(path, tokens),
  ]
  return problems.map((problem) => `${path}: ${problem}`)
}

function importProblem(path: string, room: Room, { specifier, isTypeOnly }: Import): string | undefined {
  // A command may import anything, and the page of the API is one that is made while it runs.
  if (specifier === COMPUTED) {
    return roomOf(path) === 'tools' ? undefined : 'an import that is no plain string cannot be checked'
  }
  if (!specifier.startsWith('.')) return packageProblem(path, room, specifier, isTypeOnly)
  const target = targetOf(path, specifier)
  if (target === undefined) return roomOf(path) === 'tools' ? undefined : `${specifier} leaves src`
  return roomProblem(path, room, target, isTypeOnly)
}

function roomProblem(path: string, room: Room, target: string, isTypeOnly: boolean): string | undefined {
  const [from, to] = [roomOf(path), roomOf(target)]
  if (from === to || room.rooms === ANYTHING) return undefined
  const isTypesRoom = room.typesOf?.includes(to) ?? false
  if (isTypesRoom && !isTypeOnly) return `may import only types of ${to}, not ${target}`
  if (!isTypesRoom && !room.rooms.includes(to)) return `may not import ${target}`
  const only = ONLY_FILES.get(`${from} -> ${to}`)
  return only === undefined || only.includes(target)
    ? undefined
    : `may import ${only.join(', ')} alone of ${to}, not ${target}`
}

function packageProblem(path: string, room: Room, specifier: string, isTypeOnly: boolean): string | undefined {
  if (!room.packages.some((allowed) => isPartOf(specifier, allowed))) return `may not import the package ${specifier}`
  if (isPartOf(specifier, FHIR_TYPES) && !isTypeOnly) return `${specifier} holds types only: use "import type"`
  const mayHoldState = path === 'index.ts' || STATE_OBJECT.test(path) || roomOf(path) === 'tools'
  return specifier === 'cloudflare:workers' && !mayHoldState ? `may not import ${specifier}` : undefined
}

function isPartOf(specifier: string, allowed: string): boolean {
  if (allowed.endsWith('*')) return specifier.startsWith(allowed.slice(0, -1))
  return specifier === allowed || specifier.startsWith(`${allowed}/`)
}

const PURE: ReadonlySet<string> = new Set(['clinical', 'report-text'])
/** Waiting, the network, randomness and the clock. */
const IMPURE_WORDS: ReadonlySet<string> = new Set(['async', 'await', 'fetch', 'crypto', 'Promise', 'setTimeout'])
const IMPURE_PHRASES = ['Date . now', 'Math . random', 'new Date ( )', 'performance . now', 'Temporal . Now'] as const

function impurities(path: string, tokens: readonly Token[]): readonly string[] {
  if (!PURE.has(roomOf(path))) return []
  const words = tokens.filter(({ kind, text }) => kind === 'word' && IMPURE_WORDS.has(text)).map(({ text }) => text)
  const phrases = IMPURE_PHRASES.filter((phrase) => holds(tokens, phrase))
  const isBareDate = tokens.some(({ text }, at) => text === 'Date' && isDateOfNow(tokens, at))
  return [...new Set([...words, ...phrases, ...(isBareDate ? ['Date without arguments'] : [])])].map(
    (found) => `is pure and may not use ${found}`,
  )
}

/** `new Date` without parentheses and the call `Date()`: both read the clock. */
function isDateOfNow(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.text
  const isNew = tokens[at - 1]?.text === 'new'
  return isNew ? next !== '(' : next === '(' && tokens[at + 2]?.text === ')'
}

function holds(tokens: readonly Token[], phrase: string): boolean {
  const words = phrase.split(' ')
  return tokens.some((_, at) => words.every((word, offset) => tokens[at + offset]?.text === word))
}

const NODE_ROOMS: ReadonlySet<string> = new Set(['tools', 'sandbox'])

/** The package table keeps `node:` out of the other rooms; the global stands here. */
function nodeOutsideItsRooms(path: string, tokens: readonly Token[]): readonly string[] {
  if (NODE_ROOMS.has(roomOf(path))) return []
  const usesProcess = tokens.some(
    ({ kind, text }, at) =>
      kind === 'word' &&
      text === 'process' &&
      tokens[at - 1]?.text !== '.' &&
      '.['.includes(tokens[at + 1]?.text ?? ' '),
  )
  return usesProcess ? ['may not use process'] : []
}

/** Files that import each other in a circle, as paths from the first back to itself; types count. */
export function fileCycles(files: readonly SourceFile[]): readonly string[] {
  return cyclesIn(new Map(files.map((file) => [file.path, targetsOf(file, () => true)])))
}

/** Rooms whose code needs each other; plain types may point back. */
export function roomCycles(files: readonly SourceFile[]): readonly string[] {
  const rooms = new Map<string, string[]>()
  for (const file of files) {
    const from = roomOf(file.path)
    const targets = targetsOf(file, ({ isTypeOnly }) => !isTypeOnly).map(roomOf)
    rooms.set(from, [...(rooms.get(from) ?? []), ...targets.filter((to) => to !== from && to !== 'result')])
  }
  return cyclesIn(rooms)
}

function targetsOf({ path, text }: SourceFile, isWanted: (each: Import) => boolean): readonly string[] {
  return importsOf(tokensOf(text)).flatMap((each) => {
    if (!isWanted(each) || !each.specifier.startsWith('.')) return []
    return targetOf(path, each.specifier) ?? []
  })
}

function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node)
    if (start !== -1) {
      found.push([...trail.slice(start), node].join(' -> '))
      return
    }
    if (finished.has(node)) return
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node])
    finished.add(node)
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}
