import { type PhraseRow, phraseTable } from './phrases.ts'

/** `mark` = "#", which is a fracture right before a level; `shape` = a shape that is a fracture where it is said of a vertebra itself; `not` = the words look like a fracture and are none, or say nothing about its presence. */
export type FractureMeaning = 'strong' | 'weak' | 'anaphor' | 'mark' | 'shape' | 'not'

/** What a leaflet says of fractures at large. */
const OF_TEXTBOOKS = ['vertebral compression? fracture', 'compression fracture', 'fracture'].flatMap(
  (name): readonly PhraseRow<FractureMeaning>[] => [
    [`${name} can|may|often|usually|commonly ~1 occur|result|happen|develop`, 'not'],
    [`${name} is|are ~2 common|frequent|rare|uncommon`, 'not'],
    [`${name} is a|an ~2 break|crack|complication|consequence`, 'not'],
    [`${name} happens|occurs|happen|occur when|if|in|after`, 'not'],
    [`${name} cannot be ~1 assessed|evaluated`, 'not'],
  ],
)

const ROWS: readonly PhraseRow<FractureMeaning>[] = [
  ['compression type? fracture|deformity', 'strong'],
  ['compression wedge|wedging fracture|deformity', 'strong'],
  ['wedge|wedging compression fracture|deformity', 'strong'],
  ['wedge|wedging compression', 'strong'],
  ['wedge|wedging shaped? fracture|deformity', 'strong'],
  ['vertebral ~2 fracture|collapse|wedging', 'strong'],
  ['vertebral body? compression fracture|deformity', 'strong'],
  ['vertebral body? compression', 'strong'],
  ['vertebra|vertebral body? compression', 'strong'],
  ['collapse|wedging|fracture of|through|involving ~3 vertebral|vertebra', 'strong'],
  ['fracture of|through|involving ~3 endplate', 'strong'],
  ['fracture of|in the? spine', 'strong'],
  ['spine|spinal fracture', 'strong'],
  ['fracture of ~2 lumbar|thoracic|thoracolumbar|dorsal spine', 'strong'],
  ['compression of ~3 vertebral body', 'strong'],
  ['compression of ~3 vertebra|endplate', 'strong'],
  ['burst|crush|chance|biconcave|codfish fracture|deformity', 'strong'],
  ['burst|crush|chance type compression? fracture', 'strong'],
  ['compression burst fracture', 'strong'],
  ['endplate compression? fracture', 'strong'],
  ['endplate compression|collapse', 'strong'],
  ['insufficiency|fragility|osteoporotic vertebral compression? fracture', 'strong'],
  ['vcf|cfx', 'strong'],
  ['vertebra|vertebral plana', 'strong'],
  ['kummell|kummel|kümmell|kümmel disease|deformity|phenomenon?', 'strong'],
  // Grades of Genant.
  ['grade 1|2|3 ~1 deformity', 'weak'],
  ['grade 1|2|3 wedge|crush|biconcave', 'weak'],
  ['grade 1|2|3 ( mild|moderate|severe ) wedge|crush|biconcave|deformity ~1 fracture|deformity?', 'weak'],
  ['wedge|compression|crush|burst|vertebral|osteoporotic|insufficiency|fragility #', 'strong'],
  ['#', 'mark'],
  ['compressed|collapse vertebra', 'strong'],
  ['vertebra|vertebral body? is|are|appears ~1 compressed|collapse|wedging|fracture', 'strong'],
  ['compressed|collapse ~1 vertebral body', 'strong'],
  ['biconcave|biconcavity|codfish|pancake|pancaked|flattened|flattening|crushed|squashed|fish', 'shape'],
  ['wedge|wedging shape|shaped|configuration', 'shape'],
  ['wedge|crush', 'shape'],
  ['fracture|wedging', 'weak'],
  ['fracture level|location|site :', 'weak'],
  ['collapse', 'weak'],
  ['deformity', 'anaphor'],
  ['vertebral|vertebra body? deformity', 'anaphor'],
  ['risk of|for ~3 fracture', 'not'],
  ['kyphosis|scoliotic|rotational deformity', 'not'],
  ['collapse of? ~1 disc|lung|lobe|sinus', 'not'],
  ['disc ~1 collapse', 'not'],
  ['compression fracture|deformity of ~1 thecal|cord|sac|root|nerve', 'not'],
  ['vertebral? compression? fracture can|may be|cause', 'not'],
  ...OF_TEXTBOOKS,
  ['negative compression? fracture|deformity|vcf', 'not'],
  ['impending|threatened ~2 fracture|collapse|compression', 'not'],
  ['process|lamina|pedicle|facet|rib of ~3 is|are|appears ~1 fracture', 'not'],
  ['hangman|jefferson fracture', 'weak'],
]
export const TABLE = phraseTable(ROWS)

/** Bones and things other than a vertebral body that break, or that are wedged or collapse. */
export const OTHER_BONES: ReadonlySet<string> = new Set(
  (
    'rib transverse spinous process sacral sacrum ala hip femoral femur pelvic pelvis ramus rami pubic acetabular ' +
    'coccyx coccygeal sternal sternum clavicle clavicular scapula pars lamina laminar facet elements element odontoid ' +
    'dens skull nasal facial wrist humerus humeral radius hardware screw screws rod rods osteophyte syndesmophyte lung ' +
    'arch atlas manubrium manubrial xiphoid costal patella patellar fibula fibular tibia tibial talus talar tarsal carpal metacarpal phalanx phalangeal finger toe shoulder glenoid acromion acromial coracoid olecranon scaphoid hyoid orbital maxillary calvarial periprosthetic prosthesis ivc cava jugular catheter stent filter shunt electrode lead tooth mandible mandibular metatarsal calcaneus calcaneal ankle elbow knee costovertebral costochondral trachea tracheal bronchus vein vena artery bowel gallbladder esophagus oesophagus bladder lobe lobar atelectasis airway spondylolysis interarticularis iliac ischial stress'
  ).split(' '),
)

/** Right after it these make a fracture something else: a part of it, or its risk. */
export const NO_FRACTURE_AFTER: ReadonlySet<string> = new Set(
  'fragment line lines cleft plane site margin risk probability liaison clinic prevention assessment level protocol'.split(
    ' ',
  ),
)

/** A wedged vertebra that is no fracture. */
export const NOT_A_FRACTURE: ReadonlySet<string> = new Set(
  'physiologic physiological developmental congenital scheuermann scheuermanns degenerative positional variant remodeling schmorl limbus hemivertebra butterfly'.split(
    ' ',
  ),
)

/** Bones that break by compression too. */
export const LIMBS: ReadonlySet<string> = new Set(
  (
    'humeral humerus sachs glenoid tibial tibia plateau calcaneus calcaneal talus talar cuboid navicular femoral femur ' +
    'condyle hip pelvis pelvic acetabular acetabulum radius radial wrist metatarsal'
  ).split(' '),
)
/** Right after the level these say which part of it is broken, or that it is metal. */
export const OTHER_PARTS: ReadonlySet<string> = new Set(['pedicle', 'lamina', 'cage', 'screw', 'rod', 'hardware'])

export const SACRAL_OR_RIB: ReadonlySet<string> = new Set(['sacral', 'rib'])
export const PLURAL: ReadonlySet<string> = new Set(['fractures', 'deformities', 'vcfs', 'fxs', 'collapses', 'ovcfs'])
export const DEFINITE: ReadonlySet<string> = new Set(['the', 'this', 'that', 'these', 'those', 'its', 'known', 'their'])
export const SEEN_WHEN: ReadonlySet<string> = new Set(['previously', 'prior', 'as', 'above'])
export const SEEN_BEFORE: ReadonlySet<string> = new Set(
  'seen described reported mentioned above aforementioned'.split(' '),
)
