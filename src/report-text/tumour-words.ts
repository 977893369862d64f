import { phraseTable } from './phrases.ts'
import type { LesionType } from './report-findings.ts'

const BLASTIC = 'blastic|osteoblastic|sclerotic'
const TUMOUR = 'lesion|metastasis|tumor|focus|foci'

/** Sclerosis alone is wear or healing: only a sclerotic lesion is a tumour's. */
export const LESION_WORDS = phraseTable<LesionType>([
  ['lytic', 'lytic'],
  ['blastic|osteoblastic', 'blastic'],
  [`sclerotic ~2 ${TUMOUR}`, 'blastic'],
  [`lytic and|or? ${BLASTIC}`, 'mixed'],
  [`${BLASTIC} and|or? lytic`, 'mixed'],
  ['mixed ~1 lytic', 'mixed'],
  [`mixed ~1 lytic and|or? ${BLASTIC}`, 'mixed'],
  [`mixed ~1 ${BLASTIC}`, 'mixed'],
  [`mixed ~1 ${BLASTIC} and|or? lytic`, 'mixed'],
  [`mixed density? ${TUMOUR}`, 'mixed'],
])

/** Near one of these a lesion is another bone's, or harmless. */
export const OTHER_BONES: ReadonlySet<string> = new Set(
  (
    'rib ribs iliac ilium ischium pubic pelvis pelvic sacral sacrum femur femoral humerus skull calvarium sternum scapula ' +
    'clavicle acetabulum acetabular hip benign degenerative island enostosis modic schmorl hemangioma'
  ).split(' '),
)

/** `spared` = said to be free; `posterior-elements` = told only where they are denied, since they hold more than these. */
export type PosterolateralMeaning = 'involved' | 'posterior-elements' | 'spared'

const PART = 'pedicle|facet|facets|costovertebral'
const IS_INVOLVED =
  'involvement|involved|infiltration|infiltrated|destruction|replacement|replaced|erosion|erosions|eroded|invasion|' +
  'invaded|extension|fracture'
const INVOLVES =
  'involvement|involving|involves|involve|infiltration|infiltrating|infiltrates|destruction|erosion|erosions|eroding|' +
  'erodes|invasion|invading|invades|extension|extends|extending|replacement|replacing|replaces'
const IS = 'is|are|appear|appears|remain|remains'
const FREE = 'intact|spared|preserved|normal|maintained|unremarkable|uninvolved|free'

export const POSTEROLATERAL_WORDS = phraseTable<PosterolateralMeaning>([
  [`${PART} ~2 ${IS_INVOLVED}`, 'involved'],
  [`${PART} ${IS} ~2 ${IS_INVOLVED}`, 'involved'],
  [`${PART} ${IS} not ~1 ${IS_INVOLVED}`, 'involved'],
  [`${PART} and|or ${PART} ~2 ${IS_INVOLVED}`, 'involved'],
  [`left|right and|or left|right ${PART} ~2 ${IS_INVOLVED}`, 'involved'],
  [`left|right and|or left|right ${PART} ${IS} ~2 ${IS_INVOLVED}`, 'involved'],
  [`${INVOLVES} ~4 ${PART}`, 'involved'],
  [`${INVOLVES} ~3 left|right and|or left|right ~1 ${PART}`, 'involved'],
  [`${INVOLVES} ~3 body and ~2 ${PART}`, 'involved'],
  [`lytic|${TUMOUR}|mass ~4 ${PART}`, 'involved'],
  [`posterior element|elements ~2 ${IS_INVOLVED}`, 'posterior-elements'],
  [`${INVOLVES} ~3 posterior element|elements`, 'posterior-elements'],
  [`${PART} ${IS} ~1 ${FREE}`, 'spared'],
  [`${PART} and|or ${PART} ${IS} ~1 ${FREE}`, 'spared'],
  [`intact|preserved|normal ~1 ${PART}`, 'spared'],
  [`sparing|spares ~3 ${PART}`, 'spared'],
  [`posterior element|elements ${IS} ~1 ${FREE}`, 'spared'],
  ['intact|preserved|normal ~1 posterior element|elements', 'spared'],
  ['sparing|spares ~2 posterior element|elements', 'spared'],
])
