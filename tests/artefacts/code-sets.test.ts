import { describe, expect, test } from 'vitest'
import { listGroup, noticesOf } from '../../src/artefacts/code-groups.ts'
import { CODE_SUBJECTS } from '../../src/artefacts/code-sets.ts'
import { CODE_GROUPS } from '../../src/fhir/value-sets/index.ts'

const LISTED = Object.values(CODE_SUBJECTS).flatMap(({ groups }) => groups)

describe('the table of code groups', () => {
  test('holds every group, and each once', () => {
    expect([...LISTED].sort()).toEqual([...CODE_GROUPS].sort())
  })

  test.each(CODE_GROUPS)('%s has codes and a notice', (group) => {
    expect(listGroup(group).codes.length).toBeGreaterThan(0)
    expect(noticesOf(group).length).toBeGreaterThan(0)
  })
})

describe('a listed code', () => {
  test('of CPT has no words', () => {
    const codes = CODE_GROUPS.flatMap((group) => listGroup(group).codes)
    const cpt = codes.filter(({ system }) => system === 'http://www.ama-assn.org/go/cpt')
    expect(cpt.length).toBeGreaterThan(5)
    expect(cpt.filter(({ display }) => display !== null)).toEqual([])
  })

  test('of ICD-10-CM keeps the 7th characters that follow it', () => {
    expect(listGroup('vcf.osteoporotic').codes).toContainEqual({
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      code: 'M80.08X',
      display: 'age-related osteoporosis with current vertebral fracture',
      andBelow: false,
      seventhCharacters: 'ADGKPS',
    })
  })

  test('says where it stands for every code below it', () => {
    expect(listGroup('neoplasm.plasma_cell').codes.find(({ code }) => code === 'C90')?.andBelow).toBe(true)
  })
})
