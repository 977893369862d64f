import { createHash } from 'node:crypto'
import { isOnlyForDevelopment, type LockedPackage } from './lockfile.ts'

/**
 * CycloneDX 1.6 of everything in the lockfile: what runs is `required`, what only builds and tests is `excluded`. The
 * same lockfile gives the same document.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function billOfMaterials(packages: readonly LockedPackage[]): object {
  const [project, ...others] = packages
  if (project?.path !== '') throw new Error('the lockfile does not begin with the project itself')
  const at = new Map(packages.map((each) => [each.path, each]))
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(packages)}`,
    version: 1,
    metadata: { component: { type: 'application', ...identityOf(project), licenses: licencesOf(project) } },
    components: others.map(componentOf),
    dependencies: packages.map((each) => ({ ref: refOf(each), dependsOn: dependenciesOf(each, at) })),
  }
}

function componentOf(each: LockedPackage): object {
  return {
    type: 'library',
    ...identityOf(each),
    scope: isOnlyForDevelopment(each) ? 'excluded' : each.optional ? 'optional' : 'required',
    licenses: licencesOf(each),
    ...(each.integrity === undefined ? {} : { hashes: hashesOf(each.integrity) }),
  }
}

function identityOf(each: LockedPackage): object {
  return { 'bom-ref': refOf(each), name: each.name, version: each.version, purl: purlOf(each) }
}

/** One package may be installed at several places: the place is part of its reference. */
function refOf({ path, name, version }: LockedPackage): string {
  return path === '' ? `${name}@${version}` : `${path}@${version}`
}

function purlOf({ name, version }: LockedPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`
}

function licencesOf({ license }: LockedPackage): readonly object[] {
  if (license === undefined) return []
  if (/ (?:AND|OR|WITH) /.test(license)) return [{ expression: license }]
  return [{ license: /^[\w.+-]+$/.test(license) ? { id: license } : { name: license } }]
}

function hashesOf(integrity: string): readonly object[] {
  const [algorithm, digest = ''] = integrity.split('-', 2)
  if (algorithm !== 'sha512') throw new Error(`the lockfile names a ${algorithm} hash where sha512 is asked for`)
  return [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }]
}

function dependenciesOf(each: LockedPackage, at: ReadonlyMap<string, LockedPackage>): readonly string[] {
  const named = [each.dependencies, each.optionalDependencies, each.devDependencies, each.peerDependencies]
  const found = named.flatMap(Object.keys).map((name) => resolve(name, each.path, at))
  return [...new Set(found.flatMap((one) => (one ? [refOf(one)] : [])))].sort()
}

/** Node looks beside the package first, then one step up after the other. */
function resolve(name: string, from: string, at: ReadonlyMap<string, LockedPackage>): LockedPackage | undefined {
  const found = at.get(`${from === '' ? '' : `${from}/`}node_modules/${name}`)
  if (found || from === '') return found
  const above = from.lastIndexOf('/node_modules/')
  return resolve(name, above === -1 ? '' : from.slice(0, above), at)
}

function uuidOf(packages: readonly LockedPackage[]): string {
  const hex = createHash('sha256').update(JSON.stringify(packages)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
