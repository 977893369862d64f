import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isObject, isResource } from '@medplum/core'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { isFhirId } from './fhir-id.ts'
import { rewriteReferences } from './references.ts'

/**
 * Reads every `*.json` below a folder, in the order of their names: each is a single resource or a Bundle of them.
 * @throws Error that names the file which cannot be read.
 */
export async function loadPatients(folder: string | URL): Promise<readonly Resource[]> {
  const root = folder instanceof URL ? fileURLToPath(folder) : folder
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const resources = await Promise.all(files.map(loadFile))
  return resources.flat()
}

async function loadFile(file: string): Promise<readonly Resource[]> {
  const json = parse(await readFile(file, 'utf8'), file)
  if (!isNamedResource(json)) throw new Error(`${file}: is no FHIR resource`)
  if (json.resourceType === 'Bundle') return readBundle(json, file)
  return [withId(json, file)]
}

function parse(text: string, file: string): unknown {
  try {
    // Some editors write a byte order mark, which JSON does not allow.
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (cause) {
    throw new Error(`${file}: is not valid JSON`, { cause })
  }
}

/** The entries' resources. They point at each other by `fullUrl` (`urn:uuid:...`), which only has a meaning within the Bundle. */
function readBundle(bundle: Bundle, file: string): readonly Resource[] {
  if (bundle.type !== 'collection' && bundle.type !== 'transaction') {
    throw new Error(`${file}: is a Bundle, but of no type that is loaded (collection or transaction)`)
  }
  const entries: readonly unknown[] = Array.isArray(bundle.entry) ? bundle.entry : []
  const resources = entries.map((entry, index) => {
    const where = `${file}: entry ${index}`
    if (!isObject(entry) || !isNamedResource(entry.resource)) throw new Error(`${where} holds no resource`)
    return { fullUrl: entry.fullUrl, resource: withId(entry.resource, where) }
  })
  const references = new Map(
    resources.map(({ fullUrl, resource }) => [fullUrl, `${resource.resourceType}/${resource.id}`]),
  )
  return resources.map(({ resource }) =>
    rewriteReferences(resource, (reference) => references.get(reference) ?? reference),
  )
}

function isNamedResource(value: unknown): value is Resource {
  return isResource(value) && typeof value.resourceType === 'string'
}

function withId(resource: Resource, where: string): Resource {
  if (typeof resource.id !== 'string' || !isFhirId(resource.id))
    throw new Error(`${where} is a ${resource.resourceType} without a FHIR id`)
  return resource
}
