import { describe, expect, test } from 'vitest'
import { readDocumentReference } from '../../src/fhir/read-document-reference.ts'

const LOINC = 'http://loinc.org'
const TEXT = 'FINDINGS: Acute compression fracture of T12 with marrow edema.'

function typed(code: string, display = '') {
  return { coding: [{ system: LOINC, code, display }] }
}

function content(text: string, change: object = {}) {
  const data = Buffer.from(text).toString('base64')
  return { content: [{ attachment: { contentType: 'text/plain', data, ...change } }] }
}

function document(change: object) {
  return {
    resourceType: 'DocumentReference',
    id: 'doc1',
    status: 'current',
    type: typed('18748-4', 'Diagnostic imaging study'),
    date: '2026-11-20T08:00:00Z',
    ...content(TEXT),
    ...change,
  }
}

function levelsIn(change: object) {
  return readDocumentReference(document(change)).imaging.map(({ level }) => level)
}

describe('a document with the text of an imaging report', () => {
  test('is read like a report', () => {
    const { imaging, studies } = readDocumentReference(document({ description: 'MRI thoracic spine' }))
    expect(imaging).toMatchObject([
      {
        level: 'T12',
        fracture: 'present',
        modality: 'MR',
        region: 'thoracic',
        evidence: { reference: 'DocumentReference/doc1', date: '2026-11-20', basis: 'text' },
      },
    ])
    expect(studies).toMatchObject([{ modality: 'MR', region: 'thoracic', date: '2026-11-20' }])
  })

  test('is dated by the study where it says when that was', () => {
    const [study] = readDocumentReference(document({ context: { period: { start: '2026-11-19' } } })).studies
    expect(study?.date).toBe('2026-11-19')
  })

  test.each([
    ['by its type', { type: typed('24968-0') }],
    ['by the words of its type', { type: { text: 'MRI lumbar spine' } }],
    ['by its description', { type: typed('55107-7', 'Addendum document'), description: 'CT L-SPINE W/O CONTRAST' }],
    ['by the title of its attachment', { type: undefined, ...content(TEXT, { title: 'XR thoracic spine 2 views' }) }],
    ['in html', content(`<p>${TEXT}</p>`, { contentType: 'text/html' })],
  ])('is known %s', (_name, change) => {
    expect(levelsIn(change)).toEqual(['T12'])
  })

  test('about bone density gives its T-scores', () => {
    const facts = readDocumentReference(
      document({ description: 'DXA bone density', ...content('Lumbar spine T-score -3.1.') }),
    )
    expect(facts.boneDensity).toMatchObject([{ site: 'lumbar-spine', tScore: -3.1 }])
    expect(facts.boneHealthCare).toMatchObject([{ kind: 'bone-density-study' }])
  })
})

describe('no report', () => {
  test.each([
    ['a superseded document', { status: 'superseded' }],
    ['a document in error', { status: 'entered-in-error' }],
    ['a document without a status', { status: undefined }],
    ['a preliminary document', { docStatus: 'preliminary' }],
    ['a document whose content is in error', { docStatus: 'entered-in-error' }],
    ['a progress note', { type: typed('11506-3', 'Progress note'), description: 'MRI lumbar spine' }],
    ['a note by name', { type: { text: 'Visit note' }, description: 'MRI lumbar spine discussed' }],
    ['an order for a study', { type: undefined, description: 'MRI lumbar spine order' }],
    ['a consent', { type: { text: 'Consent for CT lumbar spine' } }],
    ['a report about a knee', { type: typed('55107-7'), description: 'MRI left knee' }],
    ['a document about the spine that names no study', { type: undefined, description: 'Lumbar spine' }],
    ['a document of unknown kind', { type: undefined }],
    ['guidance of a kyphoplasty', { type: typed('72552-3') }],
    ['a document whose text is elsewhere', { content: [{ attachment: { url: 'https://ehr.example.org/Binary/7' } }] }],
    ['a scan', content('%PDF', { contentType: 'application/pdf' })],
  ])('is %s', (_name, change) => {
    const facts = readDocumentReference(document(change))
    const { isUnread, ...lists } = facts
    expect([isUnread, ...Object.values(lists).flat()]).toEqual([false])
  })
})
