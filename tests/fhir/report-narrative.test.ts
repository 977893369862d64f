import { describe, expect, test } from 'vitest'
import { reportTextOf } from '../../src/fhir/report-narrative.ts'

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

describe('reportTextOf', () => {
  test('is the conclusion', () => {
    expect(reportTextOf({ conclusion: 'Acute compression fracture of T12.' })).toContain(
      'Acute compression fracture of T12.',
    )
  })

  test('is a plain-text attachment, its umlauts included', () => {
    const presentedForm = [{ contentType: 'text/plain', data: base64('K\u00fcmmell disease of L1.') }]
    expect(reportTextOf({ presentedForm })).toContain('K\u00fcmmell disease of L1.')
  })

  test.each(['text/plain; charset=utf-8', 'text/plain;charset="UTF-8"', 'TEXT/PLAIN'])(
    'reads the content type %s',
    (contentType) => {
      expect(reportTextOf({ presentedForm: [{ contentType, data: base64('fracture of L1') }] })).toContain(
        'fracture of L1',
      )
    },
  )

  test('reads the character set that the attachment names', () => {
    const data = Buffer.from('K\u00fcmmell', 'latin1').toString('base64')
    expect(reportTextOf({ presentedForm: [{ contentType: 'text/plain; charset=iso-8859-1', data }] })).toContain(
      'K\u00fcmmell',
    )
  })

  test.each(['text/html', 'text/html; charset=utf-8', 'application/xhtml+xml'])(
    'reads %s without its markup',
    (contentType) => {
      const html = '<html><body><p>Acute fracture of <b>T12</b>.</p><script>alert(1)</script></body></html>'
      const text = reportTextOf({ presentedForm: [{ contentType, data: base64(html) }] })
      expect(text).toContain('Acute fracture of T12.')
      expect(text).not.toContain('<')
      expect(text).not.toContain('alert')
    },
  )

  test('reads several attachments and the conclusion together', () => {
    const text = reportTextOf({
      presentedForm: [
        { contentType: 'text/plain', data: base64('FINDINGS: fracture of T12.') },
        { contentType: 'text/html', data: base64('<p>ADDENDUM: also L2.</p>') },
      ],
      conclusion: 'Two fractures.',
    })
    expect(text).toContain('fracture of T12')
    expect(text).toContain('also L2')
    expect(text).toContain('Two fractures.')
  })

  test('reads base64 that was wrapped into lines', () => {
    const data = base64('Acute compression fracture of the T12 vertebral body with marrow edema on STIR.')
    const wrapped = `${data.slice(0, 40)}\r\n${data.slice(40)}`
    expect(reportTextOf({ presentedForm: [{ contentType: 'text/plain', data: wrapped }] })).toContain('marrow edema')
  })

  test.each(['application/rtf', 'text/rtf; charset=windows-1252'])('reads rich text as %s', (contentType) => {
    const data = base64('{\\rtf1{\\fonttbl{\\f0 Arial;}}Acute fracture of L1.\\par}')
    expect(reportTextOf({ presentedForm: [{ contentType, data }] })).toBe('Acute fracture of L1.\n')
  })

  test.each([
    ['broken base64', { contentType: 'text/plain', data: '%%% not base64 %%%' }],
    ['base64 that ends too early', { contentType: 'text/plain', data: 'QWN1dGU===' }],
    ['a character set that nobody knows', { contentType: 'text/plain; charset=klingon', data: base64('fracture') }],
    ['an address instead of data', { contentType: 'application/pdf', url: 'https://ehr.example.org/Binary/1' }],
    ['text by address only', { contentType: 'text/plain', url: 'https://ehr.example.org/Binary/1' }],
    ['a PDF', { contentType: 'application/pdf', data: base64('%PDF-1.7 fracture of L1') }],
    ['bytes of no named kind', { contentType: 'application/octet-stream', data: base64('fracture') }],
    ['data that is a number', { contentType: 'text/plain', data: 7 }],
    ['an empty attachment', {}],
  ])('%s gives no text', (_name, attachment) => {
    expect(reportTextOf({ presentedForm: [attachment] })).toBe('')
  })

  test('a broken attachment does not hide the conclusion', () => {
    const presentedForm = [{ contentType: 'text/plain', data: '%%%' }]
    expect(reportTextOf({ presentedForm, conclusion: 'Fracture of L1.' })).toContain('Fracture of L1.')
  })

  test('attachments of any length do not push the conclusion out', () => {
    const attachment = { contentType: 'text/plain', data: base64('a word '.repeat(50_000)) }
    const text = reportTextOf({ presentedForm: [attachment, attachment], conclusion: 'Fracture of L1.' })
    expect(text).toContain('a word')
    expect(text).toContain('Fracture of L1.')
  })

  test('an attachment of many megabytes is not read, and what stands beside it is', () => {
    const presentedForm = [
      { contentType: 'text/plain', data: 'QUFB'.repeat(2_000_000) },
      { contentType: 'text/plain', data: base64('Fracture of L1.') },
    ]
    const text = reportTextOf({ presentedForm })
    expect(text.length).toBeLessThan(1_000_000)
    expect(text).toContain('Fracture of L1.')
  })

  test('a hundred long attachments give a text that is still of a size to read', () => {
    const attachment = { contentType: 'text/plain', data: base64('a word '.repeat(20_000)) }
    expect(reportTextOf({ presentedForm: Array.from({ length: 100 }, () => attachment) }).length).toBeLessThan(
      1_000_000,
    )
  })

  test.each([[null], ['text'], [{ presentedForm: 'text' }], [{ presentedForm: [null], conclusion: { text: 'x' } }]])(
    'is empty for %j',
    (value) => {
      expect(reportTextOf(value)).toBe('')
    },
  )
})
