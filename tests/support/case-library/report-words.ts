import type { Form } from './format.ts'
import type { CompactImaging, HeightLoss, Modality, SpinePart } from './patient-format.ts'

/**
 * How a radiologist of each form writes what an imaging entry says: short sentences in a conclusion, or a report with its
 * sections. `place` is a vertebra ("L1") or a part of the spine ("the lumbar spine").
 */
type Words = (place: string) => string

const PARTS: Readonly<Record<SpinePart, string>> = {
  thoracic: 'thoracic spine',
  lumbar: 'lumbar spine',
  thoracolumbar: 'thoracic and lumbar spine',
}

interface YesNo {
  readonly yes: Words
  readonly no: Words
}

const SIGNS = {
  kyphosis: {
    coded: { yes: (at) => `Kyphotic angulation at ${at}.`, no: (at) => `No kyphotic angulation at ${at}.` },
    text: { yes: (at) => `Kyphotic deformity at ${at}.`, no: (at) => `There is no kyphotic deformity at ${at}.` },
  },
  retropulsion: {
    coded: { yes: (at) => `Retropulsion of bone at ${at}.`, no: (at) => `No retropulsion at ${at}.` },
    text: {
      yes: (at) => `A retropulsed fragment is seen at ${at}.`,
      no: (at) => `A retropulsed fragment is not seen at ${at}.`,
    },
  },
  canalCompromise: {
    coded: { yes: (at) => `Canal compromise at ${at}.`, no: (at) => `No canal compromise at ${at}.` },
    text: {
      yes: (at) => `There is encroachment on the spinal canal at ${at}.`,
      no: (at) => `The spinal canal is patent at ${at}.`,
    },
  },
  neuralCompression: {
    coded: { yes: (at) => `Cord compression at ${at}.`, no: (at) => `No cord compression at ${at}.` },
    text: {
      yes: (at) => `The cauda equina is compressed at ${at}.`,
      no: (at) => `There is no compression of the spinal cord or cauda equina at ${at}.`,
    },
  },
  instability: {
    coded: {
      yes: (at) => `Disruption of the posterior ligamentous complex at ${at}.`,
      no: (at) => `No subluxation at ${at}.`,
    },
    text: {
      yes: (at) => `Subluxation at ${at}.`,
      no: (at) => `The posterior ligamentous complex is intact at ${at}.`,
    },
  },
  malignant: {
    coded: { yes: (at) => `Bone destruction at ${at}.`, no: (at) => `No malignant process at ${at}.` },
    text: {
      yes: (at) => `Suspicious for metastasis at ${at}.`,
      no: (at) => `No evidence of metastatic disease at ${at}.`,
    },
  },
  epidural: {
    coded: { yes: (at) => `Epidural mass at ${at}.`, no: (at) => `No epidural mass at ${at}.` },
    text: {
      yes: (at) => `Epidural soft tissue mass at ${at}.`,
      no: (at) => `There is no epidural tumor at ${at}.`,
    },
  },
  infection: {
    coded: { yes: (at) => `Discitis at ${at}.`, no: (at) => `No discitis or osteomyelitis at ${at}.` },
    text: {
      yes: (at) => `Osteomyelitis at ${at} with epidural abscess.`,
      no: (at) => `There is no sign of infection at ${at}.`,
    },
  },
  augmented: {
    coded: { yes: (at) => `Prior kyphoplasty at ${at}.`, no: (at) => `No cement at ${at}.` },
    text: { yes: (at) => `Bone cement is in place at ${at}.`, no: (at) => `There is no cement at ${at}.` },
  },
} as const satisfies Record<string, Readonly<Record<Form, YesNo>>>

type SignName = keyof typeof SIGNS
const SIGN_NAMES: readonly SignName[] = [
  'kyphosis',
  'retropulsion',
  'canalCompromise',
  'neuralCompression',
  'instability',
  'malignant',
  'epidural',
  'infection',
  'augmented',
]

const PROGRESSED: Readonly<Record<Form, YesNo>> = {
  coded: {
    yes: (at) => `Further loss of height at ${at}.`,
    no: (at) => `No further loss of height at ${at}.`,
  },
  text: {
    yes: (at) => `Interval height loss at ${at}.`,
    no: (at) => `There is no additional height loss at ${at}.`,
  },
}

type Lesion = NonNullable<CompactImaging['lesion']>

const LESION: Readonly<Record<Form, Readonly<Record<Lesion, Words>>>> = {
  coded: {
    lytic: (at) => `Lytic lesion at ${at}.`,
    blastic: (at) => `Blastic metastasis at ${at}.`,
    mixed: (at) => `Mixed lytic and blastic lesion at ${at}.`,
  },
  text: {
    lytic: (at) => `A lytic metastasis is seen at ${at}.`,
    blastic: (at) => `A sclerotic metastasis is seen at ${at}.`,
    mixed: (at) => `A mixed lytic and sclerotic metastasis is seen at ${at}.`,
  },
}

type Posterolateral = NonNullable<CompactImaging['posterolateral']>

const POSTEROLATERAL: Readonly<Record<Form, Readonly<Record<Posterolateral, Words>>>> = {
  coded: {
    unilateral: (at) => `Left pedicle involvement at ${at}.`,
    bilateral: (at) => `Bilateral pedicle involvement at ${at}.`,
    none: (at) => `The pedicles are spared at ${at}.`,
  },
  text: {
    unilateral: (at) => `There is infiltration of the right pedicle at ${at}.`,
    bilateral: (at) => `There is infiltration of both pedicles at ${at}.`,
    none: (at) => `Intact pedicles at ${at}.`,
  },
}

type Edema = NonNullable<CompactImaging['edema']>

const MARROW: Readonly<Record<Form, Readonly<Record<Edema, Words>>>> = {
  coded: {
    yes: (at) => `Bone marrow edema at ${at}.`,
    no: (at) => `No bone marrow edema at ${at}.`,
    unreliable: (at) => `Marrow edema at ${at} cannot be assessed due to motion artifact.`,
  },
  text: {
    yes: (at) => `There is high signal on STIR at ${at}.`,
    no: (at) => `There is no STIR signal abnormality at ${at}.`,
    unreliable: (at) => `Possible marrow oedema at ${at}.`,
  },
}

const UPTAKE: Readonly<Record<Form, Readonly<Record<Edema, Words>>>> = {
  coded: {
    yes: (at) => `Increased radiotracer uptake at ${at}.`,
    no: (at) => `No abnormal uptake at ${at}.`,
    unreliable: (at) => `Uptake at ${at} cannot be assessed due to motion artifact.`,
  },
  text: {
    yes: (at) => `There is focal tracer accumulation at ${at}.`,
    no: (at) => `There is no increased uptake at ${at}.`,
    unreliable: (at) => `Possible uptake at ${at}.`,
  },
}

/** Every sentence about one place, the fracture itself left out. */
export function detailSentences(entry: CompactImaging, place: string, form: Form): readonly string[] {
  const signs = SIGN_NAMES.flatMap((name) => {
    const says = entry[name]
    return says === undefined ? [] : [SIGNS[name][form][says](place)]
  })
  const marrow = entry.modality === 'NM' ? UPTAKE : MARROW
  const edema = entry.edema === undefined ? [] : [marrow[form][entry.edema](place)]
  const progressed =
    entry.progressed === undefined || entry.earlierHeightLoss !== undefined
      ? []
      : [PROGRESSED[form][entry.progressed](place)]
  const lesion = entry.lesion === undefined ? [] : [LESION[form][entry.lesion](place)]
  const posterolateral = entry.posterolateral === undefined ? [] : [POSTEROLATERAL[form][entry.posterolateral](place)]
  return [...edema, ...heightSentences(entry, place, form), ...progressed, ...signs, ...lesion, ...posterolateral]
}

function heightSentences(entry: CompactImaging, place: string, form: Form): readonly string[] {
  const { heightLoss, earlierHeightLoss } = entry
  if (heightLoss === undefined) return []
  const now = figure(heightLoss, form)
  const earlier = earlierHeightLoss === undefined ? '' : figure(earlierHeightLoss, form)
  if (form === 'coded') return [`${now} loss of height at ${place}${earlier === '' ? '' : `, previously ${earlier}`}.`]
  return [`${place}: height loss of ${now}${earlier === '' ? '' : `, compared with ${earlier} before`}.`]
}

function figure(loss: HeightLoss, form: Form): string {
  if (typeof loss === 'number') return form === 'coded' ? `${loss}%` : `${loss} percent`
  const [low, high] = loss
  return form === 'coded' ? `${low}-${high}%` : `${low} to ${high} percent`
}

const AGE: Readonly<Record<Form, Readonly<Record<'acute' | 'old' | 'unknown', string>>>> = {
  coded: { acute: 'Acute compression', old: 'Chronic compression', unknown: 'Compression' },
  text: { acute: 'Recent wedge', old: 'Old wedge', unknown: 'Wedge' },
}

export function fractureSentence(entry: CompactImaging, place: string, form: Form): string {
  const named = `${AGE[form][entry.acuity ?? 'unknown']} fracture`
  const small = `${named.charAt(0).toLowerCase()}${named.slice(1)}`
  switch (entry.fracture) {
    case 'present':
      return form === 'coded' ? `${named} of ${place}.` : `${named} is seen at ${place}.`
    case 'absent':
      return form === 'coded' ? `No ${small} of ${place}.` : `There is no ${small} at ${place}.`
    case 'uncertain':
      return form === 'coded' ? `Possible ${small} of ${place}.` : `Questionable ${small} at ${place}.`
  }
}

/** How the report names what it is about. */
export function placeOf({ level }: CompactImaging, part: SpinePart): string {
  return level ?? `the ${PARTS[part]}`
}

const STUDY_WORDS: Readonly<Record<Modality, Words>> = {
  MR: (part) => `MRI of the ${part} without contrast`,
  CT: (part) => `CT of the ${part} without contrast`,
  XR: (part) => `Radiographs of the ${part}, two views`,
  NM: () => 'Whole body bone scan',
}

export function studyName(modality: Modality, part: SpinePart): string {
  return STUDY_WORDS[modality](PARTS[part])
}
