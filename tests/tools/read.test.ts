import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reportOfEach, understandEach } from '../../src/tools/read/each-patient.ts'
import { resourcesIn } from '../../src/tools/read/load-resources.ts'
import { reportOf } from '../../src/tools/read/report.ts'
import { type ReadOptions, understand } from '../../src/tools/read/understand.ts'

const REFER_NOW = readFileSync(new URL('../../fixtures/patients/refer-now.json', import.meta.url), 'utf8')

const OPTIONS: ReadOptions = {
  patientId: 'refer-now',
  encounterId: undefined,
  assessedOn: '2026-11-22',
  policy: 'clinic',
}

const PATIENT = { resourceType: 'Patient', id: 'p' }
const KNEE = { resourceType: 'Condition', id: 'knee', subject: { reference: 'Patient/p' }, code: { text: 'Knee pain' } }

describe('the resources in a file', () => {
  test.each([
    ['a Bundle', JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: PATIENT }, { resource: KNEE }] })],
    ['a list', JSON.stringify([PATIENT, KNEE])],
    ['one per line', `${JSON.stringify(PATIENT)}\n${JSON.stringify(KNEE)}\n`],
    [
      'a hook call',
      JSON.stringify({
        prefetch: { patient: PATIENT, conditions: { resourceType: 'Bundle', entry: [{ resource: KNEE }] } },
      }),
    ],
  ])('are read from %s', (_, text) => {
    expect(resourcesIn(text).map(({ id }) => id)).toEqual(['p', 'knee'])
  })

  test('are named by their id where a Bundle refers to them by fullUrl', () => {
    const condition = { ...KNEE, subject: { reference: 'urn:uuid:1' } }
    const text = JSON.stringify({
      resourceType: 'Bundle',
      entry: [
        { fullUrl: 'urn:uuid:1', resource: PATIENT },
        { fullUrl: 'urn:uuid:2', resource: condition },
      ],
    })
    expect(resourcesIn(text)[1]).toMatchObject({ subject: { reference: 'Patient/p' } })
  })

  test('are read behind a byte order mark', () => {
    expect(resourcesIn(`\uFEFF${JSON.stringify(PATIENT)}`).map(({ id }) => id)).toEqual(['p'])
  })

  test('are not read from a broken line, which is named', () => {
    expect(() => resourcesIn(`${JSON.stringify(PATIENT)}\n\n{"resourceType":`)).toThrow(/^line 3: /)
    expect(() => resourcesIn(' \n')).toThrow('the file is empty')
  })

  test.each(['{', 'no JSON at all', '{"resourceType":"Patient"}\n{'])('a broken file is told: %s', (text) => {
    expect(() => resourcesIn(text)).toThrow(SyntaxError)
  })

  test.each(['null', '7', '{}', '[null, 7]', '{"resourceType":"Bundle","entry":[null,{},{"resource":7}]}'])(
    'there are none in %s',
    (text) => {
      expect(resourcesIn(text)).toEqual([])
    },
  )
})

describe('many patients', () => {
  const fracture = {
    ...KNEE,
    id: 'vcf',
    subject: { reference: 'Patient/q' },
    code: { text: 'L1 compression fracture' },
  }
  const each = understandEach(
    resourcesIn([PATIENT, KNEE, { ...PATIENT, id: 'q' }, fracture].map((one) => JSON.stringify(one)).join('\n')),
    { assessedOn: '2026-11-22', policy: 'clinic' },
  )

  test('are each understood by their own resources', () => {
    expect([...each].map(([id, { assessment }]) => [id, assessment.outcome])).toEqual([
      ['p', 'not-indicated'],
      ['q', 'complete-workup'],
    ])
  })

  test('are counted, and those with a card are named', () => {
    const lines = reportOfEach(each)
    expect(lines[0]).toMatch(/^Patient\/q: complete-workup\. L1 compression fracture/)
    expect(lines).toContain('not-indicated: 1')
    expect(lines.at(-1)).toBe('2 patients, 1 card.')
  })
})

describe('what the service understands', () => {
  const report = reportOf(understand(resourcesIn(REFER_NOW), OPTIONS)).join('\n')

  test('names the fracture with its evidence, the outcome of each policy, and the card', () => {
    expect(report).toMatch(/T12: osteoporotic, confirmed, acuity acute; onset \S+ \(onsetDateTime\)/)
    for (const policy of ['clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018']) {
      expect(report).toMatch(new RegExp(`^ {2}${policy}: [a-z-]+$`, 'm'))
    }
    expect(report).toMatch(/Outcome by policy clinic: refer-now\./)
    expect(report).toMatch(/Card: Consider kyphoplasty referral: T12 compression fracture/)
  })

  test('names what stands behind no fact, and why', () => {
    const { notUsed } = understand(
      resourcesIn(
        JSON.stringify([
          PATIENT,
          KNEE,
          { ...KNEE, id: 'other', subject: { reference: 'Patient/q' } },
          { ...KNEE, id: 'wrong', verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
          { resourceType: 'Claim', id: 'claim', patient: { reference: 'Patient/p' } },
        ]),
      ),
      { ...OPTIONS, patientId: 'p' },
    )
    expect([...notUsed].map(([why, [resource]]) => [why, resource?.id])).toEqual([
      ['states nothing the rules read', 'knee'],
      ['of another patient', 'other'],
      ['withdrawn', 'wrong'],
      ['type not read', 'claim'],
    ])
  })

  test('says when nothing suggests a fracture', () => {
    const understood = understand(resourcesIn(JSON.stringify([PATIENT, KNEE])), { ...OPTIONS, patientId: 'p' })
    expect(reportOf(understood).join('\n')).toContain('Nothing suggests a vertebral fracture')
  })

  const scores = Array.from({ length: 7 }, (_, index) => ({
    resourceType: 'Observation',
    id: `pain-${index}`,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: `2026-11-0${index + 1}`,
    valueInteger: index,
  }))
  const seven = understand(resourcesIn(JSON.stringify([PATIENT, ...scores])), { ...OPTIONS, patientId: 'p' })

  test('shows the newest scores and counts the older ones', () => {
    const lines = reportOf(seven).filter((line) => line.includes('pain'))
    expect(lines.map((line) => line.trim().split(' [')[0])).toEqual([
      'pain 6/10 2026-11-07',
      'pain 5/10 2026-11-06',
      'pain 4/10 2026-11-05',
      'pain 3/10 2026-11-04',
      'pain 2/10 2026-11-03',
      'pain: 2 older, shown with --all',
    ])
  })

  test('shows every score where all are asked for', () => {
    expect(reportOf(seven, { all: true }).filter((line) => line.includes('pain '))).toHaveLength(7)
  })

  test('names the resources one would look into, each with its reference', () => {
    const report = {
      resourceType: 'DiagnosticReport',
      id: 'xr',
      code: { text: 'XR knee' },
      subject: { reference: 'Patient/p' },
    }
    const understood = understand(resourcesIn(JSON.stringify([PATIENT, KNEE, report])), { ...OPTIONS, patientId: 'p' })
    const lines = reportOf(understood).map((line) => line.trim())
    expect(lines).toContain('Condition/knee Knee pain')
    expect(lines).toContain('DiagnosticReport/xr XR knee')
  })

  test('tells a value that is refused from a code that is not read', () => {
    const refused = { ...scores[0], id: 'refused', valueInteger: 99 }
    const { notUsed } = understand(resourcesIn(JSON.stringify([PATIENT, refused])), { ...OPTIONS, patientId: 'p' })
    expect([...notUsed.keys()]).toEqual(['its code is read, but not its value or date'])
  })

  test('says which kinds of resources were not given', () => {
    const understood = understand(resourcesIn(JSON.stringify([KNEE])), { ...OPTIONS, patientId: 'p' })
    expect(understood.notGiven).toContain('Patient')
    expect(understood.notGiven).not.toContain('Condition')
    expect(reportOf(understood).join('\n')).toContain('A hook call without the Patient is answered with 412.')
  })
})
