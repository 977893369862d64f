import { z } from 'zod'
import { ALL_LEVELS } from '../../../src/clinical/level.ts'

/** A patient of fixtures/library, as few lines as he needs; README.md there explains each. Unknown keys are refused. */

const daysAgo = z.number().int().nonnegative()
const time = z.string().regex(/^\d{2}:\d{2}$/, "a time of day such as '09:30'")
const yesNo = z.enum(['yes', 'no'])
const region = z.enum(['thoracic', 'thoracolumbar', 'lumbar'])
const modality = z.enum(['MR', 'CT', 'XR', 'NM'])
const percent = z.number().min(0).max(100)
const height = z.union([percent, z.tuple([percent, percent])])

const onset = z.union([
  daysAgo,
  z.literal('none'),
  z.strictObject({ period: z.tuple([daysAgo, daysAgo]) }),
  z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/) }),
  z.strictObject({ year: z.string().regex(/^\d{4}$/) }),
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({ age: z.number().nonnegative() }),
])
const daysAgoOrNone = z.union([daysAgo, z.literal('none')])

const fracture = z
  .strictObject({
    level: z.enum(ALL_LEVELS).nullable(),
    region: region.optional(),
    cause: z
      .enum(['osteoporotic', 'traumatic', 'neoplastic', 'infectious', 'other-pathologic', 'none'])
      .default('none'),
    diagnosis: z.enum(['confirmed', 'suspected', 'refuted', 'old', 'report-only']).default('confirmed'),
    onset: onset.default('none'),
    recorded: daysAgoOrNone.default('none'),
    encounter: daysAgoOrNone.default('none'),
  })
  .refine(({ level, region: named }) => level === null || named === undefined, 'a level needs no region')
  .refine(
    ({ level, region: named, cause }) => level !== null || cause !== 'traumatic' || named !== 'thoracolumbar',
    'a traumatic fracture without a level is thoracic or lumbar',
  )

const imaging = z
  .strictObject({
    on: daysAgo,
    modality,
    level: z.enum(ALL_LEVELS).nullable(),
    region: region.optional(),
    fracture: z.enum(['present', 'absent', 'uncertain']),
    acuity: z.enum(['acute', 'old']).optional(),
    edema: z.enum(['yes', 'no', 'unreliable']).optional(),
    heightLoss: height.optional(),
    earlierHeightLoss: height.optional(),
    progressed: yesNo.optional(),
    kyphosis: yesNo.optional(),
    retropulsion: yesNo.optional(),
    canalCompromise: yesNo.optional(),
    neuralCompression: yesNo.optional(),
    instability: yesNo.optional(),
    malignant: yesNo.optional(),
    epidural: yesNo.optional(),
    lesion: z.enum(['lytic', 'blastic', 'mixed']).optional(),
    posterolateral: z.enum(['unilateral', 'bilateral', 'none']).optional(),
    infection: yesNo.optional(),
    augmented: yesNo.optional(),
  })
  .refine(
    (entry) => entry.earlierHeightLoss === undefined || entry.heightLoss !== undefined,
    'an earlier height loss stands beside a present one',
  )

const sinsComponents = z.strictObject({
  location: z.number().optional(),
  pain: z.number().optional(),
  lesion: z.number().optional(),
  alignment: z.number().optional(),
  collapse: z.number().optional(),
  posterolateral: z.number().optional(),
})

const lab = z.union([
  z.strictObject({
    kind: z.enum(['inr', 'platelets', 'crp', 'esr', 'wbc', 'temperature']),
    value: z.number(),
    on: daysAgo,
    high: z.boolean().optional(),
    unit: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('sins'),
    value: z.union([z.number(), z.tuple([z.number(), z.number()])]).optional(),
    components: sinsComponents.default({}),
    on: daysAgo,
  }),
])

const functionFact = z.union([
  z.strictObject({ kind: z.literal('roland-morris-24'), score: z.number().int().min(0).max(24), on: daysAgo }),
  z.strictObject({ kind: z.enum(['bed-confined', 'not-ambulatory', 'reduced-mobility']), on: daysAgo }),
])

const safety = z
  .strictObject({
    kind: z.enum([
      'neurological-deficit',
      'neural-compression',
      'possible-neurological-deficit',
      'spinal-instability',
      'high-energy-trauma',
      'spinal-infection',
      'systemic-infection',
      'fever',
      'epidural-tumour',
      'malignancy',
      'pregnancy',
      'not-pregnant',
      'delivery',
      'coagulopathy',
      'anticoagulant',
      'cement-allergy',
      'contrast-allergy',
      'comfort-care',
      'spine-surgeon-consulted',
    ]),
    on: daysAgoOrNone,
    present: z.boolean().default(true),
    certainty: z.enum(['confirmed', 'suspected']).default('confirmed'),
  })
  .refine(
    ({ kind, present }) => present || kind === 'neurological-deficit',
    'only the examination for a neurological deficit can be documented as negative',
  )

export const patientFormat = z
  .strictObject({
    age: z.number().int().min(0).max(120).optional(),
    born: z
      .string()
      .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
      .optional(),
    sex: z.enum(['female', 'male', 'unknown']).default('female'),
    setting: z.enum(['outpatient', 'inpatient', 'emergency', 'observation', 'none']).default('outpatient'),
    fractures: z.array(fracture).default([]),
    imaging: z.array(imaging).default([]),
    studies: z.array(z.strictObject({ on: daysAgo, modality, region: region.optional() })).default([]),
    pain: z.array(z.strictObject({ on: daysAgo, score: z.number().min(0).max(10), at: time.optional() })).default([]),
    treatment: z
      .array(
        z.strictObject({
          kind: z.enum(['analgesic', 'opioid', 'brace', 'physical-therapy', 'bed-rest']),
          on: daysAgo,
          at: time.optional(),
        }),
      )
      .default([]),
    function: z.array(functionFact).default([]),
    examination: z.array(z.strictObject({ painAtFractureLevel: z.boolean(), on: daysAgo })).default([]),
    safety: z.array(safety).default([]),
    labs: z.array(lab).default([]),
    augmentations: z.array(z.strictObject({ level: z.enum(ALL_LEVELS).nullable(), on: daysAgo })).default([]),
    boneDensity: z
      .array(
        z.strictObject({
          site: z.enum(['lumbar-spine', 'hip', 'femoral-neck', 'forearm', 'heel']),
          t: z.number().min(-10).max(6),
          on: daysAgo,
        }),
      )
      .default([]),
    boneHealth: z
      .array(
        z.strictObject({
          kind: z.enum(['anti-osteoporosis-drug', 'bone-density-study', 'bone-health-referral']),
          on: daysAgo,
        }),
      )
      .default([]),
    planned: z
      .array(
        z.strictObject({
          kind: z.enum([
            'augmentation-referral',
            'spine-referral',
            'spine-mri',
            'bone-density',
            'bone-health-referral',
            'declined',
          ]),
          on: daysAgo,
        }),
      )
      .default([]),
    unread: z
      .array(
        z.enum([
          'conditions',
          'imagingReports',
          'imagingStudies',
          'observations',
          'medications',
          'procedures',
          'serviceRequests',
          'allergies',
          'encounter',
        ]),
      )
      .default([]),
  })
  .refine(({ age, born }) => age === undefined || born === undefined, 'either age or born, not both')

export type CompactPatient = z.infer<typeof patientFormat>
export type CompactFracture = CompactPatient['fractures'][number]
export type CompactImaging = CompactPatient['imaging'][number]
export type SpinePart = z.infer<typeof region>
export type Modality = z.infer<typeof modality>
export type HeightLoss = z.infer<typeof height>
