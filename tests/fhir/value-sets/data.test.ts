import { describe, expect, test } from 'vitest'
import { ALL_LEVELS } from '../../../src/clinical/level.ts'
import type { Concept } from '../../../src/fhir/value-sets/compile.ts'
import { VALUE_SET_FILES } from '../../../src/fhir/value-sets/files.ts'
import { CODE_GROUPS, isCodeGroup } from '../../../src/fhir/value-sets/groups.ts'
import names from '../../../src/fhir/value-sets/medication-names.json' with { type: 'json' }
import { CODE_SYSTEMS, isCodeSystemName } from '../../../src/fhir/value-sets/systems.ts'

const concepts = VALUE_SET_FILES.flatMap((file) => file.concepts)

function codesOf(system: string): readonly Concept[] {
  return concepts.filter((concept) => concept.system === system)
}

/** @see https://loinc.org/kb/users-guide/calculating-mod-10-check-digits/ (the Luhn sum) */
function hasLoincCheckDigit(code: string): boolean {
  const digits = [...code.replace('-', '')].map(Number)
  const sum = digits.reverse().reduce((total, digit, place) => {
    const weighted = place % 2 === 0 ? digit : digit * 2
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return sum % 10 === 0
}

/** SNOMED CT identifiers end in a Verhoeff check digit (SNOMED CT Technical Implementation Guide). */
const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

function hasVerhoeffCheckDigit(code: string): boolean {
  const check = [...code].reverse().reduce((state, digit, place) => {
    const permuted = Number(PERMUTATION[place % 8]?.charAt(Number(digit)))
    return Number(DIHEDRAL[state]?.charAt(permuted))
  }, 0)
  return check === 0
}

describe('the files', () => {
  test.each(VALUE_SET_FILES.map((file) => [file.id, file] as const))(
    '%s has an id, a version, a title, a notice and a provenance',
    (_, file) => {
      expect(file.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
      expect(file.provenance).toMatch(/\S{3}/)
      expect(file.version).toMatch(/^\d+\.\d+\.\d+$/)
      expect(file.title).not.toBe('')
      expect(file.notice).not.toBe('')
      expect(file.concepts).not.toHaveLength(0)
    },
  )

  test.each(VALUE_SET_FILES.map((file) => [file.id, file] as const))(
    '%s names exactly the systems it uses',
    (_, file) => {
      const used = new Set(file.concepts.map(({ system }) => system))
      expect(new Set(Object.keys(file.systems))).toEqual(used)
      for (const [name, uri] of Object.entries(file.systems)) {
        expect(isCodeSystemName(name) && CODE_SYSTEMS[name].uri).toBe(uri)
      }
    },
  )

  test.each([
    ['snomed', 'SNOMED International'],
    ['loinc', 'Regenstrief'],
    ['cpt', 'American Medical Association'],
    ['rxnorm', 'National Library of Medicine'],
    ['dicom', 'National Electrical Manufacturers Association'],
  ])('a file with %s codes names %s in its notice', (system, owner) => {
    const files = VALUE_SET_FILES.filter((file) => Object.hasOwn(file.systems, system))
    expect(files).not.toHaveLength(0)
    for (const file of files) expect(file.notice).toContain(owner)
  })

  test('the medicine names say the same about themselves', () => {
    for (const field of ['id', 'version', 'title', 'notice', 'provenance'] as const)
      expect(names[field]).toMatch(/\S{3}/)
  })
})

describe('the rows', () => {
  test('no code stands twice', () => {
    const keys = concepts.map(({ system, code }) => `${system}|${code}`)
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
  })

  test('every row has a display and at least one known group', () => {
    const wrong = concepts.filter(
      ({ display, groups }) => display === '' || groups.length === 0 || !groups.every(isCodeGroup),
    )
    expect(wrong).toEqual([])
  })

  test('every group has a code', () => {
    const used = new Set(concepts.flatMap(({ groups }) => groups))
    expect(CODE_GROUPS.filter((group) => !used.has(group))).toEqual([])
  })

  test('every level and region is one of ours', () => {
    const levels: ReadonlySet<string> = new Set(ALL_LEVELS)
    expect(concepts.flatMap((concept) => concept.levels ?? []).filter((level) => !levels.has(level))).toEqual([])
    const regions = ['cervical', 'thoracic', 'thoracolumbar', 'lumbar', 'lumbosacral', 'sacral', 'spine', undefined]
    expect(concepts.filter(({ region }) => !regions.includes(region))).toEqual([])
  })

  test('a row matches exactly or by prefix and nothing else', () => {
    expect(new Set(concepts.map(({ match }) => match))).toEqual(new Set([undefined, 'prefix']))
  })
})

describe('the codes', () => {
  test('CPT codes come without a descriptor', () => {
    expect(codesOf('cpt').filter(({ code, display }) => display !== `CPT ${code}`)).toEqual([])
    expect(codesOf('cpt').filter(({ code }) => !/^\d{4}[0-9T]$/.test(code))).toEqual([])
  })

  test('LOINC codes have the right check digit', () => {
    const numbers = codesOf('loinc').filter(({ code }) => !code.startsWith('LP'))
    expect(numbers.length).toBeGreaterThan(300)
    expect(numbers.filter(({ code }) => !hasLoincCheckDigit(code))).toEqual([])
    expect(hasLoincCheckDigit('38214-7')).toBe(false)
  })

  test('SNOMED CT identifiers have the right check digit', () => {
    expect(codesOf('snomed').length).toBeGreaterThan(200)
    expect(codesOf('snomed').filter(({ code }) => !hasVerhoeffCheckDigit(code))).toEqual([])
    expect(hasVerhoeffCheckDigit('42942009')).toBe(false)
  })

  test('SNOMED CT displays are our own wording, not fully specified names', () => {
    expect(
      codesOf('snomed').filter(({ display }) => /\((disorder|finding|procedure|body structure)\)/.test(display)),
    ).toEqual([])
  })

  test('ICD-10-CM stems have six characters and only 7th characters that exist', () => {
    const stems = concepts.filter(({ seventh }) => seventh !== undefined)
    expect(stems.length).toBeGreaterThan(75)
    expect(stems.filter(({ system, code }) => system !== 'icd10cm' || !/^[MS]\d\d\.\d\d[0-9X]$/.test(code))).toEqual([])
    const allowed = (code: string) => (code.startsWith('S') ? 'ABDGKS' : /^M48\.[45]/.test(code) ? 'ADGS' : 'ADGKPS')
    expect(stems.filter(({ code, seventh }) => seventh !== allowed(code))).toEqual([])
  })

  test('no ICD-10-CM row carries a 7th character, which varies: the stem stands for all of them', () => {
    const undotted = codesOf('icd10cm').map(({ code }) => code.replace('.', ''))
    expect(undotted.filter((code) => code.length > 6)).toEqual([])
    const fractures = codesOf('icd10cm').filter(({ code }) =>
      /^(?:M80\.[08]8|M48\.[45]|M84\.[45]|S[23]2\.0\d\d)/.test(code),
    )
    expect(
      fractures.filter(({ seventh, match, code }) => seventh === undefined && match === undefined && code.length === 7),
    ).toEqual([])
  })

  test('ICD-10-CM codes without a 7th character have their dot in the right place', () => {
    const codes = codesOf('icd10cm').filter(({ match, seventh }) => match !== 'prefix' && seventh === undefined)
    expect(codes.filter(({ code }) => !/^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(code))).toEqual([])
  })

  test('the 75 thoracic and lumbar trauma stems are all there', () => {
    const stems = codesOf('icd10cm').filter(({ code, seventh }) => seventh !== undefined && /^S[23]2\.0/.test(code))
    expect(stems).toHaveLength(75)
  })
})

describe('the medicine names', () => {
  const words = Object.values(names.classes).flat()

  test('every name is one lower-case word', () => {
    expect(
      [...words, ...names.otherUse, ...names.topical, ...names.byMouth].filter((word) => !/^[a-z]+$/.test(word)),
    ).toEqual([])
  })

  test('no name stands in two classes', () => {
    expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([])
  })
})
