import { no, type Row, type SignRule, words, yes } from './sign-rule.ts'

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
/** Normal marrow shows no edema, and of a fractured vertebra it says that it has healed. */
const QUIET: readonly SignRule[] = [...no('marrowEdema'), ...no('marrowSignal')]
/** Fluid inside a fractured vertebra is as bright as edema and as fresh. */
const FLUID: readonly SignRule[] = [...yes('marrowEdema'), ...yes('marrowSignal')]
const IS = 'is|appears|remains|are'
const RAISED = 'increased|high|elevated|bright|intense|abnormal|hyperintense'

/** Edema, uptake and signal of the marrow. */
export const MARROW: readonly Row[] = [
  ['marrow|bone ~2 edema', yes('marrowEdema', { unless: WEAR })],
  ['osseous|vertebral|endplate ~1 edema', yes('marrowEdema', { unless: WEAR })],
  ['edema ~4 marrow|vertebral|vertebra', yes('marrowEdema', { unless: WEAR })],
  ['edema', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['cord|conus ,? consistent|compatible with ~1 edema', []],
  ['cord|conus ,? suggesting|suggestive|representing of? ~1 edema', []],
  ['stir ~2 hyperintense|bright|edema', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['hyperintense ~4 stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  [
    'increased|high|elevated|bright|intense|abnormal|hyperintense ~1 stir signal?',
    yes('marrowEdema', { unless: SOFT_TISSUE }),
  ],
  ['increased|high|elevated|bright|intense|abnormal ~1 t2 and? stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['increased|high|elevated|bright|intense|abnormal signal ~4 stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  [
    'increased|high|elevated|bright|intense|abnormal signal on|in t2 and stir',
    yes('marrowEdema', { unless: SOFT_TISSUE }),
  ],
  [
    'increased|high|elevated|bright|intense|abnormal ~1 t2 ~1 fat saturated|suppressed|sat',
    yes('marrowEdema', { unless: SOFT_TISSUE }),
  ],
  [`${RAISED} signal on|in ~1 fat saturated|suppressed|sat`, yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['hyperintense ~3 fat saturated|suppressed|sat', yes('marrowEdema', { unless: SOFT_TISSUE })],
  [`stir signal ${IS} ~2 ${RAISED}`, yes('marrowEdema', { unless: SOFT_TISSUE })],
  [`stir signal in|within|of|at ~5 ${IS} ~2 ${RAISED}`, yes('marrowEdema', { unless: SOFT_TISSUE })],
  [`signal ${IS} ~2 ${RAISED} on|in ~2 stir`, yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['signal abnormality|increase|elevation|hyperintense on|in ~3 stir', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['stir signal', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['low|reduced|dark|intermediate ~1 stir signal', []],
  [`stir signal ${IS} ~1 normal|unremarkable`, QUIET],
  ['normal ~1 stir signal', QUIET],
  ['stir +|positive', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['bme|bmo|bmoe', yes('marrowEdema')],
  ['stir signal abnormality|increase', yes('marrowEdema', { unless: SOFT_TISSUE })],
  ['marrow signal abnormality', yes('marrowSignal', { unless: WEAR, quietIfDenied: true })],
  ['abnormal|altered ~1 marrow signal', yes('marrowSignal', { unless: WEAR, quietIfDenied: true })],
  ['tracer|fdg avid', yes('marrowEdema', { unless: OTHER_UPTAKE })],
  ['stir negative', QUIET],
  ['uptake', yes('marrowEdema', { unless: OTHER_UPTAKE })],
  ['increased|abnormal|focal|intense ~2 tracer activity|accumulation', yes('marrowEdema', { unless: OTHER_UPTAKE })],
  ['intense ~1 activity at|in|within|of', yes('marrowEdema', { unless: OTHER_UPTAKE })],
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
  ['fluid sign|cleft', FLUID],
  ['fluid filled|containing ~1 cleft', FLUID],
  ['cleft filled|containing with? fluid', FLUID],
  ['intravertebral fluid', FLUID],
]
