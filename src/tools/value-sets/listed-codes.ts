import * as z from 'zod'
import { type CodeSystemName, codeSystemsOf } from '../../fhir/value-sets/systems.ts'

/** A row of a list of codes that somebody else keeps. */
const listedCode = z.object({
  system: z.string().min(1),
  code: z.string().min(1),
  display: z.string().default(''),
  group: z.string().nullish(),
  /** Absent = the list does not say; only `false` is a doubt. */
  verified: z.boolean().nullish(),
  /** Absent = in use. */
  status: z.string().nullish(),
})

export type ListedCode = z.infer<typeof listedCode>

export interface CodeList {
  readonly codes: readonly ListedCode[]
  /** Rows that are no code of a system. */
  readonly unreadable: number
}

/** Reads a JSON array of rows; throws on anything else, since then nothing was checked. */
export function readCodeList(text: string): CodeList {
  const value: unknown = JSON.parse(text)
  if (!Array.isArray(value)) throw new Error('a list of codes is a JSON array of rows with system and code')
  const codes = value.flatMap((row: unknown) => listedCode.safeParse(row).data ?? [])
  return { codes, unreadable: value.length - codes.length }
}

/** The short name of a system, or the system itself where it is none of ours. */
export function systemNameOf({ system }: ListedCode): CodeSystemName | string {
  return codeSystemsOf(system)[0] ?? system
}

/** Codes are compared without the dot of ICD-10 and in capitals. */
export function tidyCode(system: string, code: string): string {
  const tidy = code.trim().toUpperCase()
  return system === 'icd10cm' || system === 'icd10' ? tidy.replace('.', '') : tidy
}
