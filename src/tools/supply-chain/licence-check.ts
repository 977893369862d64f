import { isOnlyForDevelopment, type LockedPackage } from './lockfile.ts'

/** What may go into the Worker: licences that ask for nothing but a notice. */
const IN_THE_WORKER: ReadonlySet<string> = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD'])

/** What may build and test as well; nothing of it is passed on. An expression is allowed as it stands, never in parts. */
const IN_DEVELOPMENT: ReadonlySet<string> = new Set([
  ...IN_THE_WORKER,
  'MPL-2.0',
  'LGPL-3.0-or-later',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'MIT OR Apache-2.0',
  '(MIT OR CC0-1.0)',
  '(MIT AND Zlib)',
  'Unlicense',
  'WTFPL OR ISC',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
])

/** Packages whose own text was read: `name` and the words of its `license` field. */
const READ_BY_HAND: ReadonlySet<string> = new Set([
  // BSD-3-Clause in substance, with UCUM's notice; the CQL oracle of the tests needs it.
  '@lhncbc/ucum-lhc: SEE LICENSE IN LICENSE.md',
])

/** One line for each package whose licence nobody has allowed; no line = all is well. */
export function licenceProblems(packages: readonly LockedPackage[]): readonly string[] {
  return packages
    .filter((each) => each.path !== '' && !isAllowed(each))
    .map(({ name, version, license }) => `${name}@${version}: ${license ?? 'names no licence'}`)
}

function isAllowed(each: LockedPackage): boolean {
  const { name, license } = each
  if (license === undefined) return false
  if (!isOnlyForDevelopment(each)) return IN_THE_WORKER.has(license)
  return IN_DEVELOPMENT.has(license) || READ_BY_HAND.has(`${name}: ${license}`)
}
