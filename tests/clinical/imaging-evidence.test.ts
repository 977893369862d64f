import { describe, expect, test } from 'vitest'
import type { ImagingFinding } from '../../src/clinical/facts.ts'
import { acuityOf, covers, decideAcuity, isExcluded } from '../../src/clinical/imaging-evidence.ts'
import { newestFirst } from '../../src/clinical/newest-first.ts'
import { mri, noFractureOnMri, radiograph } from '../support/facts.ts'

describe('what a statement is about', () => {
  const T12 = { level: 'T12', region: null } as const
  test.each([
    ['the same vertebra', mri({ level: 'T12' }), true],
    ['the vertebra below', mri({ level: 'L1' }), false],
    ['the whole thoracic spine', mri({ level: null, region: 'thoracic' }), true],
    ['the whole lumbar spine', mri({ level: null, region: 'lumbar' }), false],
    ['no place at all', mri({ level: null, region: null }), false],
  ])('T12: %s', (_, finding, expected) => {
    expect(covers(finding, T12)).toBe(expected)
  })

  test.each([
    ['the lumbar spine', mri({ level: null, region: 'lumbar' }), true],
    ['lumbar and thoracic spine', mri({ level: null, region: 'thoracolumbar' }), true],
    ['the thoracic spine', mri({ level: null, region: 'thoracic' }), false],
    ['one vertebra of it', mri({ level: 'L1' }), false],
  ])('a fracture somewhere in the lumbar spine: %s', (_, finding, expected) => {
    expect(covers(finding, { level: null, region: 'lumbar' })).toBe(expected)
  })
})

describe('acuity as one study shows it', () => {
  test.each<[string, Partial<ImagingFinding>, string]>([
    ['called acute', { acuity: 'acute', marrowEdema: 'unknown' }, 'acute'],
    ['called old', { acuity: 'old', marrowEdema: 'unknown' }, 'old'],
    ['edema without a word on age', { acuity: 'unknown', marrowEdema: 'yes' }, 'acute'],
    ['no edema on MRI', { acuity: 'unknown', marrowEdema: 'no' }, 'old'],
    ['no uptake on bone scan', { modality: 'NM', acuity: 'unknown', marrowEdema: 'no' }, 'old'],
    ['no edema named by CT, which cannot see it', { modality: 'CT', acuity: 'unknown', marrowEdema: 'no' }, 'unknown'],
    ['no definite edema, limited by motion', { acuity: 'unknown', marrowEdema: 'unreliable' }, 'unknown'],
    ['age-indeterminate', { acuity: 'unknown', marrowEdema: 'unknown' }, 'unknown'],
  ])('%s', (_, change, expected) => {
    expect(acuityOf(mri(change))).toBe(expected)
  })
})

describe('acuity of a fracture', () => {
  const acuteMri = mri({ date: '2026-11-10' })
  const oldMri = mri({ date: '2026-11-19', acuity: 'old', marrowEdema: 'no' })
  test.each<[string, readonly ImagingFinding[], string]>([
    ['the newest advanced study, old', [acuteMri, oldMri], 'old'],
    ['the newest advanced study, acute', [mri({ date: '2026-11-20' }), oldMri], 'acute'],
    ['an older MRI against a newer radiograph', [acuteMri, radiograph({ date: '2026-11-20', acuity: 'old' })], 'acute'],
    [
      'a newest MRI that cannot tell leaves it to the one before',
      [acuteMri, mri({ date: '2026-11-20', acuity: 'unknown', marrowEdema: 'unreliable' })],
      'acute',
    ],
    ['a radiograph where there is nothing else', [radiograph({ acuity: 'old' })], 'old'],
    ['nothing that tells', [radiograph()], 'unknown'],
    ['nothing', [], 'unknown'],
  ])('%s', (_, imaging, expected) => {
    expect(decideAcuity(newestFirst(imaging))).toBe(expected)
  })

  test('dated studies come newest first and undated ones last', () => {
    const dates = newestFirst([mri({ date: null }), mri({ date: '2026-11-01' }), mri({ date: '2026-11-19' })])
    expect(dates.map(({ date }) => date)).toEqual(['2026-11-19', '2026-11-01', null])
  })
})

describe('whether imaging excludes a fracture', () => {
  const DIAGNOSED = '2026-10-21'
  const none = (modality: ImagingFinding['modality'], date: string | null = '2026-10-25') =>
    noFractureOnMri(date, { modality })
  test.each<[string, readonly ImagingFinding[], boolean]>([
    ['MRI without fracture', [none('MR')], true],
    ['CT without fracture', [none('CT')], true],
    ['bone scan without uptake', [none('NM')], true],
    ['a radiograph without fracture', [none('XR')], false],
    ['fluoroscopy without fracture', [none('RF')], false],
    ['a study of unknown kind without fracture', [none('unknown')], false],
    ['MRI on the day of the diagnosis', [none('MR', '2026-10-21')], true],
    ['MRI the day before the diagnosis', [none('MR', '2026-10-20')], false],
    ['an undated MRI', [none('MR', null)], false],
    ['MRI without, a radiograph with', [none('MR'), radiograph({ date: '2026-10-26' })], true],
    ['MRI without, a later MRI with', [none('MR'), mri({ date: '2026-11-19' })], false],
    ['MRI with, a later MRI without', [mri({ date: '2026-10-22' }), none('MR')], true],
    ['MRI with, a later CT without', [mri({ date: '2026-10-22' }), none('CT')], false],
    ['CT with, a later MRI without', [mri({ modality: 'CT', date: '2026-10-22' }), none('MR')], true],
    ['nothing', [], false],
  ])('%s', (_, statements, expected) => {
    expect(isExcluded(newestFirst(statements), DIAGNOSED)).toBe(expected)
  })
})
