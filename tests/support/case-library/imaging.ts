import { dayOf } from './days.ts'
import type { Form } from './format.ts'
import type { CompactImaging, CompactPatient, Modality, SpinePart } from './patient-format.ts'
import { detailSentences, fractureSentence, placeOf, studyName } from './report-words.ts'
import { coded, type Draft, type Fields, statusOf, worded } from './resource.ts'

/** One report for what was seen on one day with one modality; an entry about the whole part has a report of its own. */
export function reportResources(imaging: readonly CompactImaging[], form: Form): readonly Draft[] {
  const reports = Map.groupBy(imaging, ({ on, modality, level }, index = 0) =>
    level === null ? `${on} ${modality} part ${index}` : `${on} ${modality}`,
  )
  return [...reports.values()].flatMap((entries) => {
    const [first] = entries
    return first === undefined ? [] : [report(first, entries, form)]
  })
}

function report({ on, modality }: CompactImaging, entries: readonly CompactImaging[], form: Form): Draft {
  const part = partOf(entries)
  return {
    resourceType: 'DiagnosticReport',
    status: 'final',
    effectiveDateTime: dayOf(on),
    ...(form === 'coded'
      ? { category: [statusOf('v2-0074', 'RAD')], code: STUDY_CODES[modality][part] }
      : { code: worded(studyName(modality, part)) }),
    ...(form === 'coded' ? { conclusion: conclusionOf(entries, part) } : { presentedForm: [htmlOf(entries, part)] }),
  }
}

/** What was imaged: as stated, else the part of the spine that the named vertebrae lie in. */
function partOf(entries: readonly CompactImaging[]): SpinePart {
  const stated = entries.find(({ region }) => region !== undefined)?.region
  if (stated !== undefined) return stated
  const letters = new Set(entries.map(({ level }) => level?.charAt(0)))
  if (letters.size > 1) return 'thoracolumbar'
  if (letters.has('T')) return 'thoracic'
  return letters.has('L') ? 'lumbar' : 'thoracolumbar'
}

function conclusionOf(entries: readonly CompactImaging[], part: SpinePart): string {
  return entries
    .flatMap((entry) => {
      const place = placeOf(entry, part)
      return [fractureSentence(entry, place, 'coded'), ...detailSentences(entry, place, 'coded')]
    })
    .join(' ')
}

function htmlOf(entries: readonly CompactImaging[], part: SpinePart): Fields {
  const details = entries.flatMap((entry) => detailSentences(entry, placeOf(entry, part), 'text'))
  const fractures = entries.map((entry) => `<li>${fractureSentence(entry, placeOf(entry, part), 'text')}</li>`)
  const html = [
    '<html><body>',
    '<p><b>TECHNIQUE:</b> Standard protocol.</p>',
    `<p><b>FINDINGS:</b><br/>${details.join('<br/>')}</p>`,
    `<p><b>IMPRESSION:</b></p><ol>${fractures.join('')}</ol>`,
    '</body></html>',
  ].join('\n')
  return { contentType: 'text/html', data: Buffer.from(html).toString('base64') }
}

const STUDY_CODES: Readonly<Record<Modality, Readonly<Record<SpinePart, Fields>>>> = {
  MR: {
    thoracic: coded('loinc', '24980-5'),
    lumbar: coded('loinc', '24968-0'),
    thoracolumbar: coded('snomed', '411571000119106'),
  },
  CT: {
    thoracic: coded('loinc', '24978-9'),
    lumbar: coded('loinc', '24963-1'),
    thoracolumbar: coded('loinc', '83310-3'),
  },
  XR: {
    thoracic: coded('loinc', '24983-9'),
    lumbar: coded('loinc', '24970-6'),
    thoracolumbar: coded('loinc', '24984-7'),
  },
  NM: {
    thoracic: coded('loinc', '25031-6'),
    lumbar: coded('loinc', '25031-6'),
    thoracolumbar: coded('loinc', '25031-6'),
  },
}

const DICOM: Readonly<Record<Modality, string>> = { MR: 'MR', CT: 'CT', XR: 'DX', NM: 'NM' }

/** That a study was made, without a word of what it showed. */
export function studyResource(study: CompactPatient['studies'][number], form: Form): Draft {
  const { on, modality, region = 'thoracolumbar' } = study
  const named =
    form === 'coded'
      ? {
          modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: DICOM[modality] }],
          procedureCode: [STUDY_CODES[modality][region]],
        }
      : { description: modality === 'NM' ? 'NM bone scan of the spine' : studyName(modality, region) }
  return { resourceType: 'ImagingStudy', status: 'available', started: dayOf(on), ...named }
}
