import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
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
})
