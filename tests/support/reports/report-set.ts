import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { ALL_LEVELS } from '../../../src/clinical/level.ts'

const percent = z.union([z.number().min(0).max(100), z.tuple([z.number(), z.number()])])
const sign = z.enum(['yes', 'no', 'unreliable'])

/** What a text says of one vertebra, in the words of `LevelFindings`; what it does not say is left out. */
const entryFormat = z.strictObject({
  level: z.enum(ALL_LEVELS).nullable(),
  fracture: z.enum(['present', 'absent', 'uncertain', 'not-stated']),
  acuity: z.enum(['acute', 'old', 'unknown']).optional(),
  marrowEdema: sign.optional(),
  heightLossPercent: percent.optional(),
  earlierHeightLossPercent: percent.optional(),
  heightLossProgressed: sign.optional(),
  kyphoticDeformity: sign.optional(),
  retropulsion: sign.optional(),
  canalCompromise: sign.optional(),
  neuralCompression: sign.optional(),
  instability: sign.optional(),
  malignantPattern: sign.optional(),
  epiduralTumour: sign.optional(),
  lesion: z.enum(['lytic', 'mixed', 'blastic']).optional(),
  posterolateral: z.enum(['bilateral', 'unilateral', 'none']).optional(),
  infection: sign.optional(),
  augmented: sign.optional(),
})

const fileFormat = z.strictObject({
  about: z.string().min(1),
  reports: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      text: z.string(),
      expect: z.array(entryFormat),
      note: z.string().optional(),
    }),
  ),
})

export type Expected = z.infer<typeof entryFormat>
export type FieldName = Exclude<keyof Expected, 'level'>
export const FIELDS: readonly FieldName[] = Object.keys(entryFormat.shape).filter(isField)

export interface WrittenReport {
  readonly id: string
  /** The subject: what its file is about. */
  readonly about: string
  readonly text: string
  readonly expect: readonly Expected[]
}

const SETS = new URL('../../../fixtures/reports/', import.meta.url)

/** Every text of one set, file by file. What does not fit the format throws, with the name of the file. */
export function readSet(name: 'development' | 'test'): readonly WrittenReport[] {
  const folder = new URL(`${name}/`, SETS)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => readFile(file, readFileSync(new URL(file, folder), 'utf8')))
}

export function readFile(file: string, yaml: string): readonly WrittenReport[] {
  const read = fileFormat.safeParse(parse(yaml))
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`)
  const { about, reports } = read.data
  return reports.map(({ id, text, expect }) => ({ id, about, text, expect }))
}

function isField(name: string): name is FieldName {
  return name !== 'level' && name in entryFormat.shape
}
