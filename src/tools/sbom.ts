import { mkdir, writeFile } from 'node:fs/promises'
import { billOfMaterials } from './supply-chain/bill-of-materials.ts'
import { readLockfile } from './supply-chain/lockfile.ts'

const FOLDER = new URL('../../dist/', import.meta.url)

/** `npm run sbom`: writes down every package with its version, hash and licence. */
async function writeSbom() {
  const packages = await readLockfile()
  await mkdir(FOLDER, { recursive: true })
  await writeFile(new URL('sbom.cdx.json', FOLDER), `${JSON.stringify(billOfMaterials(packages), null, 2)}\n`)
  console.log(`dist/sbom.cdx.json: ${packages.length - 1} packages (CycloneDX 1.6).`)
}

await writeSbom()
