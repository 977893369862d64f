import { HttpResponse } from 'msw'
import { describe, expect, test } from 'vitest'
import type { CdsRequest } from '../../src/cds-hooks/request.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { gatherFirstWave, gatherSecondWave } from '../../src/fhir/gather.ts'
import { readFacts, readFirstWave } from '../../src/fhir/read-facts.ts'
import { aReader, BASE, fhirJson, onGet, PATIENT_ID, searchset, startEhr, TOKEN } from './ehr.ts'

const ehr = startEhr()
const subject = { reference: `Patient/${PATIENT_ID}` }
const TEXT = 'MRI THORACIC SPINE. FINDINGS: Acute compression fracture of T12 with marrow edema.'

const FRACTURE = {
  resourceType: 'Condition',
  id: 'c1',
  subject,
  code: {
    coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M80.08XA' }],
    text: 'T12 compression fracture',
  },
  onsetDateTime: '2026-11-01',
}

function report(id: string, form: object, change: object = {}) {
  return {
    resourceType: 'DiagnosticReport',
    id,
    subject,
    status: 'final',
    code: { text: 'MRI thoracic spine' },
    effectiveDateTime: '2026-11-10',
    presentedForm: [form],
    ...change,
  }
}

const HTML_BY_URL = { contentType: 'text/html', url: 'Binary/b1' }

function aRequest(reports: readonly object[]): CdsRequest {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    fhirServer: BASE,
    accessToken: TOKEN,
    context: { userId: 'Practitioner/1', patientId: PATIENT_ID, encounterId: undefined },
    prefetch: {
      patient: { resourceType: 'Patient', id: PATIENT_ID },
      conditions: searchset([FRACTURE]),
      imagingReports: searchset(reports),
      imagingStudies: null,
      observations: null,
      medications: null,
      procedures: null,
      serviceRequests: null,
      allergies: null,
    },
  }
}

async function read(reports: readonly object[], reader = aReader()): Promise<PatientFacts> {
  const request = aRequest(reports)
  const first = await gatherFirstWave(request, reader)
  if (!first.ok) throw new Error('the first wave was refused')
  const reading = readFirstWave(first.value, PATIENT_ID)
  return readFacts(reading, await gatherSecondWave(first.value, request, reader), '2026-11-22')
}

function levels({ imaging }: PatientFacts) {
  return imaging.map(({ level, marrowEdema, evidence }) => [level, marrowEdema, evidence.reference])
}

function asked() {
  return ehr.requests.map(({ url }) => url.slice(BASE.length))
}

const binary = (contentType: string, data: string) => fhirJson({ resourceType: 'Binary', id: 'b1', contentType, data })
const FOUND = [['T12', 'yes', 'DiagnosticReport/r1']]

describe('a report whose words are at an address', () => {
  test.each<[string, () => Response]>([
    ['a Binary in JSON', () => binary('text/plain', btoa(TEXT))],
    ['a Binary of HTML', () => binary('text/html', btoa(`<html><body><p>${TEXT}</p></body></html>`))],
    ['the document itself', () => new HttpResponse(TEXT, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })],
    [
      'the document in another character set',
      () => new HttpResponse(`<p>${TEXT}</p>`, { headers: { 'Content-Type': 'text/html; charset=iso-8859-1' } }),
    ],
  ])('is read from %s', async (_what, answer) => {
    ehr.server.use(onGet('/Binary/b1', answer))
    const facts = await read([report('r1', HTML_BY_URL)])
    expect(levels(facts)).toEqual(FOUND)
    expect(facts.couldNotLook).toEqual([])
    expect(facts.fractures[0]?.studies.map(({ isSilent }) => isSilent)).toEqual([true])
  })

  test.each(['Binary/b1', `${BASE}/Binary/b1`, `${BASE}/Binary/b1/_history/2`])('is read at %s', async (url) => {
    ehr.server.use(onGet('/Binary/b1', () => binary('text/html', btoa(TEXT))))
    expect(levels(await read([report('r1', { contentType: 'text/html', url })]))).toEqual(FOUND)
    expect(ehr.requests.map(({ headers }) => headers.get('authorization'))).toEqual([`Bearer ${TOKEN}`])
  })

  test.each([
    ['another host', 'https://elsewhere.example.org/fhir/R4/Binary/b1'],
    ['another base', 'https://ehr.example.org/other/Binary/b1'],
    ['a step out of the base', `${BASE}/../Binary/b1`],
    ['an encoded step', `${BASE}/Binary/..%2fPatient`],
    ['another type', `${BASE}/DocumentReference/b1`],
    ['a search', `${BASE}/Binary/b1?_format=text`],
    ['an operation', `${BASE}/Binary/b1/$export`],
    ['a data address', 'data:text/plain,T12'],
    ['a user name', 'https://user@ehr.example.org/fhir/R4/Binary/b1'],
  ])('is not asked for at %s, and stays unread', async (_where, url) => {
    const facts = await read([report('r1', { contentType: 'text/html', url })])
    expect(asked()).toEqual([])
    expect(facts.couldNotLook).toEqual(['imagingReports'])
  })

  test.each(['application/pdf', 'image/jpeg', undefined])(
    'is not asked for as %s, and stays unread',
    async (contentType) => {
      const facts = await read([report('r1', { contentType, url: 'Binary/b1' })])
      expect(asked()).toEqual([])
      expect(facts.couldNotLook).toEqual(['imagingReports'])
    },
  )

  test.each<[string, () => Response]>([
    ['forbidden', () => new HttpResponse(null, { status: 403 })],
    ['missing', () => new HttpResponse('<h1>404</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } })],
    ['redirected', () => new HttpResponse(null, { status: 302, headers: { Location: 'https://cdn.example.org/b1' } })],
    ['a PDF after all', () => binary('application/pdf', btoa('%PDF-1.7'))],
    ['a PDF as it is', () => new HttpResponse('%PDF-1.7', { headers: { 'Content-Type': 'application/pdf' } })],
    ['empty', () => fhirJson({ resourceType: 'Binary', id: 'b1', contentType: 'text/html' })],
    ['a page for signing in', () => HttpResponse.html('<form>Please sign in to continue</form>')],
    ['no base64', () => binary('text/html', '%%%')],
    ['another resource', () => fhirJson({ resourceType: 'Patient', id: 'b1', data: btoa(TEXT) })],
  ])('stays unread where it is %s', async (_what, answer) => {
    ehr.server.use(onGet('/Binary/b1', answer))
    const facts = await read([report('r1', HTML_BY_URL)])
    expect(facts.imaging).toEqual([])
    expect(facts.couldNotLook).toEqual(['imagingReports'])
    expect(asked()).toEqual(['/Binary/b1'])
  })

  test('stays unread with prefetch only', async () => {
    const request = aRequest([report('r1', HTML_BY_URL)])
    const first = await gatherFirstWave(request, undefined)
    if (!first.ok) throw new Error('the first wave was refused')
    const gathered = await gatherSecondWave(first.value, request, undefined)
    expect(readFacts(readFirstWave(first.value, PATIENT_ID), gathered, '2026-11-22').couldNotLook).toEqual([
      'imagingReports',
    ])
  })
})

describe('of many reports', () => {
  test('only spine reports without words are asked for', async () => {
    ehr.server.use(onGet('/Binary/b1', () => binary('text/html', btoa(TEXT))))
    await read([
      report('r1', HTML_BY_URL),
      report('said', { contentType: 'text/html', url: 'Binary/said' }, { conclusion: 'No fracture.' }),
      report('inline', { contentType: 'text/html', url: 'Binary/inline', data: btoa(TEXT) }),
      report('knee', { contentType: 'text/html', url: 'Binary/knee' }, { code: { text: 'MRI knee' } }),
      report('dxa', { contentType: 'text/html', url: 'Binary/dxa' }, { code: { text: 'DXA lumbar spine' } }),
      report('planned', { contentType: 'text/html', url: 'Binary/planned' }, { status: 'registered' }),
      report('old', { contentType: 'text/html', url: 'Binary/old' }, { effectiveDateTime: '2025-11-09' }),
      report('undated', { contentType: 'text/html', url: 'Binary/undated' }, { effectiveDateTime: undefined }),
    ])
    expect(asked()).toEqual(['/Binary/b1'])
  })

  test('the five newest are asked for', async () => {
    const many = ['01', '02', '03', '04', '05', '06', '07'].map((day) =>
      report(`r${day}`, { contentType: 'text/html', url: `Binary/b${day}` }, { effectiveDateTime: `2026-11-${day}` }),
    )
    ehr.server.use(onGet('/Binary/:id', () => binary('text/html', btoa(TEXT))))
    const facts = await read(many)
    expect(asked().toSorted()).toEqual(['03', '04', '05', '06', '07'].map((day) => `/Binary/b${day}`))
    expect(facts.couldNotLook).toEqual(['imagingReports'])
  })

  test('each counts as a request of the call', async () => {
    ehr.server.use(onGet('/Binary/b1', () => binary('text/html', btoa(TEXT))))
    const facts = await read([report('r1', HTML_BY_URL)], aReader({ requests: 0 }))
    expect(asked()).toEqual([])
    expect(facts.couldNotLook).toEqual(['imagingReports'])
  })
})

describe('a document whose words are at an address', () => {
  const document = {
    resourceType: 'DocumentReference',
    id: 'd1',
    subject,
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '18748-4' }] },
    description: 'MRI thoracic spine report',
    date: '2026-11-10',
    content: [{ attachment: { contentType: 'text/plain', url: `${BASE}/Binary/b1` } }],
  }

  test('is read', async () => {
    ehr.server.use(onGet('/Binary/b1', () => binary('text/plain', btoa(TEXT))))
    expect(levels(await read([document]))).toEqual([['T12', 'yes', 'DocumentReference/d1']])
  })

  test('about something else is not asked for', async () => {
    await read([{ ...document, description: 'MRI knee report' }])
    expect(asked()).toEqual([])
  })
})
