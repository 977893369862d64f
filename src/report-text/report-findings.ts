import type { SpineRegion, VertebralLevel } from '../clinical/level.ts'

/** A sign a report may state. `unreliable` = the radiologist says that the study cannot tell (motion, artefact). */
export type Sign = 'yes' | 'no' | 'unreliable' | 'unknown'

/** Loss of vertebral body height in percent: one number, or the two ends of the range the report gives. */
export type HeightLossPercent = number | readonly [low: number, high: number]

/** How a tumour changes the bone: it dissolves it, builds it up, or both. */
export type LesionType = 'lytic' | 'mixed' | 'blastic'

/** A tumour or fracture in pedicle, facet or costovertebral joint. */
export type PosterolateralInvolvement = 'bilateral' | 'unilateral' | 'none'

/** What one report says about one vertebra, or, with `level: null`, about the part of the spine it covers as a whole. */
export interface LevelFindings {
  readonly level: VertebralLevel | null
  /** `not-stated` = the report says something else about this place (cement, infection) and nothing about a fracture. */
  readonly fracture: 'present' | 'absent' | 'uncertain' | 'not-stated'
  /** `old` covers chronic, healed, remote, unchanged and, for the whole spine, "no acute fracture". */
  readonly acuity: 'acute' | 'old' | 'unknown'
  /** Bone-marrow edema on MRI, or tracer uptake on bone scan or SPECT. */
  readonly marrowEdema: Sign
  readonly heightLossPercent: HeightLossPercent | null
  /** The figure of an earlier study, when this report repeats it ("previously 15 %"). */
  readonly earlierHeightLossPercent: HeightLossPercent | null
  readonly heightLossProgressed: Sign
  readonly kyphoticDeformity: Sign
  readonly retropulsion: Sign
  readonly canalCompromise: Sign
  /** The fracture presses on the spinal cord, the cauda equina or a nerve root. */
  readonly neuralCompression: Sign
  /** Unstable burst, tension-band failure, subluxation, dislocation. */
  readonly instability: Sign
  /** Lytic or destroyed bone, pedicle involvement, convex posterior border, soft-tissue mass, metastasis. */
  readonly malignantPattern: Sign
  readonly epiduralTumour: Sign
  readonly lesion: LesionType | 'unknown'
  readonly posterolateral: PosterolateralInvolvement | 'unknown'
  /** Discitis, osteomyelitis, epidural or paraspinal abscess. */
  readonly infection: Sign
  /** Cement or augmentation already there. */
  readonly augmented: Sign
}

/** A Spinal Instability Neoplastic Score that a report states: both ends of it, alike where it is no range. */
export interface StatedSins {
  readonly level: VertebralLevel | null
  readonly total: readonly [low: number, high: number]
}

/** Everything the reader found in one report. Empty `levels` = it says nothing about vertebral fractures. */
export interface ReportFindings {
  readonly levels: readonly LevelFindings[]
  /** The part of the spine the words show was looked at, or null where they do not tell. */
  readonly region: SpineRegion | null
  readonly sins: readonly StatedSins[]
}
