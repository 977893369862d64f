import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { bundleWorker } from '../../src/tools/bundle-worker.ts'
import { billOfMaterials } from '../../src/tools/supply-chain/bill-of-materials.ts'
import { licenceProblems } from '../../src/tools/supply-chain/licence-check.ts'
import { isOnlyForDevelopment, parseLockfile, readLockfile } from '../../src/tools/supply-chain/lockfile.ts'

const ROOT = new URL('../../', import.meta.url)
const SCHEMAS = new URL('node_modules/@cyclonedx/cyclonedx-library/res/schema/', ROOT)
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

async function textOf(path: string, base = ROOT): Promise<string> {
  return readFile(new URL(path, base), 'utf8')
}

const packages = await readLockfile()
const manifest: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(await textOf('package.json'))

describe('37 the supply chain', () => {
  test('has exact versions of everything that is named', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    for (const named of [dependencies, devDependencies, optionalDependencies])
      for (const [name, version] of Object.entries(named ?? {})) expect(version, name).toMatch(EXACT)
  })

  test('has at most ten packages in the Worker, each with a decision behind it', async () => {
    const inTheWorker = packages.filter((each) => each.path !== '' && !isOnlyForDevelopment(each) && !each.optional)
    expect(inTheWorker.map(({ name }) => name).sort()).toEqual(Object.keys(manifest.dependencies ?? {}).sort())
    expect(inTheWorker.length).toBeLessThanOrEqual(10)
    const decision = await textOf('docs/decisions/0001-runtime-dependencies.md')
    for (const { name } of inTheWorker) expect(decision).toContain(`| \`${name}\` |`)
  })

  test('is locked by the hash of every package, and by no address', async () => {
    expect(await textOf('package-lock.json')).not.toContain('"resolved"')
    for (const { path, integrity } of packages.slice(1)) expect(integrity, path).toMatch(/^sha512-/)
  })

  test('runs no script of a package that is installed', async () => {
    expect(await textOf('.npmrc')).toMatch(/^ignore-scripts=true$/m)
    const withScript = packages.filter(({ hasInstallScript }) => hasInstallScript)
    expect(withScript.filter((each) => !isOnlyForDevelopment(each))).toEqual([])
  })

  test('has a licence on the list for every package', () => {
    expect(licenceProblems(packages)).toEqual([])
  })

  test('is written down as CycloneDX that is valid and the same each time', async () => {
    const document = JSON.parse(JSON.stringify(billOfMaterials(packages)))
    const ajv = new Ajv({ strict: false, validateFormats: false })
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
      const file = `${name}.SNAPSHOT.schema.json`
      ajv.addSchema(JSON.parse(await textOf(file, SCHEMAS)), `http://cyclonedx.org/schema/${file}`)
    }
    const isValid = ajv.compile(JSON.parse(await textOf('bom-1.6.SNAPSHOT.schema.json', SCHEMAS)))
    isValid(document)
    expect(isValid.errors ?? []).toEqual([])
    expect(document.components).toHaveLength(packages.length - 1)
    const required = document.components.filter(({ scope }: { readonly scope: string }) => scope === 'required')
    expect(required.map(({ name }: { readonly name: string }) => name).sort()).toEqual(
      Object.keys(manifest.dependencies ?? {}).sort(),
    )
    expect(billOfMaterials(await readLockfile())).toEqual(billOfMaterials(packages))
  })

  test('gives the same Worker, byte for byte, each time it is built', async () => {
    const [once, again] = await Promise.all([bundleWorker(), bundleWorker()])
    expect(once === again).toBe(true)
    expect(once).not.toContain(fileURLToPath(ROOT))
  }, 30_000)
})

describe('the licence check names', () => {
  const locked = (fields: object) =>
    parseLockfile(
      JSON.stringify({
        lockfileVersion: 3,
        packages: { '': { name: 'us', version: '1.0.0' }, 'node_modules/x': { version: '1.0.0', ...fields } },
      }),
    )

  test.each([
    ['a package without one', {}, 'x@1.0.0: names no licence'],
    ['one that is not on the list', { license: 'GPL-3.0-only', dev: true }, 'x@1.0.0: GPL-3.0-only'],
    ['one that would do for a test only', { license: 'MPL-2.0' }, 'x@1.0.0: MPL-2.0'],
    ['an expression nobody has read', { license: 'MIT OR SSPL-1.0', dev: true }, 'x@1.0.0: MIT OR SSPL-1.0'],
  ])('%s', (_words, fields, problem) => {
    expect(licenceProblems(locked(fields))).toEqual([problem])
  })

  test('nothing where all is allowed', () => {
    expect(licenceProblems(locked({ license: 'MIT' }))).toEqual([])
    expect(licenceProblems(locked({ license: 'MPL-2.0', dev: true }))).toEqual([])
  })
})

describe('the bill of materials', () => {
  const two = parseLockfile(
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { name: 'us', version: '1.0.0', dependencies: { a: '1.0.0' } },
        'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '^2.0.0' } },
        'node_modules/a/node_modules/b': { version: '2.0.0', license: 'MIT OR CC0-1.0' },
        'node_modules/@x/b': { version: '1.0.0', license: 'SEE LICENSE', dev: true },
      },
    }),
  )

  test('follows a dependency to the place where Node finds it', () => {
    expect(billOfMaterials(two)).toMatchObject({
      dependencies: [
        { ref: 'us@1.0.0', dependsOn: ['node_modules/a@1.0.0'] },
        { ref: 'node_modules/a@1.0.0', dependsOn: ['node_modules/a/node_modules/b@2.0.0'] },
        { dependsOn: [] },
        { dependsOn: [] },
      ],
    })
  })

  test('tells licences by id, expression and name, and what runs from what only tests', () => {
    expect(billOfMaterials(two)).toMatchObject({
      components: [
        { scope: 'required', licenses: [{ license: { id: 'MIT' } }] },
        { name: 'b', licenses: [{ expression: 'MIT OR CC0-1.0' }] },
        {
          name: '@x/b',
          purl: 'pkg:npm/%40x/b@1.0.0',
          scope: 'excluded',
          licenses: [{ license: { name: 'SEE LICENSE' } }],
        },
      ],
    })
  })
})
