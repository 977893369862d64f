/** Reports of our own, as radiologists write them. The first two tell the story that decides; the others are the usual noise. */
export const MRI_OF_FRACTURE = `EXAM: MRI OF THE THORACIC AND LUMBAR SPINE WITHOUT CONTRAST

CLINICAL INFORMATION: Severe mid and low back pain after lifting. Evaluate for compression fracture.

COMPARISON: Thoracolumbar radiographs, prior study.

TECHNIQUE: Sagittal T1, sagittal T2, sagittal STIR and axial T2 weighted images from T6 through the sacrum.

FINDINGS:
Alignment: Mild focal kyphosis centered at T12. No listhesis.
Vertebrae: There is a superior endplate compression fracture of the T12 vertebral body with low T1 signal and corresponding
increased STIR signal throughout its upper half, consistent with marrow edema. Anterior height loss measures approximately 35%,
previously 20%. The posterior cortex is intact. There is no retropulsion. The remaining vertebral body heights are preserved.
There is no suspicious marrow replacing lesion.
Cord: The spinal cord is normal in caliber and signal. The conus terminates at L1.
Discs: L3-L4: Shallow disc bulge without stenosis. L4-L5: Broad-based disc bulge with facet hypertrophy, resulting in mild
bilateral neural foraminal narrowing. L5-S1: Disc desiccation with a small central protrusion.
Soft tissues: No paraspinal or epidural collection. Simple cyst of the left kidney.

IMPRESSION:
1. Acute compression fracture of T12 with marrow edema and approximately 35% anterior height loss. No retropulsion or canal
compromise.
2. Mild degenerative changes of the lower lumbar spine.`

export const RADIOGRAPH_OF_FRACTURE = `EXAM: RADIOGRAPHS OF THE THORACOLUMBAR SPINE, 2 VIEWS

CLINICAL INFORMATION: Back pain.

FINDINGS: The bones are diffusely demineralized. There is mild anterior wedging of the T12 vertebral body with approximately 20%
loss of height, of indeterminate age. The remaining vertebral bodies are maintained in height.

IMPRESSION: Mild wedge compression deformity of T12, age-indeterminate. MRI would help to determine acuity.`

export interface OtherReport {
  readonly loinc: string
  readonly name: string
  readonly text: string
}

export const OTHER_REPORTS: readonly [OtherReport, ...OtherReport[]] = [
  {
    loinc: '36643-5',
    name: 'XR Chest 2 Views',
    text: `EXAM: CHEST, 2 VIEWS

INDICATION: Cough.

FINDINGS: The lungs are clear. The heart is normal in size. No pleural effusion or pneumothorax. Mild degenerative changes of the
thoracic spine. No acute osseous abnormality.

IMPRESSION: No acute cardiopulmonary process.`,
  },
  {
    loinc: '36813-4',
    name: 'CT Abdomen and Pelvis W contrast IV',
    text: `EXAM: CT OF THE ABDOMEN AND PELVIS WITH CONTRAST

INDICATION: Abdominal pain.

FINDINGS: Liver, spleen, pancreas and adrenal glands are unremarkable. Simple renal cysts. Sigmoid diverticulosis without
diverticulitis. No free fluid. No enlarged lymph nodes. Atherosclerotic calcification of the aorta. Osseous structures: multilevel
degenerative changes. No suspicious lytic or sclerotic lesion.

IMPRESSION:
1. No acute abnormality of the abdomen or pelvis.
2. Diverticulosis.`,
  },
  {
    loinc: '24605-8',
    name: 'MG Breast Diagnostic',
    text: `EXAM: BILATERAL SCREENING MAMMOGRAM

FINDINGS: Scattered fibroglandular densities. No suspicious mass, calcification or architectural distortion.

IMPRESSION: Negative. Routine screening in one year.`,
  },
  {
    loinc: '37637-6',
    name: 'XR Knee - left 3 Views',
    text: `EXAM: LEFT KNEE, 3 VIEWS

INDICATION: Pain.

FINDINGS: Moderate medial compartment joint space narrowing with osteophytes. No fracture or dislocation. Small effusion.

IMPRESSION: Moderate osteoarthritis. No acute fracture.`,
  },
]
