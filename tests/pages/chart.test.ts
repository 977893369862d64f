import { describe, expect, test } from 'vitest'
import { fragmentsFor } from './pages.ts'

function bundleOf(...resources: readonly object[]) {
  return { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }
}

function aCondition(text: string, change: object = {}) {
  return { resourceType: 'Condition', code: { text }, clinicalStatus: { coding: [{ code: 'active' }] }, ...change }
}

describe('the chart', () => {
  test('heads the page with name, age on the day and sex', async () => {
    const patient = {
      resourceType: 'Patient',
      id: 'p1',
      gender: 'female',
      birthDate: '1949-11-23',
      name: [{ given: ['Ada'], family: 'Example' }],
    }
    const html = await fragmentsFor('/chart', { patient })
    expect(html).toContain('<h1>Ada Example</h1>')
    expect(html).toContain('76 years, female')
    expect(html).toContain('Patient/p1')
  })

  test.each([undefined, '1949', '2049-01-01', '1949-02-30'])(
    'gives no age for the birth date %s',
    async (birthDate) => {
      const html = await fragmentsFor('/chart', { patient: { resourceType: 'Patient', gender: 'male', birthDate } })
      expect(html).not.toContain('years')
      expect(html).toContain('male')
    },
  )

  test('lists problems with the newest first and past ones last, without those entered in error', async () => {
    const conditions = bundleOf(
      aCondition('Old one', { onsetDateTime: '2012-01-01' }),
      aCondition('Healed', { onsetDateTime: '2026-01-01', clinicalStatus: { coding: [{ code: 'resolved' }] } }),
      aCondition('New one', { recordedDate: '2026-11-01T08:00:00Z' }),
      aCondition('Mistake', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }),
    )
    const html = await fragmentsFor('/chart', { conditions })
    expect(html.match(/New one|Old one|Healed|Mistake/g)).toEqual(['New one', 'Old one', 'Healed'])
    expect(html).toContain('<span class="date">2026-11-01</span>')
  })

  test.each([
    [{ valueQuantity: { value: 8, unit: '{score}' } }, '8'],
    [{ valueQuantity: { value: 3.1, unit: 'mg/L' } }, '3.1 mg/L'],
    [{ valueInteger: 0 }, '0'],
    [{ valueBoolean: false }, 'no'],
    [{ valueCodeableConcept: { coding: [{ code: 'A1', display: 'Absent' }] } }, 'Absent'],
    [{ valueString: 'walks with help' }, 'walks with help'],
    [{}, ''],
  ])('reads the value of %j', async (value, words) => {
    const observation = { resourceType: 'Observation', code: { text: 'A measurement' }, ...value }
    const html = await fragmentsFor('/chart', { observations: bundleOf(observation) })
    expect(html).toContain(`<span class="note">${words}</span>`)
  })

  test('shows the words of a report, from its attachment and its conclusion', async () => {
    const data = btoa('Edema at T12.')
    const report = {
      resourceType: 'DiagnosticReport',
      code: { text: 'MRI' },
      conclusion: 'Acute fracture.',
      presentedForm: [{ contentType: 'text/plain', data }],
    }
    const html = await fragmentsFor('/chart', { imagingReports: bundleOf(report) })
    expect(html).toContain('Edema at T12.')
    expect(html).toContain('Acute fracture.')
  })

  test('keeps the lines beyond the sixth behind "more"', async () => {
    const conditions = bundleOf(...Array.from({ length: 8 }, (_, index) => aCondition(`Problem ${index}`)))
    expect(await fragmentsFor('/chart', { conditions })).toContain('<summary>2 more</summary>')
  })

  test('takes a null, an OperationOutcome and a missing key for nothing to show', async () => {
    const html = await fragmentsFor('/chart', { conditions: null, medications: { resourceType: 'OperationOutcome' } })
    expect(html.match(/None in the record/g)).toHaveLength(5)
  })
})

describe('the list of patients', () => {
  test('links each patient by its id, with name, age and sex', async () => {
    const patient = {
      resourceType: 'Patient',
      id: 'refer-now',
      gender: 'female',
      birthDate: '1949-03-14',
      name: [{ text: 'Ada Example' }],
    }
    const html = await fragmentsFor(
      '/patients',
      bundleOf(patient, { resourceType: 'Patient' }, { resourceType: 'Basic' }),
    )
    expect(html).toContain('<a href="#refer-now" data-patient="refer-now">')
    expect(html).toContain('<strong>Ada Example</strong>')
    expect(html).toContain('77 years, female')
    expect(html.match(/<a /g)).toHaveLength(1)
  })

  test('says so when the server has none', async () => {
    expect(await fragmentsFor('/patients', { resourceType: 'Bundle' })).toContain('has no patients')
  })
})
