import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Concept, ValueSetFile } from '../../src/fhir/value-sets/compile.ts'
import { compareWith } from '../../src/tools/value-sets/compare.ts'
import { readCodeList } from '../../src/tools/value-sets/listed-codes.ts'
import { ownDefects } from '../../src/tools/value-sets/own-rules.ts'
import { isSettled, reportLines } from '../../src/tools/value-sets/report.ts'

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'

const stem: Concept = {
  system: 'icd10cm',
  code: 'M80.08X',
  display: 'osteoporotic vertebral fracture',
  groups: ['vcf.osteoporotic'],
  seventh: 'AD',
}
const chapter: Concept = {
  system: 'icd10cm',
  code: 'O',
  display: 'any pregnancy',
  groups: ['pregnancy'],
  match: 'prefix',
}
const spine: Concept = {
  system: 'snomed',
  code: '421060004',
  display: 'spine, all of it',
  groups: ['bodysite.spine_region'],
}

function aFile(concepts: readonly Concept[], changes: Partial<ValueSetFile> = {}): ValueSetFile {
  const said = { id: 'test', title: 'Test', version: '1.0.0', notice: 'None.', provenance: 'Made up.', systems: {} }
  return { ...said, concepts, ...changes }
}

function listed(...rows: readonly object[]) {
  return readCodeList(JSON.stringify(rows)).codes
}

function compared(concept: Concept, ...rows: readonly object[]) {
  return compareWith([aFile([concept])], listed(...rows))
}

describe('a list of codes', () => {
  test('is read row by row, and rows without system or code are counted', () => {
    const rows = [{ system: SNOMED, code: '1' }, { code: '2' }, null, 'M80', { system: SNOMED, code: 3 }]
    const { codes, unreadable } = readCodeList(JSON.stringify(rows))
    expect(codes.map(({ code }) => code)).toEqual(['1'])
    expect(unreadable).toBe(4)
  })

  test.each(['{}', '"codes"', 'null'])('is not %s', (text) => {
    expect(() => readCodeList(text)).toThrow('JSON array')
  })
})

describe('a listed code that no row holds', () => {
  const lines = (code: string) => {
    const list = listed({ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code, display: 'a medicine' })
    const files = [aFile([spine])]
    return reportLines(compareWith(files, list), ownDefects(files, list)).join('\n')
  }

  test('is named', () => {
    expect(lines('1')).toContain('1 codes of the list that the value sets do not hold:')
  })

  test('is named with the reason where it is left out on purpose', () => {
    expect(lines('25789')).toContain('1 codes of the list that are left out on purpose:')
    expect(lines('25789')).toContain('a medicine": in RxNorm this is glimepiride')
    expect(lines('25789')).not.toContain('do not hold')
  })
})

describe('a row of ours is confirmed', () => {
  test.each([
    ['by any of its 7th characters', stem, { system: ICD_10_CM, code: 'M80.08XD', group: 'vcf.osteoporotic' }],
    ['without the dot and in small letters', stem, { system: ICD_10_CM, code: 'm8008xa', group: 'vcf.osteoporotic' }],
    ['by a system under its OID', spine, { system: 'urn:oid:2.16.840.1.113883.6.96', code: '421060004' }],
    ['by a list without groups', stem, { system: ICD_10_CM, code: 'M80.08XA' }],
    ['by a list whose group is none of ours', stem, { system: ICD_10_CM, code: 'M80.08XA', group: 'fractures' }],
    [
      'by a code below a prefix, whatever group that has',
      chapter,
      { system: ICD_10_CM, code: 'O80', group: 'pain.back' },
    ],
    [
      'by a code that is active and verified',
      spine,
      { system: SNOMED, code: '421060004', status: 'active', verified: true },
    ],
  ])('%s', (_words, concept, row) => {
    const { confirmed, contradicted, notKnown, notHeld } = compared(concept, row)
    expect(confirmed.map((own) => own.concept)).toEqual([concept])
    expect([contradicted, notKnown, notHeld]).toEqual([[], [], []])
  })
})

describe('a row of ours is not known', () => {
  test.each([
    ['by another 7th character', stem, { system: ICD_10_CM, code: 'M80.08XS' }],
    ['by the same digits in another system', spine, { system: 'http://loinc.org', code: '421060004' }],
    ['by an empty list', spine, undefined],
  ])('%s', (_words, concept, row) => {
    const { notKnown, notHeld } = compared(concept, ...(row === undefined ? [] : [row]))
    expect(notKnown.map((own) => own.concept)).toEqual([concept])
    expect(notHeld).toHaveLength(row === undefined ? 0 : 1)
  })
})

describe('a row of ours is contradicted', () => {
  const rows = [
    ['by another group of ours', { group: 'bodysite.vertebra' }, 'is in bodysite.vertebra'],
    ['by a status that is not active', { status: 'retired' }, 'is retired'],
    ['by a doubt', { verified: false }, 'is not verified'],
  ] as const

  test.each(rows)('%s', (_words, change, says) => {
    const { contradicted, confirmed } = compared(spine, { system: SNOMED, code: '421060004', ...change })
    expect(contradicted.map((own) => own.says)).toEqual([[says]])
    expect(confirmed).toEqual([])
  })

  test.each(rows)('%s, and may say why it stands', (_words, change, says) => {
    const explaining = { ...spine, provenance: 'seen elsewhere' }
    const { contradicted, explained } = compared(explaining, { system: SNOMED, code: '421060004', ...change })
    expect(contradicted).toEqual([])
    expect(explained.map((own) => own.says)).toEqual([[says]])
  })

  test('where one of several 7th characters is doubted', () => {
    const codes = ['M80.08XA', 'M80.08XD'].map((code) => ({ system: ICD_10_CM, code, verified: code.endsWith('A') }))
    expect(compared(stem, ...codes).contradicted).toHaveLength(1)
  })

  test('and then nothing is settled', () => {
    const comparison = compared(spine, { system: SNOMED, code: '421060004', status: 'retired' })
    const defects = ownDefects([aFile([spine])], [])
    expect(isSettled(comparison, defects)).toBe(false)
    expect(reportLines(comparison, defects).join('\n')).toContain('1 contradicted:\n  test snomed 421060004')
  })
})

describe('whatever a list says', () => {
  test('a code in two rows with different groups is told, also where a stem meets a full code', () => {
    const full: Concept = { system: 'icd10cm', code: 'M80.08XA', display: 'x', groups: ['pain.back'] }
    const { twice } = ownDefects([aFile([stem]), aFile([full], { id: 'other' })], [])
    expect(twice).toEqual(['icd10cm M8008XA: vcf.osteoporotic | pain.back'])
  })

  test('a CPT row with words is told', () => {
    const bare: Concept = { system: 'cpt', code: '22513', display: 'CPT 22513', groups: ['procedure.kyphoplasty'] }
    const worded = { ...bare, code: '22514', display: 'Percutaneous something' }
    expect(ownDefects([aFile([bare, worded])], []).cptInWords.map(({ concept }) => concept.code)).toEqual(['22514'])
  })

  test.each([
    ['Spine', true],
    ['SPINE (body structure)', true],
    ['Entire spine (body structure)', false],
  ])('a SNOMED CT row "spine" beside the description "%s" is borrowed: %s', (display, isBorrowed) => {
    const { borrowed } = ownDefects(
      [aFile([{ ...spine, display: 'spine' }])],
      listed({ system: SNOMED, code: '421060004', display }),
    )
    expect(borrowed).toHaveLength(isBorrowed ? 1 : 0)
  })

  test.each(['id', 'title', 'version', 'notice', 'provenance'])('a file without %s is told', (field) => {
    const file = aFile([spine], { [field]: ' ' })
    expect(ownDefects([file], []).unsaid).toEqual([`${field === 'id' ? ' ' : 'test'}: ${field}`])
  })
})

describe('npm run value-sets', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const tool = 'src/tools/check-value-sets.ts'

  test('settles our value sets with a small list', () => {
    const printed = execFileSync(process.execPath, [tool, 'fixtures/value-sets/listed-codes.json'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(printed).toContain('5 codes listed, 1 rows that could not be read.\n4 rows confirmed.')
    expect(printed).toContain('1 codes of the list that the value sets do not hold:\n  https://codes.example.org 1')
    expect(printed).not.toMatch(/\d contradicted:/)
  })

  test.each([[[]], [['no-such-file.json']], [['package.json']]])('ends with 1 for %s', (paths) => {
    const { status, stderr } = spawnSync(process.execPath, [tool, ...paths], { cwd: root, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/npm run value-sets|no-such-file\.json: |package\.json: /)
  })
})
