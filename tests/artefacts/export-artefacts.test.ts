import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { CODE_GROUPS } from '../../src/fhir/value-sets/index.ts'

const TOOL = fileURLToPath(new URL('../../src/tools/export-artefacts.ts', import.meta.url))

test('npm run artefacts writes a file for every policy and every group of codes, without a bundler', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'artefacts-'))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [TOOL, folder])
    const files = await readdir(folder)
    expect(files).toHaveLength(POLICIES.length + CODE_GROUPS.length)
    expect(stdout).toContain(`${files.length} artefacts`)
    for (const { id } of POLICIES) expect(files).toContain(`PlanDefinition-${id}.json`)
    for (const file of files) {
      const { resourceType, id } = JSON.parse(await readFile(join(folder, file), 'utf8'))
      expect(file).toBe(`${resourceType}-${id}.json`)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}, 30_000)
