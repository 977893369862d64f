// Synthetic reports, written for these tests in the manner of such reports. No patient stands behind them.

export const MRI_ACUTE = `EXAM: MRI LUMBAR SPINE WITHOUT CONTRAST

CLINICAL HISTORY: 78-year-old woman with severe back pain after lifting a flower pot. History of breast cancer. Rule out compression fracture.

COMPARISON: Radiographs of the lumbar spine 03/14/2026, chronic compression fracture of L3 at that time.

TECHNIQUE: Sagittal T1, T2 and STIR and axial T2 images were obtained.

FINDINGS:
There is an acute compression fracture of the superior endplate of L1 with
approximately 35% loss of vertebral body height anteriorly. There is associated marrow
edema on the STIR sequence with a linear low T1 fracture line. 2 mm of retropulsion of the
posterosuperior corner without significant canal compromise. The pedicles are intact. No epidural or
paraspinal soft tissue mass.

Chronic compression deformity of L3 with 20% height loss, unchanged from the prior radiographs. Normal marrow signal.

The conus terminates at L1 and is normal in signal.

T12-L1: No significant disc bulge or stenosis.
L1-L2: Mild disc bulge. No canal stenosis.
L3-L4: Moderate facet arthropathy with moderate spinal canal stenosis.
L4-L5: Grade 1 anterolisthesis with severe canal stenosis. Impingement of the traversing L5 nerve roots.

IMPRESSION:
1. Acute osteoporotic compression fracture of L1 with 35% loss of height and minimal retropulsion. No canal compromise or cord compression.
2. Chronic, healed L3 compression deformity.
3. Severe degenerative canal stenosis at L4-L5.

RECOMMENDATION: Consider referral for evaluation of kyphoplasty. DXA is recommended.
`

export const RADIOGRAPH = `XR THORACIC SPINE, 2 VIEWS

INDICATION: Back pain, r/o fracture.

FINDINGS: There is a mild wedge compression deformity of T8 with 20-25% loss of height, age-indeterminate. Vertebral body heights are otherwise maintained. Mild multilevel degenerative changes. The bones are osteopenic.

IMPRESSION: Age-indeterminate T8 compression deformity. If there is clinical concern for an acute fracture, MRI is recommended.
`

export const CT_BURST = `CT LUMBAR SPINE WITHOUT CONTRAST
Reason for exam: fall from a ladder
Findings: Comminuted burst fracture of the L2 vertebral body with approximately 50% height loss and 6 mm retropulsion of the posterior fragment into the spinal canal, resulting in moderate canal stenosis. Fracture of the left L2 transverse process. Nondisplaced fracture of the right 11th rib. No facet subluxation or dislocation.
Impression:
Acute unstable burst fracture of L2 with retropulsed fragment and moderate canal compromise. Spine surgery consultation is recommended.
`

export const BONE_SCAN = `NM BONE SCAN WHOLE BODY WITH SPECT
History: prostate cancer with possible bone metastases, back pain.
Findings: There is intense linear radiotracer uptake at T12, consistent with an acute to subacute compression fracture. Mild uptake at the L4-5 facet joints is degenerative. Uptake in the right sixth rib.
Impression: 1. Increased uptake at the T12 compression fracture, likely recent. 2. No scintigraphic evidence of osseous metastatic disease.
`

export const MRI_MULTILEVEL = `MRI THORACIC AND LUMBAR SPINE

History: Worsening pain. Status post kyphoplasty.

Findings
Bones: T7 compression deformity, chronic. Status post kyphoplasty at T12 with cement in place; no cement leakage. The T11 vertebral body demonstrates 40% loss of height, previously 15%, with a superior endplate fracture and associated marrow edema. There is focal kyphotic deformity at this level. No retropulsion.
Cord: Normal caliber and signal. No cord compression.
Discs: Multilevel degenerative disc disease with loss of disc height.

Impression
Subacute T11 compression fracture above the T12 kyphoplasty.
`

export const MRI_METASTASIS = `MRI THORACIC SPINE WITH AND WITHOUT CONTRAST
INDICATION: Lung cancer, new weakness.
FINDINGS: Pathologic compression fracture of T9 with destruction of the left pedicle and a convex posterior border. There is a ventral epidural soft tissue mass with compression of the thoracic cord. No discitis or osteomyelitis.
IMPRESSION: T9 pathologic fracture with epidural tumor and cord compression. Findings were discussed with the referring physician.
`

export const CHEST_CT = `Indication: pulmonary embolism? Technique: CT of the chest with contrast. Findings: Lungs: Compressive atelectasis at the left base. Liver: Multiple hepatic metastases. Bones: No acute fracture of the thoracic spine. Old healed right rib fractures. T12 compression deformity, unchanged from 2023. Impression: 1. Hepatic metastases. 2. No pulmonary embolism.
`

export const NORMAL_MRI = `MRI of the thoracic spine without contrast.
FINDINGS: Alignment is normal. Vertebral body heights are normal. No compression fracture. No marrow edema. The disc spaces are preserved. The cord is normal in caliber and signal.
IMPRESSION: Normal MRI of the thoracic spine.
`

export const ALL_REPORTS = [
  MRI_ACUTE,
  RADIOGRAPH,
  CT_BURST,
  BONE_SCAN,
  MRI_MULTILEVEL,
  MRI_METASTASIS,
  CHEST_CT,
  NORMAL_MRI,
]
