import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { loadPatients } from '../../src/sandbox/load-patients.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** A folder with these files; an object is written as JSON. */
async function aFolder(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patients-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

const patient = (id: string) => ({ resourceType: 'Patient', id })
const collection = (...resources: readonly unknown[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
})

describe('a folder', () => {
  test('is read with its folders, in the order of the names, JSON files only', async () => {
    const folder = await aFolder({
      'b.json': patient('b'),
      'a.json': collection(patient('a'), { resourceType: 'Condition', id: 'a1' }),
      'deep/er/c.json': patient('c'),
      'README.md': '# not JSON',
    })
    expect((await loadPatients(folder)).map(({ id }) => id)).toEqual(['a', 'a1', 'b', 'c'])
  })

  test('may be given as a file URL', async () => {
    const folder = await aFolder({ 'a.json': patient('a') })
    expect(await loadPatients(pathToFileURL(`${folder}/`))).toEqual([patient('a')])
  })

  test('without files holds no resources', async () => {
    expect(await loadPatients(await aFolder({}))).toEqual([])
  })

  test('that does not exist is an error that names it', async () => {
    const folder = join(await aFolder({}), 'missing')
    await expect(loadPatients(folder)).rejects.toThrow(folder)
  })
})

describe('a file', () => {
  test('that is a transaction has its urn:uuid references resolved', async () => {
    const folder = await aFolder({
      'a.json': {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          { fullUrl: 'urn:uuid:1', resource: patient('a'), request: { method: 'PUT', url: 'Patient/a' } },
          {
            fullUrl: 'urn:uuid:2',
            resource: { resourceType: 'Condition', id: 'a1', subject: { reference: 'urn:uuid:1' } },
            request: { method: 'PUT', url: 'Condition/a1' },
          },
        ],
      },
    })
    expect((await loadPatients(folder))[1]).toEqual({
      resourceType: 'Condition',
      id: 'a1',
      subject: { reference: 'Patient/a' },
    })
  })

  test('may begin with a byte order mark', async () => {
    expect(await loadPatients(await aFolder({ 'a.json': '\uFEFF{"resourceType":"Patient","id":"a"}' }))).toEqual([
      patient('a'),
    ])
  })

  test.each<readonly [string, unknown, string]>([
    ['broken JSON', '{"resourceType":', 'is not valid JSON'],
    ['nothing', '', 'is not valid JSON'],
    ['a list', [patient('a')], 'is no FHIR resource'],
    ['null', 'null', 'is no FHIR resource'],
    ['a type that is no word', { resourceType: 5, id: 'a' }, 'is no FHIR resource'],
    ['a Bundle of another type', { resourceType: 'Bundle', type: 'searchset' }, 'collection or transaction'],
    ['an entry without a resource', { ...collection(), entry: [{ fullUrl: 'x' }] }, 'entry 0 holds no resource'],
    ['an entry that is null', { ...collection(), entry: [null] }, 'entry 0 holds no resource'],
    ['a resource without an id', { resourceType: 'Patient' }, 'without a FHIR id'],
    ['a resource in a Bundle without an id', collection(patient('a'), { resourceType: 'Condition' }), 'entry 1'],
    ['an id with a slash', patient('a/b'), 'without a FHIR id'],
  ])('with %s is an error that names it and says what is wrong', async (_, content, problem) => {
    const folder = await aFolder({ 'good.json': patient('a'), 'sub/bad.json': content })
    await expect(loadPatients(folder)).rejects.toThrow(join(folder, 'sub/bad.json'))
    await expect(loadPatients(folder)).rejects.toThrow(problem)
  })
})
