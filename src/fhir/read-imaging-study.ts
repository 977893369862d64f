import type { Modality, SpineStudy } from '../clinical/facts.ts'
import type { SpineRegion } from '../clinical/level.ts'
import { type Element, elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { dicomModality, imagingKindOf, modalityInWords } from './imaging-kind.ts'
import { firstDay } from './record-date.ts'
import { jointRegion, regionInWords } from './site.ts'
import { meaningOf, meaningsOf } from './value-sets/index.ts'

/**
 * That a study of the spine was made, never what it showed: pixels and `endpoint` are not touched. A study that does not
 * name the spine is left out, since "thoracic" alone may be a heart or a chest.
 */
export function readImagingStudy(resource: unknown): SpineStudy | undefined {
  const status = textOf(resource, 'status')
  if (status === 'cancelled' || status === 'entered-in-error' || status === 'registered') return undefined
  const region = regionOf(resource)
  if (region === null) return undefined
  const date = firstDay(resource, ['started'])
  return { modality: modalityOf(resource), region, date, evidence: evidenceOf(resource, date) }
}

function regionOf(resource: unknown): SpineRegion | null {
  const procedures = elementsOf(resource, 'procedureCode')
  const series = elementsOf(resource, 'series')
  const coded = [...procedures.map((code) => imagingKindOf(code).region), ...series.map(codedRegion)]
  return jointRegion(coded.filter((region) => region !== null)) ?? regionInWords(namesIn(resource, procedures, series))
}

function codedRegion({ bodySite }: Element): SpineRegion | null {
  return meaningOf(fieldOf(bodySite, 'system'), fieldOf(bodySite, 'code'))?.region ?? null
}

function namesIn(resource: unknown, procedures: readonly Element[], series: readonly Element[]): string {
  const ofSeries = series.flatMap((one) => [
    textOf(one, 'description') ?? '',
    textOf(fieldOf(one, 'bodySite'), 'display') ?? '',
  ])
  return [textOf(resource, 'description') ?? '', ...procedures.map(wordsOf), ...ofSeries].join('\n')
}

/** The most telling modality of a study: one with MR series is an MRI, whatever else was stored with it. */
const BY_TELLING: readonly Modality[] = ['MR', 'NM', 'PT', 'CT', 'XR', 'DXA', 'RF']

function modalityOf(resource: unknown): Modality {
  const codings = [
    ...elementsOf(resource, 'modality'),
    ...elementsOf(resource, 'series').flatMap((one) => elementsOf(one, 'modality')),
  ]
  const named = new Set(codings.map(modalityOfCoding))
  const kind = elementsOf(resource, 'procedureCode').map((code) => imagingKindOf(code).modality)
  for (const modality of kind) named.add(modality)
  const inWords = modalityInWords(textOf(resource, 'description') ?? '')
  return BY_TELLING.find((modality) => named.has(modality)) ?? inWords
}

function modalityOfCoding(coding: unknown): Modality | undefined {
  const [meaning] = meaningsOf({ coding: [coding] })
  return (meaning && dicomModality(meaning.groups)) ?? modalityByCode(textOf(coding, 'code'))
}

/** The DICOM codes themselves are unambiguous; their system arrives in several spellings. */
function modalityByCode(code: string | undefined): Modality | undefined {
  switch (code) {
    case 'MR':
    case 'CT':
    case 'NM':
    case 'PT':
      return code
    case 'CR':
    case 'DX':
    case 'RG':
      return 'XR'
    default:
      return undefined
  }
}
