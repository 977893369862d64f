import { describe, expect, test } from 'vitest'
import { readDeviceRequest, readDeviceUseStatement } from '../../src/fhir/read-device.ts'

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'

describe('readDeviceRequest', () => {
  const request = (change: object) => ({
    resourceType: 'DeviceRequest',
    id: 'd1',
    status: 'active',
    intent: 'order',
    codeCodeableConcept: { coding: [{ system: HCPCS, code: 'L0456' }] },
    authoredOn: '2026-10-25T10:00:00Z',
    ...change,
  })

  test('a brace is its day, its moment and where it stands', () => {
    expect(readDeviceRequest(request({}))).toEqual({
      kind: 'brace',
      startedOn: '2026-10-25',
      startedAt: Date.parse('2026-10-25T10:00:00Z'),
      evidence: { reference: 'DeviceRequest/d1', date: '2026-10-25', basis: 'coded' },
    })
  })

  test.each([
    ['by name', { codeCodeableConcept: { text: 'TLSO' } }],
    [
      'by the name of a reference',
      { codeCodeableConcept: undefined, codeReference: { display: 'Lumbosacral orthosis' } },
    ],
    [
      'by a contained device',
      {
        codeCodeableConcept: undefined,
        codeReference: { reference: '#x' },
        contained: [{ resourceType: 'Device', id: 'x', deviceName: [{ name: 'Jewett brace' }] }],
      },
    ],
    ['without a date', { authoredOn: undefined }],
  ])('a brace %s is one', (_name, change) => {
    expect(readDeviceRequest(request(change))?.kind).toBe('brace')
  })

  test.each([
    ['entered in error', { status: 'entered-in-error' }],
    ['revoked', { status: 'revoked' }],
    ['a draft', { status: 'draft' }],
    ['a proposal', { intent: 'proposal' }],
    ['a knee brace', { codeCodeableConcept: { text: 'Knee brace' } }],
    ['a walker', { codeCodeableConcept: { text: 'Walker' } }],
  ])('%s is none', (_name, change) => {
    expect(readDeviceRequest(request(change))).toBeUndefined()
  })
})

describe('readDeviceUseStatement', () => {
  const statement = (change: object) => ({
    resourceType: 'DeviceUseStatement',
    id: 'd2',
    status: 'active',
    device: { display: 'TLSO brace' },
    ...change,
  })

  test.each([
    ['timingPeriod', { timingPeriod: { start: '2026-10-25' } }],
    ['timingDateTime', { timingDateTime: '2026-10-25' }],
    ['recordedOn', { recordedOn: '2026-10-25' }],
  ])('a brace is dated by %s', (_name, change) => {
    expect(readDeviceUseStatement(statement(change))).toMatchObject({ kind: 'brace', startedOn: '2026-10-25' })
  })

  test.each(['completed', 'stopped', 'on-hold'])('a brace that is %s was worn', (status) => {
    expect(readDeviceUseStatement(statement({ status }))).toMatchObject({ kind: 'brace', startedOn: null })
  })

  test.each([
    ['only intended', { status: 'intended' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['of another device', { device: { display: 'Hearing aid' } }],
  ])('one that is %s says nothing', (_name, change) => {
    expect(readDeviceUseStatement(statement(change))).toBeUndefined()
  })
})
