import type { Fracture, ImagingFinding, PatientFacts } from '../../src/clinical/facts.ts'

/** Studies that can show edema or uptake. */
export const ADVANCED: ReadonlySet<ImagingFinding['modality']> = new Set(['MR', 'NM', 'PT'])

/** Studies that disagree by more than edema: which words outweigh a scan without edema is open. */
function isScanAgainstWords({ imaging }: Fracture): boolean {
  const hasWords = imaging.some(
    ({ modality, marrowEdema, acuity }) => acuity === 'acute' || (marrowEdema === 'yes' && !ADVANCED.has(modality)),
  )
  return hasWords && imaging.some(({ marrowEdema }) => marrowEdema === 'no')
}

/** The sources, read twice, lead to one answer about this patient. */
export function hasOneReading(facts: PatientFacts): boolean {
  return !facts.fractures.some((fracture) => isScanAgainstWords(fracture))
}
