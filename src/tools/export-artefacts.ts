import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { planDefinitionOf } from '../artefacts/plan-definition.ts'
import { valueSets } from '../artefacts/value-set.ts'
import { POLICIES } from '../clinical/policies/index.ts'

// `npm run artefacts`: every policy as a PlanDefinition and every group of codes as a ValueSet, one file each.
const [, , given] = process.argv
const folder = given === undefined ? fileURLToPath(new URL('../../dist/artefacts/', import.meta.url)) : resolve(given)
const resources = [...POLICIES.map(planDefinitionOf), ...valueSets()]

await mkdir(folder, { recursive: true })
for (const resource of resources) {
  const file = join(folder, `${resource.resourceType}-${resource.id}.json`)
  await writeFile(file, `${JSON.stringify(resource, null, 2)}\n`)
}
console.log(`${resources.length} artefacts in ${folder}`)
