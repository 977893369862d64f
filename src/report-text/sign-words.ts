import { MARROW } from './marrow-words.ts'
import { phraseTable } from './phrases.ts'
import { no, type Options, type Row, words, yes } from './sign-rule.ts'
import { INFECTION, OTHER_ORGANS, TUMOUR } from './tumour-sign-words.ts'

const NORMAL_CURVE = words(
  'normal maintained preserved physiologic thoracic loss straightening unremarkable reversal intact',
)
/** The score that carries instability in its name does not say that there is any. */
const NOT_OF_THE_SPINE = new Set([...OTHER_ORGANS, 'neoplastic', 'score', 'sins'])
const BY_FRACTURE: Options = { onlyByFracture: true }
const IMPLIED: Options = { implied: true, denialSaysNothing: true }
const OTHER_PROGRESS: Options = {
  unless: words('cord disc stenosis degenerative spondylosis canal foraminal scoliosis metastasis root tumor'),
}

const NOT_OF_DISC: Options = { unless: words('disc') }
/** Stenosis of the whole of a lumbar or cervical canal is wear. */
const OF_ONE_PLACE: Options = {
  ...BY_FRACTURE,
  unless: words('lumbar cervical multilevel acquired congenital foraminal'),
}
const ONE_OF_MANY: Options = { denialSaysNothing: true }
const SLIP: Options = {
  ...ONE_OF_MANY,
  slips: true,
  unless: words('degenerative spondylolysis spondylolytic pars chronic'),
}
const INTO_CANAL = [...yes('retropulsion', NOT_OF_DISC), ...yes('canalCompromise', { ...IMPLIED, ...NOT_OF_DISC })]
const PRESSED =
  'compressed|compression|flattened|flattening|impingement|deformed|displaced|distorted|effacement|indented|narrowing'
const ABNORMAL = 'abnormal|increased|altered|hyperintense|high|bright'
const TORN = 'disruption|injury|injured|tear|tears|torn|rupture|ruptured'

const SHAPE: readonly Row[] = [
  ['kyphosis deformity|angulation', yes('kyphoticDeformity')],
  [
    'exaggerated|increased|accentuated|accentuation ~3 thoracic kyphosis',
    yes('kyphoticDeformity', { onlyBesideFracture: true }),
  ],
  [
    'exaggerated|increased|accentuated|accentuation|resultant|resulting ~3 kyphosis',
    yes('kyphoticDeformity', { unless: words('thoracic') }),
  ],
  ['focal|local|segmental|angular ~3 kyphosis', yes('kyphoticDeformity')],
  ['gibbus', yes('kyphoticDeformity')],
  ['kyphosis', yes('kyphoticDeformity', { unless: NORMAL_CURVE })],
  ['retropulsion', yes('retropulsion', { unless: words('disc') })],
  ['retropulsion ~5 into|within ~2 canal', [...yes('retropulsion'), ...yes('canalCompromise', IMPLIED)]],
  ['fragment ~3 into|within|in ~3 canal', INTO_CANAL],
  ['fragment ~3 occupies|occupying|fills|filling ~3 canal', INTO_CANAL],
  ['fragment ~3 occupies|occupying|fills|filling ~2 %|percent of ~2 canal', INTO_CANAL],
  ['posterior ~1 wall|cortex|margin into ~2 canal', INTO_CANAL],
  [
    'retropulsion ~1 bone|fragment ~2 occupies|occupying|fills|filling ~4 canal',
    [...yes('retropulsion'), ...yes('canalCompromise', IMPLIED)],
  ],
  [
    'retropulsion ~1 bone|fragment ~2 occupies|occupying|fills|filling ~2 of ~1 canal',
    [...yes('retropulsion'), ...yes('canalCompromise', IMPLIED)],
  ],
  ['posterior ~1 wall|cortex|margin|cortical ~1 displacement|displaced ~5 into|within ~2 canal', INTO_CANAL],
  ['posterior ~1 wall|cortex|margin is|are displaced ~5 into|within ~2 canal', INTO_CANAL],
  [
    'posterior ~1 wall|cortex|margin|cortical ~4 bulges|bulging|bows|buckles|buckled|protrudes|projects ~2 into|within ~2 canal',
    INTO_CANAL,
  ],
  ['displacement of ~2 posterior ~2 wall|cortex|margin ~5 into|within ~2 canal', INTO_CANAL],
  ['posteriorly displaced ~3 fragment', yes('retropulsion', NOT_OF_DISC)],
  ['posterior displacement of ~4 fragment|wall|cortex', yes('retropulsion', NOT_OF_DISC)],
  ['canal ~1 compromise|encroachment|occlusion', yes('canalCompromise')],
  ['canal or|and? foraminal ~1 compromise|encroachment|stenosis|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['canal : ~1 stenosis|narrowing|compromise|encroachment', yes('canalCompromise', BY_FRACTURE)],
  ['spinal|central stenosis|narrowing', yes('canalCompromise', OF_ONE_PLACE)],
  ['diameter of ~3 canal is|measures? ~1 reduced|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['diameter of ~3 canal ~1 reduced|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['canal diameter|area is|are? ~1 reduced|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['reduced|reduction of|in? ~2 canal diameter|area?', yes('canalCompromise', BY_FRACTURE)],
  ['reduced|reduction of|in ~3 diameter of ~3 canal', yes('canalCompromise', BY_FRACTURE)],
  ['compromise|encroachment|narrowing|occlusion|stenosis of|on ~2 %|percent of ~3 canal', yes('canalCompromise')],
  ['canal ~2 stenosis|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['canal is|are ~1 stenosis|narrowing', yes('canalCompromise', BY_FRACTURE)],
  ['canal is|are ~1 compromise|encroachment', yes('canalCompromise')],
  ['canal is|are not ~1 compromise|encroachment|narrowing', yes('canalCompromise')],
  ['narrowing|effacement ~3 canal', yes('canalCompromise', BY_FRACTURE)],
  ['compromise|encroachment ~3 canal', yes('canalCompromise')],
  ['stenosis|narrowing of ~4 canal', yes('canalCompromise', BY_FRACTURE)],
  [`thecal sac is|are|appears ~1 ${PRESSED}`, yes('canalCompromise', BY_FRACTURE)],
  [`thecal sac is|are not ~1 ${PRESSED}`, yes('canalCompromise', BY_FRACTURE)],
  ['flattens|flattening|deforms|deforming ~4 thecal', yes('canalCompromise', BY_FRACTURE)],
  ['thecal sac ~2 compression|effacement|impingement|narrowing|indentation', yes('canalCompromise', BY_FRACTURE)],
  [
    'compression|effacement|impingement|indentation|indents|impression|encroachment|compress|narrowing ~4 thecal',
    yes('canalCompromise', BY_FRACTURE),
  ],
  ['mass effect on|upon ~3 thecal', yes('canalCompromise', BY_FRACTURE)],
  ['canal is|are|remains ~2 patent|preserved|adequate|capacious|maintained', no('canalCompromise')],
  ['patent ~2 canal', no('canalCompromise')],
  ['canal ~1 patent|capacious', no('canalCompromise')],
]

const CORD = 'cord|conus|cauda medullaris? equina? nerve? root?'

const NEURAL: readonly Row[] = [
  ['cord|conus|cauda ~2 compression|impingement|flattening|deformation', yes('neuralCompression')],
  ['compression|impingement|impression|flattening ~4 cord|conus|cauda', yes('neuralCompression')],
  ['compress ~4 cord|conus|cauda', yes('neuralCompression')],
  ['compression|impingement|flattening|compress ~4 sac and|or ~2 cord|conus|cauda', yes('neuralCompression')],
  [`${CORD} is|are|appears ~1 ${PRESSED}`, yes('neuralCompression')],
  [`${CORD} is|are|appears ~1 ${PRESSED}|contacted|abutted|deviated and ${PRESSED}`, yes('neuralCompression')],
  [`${CORD} is|are not ~1 ${PRESSED}`, yes('neuralCompression')],
  ['flattens|deforms|deforming|distorts|distorting|displaces|displacing ~4 cord|conus|cauda', yes('neuralCompression')],
  [`cord|conus : ~1 ${PRESSED}`, yes('neuralCompression')],
  ['mass effect on|upon ~4 cord|conus|cauda', yes('neuralCompression')],
  ['cord|conus edema|contusion|hematoma|hemorrhage', yes('neuralCompression')],
  ['edema|contusion|hemorrhage within|in|of ~3 cord|conus', yes('neuralCompression')],
  ['cord|conus ~1 signal abnormality|change|changes|hyperintense|alteration', yes('neuralCompression')],
  [`cord|conus ~1 signal is|appears ~1 ${ABNORMAL}`, yes('neuralCompression')],
  [`${ABNORMAL} ~2 cord|conus ~1 signal`, yes('neuralCompression')],
  [`${ABNORMAL} ~2 signal ~1 within|in|of ~3 cord|conus`, yes('neuralCompression')],
  ['hyperintense ~1 within|in|of ~3 cord|conus', yes('neuralCompression')],
  ['cord|conus ~1 hyperintense', yes('neuralCompression')],
  ['signal abnormality|change|changes|alteration within|in|of ~3 cord|conus', yes('neuralCompression')],
  ['deformity|distortion|indentation|displacement of ~3 cord|conus|cauda', yes('neuralCompression')],
  ['myelopathy|myelopathic|myelomalacia', yes('neuralCompression')],
  ['cauda equina syndrome', yes('neuralCompression')],
  ['root ~1 compression|impingement', yes('neuralCompression', BY_FRACTURE)],
  ['compression|impingement|compress ~5 root', yes('neuralCompression', BY_FRACTURE)],
  [`root is|are|appears ~1 ${PRESSED}`, yes('neuralCompression', BY_FRACTURE)],
  ['crowding of ~3 cauda|root', yes('neuralCompression', BY_FRACTURE)],
  ['neural compression|impingement|compromise', yes('neuralCompression', BY_FRACTURE)],
]

const STABILITY: readonly Row[] = [
  ['unstable ~3 fracture|injury|burst', yes('instability')],
  ['fracture ~1 is|appears|considered ~1 unstable', yes('instability')],
  ['unstable|instability', yes('instability', { unless: NOT_OF_THE_SPINE })],
  ['tension band ~2 disruption|injury|failure|rupture', yes('instability')],
  ['posterior ligamentous complex ~2 disruption|injury|tear|rupture', yes('instability')],
  ['plc ~2 disruption|injury|tear|rupture', yes('instability')],
  [`interspinous|supraspinous|flavum ligament|ligaments? ~1 ${TORN}`, yes('instability')],
  [`interspinous|supraspinous|flavum ligament|ligaments? is|are|appears ~1 ${TORN}`, yes('instability')],
  [`posterior ligamentous complex is|appears ~1 ${TORN}`, yes('instability')],
  [`plc is|appears ~1 ${TORN}`, yes('instability')],
  [`posterior ligamentous complex : ~1 ${TORN}`, yes('instability')],
  [`tension band is|appears ~1 ${TORN}`, yes('instability')],
  ['three|3 columns involved|injured|fracture|disruption', yes('instability', ONE_OF_MANY)],
  [`${TORN}|failure ~3 ligamentous|plc|interspinous|supraspinous|flavum|tension`, yes('instability')],
  ['interspinous ~1 widening|widened', yes('instability')],
  ['interspinous ~1 is|are|appears ~1 widening|widened|increased', yes('instability')],
  ['widening|widened|increased of? ~2 interspinous', yes('instability')],
  ['splaying|splayed|widening of? ~3 spinous', yes('instability')],
  ['spinous process ~1 splaying|splayed|widening', yes('instability')],
  ['spinous process is|are ~1 splayed|widened', yes('instability')],
  ['facet|facets joint|joints? ~1 diastasis|distraction', yes('instability')],
  ['facet|facets joint|joints? is|are ~1 distracted|diastatic', yes('instability')],
  [
    'facet|facets joint|joints? is|are? ~1 widened|widening|subluxation',
    yes('instability', { onlyBesideFracture: true }),
  ],
  [
    `interspinous|supraspinous|flavum ligament|ligaments? is|are? suspicious|concerning for ${TORN}`,
    yes('instability'),
  ],
  ['diastasis|distraction of|at? ~3 facet|facets', yes('instability')],
  ['three|3 column|columns ~1 fracture|injury|involvement|failure', yes('instability', ONE_OF_MANY)],
  ['fracture|injury|involvement|failure of|involving ~1 three|3 column|columns', yes('instability', ONE_OF_MANY)],
  ['all three|3 column|columns', yes('instability', ONE_OF_MANY)],
  ['fracture ~8 ankylosed|bamboo ~1 spine|segment|segments|column', yes('instability', ONE_OF_MANY)],
  ['ankylosed|bamboo ~1 spine|segment with ~4 fracture', yes('instability', ONE_OF_MANY)],
  ['hyperextension|extension|distraction type? fracture|injury', yes('instability', ONE_OF_MANY)],
  ['anterolisthesis|retrolisthesis|listhesis|spondylolisthesis', yes('instability', SLIP)],
  ['ligamentous ~1 disruption|injury|tear|rupture', yes('instability')],
  ['posterior ligamentous complex ~1 is|are|appears? ~1 intact', no('instability')],
  ['intact posterior ligamentous', no('instability')],
  ['dislocation|subluxation', yes('instability', { unless: words('hip shoulder facet degenerative sacroiliac') })],
  ['facet|facets ~1 dislocation|perched|jumped|locked', yes('instability')],
  ['perched|jumped|locked facet|facets', yes('instability')],
  ['translation|translational ~1 injury?', yes('instability')],
  ['chance type? fracture|injury|variant', yes('instability')],
  ['flexion distraction', yes('instability')],
]

/** `[]` = the words tell of augmentation without saying that this vertebra has or has not had it. */
const AUGMENTATION: readonly Row[] = [
  ['kyphoplasty|vertebroplasty', yes('augmented')],
  ['vertebral|cement augmentation', yes('augmented')],
  ['augmentation :', yes('augmented', { unless: words('reality breast') })],
  ['status-post kp', yes('augmented')],
  ['augmented', yes('augmented', { unless: words('reality breast') })],
  ['cement|cemented|methylmethacrylate|pmma', yes('augmented')],
  // A place beside it, which is no place of cement.
  [
    'below|above|beneath|under|adjacent|next|near to? the? ~1 cement|cemented|augmentation|kyphoplasty|vertebroplasty',
    [],
  ],
  ['below|above|beneath|under|adjacent|next|near to? the? ~1 augmented ~1 vertebra|level|body?', []],
  ['sacroplasty cement?', []],
  ['cement leak|leakage|extravasation|restrictor', []],
]

const PROGRESS: readonly Row[] = [
  [
    'progression|worsening ~5 height|compression|collapse|fracture|deformity|wedging',
    yes('heightLossProgressed', OTHER_PROGRESS),
  ],
  [
    'further|additional|increased|increase|interval|new ~2 loss of ~3 height',
    yes('heightLossProgressed', OTHER_PROGRESS),
  ],
  ['further|additional|increased|increase|interval|new ~2 height loss', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['collapse|compression|compressed further', yes('heightLossProgressed', OTHER_PROGRESS)],
  [
    'more pronounced|marked|severe|advanced than on|in|at? ~1 prior|previous|earlier',
    yes('heightLossProgressed', { ...OTHER_PROGRESS, onlyByFracture: true }),
  ],
  ['further|additional ~2 collapse|compression', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['loss has|have ~2 progression|worsening|increased', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['height has|have ~2 progression|worsening|reduced', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['loss of ~3 height has|have ~2 progression|worsening|increased', yes('heightLossProgressed', OTHER_PROGRESS)],
  [
    'fracture|deformity|compression has|have|is|shows ~2 progression|worsening',
    yes('heightLossProgressed', OTHER_PROGRESS),
  ],
  ['compression has|have ~2 increased', yes('heightLossProgressed', OTHER_PROGRESS)],
  ['progression|worsening', yes('heightLossProgressed', { ...OTHER_PROGRESS, onlyByFracture: true })],
]

/** One table a family, because the words of one may lie inside those of another ("worsening cord compression"). */
export const SIGN_FAMILIES = [MARROW, SHAPE, NEURAL, STABILITY, TUMOUR, INFECTION, AUGMENTATION, PROGRESS].map((rows) =>
  phraseTable(rows),
)
