import type { Citation, Threshold } from './citation.ts'

export const SOURCE_PRACTICE: Citation = {
  id: 'source-practice',
  title: 'Kyphoplasty patient page of the source practice (Craig C. Callewart MD, Dallas, Texas)',
}

export const MEDICARE_LCD: Citation = {
  id: 'lcd-l34106',
  title: 'Medicare LCD L34106, Percutaneous Vertebral Augmentation for Osteoporotic Vertebral Compression Fracture',
  url: 'https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=34106',
}

export const RAND_2018: Citation = {
  id: 'rand-2018',
  title: 'Hirsch et al., Spine J 2018;18(11):2152-2161',
  url: 'https://doi.org/10.1016/j.spinee.2018.07.025',
}

export const NICE_TA279: Citation = {
  id: 'nice-ta279',
  title:
    'NICE technology appraisal guidance TA279, Percutaneous vertebroplasty and percutaneous balloon kyphoplasty for treating osteoporotic vertebral compression fractures',
  url: 'https://www.nice.org.uk/guidance/ta279',
}

export const ACR_2018: Citation = {
  id: 'acr-2018',
  title: 'ACR Appropriateness Criteria, Management of Vertebral Compression Fractures, revised 2018',
}

export const ACR_LATER: Citation = {
  id: 'acr-later',
  title: 'ACR Appropriateness Criteria, a later revision, as a summary of 2026 tells it (its own text was not seen)',
}

export const MULTISOCIETY_2014: Citation = {
  id: 'multisociety-2014',
  title:
    'Multisociety position statement of 2014 (SIR, AANS, CNS, ACR, ASNR, ASSR, CIRA, SNIS), as LCD L34106 paraphrases it',
}

export const ASBMR_COALITION: Citation = {
  id: 'asbmr-coalition',
  title:
    'ASBMR Coalition recommendations for secondary fracture prevention (care of hip and vertebral fractures in a system such as a fracture liaison service)',
}

export const BHOF_2022: Citation = {
  id: 'bhof-2022',
  title:
    "Bone Health and Osteoporosis Foundation, The Clinician's Guide to Prevention and Treatment of Osteoporosis, 2022",
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9546973/',
}

export const SIR_2019: Citation = {
  id: 'sir-2019',
  title:
    'Society of Interventional Radiology consensus guidelines for the periprocedural management of bleeding risk, 2019',
}

export const SINS: Citation = { id: 'sins', title: 'Spinal Instability Neoplastic Score (SINS)' }

/** Where a number or a rule is our own reading, the policy page says so. */
export const OURS: Citation = { id: 'ours', title: 'Our own reading; no source gives it' }

/** A number that no source gives: our reading, marked so wherever it is shown. */
export function ours(id: string, value: number, unit: string, says: string): Threshold {
  return { id, value, unit, says, origin: 'ours', citation: OURS }
}
