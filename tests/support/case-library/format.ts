import { z } from 'zod'
import type { CompactPatient } from './patient-format.ts'

/** The format of fixtures/library/*.yaml; README.md there explains it to people. Unknown keys are refused. */

const outcome = z.enum(['refer-now', 'complete-workup', 'not-indicated', 'other-route', 'out-of-scope'])
const finding = z.enum(['met', 'not-met', 'unknown'])
const policyId = z.enum(['clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018'])

const expectation = z.strictObject({
  outcome: outcome.optional(),
  policies: z.partialRecord(policyId, outcome).default({}),
  findings: z.partialRecord(policyId, z.record(z.string(), finding)).default({}),
  gates: z.record(z.string(), z.enum(['met', 'not-met', 'unknown', 'could-not-look'])).default({}),
  companions: z.record(z.string(), finding).default({}),
  card: z.enum(['refer-now', 'complete-workup', 'other-route']).nullable().optional(),
  forms: z.enum(['both', 'coded']).default('both'),
})

const caseFormat = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'words of small letters and digits, joined by hyphens'),
  why: z.string().min(1),
  from: z.string().min(1),
  change: z.record(z.string(), z.unknown()).default({}),
  covers: z.array(z.string()).default([]),
  expect: expectation,
})

export const fileFormat = z.strictObject({
  about: z.string().min(1),
  source: z.string().min(1),
  patients: z.record(z.string(), z.record(z.string(), z.unknown())),
  cases: z.array(caseFormat),
})

export type FileFormat = z.infer<typeof fileFormat>
export type CaseInFile = FileFormat['cases'][number]
export type Expectation = z.infer<typeof expectation>
export type Form = 'coded' | 'text'

/** One case as it stands in a file, its patient complete. */
export interface LibraryCase {
  readonly file: string
  readonly name: string
  readonly why: string
  readonly patient: CompactPatient
  readonly covers: readonly string[]
  readonly expect: Expectation
}
