import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementOf, elementsOf, fieldOf, numberOf, statusCodesOf, textOf, wordsOf } from '../../src/fhir/element.ts'

describe('fieldOf', () => {
  test('finds what the resource itself holds', () => {
    expect(fieldOf({ status: 'final' }, 'status')).toBe('final')
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('finds no inherited %s', (name) => {
    expect(fieldOf({}, name)).toBeUndefined()
  })

  test('finds nothing behind a __proto__ key that came with the JSON', () => {
    expect(fieldOf(JSON.parse('{"__proto__":{"status":"final"}}'), 'status')).toBeUndefined()
  })

  test.each([[null], ['final'], [7], [true], [['status']], [undefined]])('finds nothing in %j', (value) => {
    expect(fieldOf(value, 'status')).toBeUndefined()
    expect(fieldOf(value, 'length')).toBeUndefined()
  })
})

describe('textOf', () => {
  test.each([
    ['a text', 'active', 'active'],
    ['an empty text', '', undefined],
    ['a number', 7, undefined],
    ['null', null, undefined],
    ['a list of texts', ['active'], undefined],
  ])('reads %s', (_name, status, expected) => {
    expect(textOf({ status }, 'status')).toBe(expected)
  })
})

describe('numberOf', () => {
  test.each([
    ['a number', 7.5, 7.5],
    ['zero', 0, 0],
    ['a number in quotes', '7', undefined],
    ['a number too large to be one', Number.POSITIVE_INFINITY, undefined],
    ['null', null, undefined],
  ])('reads %s', (_name, value, expected) => {
    expect(numberOf({ value }, 'value')).toBe(expected)
  })
})

describe('elementOf', () => {
  test('is the object under a name, and nothing else', () => {
    expect(elementOf({ valueQuantity: { value: 7 } }, 'valueQuantity')).toEqual({ value: 7 })
    expect(elementOf({ valueQuantity: [{ value: 7 }] }, 'valueQuantity')).toBeUndefined()
    expect(elementOf({ valueQuantity: 7 }, 'valueQuantity')).toBeUndefined()
  })
})

describe('elementsOf', () => {
  test('keeps the objects of a list', () => {
    expect(elementsOf({ coding: [null, { code: 'a' }, 'b', [], { code: 'c' }] }, 'coding')).toEqual([
      { code: 'a' },
      { code: 'c' },
    ])
  })

  test('takes a single object where a list belongs', () => {
    expect(elementsOf({ coding: { code: 'a' } }, 'coding')).toEqual([{ code: 'a' }])
  })

  test('is empty where there is no list', () => {
    expect(elementsOf({ coding: 'a' }, 'coding')).toEqual([])
    expect(elementsOf(null, 'coding')).toEqual([])
  })

  test('reads a list of ten thousand no further than its beginning', () => {
    const coding = Array.from({ length: 10_000 }, (_, index) => ({ code: String(index) }))
    const read = elementsOf({ coding }, 'coding')
    expect(read.length).toBeLessThanOrEqual(1_000)
    expect(read[0]).toEqual({ code: '0' })
  })
})

describe('statusCodesOf', () => {
  test('reads the codes of a CodeableConcept in lower case', () => {
    const clinicalStatus = { coding: [{ system: 'urn:x', code: 'Active' }, { display: 'no code' }], text: 'Active' }
    expect(statusCodesOf({ clinicalStatus }, 'clinicalStatus')).toContain('active')
  })

  test.each([
    ['its text', { text: 'Entered in Error' }, 'entered-in-error'],
    ['its text, with blanks around', { text: ' Refuted ' }, 'refuted'],
    ['the display of a coding without a code', { coding: [{ display: 'Resolved' }] }, 'resolved'],
    ['its text beside a code of the site', { coding: [{ system: 'urn:site', code: '7' }], text: 'Refuted' }, 'refuted'],
  ])('reads the words as a code where they stand in %s', (_name, verificationStatus, code) => {
    expect(statusCodesOf({ verificationStatus }, 'verificationStatus')).toContain(code)
  })

  test('reads no code out of a sentence', () => {
    const codes = statusCodesOf({ verificationStatus: { text: 'Not refuted' } }, 'verificationStatus')
    expect(codes).not.toContain('refuted')
  })

  test('is empty where the element is missing', () => {
    expect(statusCodesOf({}, 'clinicalStatus')).toEqual([])
  })
})

describe('wordsOf', () => {
  test('says a name once that stands as text and as display', () => {
    const coding = [{ display: 'T12 fracture' }, { display: 'Fracture' }]
    expect(wordsOf({ text: 'T12 fracture', coding })).toBe('T12 fracture\nFracture')
  })

  test('gives the text and the displays of the codings', () => {
    const words = wordsOf({ text: 'Compression fracture', coding: [{ display: 'Wedge fracture' }, { code: '1' }] })
    expect(words).toContain('Compression fracture')
    expect(words).toContain('Wedge fracture')
  })

  test('gives the displays of codings that have no code', () => {
    expect(wordsOf({ coding: [{ system: 'urn:oid:1.2.3', display: 'MRI lumbar spine' }] })).toBe('MRI lumbar spine')
  })

  test('is empty for a concept without words', () => {
    expect(wordsOf({ coding: [{ code: '1' }] })).toBe('')
    expect(wordsOf('MRI')).toBe('')
  })

  test('cuts a name that no name reaches', () => {
    expect(wordsOf({ text: 'x'.repeat(1_000_000) }).length).toBeLessThanOrEqual(10_000)
  })
})

test('any JSON under any name is no exception', () => {
  const names = fc.oneof(fc.string(), fc.constantFrom('coding', 'text', '__proto__', 'constructor', 'length'))
  fc.assert(
    fc.property(fc.jsonValue(), names, (value, name) => {
      for (const read of [fieldOf, textOf, numberOf, elementOf, elementsOf, statusCodesOf]) read(value, name)
      expect(typeof wordsOf(value)).toBe('string')
    }),
  )
})
