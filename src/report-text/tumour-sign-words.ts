import { type Options, type Row, words, yes } from './sign-rule.ts'
import { OTHER_BONES } from './tumour-words.ts'

/** A tumour or an infection there is none of the spine. */
export const OTHER_ORGANS = words(
  'liver hepatic lung pulmonary brain nodal adrenal renal pleural retroperitoneal hip shoulder urinary tract sinus chest lymph node nodes adenopathy lymphadenopathy',
)
const OSTEOPOROTIC = words('osteoporotic nonmalignant')
const NOT_IN_THE_SPINE = new Set([...OTHER_ORGANS, 'known', 'patient'])
/** Other things that spread into the epidural space. */
const NO_TUMOUR = words('abscess phlegmon infection hematoma hemorrhage disc')
/** A tumour may be there without them. */
const ONE_OF_MANY: Options = { denialSaysNothing: true }

/** Signs of a tumour in the bone or beside it. */
export const TUMOUR: readonly Row[] = [
  // The name of a score, in the one spelling of its words.
  ['spinal|spine instability ~1 malignant score', []],
  ['pathologic ~3 fracture', yes('malignantPattern', { unless: OSTEOPOROTIC })],
  ['pathologic', yes('malignantPattern', { unless: new Set([...OTHER_ORGANS, ...OSTEOPOROTIC]) })],
  ['metastasis|malignant|myeloma|plasmacytoma|lymphoma', yes('malignantPattern', { unless: NOT_IN_THE_SPINE })],
  ['lytic ~2 lesion|destruction|disease?', yes('malignantPattern')],
  ['lytic', yes('malignantPattern')],
  ['blastic|osteoblastic', yes('malignantPattern', { unless: OTHER_BONES })],
  ['sclerotic ~2 lesion|metastasis|tumor|focus|foci', yes('malignantPattern', { unless: OTHER_BONES })],
  ['bony|osseous|bone|cortical ~1 destruction', yes('malignantPattern', { unless: words('disc endplate') })],
  ['destruction ~1 lesion|process', yes('malignantPattern')],
  ['pedicle ~2 destruction|involvement|infiltration|erosion|erosions', yes('malignantPattern', ONE_OF_MANY)],
  ['destruction|involvement|infiltration|erosion ~4 pedicle', yes('malignantPattern', ONE_OF_MANY)],
  ['convex ~2 posterior ~3 border|margin|cortex|wall|contour', yes('malignantPattern')],
  ['posterior ~3 border|margin|cortex|wall|contour is? ~1 convex', yes('malignantPattern')],
  ['paraspinal|paravertebral|prevertebral ~3 mass', yes('malignantPattern')],
  ['soft tissue mass|component', yes('malignantPattern')],
  ['tumor', yes('malignantPattern', { unless: OTHER_ORGANS })],
  ['underlying ~1 lesion', yes('malignantPattern', { unless: OTHER_ORGANS })],
  ['suspicious|aggressive ~3 lesion', yes('malignantPattern', { unless: OTHER_ORGANS })],
  ['marrow replacing|replacement lesion|process', yes('malignantPattern')],
  [
    'epidural or|and paraspinal|paravertebral ~3 mass|component',
    [...yes('epiduralTumour'), ...yes('malignantPattern')],
  ],
  ['epidural ~3 tumor|mass|metastasis|component', [...yes('epiduralTumour'), ...yes('malignantPattern', ONE_OF_MANY)]],
  ['epidural disease', [...yes('epiduralTumour', { unless: NO_TUMOUR }), ...yes('malignantPattern', ONE_OF_MANY)]],
  [
    'epidural|intraspinal extension',
    [
      ...yes('epiduralTumour', { unless: NO_TUMOUR }),
      ...yes('malignantPattern', { ...ONE_OF_MANY, unless: NO_TUMOUR }),
    ],
  ],
  [
    'epidural extension of ~2 tumor|mass|metastasis|disease',
    [...yes('epiduralTumour'), ...yes('malignantPattern', ONE_OF_MANY)],
  ],
  [
    'tumor|metastasis|mass|tissue|lesion ~4 epidural',
    [...yes('epiduralTumour'), ...yes('malignantPattern', ONE_OF_MANY)],
  ],
]

/** Infection of disc, bone and the space around them. */
export const INFECTION: readonly Row[] = [
  ['discitis ~1 osteomyelitis?', yes('infection')],
  ['osteomyelitis', yes('infection', { unless: OTHER_ORGANS })],
  ['epidural|paravertebral|paraspinal|prevertebral|psoas|intraosseous ~2 abscess|phlegmon|empyema', yes('infection')],
  ['epidural|paraspinal|paravertebral ~1 extension of ~2 phlegmon|abscess|infection', yes('infection')],
  ['tuberculous|pott|infection spondylitis', yes('infection')],
  ['endplate destruction|erosion|erosions ~1 with? ~1 disc fluid', yes('infection')],
  ['endplate destruction|erosion|erosions with|and fluid ~4 disc', yes('infection')],
  ['infection', yes('infection', { unless: OTHER_ORGANS })],
  ['abscess', yes('infection', { unless: OTHER_ORGANS })],
]
