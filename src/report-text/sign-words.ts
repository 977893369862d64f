import { type PhraseRow, phraseTable } from './phrases.ts'
import type { LevelFindings, Sign } from './report-findings.ts'

/** The facts of a vertebra that are read as yes or no. */
export type SignName = {
  [Name in keyof LevelFindings]: LevelFindings[Name] extends Sign ? Name : never
}[keyof LevelFindings]

export interface SignRule {
  /** `marrowSignal` = marrow as a fresh fracture shows it (low T1, fluid sign), or, with `no`, as a healed one does. */
  readonly sign: SignName | 'marrowSignal'
  /** What the words say when nothing denies them. */
  readonly says: 'yes' | 'no'
  /** Near one of these words the phrase means something else. */
  readonly unless?: ReadonlySet<string>
  /** Such words are used for wear and discs too: they count only where the report ties them to the fracture. */
  readonly onlyByFracture?: boolean
  /** So much a matter of age and posture that only a fracture in the same sentence makes it one of the fracture. */
  readonly onlyBesideFracture?: boolean
  /** It follows from the words; a plain statement in the same sentence outweighs it. */
  readonly implied?: boolean
}

type Options = Pick<SignRule, 'unless' | 'onlyByFracture' | 'onlyBesideFracture' | 'implied'>
type Row = PhraseRow<readonly SignRule[]>

const yes = (sign: SignRule['sign'], options: Options = {}): readonly SignRule[] => [{ sign, says: 'yes', ...options }]
const no = (sign: SignRule['sign']): readonly SignRule[] => [{ sign, says: 'no' }]
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const WEAR = words(
  'degenerative modic schmorl facet facets arthritic arthropathy disc reactive sacral sacrum sacroiliac iliac pedicle rib hip femoral',
)
const SOFT_TISSUE = words(
  'degenerative modic schmorl facet facets soft tissue paraspinal paravertebral prevertebral subcutaneous cord muscle muscular ' +
    'ligament ligamentous interspinous nerve spinous epidural pulmonary leg disc conus presacral elements sacral sacrum sacroiliac iliac rib hip',
)
const OTHER_UPTAKE = words(
  'degenerative facet facets arthritic rib ribs shoulder knee kidney renal bladder thyroid disc hip joint physiologic sternum',
)
const NORMAL_CURVE = words(
  'normal maintained preserved physiologic thoracic loss straightening unremarkable reversal intact',
)
const OTHER_ORGANS = words(
  'liver hepatic lung pulmonary brain nodal adrenal renal pleural retroperitoneal hip shoulder urinary tract sinus chest lymph node nodes adenopathy lymphadenopathy',
)
/** The score that carries instability in its name does not say that there is any. */
const NOT_OF_THE_SPINE = new Set([...OTHER_ORGANS, 'neoplastic', 'score', 'sins'])
/** Normal marrow shows no edema, and of a fractured vertebra it says that it has healed. */
const QUIET: readonly SignRule[] = [...no('marrowEdema'), ...no('marrowSignal')]
const OSTEOPOROTIC = words('osteoporotic nonmalignant')
const NOT_IN_THE_SPINE = new Set([...OTHER_ORGANS, 'known', 'patient'])
const BY_FRACTURE: Options = { onlyByFracture: true }
const IMPLIED: Options = { implied: true }
const OTHER_PROGRESS: Options = {
  unless: words('cord disc stenosis degenerative spondylosis canal foraminal scoliosis metastasis root tumor'),
}

const MARROW: readonly Row[] = [
  ['marrow|bone ~2 edema', yes('marrowEdema', { unless: WEAR })],
  ['osseous|vertebral|endplate ~1 edema', yes('marrowEdema', { unless: WEAR })],
  ['edema ~4 marrow|vertebral|vertebra', yes('marrowEdema', { unless: WEAR })],
  ['edema', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['stir ~2 hyperintense|bright|edema', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['hyperintense ~4 stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['increased|high|elevated|bright|abnormal|hyperintense ~1 stir signal?', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['increased|high|elevated|bright|abnormal ~1 t2 and? stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['increased|high|elevated|bright|abnormal signal ~4 stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['increased|high|elevated|bright|abnormal signal on|in t2 and stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['stir signal abnormality|increase', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['marrow signal abnormality', yes('marrowSignal', { unless: WEAR })],
  ['uptake', yes('marrowEdema', { unless: OTHER_UPTAKE })],
  ['increased|abnormal|focal|intense ~2 tracer activity|accumulation', yes('marrowEdema', { unless: OTHER_UPTAKE })],
  ['normal|preserved|maintained ~2 marrow signal', QUIET],
  ['marrow signal ~3 is? ~1 normal|preserved|maintained|unremarkable|normalized', QUIET],
  ['marrow signal is|has|appears ~1 normal|preserved|maintained|unremarkable|normalized', QUIET],
  ['normal signal on? ~1 t1|stir', QUIET],
  ['normalization of ~3 marrow signal', QUIET],
  ['replacing|replaces|replacement|loss of? ~2 normal ~2 marrow signal?', yes('marrowSignal')],
  ['low|reduced|hypointense|dark ~1 t1 ~1 signal?', yes('marrowSignal', { unless: WEAR })],
  ['low|reduced signal ~4 t1', yes('marrowSignal', { unless: WEAR })],
  ['t1 ~1 hypointense', yes('marrowSignal', { unless: WEAR })],
  ['hypointense ~3 t1', yes('marrowSignal', { unless: WEAR })],
  ['fluid sign|cleft', yes('marrowSignal')],
  ['fluid filled cleft', yes('marrowSignal')],
  ['intravertebral fluid', yes('marrowSignal')],
]

const SHAPE: readonly Row[] = [
  ['kyphosis deformity|angulation', yes('kyphoticDeformity')],
  [
    'exaggerated|increased|accentuated|accentuation ~3 thoracic kyphosis',
    yes('kyphoticDeformity', { onlyBesideFracture: true }),
  ],
  [
    'focal|local|segmental|angular|exaggerated|increased|accentuated|accentuation|resultant|resulting ~3 kyphosis',
    yes('kyphoticDeformity', { unless: words('thoracic') }),
  ],
  ['gibbus', yes('kyphoticDeformity')],
  ['kyphosis', yes('kyphoticDeformity', { unless: NORMAL_CURVE })],
  ['retropulsion', yes('retropulsion', { unless: words('disc') })],
  ['retropulsion ~5 into|within ~2 canal', [...yes('retropulsion'), ...yes('canalCompromise', IMPLIED)]],
  ['fragment ~3 into|within ~3 canal', [...yes('retropulsion'), ...yes('canalCompromise', IMPLIED)]],
  ['canal ~1 compromise|encroachment|occlusion', yes('canalCompromise')],
  ['canal ~2 stenosis|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['canal is|are ~1 stenosis|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['canal is|are ~1 compromise|encroachment', yes('canalCompromise')],
  ['narrowing|effacement ~3 canal', yes('canalCompromise', BY_FRACTURE)],
  ['compromise|encroachment ~3 canal', yes('canalCompromise')],
  ['stenosis|narrowing of ~4 canal', yes('canalCompromise', BY_FRACTURE)],
  ['thecal sac ~2 compression|effacement|impingement|narrowing|indentation', yes('canalCompromise', BY_FRACTURE)],
  [
    'compression|effacement|impingement|indentation|indents|compress|narrowing ~4 thecal',
    yes('canalCompromise', BY_FRACTURE),
  ],
  ['mass effect on|upon ~3 thecal', yes('canalCompromise', BY_FRACTURE)],
  ['canal is|are|remains ~2 patent|preserved|adequate|capacious|maintained', no('canalCompromise')],
  ['patent ~2 canal', no('canalCompromise')],
]

const NEURAL: readonly Row[] = [
  ['cord|conus|cauda ~2 compression|impingement|flattening|deformation', yes('neuralCompression')],
  ['compression|impingement|impression|flattening ~4 cord|conus|cauda', yes('neuralCompression')],
  ['compress ~4 cord|conus|cauda', yes('neuralCompression')],
  ['cord|conus|cauda equina? is|are|appears ~1 compressed|flattened|impingement|deformed', yes('neuralCompression')],
  ['mass effect on|upon ~4 cord|conus|cauda', yes('neuralCompression')],
  ['cord edema', yes('neuralCompression')],
  ['cord signal abnormality', yes('neuralCompression')],
  ['abnormal cord signal', yes('neuralCompression')],
  ['myelopathy|myelomalacia', yes('neuralCompression')],
  ['cauda equina syndrome', yes('neuralCompression')],
  ['root ~1 compression|impingement', yes('neuralCompression', BY_FRACTURE)],
  ['compression|impingement|compress ~4 root', yes('neuralCompression', BY_FRACTURE)],
  ['neural compression|impingement', yes('neuralCompression', BY_FRACTURE)],
]

const STABILITY: readonly Row[] = [
  ['unstable ~3 fracture|injury|burst', yes('instability')],
  ['fracture ~1 is|appears|considered ~1 unstable', yes('instability')],
  ['unstable|instability', yes('instability', { unless: NOT_OF_THE_SPINE })],
  ['tension band ~2 disruption|injury|failure|rupture', yes('instability')],
  ['posterior ligamentous complex ~2 disruption|injury|tear|rupture', yes('instability')],
  ['plc ~2 disruption|injury|tear|rupture', yes('instability')],
  ['interspinous|supraspinous|flavum ligament? ~1 disruption|injury|tear|rupture', yes('instability')],
  ['disruption|tear|rupture|failure ~3 ligamentous|plc|interspinous|supraspinous|flavum|tension', yes('instability')],
  ['interspinous ~1 widening', yes('instability')],
  ['posterior ligamentous complex ~1 is|are|appears? ~1 intact', no('instability')],
  ['intact posterior ligamentous', no('instability')],
  ['dislocation|subluxation', yes('instability', { unless: words('hip shoulder facet degenerative sacroiliac') })],
  ['facet|facets ~1 dislocation|perched|jumped|locked', yes('instability')],
  ['perched|jumped|locked facet|facets', yes('instability')],
  ['translation|translational ~1 injury?', yes('instability')],
  ['chance fracture', yes('instability')],
  ['flexion distraction', yes('instability')],
]

const TUMOUR: readonly Row[] = [
  // The name of a score, in the one spelling of its words.
  ['spinal|spine instability ~1 malignant score', []],
  ['pathologic ~3 fracture', yes('malignantPattern', { unless: OSTEOPOROTIC })],
  ['pathologic', yes('malignantPattern', { unless: new Set([...OTHER_ORGANS, ...OSTEOPOROTIC]) })],
  ['metastasis|malignant|myeloma|plasmacytoma|lymphoma', yes('malignantPattern', { unless: NOT_IN_THE_SPINE })],
  ['lytic ~2 lesion|destruction|disease?', yes('malignantPattern')],
  ['lytic', yes('malignantPattern')],
  ['bony|osseous|bone|cortical ~1 destruction', yes('malignantPattern', { unless: words('disc endplate') })],
  ['destruction ~1 lesion|process', yes('malignantPattern')],
  ['pedicle ~2 destruction|involvement|infiltration|erosion|erosions', yes('malignantPattern')],
  ['destruction|involvement|infiltration|erosion ~4 pedicle', yes('malignantPattern')],
  ['convex ~2 posterior ~3 border|margin|cortex|wall|contour', yes('malignantPattern')],
  ['posterior ~3 border|margin|cortex|wall|contour is? ~1 convex', yes('malignantPattern')],
  ['paraspinal|paravertebral|prevertebral ~3 mass', yes('malignantPattern')],
  ['soft tissue mass|component', yes('malignantPattern')],
  ['tumor', yes('malignantPattern', { unless: OTHER_ORGANS })],
  ['suspicious|aggressive ~3 lesion', yes('malignantPattern', { unless: OTHER_ORGANS })],
  ['marrow replacing|replacement lesion|process', yes('malignantPattern')],
  [
    'epidural or|and paraspinal|paravertebral ~3 mass|component',
    [...yes('epiduralTumour'), ...yes('malignantPattern')],
  ],
  ['epidural ~3 tumor|mass|metastasis|component', [...yes('epiduralTumour'), ...yes('malignantPattern')]],
  ['epidural extension of ~2 tumor|mass|metastasis|disease', [...yes('epiduralTumour'), ...yes('malignantPattern')]],
  ['tumor|metastasis|mass|tissue|lesion ~4 epidural', [...yes('epiduralTumour'), ...yes('malignantPattern')]],
]

const INFECTION: readonly Row[] = [
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

/** `[]` = the words tell of augmentation without saying that this vertebra has or has not had it. */
const AUGMENTATION: readonly Row[] = [
  ['kyphoplasty|vertebroplasty', yes('augmented')],
  ['vertebral|cement augmentation', yes('augmented')],
  ['cement|methylmethacrylate|pmma', yes('augmented')],
  ['cement leak|leakage|extravasation', []],
]

const PROGRESS: readonly Row[] = [
  [
    'progression|worsening ~5 height|compression|collapse|fracture|deformity|wedging',
    yes('heightLossProgressed', OTHER_PROGRESS),
  ],
  ['further|additional|increased|increase|interval ~2 loss of ~3 height', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['further|additional|increased|increase|interval ~2 height loss', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['further|additional ~2 collapse|compression', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['loss has|have ~2 progression|worsening|increased', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['height has|have ~2 progression|worsening|reduced', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['loss of ~3 height has|have ~2 progression|worsening|increased', yes('heightLossProgressed', OTHER_PROGRESS)],
  [
    'fracture|deformity|compression has|have|is|shows ~2 progression|worsening|increased',
    yes('heightLossProgressed', OTHER_PROGRESS),
  ],
  ['progression|worsening', yes('heightLossProgressed', { ...OTHER_PROGRESS, onlyByFracture: true })],
]

/** One table a family, because the words of one may lie inside those of another ("worsening cord compression"). */
export const SIGN_FAMILIES = [MARROW, SHAPE, NEURAL, STABILITY, TUMOUR, INFECTION, AUGMENTATION, PROGRESS].map((rows) =>
  phraseTable(rows),
)
