import type { Modality } from '../clinical/facts.ts'
import type { SpineRegion } from '../clinical/level.ts'
import { wordsOf } from './element.ts'
import { regionInWords } from './site.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

/** Which kind of study a code or a name stands for, and which part of the spine it covers (null = not a spine study). */
export interface ImagingKind {
  readonly modality: Modality
  readonly region: SpineRegion | null
}

const CODED: ReadonlyMap<CodeGroup, ImagingKind> = new Map<CodeGroup, ImagingKind>([
  ['imaging.mr_lumbar', { modality: 'MR', region: 'lumbar' }],
  ['imaging.mr_thoracic', { modality: 'MR', region: 'thoracic' }],
  ['imaging.mr_spine', { modality: 'MR', region: 'spine' }],
  ['imaging.ct_lumbar', { modality: 'CT', region: 'lumbar' }],
  ['imaging.ct_thoracic', { modality: 'CT', region: 'thoracic' }],
  ['imaging.ct_spine', { modality: 'CT', region: 'spine' }],
  ['imaging.mr_thoracolumbar', { modality: 'MR', region: 'thoracolumbar' }],
  ['imaging.ct_thoracolumbar', { modality: 'CT', region: 'thoracolumbar' }],
  ['imaging.xr_spine', { modality: 'XR', region: 'spine' }],
  ['imaging.rf_spine', { modality: 'RF', region: 'spine' }],
  ['imaging.xr_lumbar', { modality: 'XR', region: 'lumbar' }],
  ['imaging.xr_thoracic', { modality: 'XR', region: 'thoracic' }],
  ['imaging.xr_thoracolumbar', { modality: 'XR', region: 'thoracolumbar' }],
  ['bmd.study', { modality: 'DXA', region: null }],
  ['procedure.bmd', { modality: 'DXA', region: null }],
  ['procedure.dxa_axial', { modality: 'DXA', region: null }],
  ['imaging.nm_bone', { modality: 'NM', region: 'spine' }],
])

/** Words as they stand in study names; the first that is found decides, so that "SPECT/CT" is nuclear medicine. */
const MODALITY_WORDS: readonly (readonly [words: RegExp, modality: Modality])[] = [
  [/\b(?:bone scan|spect|scintigra|nuclear)/i, 'NM'],
  [/\bpet\b/i, 'PT'],
  [/\b(?:mri|magnetic)\b/i, 'MR'],
  // Capitals only: a report may begin with "Mr.", "Cr" or "Dx:".
  [/\bMR\b(?!\.)/, 'MR'],
  [/\b(?:ct|cat scan|computed tomography)\b/i, 'CT'],
  [/\b(?:dxa|dexa|densitometry|bone density)\b/i, 'DXA'],
  [/\bfluoro/i, 'RF'],
  [/\b(?:x-?rays?|xr|radiographs?|radiography|plain films?)\b/i, 'XR'],
  [/\b(?:CR|DX)\b(?!:)/, 'XR'],
]

const DICOM: ReadonlyMap<CodeGroup, Modality> = new Map<CodeGroup, Modality>([
  ['modality.mr', 'MR'],
  ['modality.ct', 'CT'],
  ['modality.xr', 'XR'],
  ['modality.nm', 'NM'],
  ['modality.pet', 'PT'],
  ['modality.bmd', 'DXA'],
  ['modality.fluoro', 'RF'],
])

export function imagingKindOf(concept: unknown): ImagingKind {
  for (const { groups } of meaningsOf(concept)) {
    for (const group of groups) {
      const kind = CODED.get(group)
      if (kind) return kind
    }
  }
  const words = wordsOf(concept)
  const modality = modalityInWords(words)
  const isWholeBodyScan = modality === 'NM' && /\bbone\b/i.test(words) && /\b(?:whole|total) body\b/i.test(words)
  return { modality, region: isWholeBodyScan ? 'spine' : regionInWords(words) }
}

export function modalityInWords(words: string): Modality {
  return MODALITY_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown'
}

/** A DICOM modality Coding (ImagingStudy.modality, series.modality); servers write its system in several ways. */
export function dicomModality(groups: ReadonlySet<CodeGroup>): Modality | undefined {
  for (const group of groups) {
    const modality = DICOM.get(group)
    if (modality) return modality
  }
  return undefined
}
