import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { z } from 'zod'
import { fail, ok, type Result } from '../../../src/result.ts'
import { type CaseInFile, type FileFormat, fileFormat, type LibraryCase } from './format.ts'
import { merged } from './merge.ts'
import { patientFormat } from './patient-format.ts'

const LIBRARY = new URL('../../../fixtures/library/', import.meta.url)

/** Every case of every file, its patient complete. What does not fit the format throws: all of it at once, by file and case. */
export function readLibrary(): readonly LibraryCase[] {
  const files = readdirSync(LIBRARY)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readFile(name, readFileSync(new URL(name, LIBRARY), 'utf8')))
  const problems = files.flatMap((file) => file.problems)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return files.flatMap((file) => file.cases)
}

export interface LibraryFile {
  readonly cases: readonly LibraryCase[]
  readonly problems: readonly string[]
}

export function readFile(file: string, text: string): LibraryFile {
  const parsed = checked(fileFormat, parseYaml(text), file)
  if (!parsed.ok) return { cases: [], problems: [parsed.failure] }
  const { patients, cases } = parsed.value
  const bases = Object.entries(patients).map(([name, base]) => checked(patientFormat, base, `${file}, patient ${name}`))
  const read = cases.map((one) => readCase(file, one, patients))
  return {
    cases: read.flatMap((result) => (result.ok ? [result.value] : [])),
    problems: [...bases, ...read].flatMap((result) => (result.ok ? [] : [result.failure])),
  }
}

function readCase(
  file: string,
  { name, why, from, change, covers, expect }: CaseInFile,
  patients: FileFormat['patients'],
): Result<LibraryCase, string> {
  const base = Object.hasOwn(patients, from) ? patients[from] : undefined
  if (base === undefined) return fail(`${file}, case ${name}: there is no patient ${from} in this file`)
  const patient = checked(patientFormat, merged(base, change), `${file}, case ${name}`)
  return patient.ok ? ok({ file, name, why, patient: patient.value, covers, expect }) : patient
}

/** What is no YAML is no file of ours either, and its message says where. */
function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    return error instanceof Error ? error.message : error
  }
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: string,
): Result<z.infer<Schema>, string> {
  if (typeof value === 'string') return fail(`${where}: ${value}`)
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const problems = parsed.error.issues.map(({ path, message }) => `${nameOf(value, path)}: ${message}`)
  return fail(`${where}: ${problems.join('; ')}`)
}

/** `cases.3.why` says little to a person: the name of the case stands in for its number. */
function nameOf(value: unknown, path: readonly PropertyKey[]): string {
  const [first, index, ...rest] = path
  if (first !== 'cases' || typeof index !== 'number') return path.map(String).join('.')
  const cases: unknown = typeof value === 'object' && value !== null && 'cases' in value ? value.cases : []
  const one: unknown = Array.isArray(cases) ? cases[index] : undefined
  const name = typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : `number ${index + 1}`
  return ['case', name, ...rest.map(String)].join(' ')
}
