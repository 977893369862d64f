import type { Condition, Observation, Patient, Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { aSandbox, idsIn, issueOf, LOINC, linkOf, readBundle } from './a-sandbox.ts'

const SNOMED = 'http://snomed.info/sct'
const CLINICAL_STATUS = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category'

const ada: Patient = {
  resourceType: 'Patient',
  id: 'ada',
  name: [{ family: 'Byron', given: ['Ada'] }],
  birthDate: '1948-03-02',
}
const bea: Patient = {
  resourceType: 'Patient',
  id: 'bea',
  name: [{ family: 'Arden', given: ['Bea'] }],
  birthDate: '1939-01-30',
}

const fracture: Condition = {
  resourceType: 'Condition',
  id: 'fracture',
  subject: { reference: 'Patient/ada' },
  clinicalStatus: { coding: [{ system: CLINICAL_STATUS, code: 'active' }] },
  code: { coding: [{ system: SNOMED, code: '207957008' }], text: 'Fracture of T12' },
  recordedDate: '2026-10-20',
}
const asthma: Condition = {
  resourceType: 'Condition',
  id: 'asthma',
  subject: { reference: 'Patient/ada' },
  clinicalStatus: { coding: [{ system: CLINICAL_STATUS, code: 'resolved' }] },
  code: { coding: [{ system: SNOMED, code: '195967001' }] },
  recordedDate: '2019-05-01T09:00:00-06:00',
}
const undated: Condition = { resourceType: 'Condition', id: 'undated', subject: { reference: 'Patient/bea' } }

function observation(id: string, code: string, day: string, change: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    subject: { reference: 'Patient/ada' },
    category: [{ coding: [{ system: OBSERVATION_CATEGORY, code: 'survey' }] }],
    code: { coding: [{ system: LOINC, code }] },
    effectiveDateTime: day,
    ...change,
  }
}

const observations: readonly Observation[] = [
  observation('pain-1', '72514-3', '2026-11-01'),
  observation('pain-2', '72514-3', '2026-11-20T08:30:00Z'),
  observation('t-score', '38267-1', '2026-05-02', {
    category: [{ coding: [{ system: OBSERVATION_CATEGORY, code: 'imaging' }] }],
  }),
  observation('weight', '29463-7', '2026-11-10', { status: 'preliminary' }),
  observation('of-a-device', '72514-3', '2026-11-02', { subject: { reference: 'Device/ada' } }),
]

/** Cannot come from a careful EHR, and must not spoil the searches of the others. */
const misshapen: unknown = {
  resourceType: 'Condition',
  id: 'misshapen',
  subject: { reference: 'Patient/bea' },
  code: { coding: { system: SNOMED, code: '1' } },
  recordedDate: '2026-99-99',
}

const sandbox = aSandbox([ada, bea, fracture, asthma, undated, ...observations, misshapen as Resource])

describe('a searchset', () => {
  test('lists every patient when nothing is asked', async () => {
    const bundle = await readBundle(await sandbox.send('/Patient'))
    const url = `${sandbox.baseUrl()}/Patient`
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 2 })
    expect(bundle.entry?.map(({ fullUrl, search }) => ({ fullUrl, search }))).toEqual([
      { fullUrl: `${url}/ada`, search: { mode: 'match' } },
      { fullUrl: `${url}/bea`, search: { mode: 'match' } },
    ])
    expect(bundle.entry?.[0]?.resource).toMatchObject(ada)
  })

  test('names itself and has no next page when everything fits', async () => {
    const bundle = await readBundle(await sandbox.send('/Condition?patient=ada'))
    expect(linkOf(bundle, 'self')).toBe(`${sandbox.baseUrl()}/Condition?patient=ada&_count=50`)
    expect(linkOf(bundle, 'next')).toBeUndefined()
  })

  test('has a total of 0 and no entry when nothing matches', async () => {
    const bundle = await readBundle(await sandbox.send('/Condition?patient=nobody'))
    expect(bundle.total).toBe(0)
    expect(bundle).not.toHaveProperty('entry')
  })

  test('is empty for a known type of which there is none', async () => {
    expect((await readBundle(await sandbox.send('/Procedure?patient=ada'))).total).toBe(0)
  })
})

describe('a reference to the patient', () => {
  test.each([
    ['a bare id', 'patient=ada'],
    ['a typed id', 'patient=Patient/ada'],
    ['a typed id, percent-encoded', 'patient=Patient%2Fada'],
    ['subject with a typed id', 'subject=Patient/ada'],
    ['subject narrowed to Patient', 'subject:Patient=ada'],
    ['a list', 'patient=nobody,ada'],
  ])('is understood as %s', async (_, query) => {
    expect(await sandbox.idsOf(`/Condition?${query}`)).toEqual(['fracture', 'asthma'])
  })

  test('is understood as an absolute reference on this base', async () => {
    const reference = encodeURIComponent(`${sandbox.baseUrl()}/Patient/ada`)
    expect(await sandbox.idsOf(`/Condition?patient=${reference}`)).toEqual(['fracture', 'asthma'])
  })

  test('does not reach a record on another server', async () => {
    const reference = encodeURIComponent('https://ehr.example.org/fhir/R4/Patient/ada')
    expect(await sandbox.idsOf(`/Condition?patient=${reference}`)).toEqual([])
  })

  test('is a patient only as patient, and anyone as subject, when the id is bare', async () => {
    expect(await sandbox.idsOf('/Observation?patient=ada&code=72514-3')).toEqual(['pain-1', 'pain-2'])
    expect(await sandbox.idsOf('/Observation?subject=ada&code=72514-3')).toEqual(['pain-1', 'pain-2', 'of-a-device'])
  })

  test.each(['patient=Practitioner/ada', 'patient=../Patient/ada', 'patient=Patient/', 'patient=a%20b'])(
    'is refused as %s',
    async (query) => {
      expect((await sandbox.send(`/Condition?${query}`)).status).toBe(400)
    },
  )
})

describe('codes and states', () => {
  test('a list of system|code finds each of them', async () => {
    const codes = encodeURIComponent(`${LOINC}|38267-1,${LOINC}|72514-3`)
    expect(await sandbox.idsOf(`/Observation?patient=ada&code=${codes}`)).toEqual(['pain-1', 'pain-2', 't-score'])
  })

  test('the same code of another system is another code', async () => {
    expect(await sandbox.idsOf(`/Observation?code=${encodeURIComponent(`${SNOMED}|38267-1`)}`)).toEqual([])
  })

  test('a code without a system is found in any', async () => {
    expect(await sandbox.idsOf('/Observation?code=38267-1')).toEqual(['t-score'])
  })

  test('a system without a code finds all of its codes', async () => {
    expect(await sandbox.idsOf(`/Condition?code=${encodeURIComponent(`${SNOMED}|`)}`)).toEqual(['fracture', 'asthma'])
  })

  test.each([
    ['/Observation?category=imaging', ['t-score']],
    ['/Observation?status=preliminary', ['weight']],
    ['/Observation?patient=ada&category=survey&status=final', ['pain-1', 'pain-2']],
    ['/Condition?clinical-status=active', ['fracture']],
    ['/Condition?clinical-status=active,resolved', ['fracture', 'asthma']],
    ['/Condition?patient=ada&clinical-status:not=resolved', ['fracture']],
    ['/Condition?clinical-status:missing=true', ['undated', 'misshapen']],
    ['/Condition?patient=ada&clinical-status:missing=false', ['fracture', 'asthma']],
    ['/Patient?name=ard', ['bea']],
    ['/Patient?family:contains=yro', ['ada']],
    ['/Patient?birthdate=lt1940', ['bea']],
  ])('%s finds %j', async (path, ids) => {
    expect(await sandbox.idsOf(path)).toEqual(ids)
  })
})

describe('dates', () => {
  test.each([
    ['/Observation?date=2026-11-01', ['pain-1']],
    ['/Observation?date=2026-11-20', ['pain-2']],
    ['/Observation?date=ge2026-11-10', ['pain-2', 'weight']],
    ['/Observation?date=gt2026-11-10', ['pain-2']],
    ['/Observation?date=le2026-11-01', ['pain-1', 't-score']],
    ['/Observation?date=lt2026-11-01', ['t-score']],
    ['/Observation?date=ge2026-11-02&date=le2026-11-10', ['weight', 'of-a-device']],
    ['/Condition?recorded-date=ge2026-01-01', ['fracture']],
    ['/Condition?recorded-date=2019-05-01', ['asthma']],
  ])('%s finds %j', async (path, ids) => {
    expect(await sandbox.idsOf(path)).toEqual(ids)
  })

  test('_lastUpdated compares with the time of loading', async () => {
    expect(await sandbox.idsOf('/Patient?_lastUpdated=ge2000-01-01')).toEqual(['ada', 'bea'])
    expect(await sandbox.idsOf('/Patient?_lastUpdated=lt2000-01-01')).toEqual([])
  })

  test.each([
    'date=yesterday',
    'date=2026-13-01',
    'date=2026-02-30',
    'date=sw2026',
    'date=ge',
    'date=2026-01-01,2026-01-02',
  ])('%s is refused', async (query) => {
    expect((await sandbox.send(`/Observation?${query}`)).status).toBe(400)
  })
})

describe('ids and order', () => {
  test('_id takes a list and tells upper from lower case', async () => {
    expect(await sandbox.idsOf('/Condition?_id=asthma,fracture')).toEqual(['fracture', 'asthma'])
    expect(await sandbox.idsOf('/Condition?_id=ASTHMA')).toEqual([])
  })

  test('_sort orders by date, both ways', async () => {
    const upwards = ['t-score', 'pain-1', 'of-a-device', 'weight', 'pain-2']
    expect(await sandbox.idsOf('/Observation?_sort=date')).toEqual(upwards)
    expect(await sandbox.idsOf('/Observation?_sort=-date')).toEqual([...upwards].reverse())
  })

  test('_sort takes the first key before the second', async () => {
    // Only `weight` is preliminary; by date it would stand second.
    expect(await sandbox.idsOf('/Observation?_sort=status,-date')).toEqual([
      'pain-2',
      'of-a-device',
      'pain-1',
      't-score',
      'weight',
    ])
  })

  test('resources without the value come last, both ways', async () => {
    expect((await sandbox.idsOf('/Condition?_sort=recorded-date')).slice(0, 2)).toEqual(['asthma', 'fracture'])
    expect((await sandbox.idsOf('/Condition?_sort=-recorded-date')).slice(0, 2)).toEqual(['fracture', 'asthma'])
  })

  test('_sort by something unknown is refused', async () => {
    expect((await sandbox.send('/Observation?_sort=prettiness')).status).toBe(400)
  })
})

describe('what cannot be honoured is refused with an OperationOutcome', () => {
  test.each([
    ['an unknown parameter', '/Condition?colour=red'],
    ['a parameter of another type', '/Patient?clinical-status=active'],
    ['_include', '/Condition?_include=Condition:subject'],
    ['_revinclude', '/Patient?_revinclude=Condition:subject'],
    ['_has', '/Patient?_has:Condition:patient:code=1'],
    ['a chain', '/Condition?subject.name=ada'],
    ['a chain with a type', '/Condition?subject:Patient.name=ada'],
    ['the modifier :in', '/Condition?code:in=http://example.org/vs'],
    ['the modifier :text', '/Condition?code:text=fracture'],
    ['the modifier :exact', '/Patient?family:exact=Byron'],
    ['a modifier on a date', '/Observation?date:not=2026'],
    ['a type that no subject has', '/Condition?subject:Organization=ada'],
    ['a quantity', '/Observation?value-quantity=gt5'],
    ['a composite', '/Observation?code-value-quantity=72514-3$5'],
    ['_elements', '/Condition?_elements=code'],
    ['_text', '/Condition?_text=fracture'],
    ['_filter', '/Condition?_filter=code%20eq%201'],
    ['_summary=true', '/Condition?_summary=true'],
    ['a key of every object', '/Condition?__proto__=1'],
    ['a method of every object', '/Condition?constructor=1'],
  ])('%s', async (_, path) => {
    const response = await sandbox.send(path)
    expect(response.status).toBe(400)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'not-supported' })
  })

  test.each([
    ['a negative _count', '/Condition?_count=-1'],
    ['a _count that is no number', '/Condition?_count=many'],
    ['a _count given twice', '/Condition?_count=1&_count=2'],
    ['a parameter without a value', '/Condition?patient='],
    ['a list with a hole', '/Observation?code=1,,2'],
    ['a bar alone', '/Observation?code=%7C'],
    [':missing without true or false', '/Condition?code:missing=maybe'],
    ['a cursor that is no id', '/Condition?_cursor=../1'],
    ['a _total that FHIR does not know', '/Condition?_total=exactly'],
    ['broken percent-encoding', '/Condition?patient=%E0%A4%A'],
    ['more values than a search takes', `/Observation?code=${'1,'.repeat(5000)}1`],
  ])('%s', async (_, path) => {
    const response = await sandbox.send(path)
    expect(response.status).toBe(400)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'invalid' })
  })

  test('an unknown type and an unknown page', async () => {
    const unknown = await sandbox.send('/Kitten?patient=ada')
    expect(unknown.status).toBe(404)
    expect(await issueOf(unknown)).toMatchObject({ severity: 'error', code: 'not-found' })
    expect((await sandbox.send('/Condition?_cursor=never-there')).status).toBe(410)
  })

  test('the value of a refused parameter is not repeated', async () => {
    const response = await sandbox.send('/Condition?patient=Jane%20Roe,1948')
    expect(await response.text()).not.toContain('Jane')
  })
})

describe('a search by POST', () => {
  test.each([
    'patient=ada',
    'patient=Patient%2Fada&clinical-status=active',
    'code=http%3A%2F%2Fsnomed.info%2Fsct%7C195967001',
    '_sort=-recorded-date&_count=1',
    '_summary=count',
  ])('answers %s as by GET', async (query) => {
    const posted = await readBundle(await sandbox.post('/Condition/_search', query))
    expect(posted).toEqual(await readBundle(await sandbox.send(`/Condition?${query}`)))
    expect(posted.total).toBeGreaterThan(0)
  })

  test('joins the parameters of its address and of its form', async () => {
    const bundle = await readBundle(await sandbox.post('/Condition/_search?patient=ada', 'clinical-status=active'))
    expect(idsIn(bundle)).toEqual(['fracture'])
  })

  test('takes a blank as + and a charset in the content type', async () => {
    const response = await sandbox.send('/Patient/_search', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body: 'name=Ada+Byron',
    })
    expect(idsIn(await readBundle(response))).toEqual(['ada'])
  })

  test('without a form lists everything', async () => {
    const bundle = await readBundle(await sandbox.send('/Patient/_search', { method: 'POST' }))
    expect(idsIn(bundle)).toEqual(['ada', 'bea'])
  })

  test('refuses a form that is broken, another content type, and what GET refuses', async () => {
    expect((await sandbox.post('/Condition/_search', 'patient=%zz')).status).toBe(400)
    expect((await sandbox.post('/Condition/_search', 'colour=red')).status).toBe(400)
    expect((await sandbox.sendJson('POST', '/Condition/_search', { patient: 'ada' })).status).toBe(415)
  })

  test('is not to be fetched by GET', async () => {
    const response = await sandbox.send('/Condition/_search')
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
  })
})

test('a resource with elements of the wrong shape neither breaks a search nor hides another resource', async () => {
  expect(await sandbox.idsOf(`/Condition?code=${encodeURIComponent(`${SNOMED}|207957008`)}`)).toEqual(['fracture'])
  expect(await sandbox.idsOf('/Condition?recorded-date=ge2019-01-01')).toEqual(['fracture', 'asthma'])
  expect(await sandbox.idsOf('/Condition?patient=bea')).toEqual(['undated', 'misshapen'])
})
