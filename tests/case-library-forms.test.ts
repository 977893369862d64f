import { describe, expect, test } from 'vitest'
import { ONE_FORM_ONLY } from './support/case-library/one-form-only.ts'
import { readFile } from './support/case-library/read-library.ts'
import { readFactsOf, writtenFacts, writtenImaging } from './support/case-library/written-down.ts'
import { type Form, factsOfCase, type LibraryCase, resourcesOf } from './support/case-library.ts'

function aCase(patient: object): LibraryCase {
  const file = {
    about: 'test',
    source: 'test',
    patients: { someone: { age: 78, ...patient } },
    cases: [{ name: 'only', why: 'test', from: 'someone', expect: {} }],
  }
  const { cases, problems } = readFile('only.yaml', JSON.stringify(file))
  const [only] = cases
  if (only === undefined) throw new Error(problems.join('\n'))
  return only
}

const each = <Entry extends object>(list: string, kinds: readonly string[], entry: Entry) =>
  kinds.map((kind) => [kind, { [list]: [{ kind, ...entry }] }] as const)

const ENTRIES: readonly (readonly [kind: string, patient: object])[] = [
  ...each(
    'safety',
    [
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
    ],
    { on: 3 },
  ),
  ['neurological-deficit absent', { safety: [{ kind: 'neurological-deficit', on: 3, present: false }] }],
  ...each('treatment', ['analgesic', 'opioid', 'brace', 'physical-therapy', 'bed-rest'], { on: 20 }),
  ...each('function', ['bed-confined', 'not-ambulatory', 'reduced-mobility'], { on: 2 }),
  ['roland-morris-24', { function: [{ kind: 'roland-morris-24', score: 18, on: 2 }] }],
  ...each('labs', ['inr', 'platelets', 'crp', 'esr', 'wbc', 'sins'], { value: 7, on: 2 }),
  ...each('labs', ['temperature'], { value: 38.2, on: 2 }),
  ...each('boneHealth', ['anti-osteoporosis-drug', 'bone-density-study', 'bone-health-referral'], { on: 15 }),
  ...each(
    'planned',
    ['augmentation-referral', 'spine-referral', 'spine-mri', 'bone-density', 'bone-health-referral', 'declined'],
    { on: 5 },
  ),
  ['pain', { pain: [{ on: 1, score: 8 }] }],
  ['pain at a time of day', { pain: [{ on: 1, score: 6.5, at: '09:30' }] }],
  ['examination', { examination: [{ painAtFractureLevel: true, on: 2 }] }],
  ['augmentation', { augmentations: [{ level: 'T12', on: 50 }] }],
  ['t-score', { boneDensity: [{ site: 'hip', t: -3.1, on: 100 }] }],
]

const FORMS: readonly Form[] = ['coded', 'text']
const inEachForm = ENTRIES.flatMap(([kind, patient]) => FORMS.map((form) => [kind, form, aCase(patient)] as const))

describe('every kind of entry', () => {
  test.each(inEachForm)('%s is read back as it is written, %s', (_kind, form, one) => {
    expect(readFactsOf(factsOfCase(one, form), one.patient)).toEqual(writtenFacts(one.patient))
  })

  test.each(ENTRIES)('%s is sent in two ways, unless only one is read', (kind, patient) => {
    const one = aCase(patient)
    const isSame = JSON.stringify(resourcesOf(one, 'coded')) === JSON.stringify(resourcesOf(one, 'text'))
    expect(isSame).toBe(ONE_FORM_ONLY.has(kind))
  })
})

const CAUSES = ['osteoporotic', 'traumatic', 'neoplastic', 'other-pathologic', 'none'] as const
const LEVELS = ['T1', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12', 'L1', 'L3', 'L5'] as const

const fractures = CAUSES.flatMap((cause) => LEVELS.flatMap((level) => FORMS.map((form) => ({ cause, level, form }))))

describe('every cause and vertebra', () => {
  test.each(fractures)('a $cause fracture of $level is read back, $form', ({ cause, level, form }) => {
    const one = aCase({ fractures: [{ level, cause, onset: 28, recorded: 27 }] })
    expect(factsOfCase(one, form).fractures).toMatchObject([
      {
        level,
        cause: cause === 'none' ? 'not-documented' : cause,
        certainty: 'confirmed',
        acuity: 'unknown',
        diagnosed: true,
        onset: { earliest: '2026-10-25', latest: '2026-10-25', basis: 'onsetDateTime' },
        diagnosedOn: '2026-10-26',
      },
    ])
  })

  test.each(CAUSES)('a %s fracture is sent in two ways, unless only one is read', (cause) => {
    const one = aCase({ fractures: [{ level: 'L1', cause, onset: 28 }] })
    const isSame = JSON.stringify(resourcesOf(one, 'coded')) === JSON.stringify(resourcesOf(one, 'text'))
    expect(isSame).toBe(ONE_FORM_ONLY.has(`fracture ${cause}`))
  })

  const parts = FORMS.flatMap((form) =>
    (['thoracic', 'lumbar', 'thoracolumbar'] as const).map((region) => ({ form, region })),
  )
  test.each(parts)('a fracture of the $region spine without a level is read back, $form', ({ region, form }) => {
    const one = aCase({ fractures: [{ level: null, region, cause: 'osteoporotic', onset: 28 }] })
    expect(factsOfCase(one, form).fractures).toMatchObject([{ level: null, region, cause: 'osteoporotic' }])
  })

  const diagnoses = FORMS.flatMap((form) => [
    { form, diagnosis: 'suspected', read: [{ certainty: 'suspected', diagnosed: true }] },
    { form, diagnosis: 'refuted', read: [] },
    { form, diagnosis: 'old', read: [{ certainty: 'confirmed', acuity: 'old', diagnosed: false }] },
    { form, diagnosis: 'report-only', read: [] },
  ])
  test.each(diagnoses)('a diagnosis that is $diagnosis is read back, $form', ({ diagnosis, read, form }) => {
    const one = aCase({ fractures: [{ level: 'L1', cause: 'osteoporotic', diagnosis, onset: 28 }] })
    const found = factsOfCase(one, form).fractures
    expect(found).toHaveLength(read.length)
    expect(found).toMatchObject(read)
  })
})

const SIGNS = [
  'kyphosis',
  'retropulsion',
  'canalCompromise',
  'neuralCompression',
  'instability',
  'malignant',
  'epidural',
  'infection',
  'augmented',
  'progressed',
] as const

const ofOneSign = [
  ...SIGNS.flatMap((sign) => [{ [sign]: 'yes' }, { [sign]: 'no' }]),
  ...['yes', 'no', 'unreliable'].map((edema) => ({ edema })),
  ...['acute', 'old'].map((acuity) => ({ acuity })),
  ...['lytic', 'blastic', 'mixed'].map((lesion) => ({ lesion })),
  ...['unilateral', 'bilateral', 'none'].map((posterolateral) => ({ posterolateral })),
  ...[0, 25, 26, [20, 30]].map((heightLoss) => ({ heightLoss })),
  { heightLoss: 30, earlierHeightLoss: 15 },
  { heightLoss: [30, 40], earlierHeightLoss: [10, 20] },
]
const seen = FORMS.flatMap((form) =>
  ['MR', 'CT', 'XR', 'NM'].flatMap((modality) =>
    ofOneSign.map((said) => ({ form, modality, said, title: `${modality} ${JSON.stringify(said)} (${form})` })),
  ),
)

describe('every sign a report can state', () => {
  test.each(seen)('is read back at the vertebra it is written for: $title', ({ form, modality, said }) => {
    const other = { on: 5, modality, level: 'T11', fracture: 'present' }
    const one = aCase({ imaging: [{ on: 5, modality, level: 'L2', fracture: 'present', ...said }, other] })
    const written = writtenImaging(one.patient).map((entry) => expect.objectContaining(entry))
    const { imaging } = factsOfCase(one, form)
    expect(imaging).toHaveLength(2)
    expect(imaging).toEqual(expect.arrayContaining(written))
  })
})
