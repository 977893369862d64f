import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'

const SRC = fileURLToPath(new URL('../', import.meta.url))
const DECIDING_ROOMS = ['clinical', 'report-text', 'fhir/value-sets'] as const
const LEFT_OUT = 'clinical/rule-version.ts'

/**
 * SHA-256 over everything that decides, without comments, types and white space: what a reader changes for readers alone
 * leaves the rules as they were.
 */
export async function ruleHash(): Promise<string> {
  const paths = (await Promise.all(DECIDING_ROOMS.map(filesIn))).flat().filter((path) => path !== LEFT_OUT)
  const hash = createHash('sha256')
  for (const path of paths.sort()) hash.update(`${path}\n${await meaningOf(path)}\n`)
  return hash.digest('hex')
}

async function filesIn(room: string): Promise<readonly string[]> {
  const entries = await readdir(join(SRC, room), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(SRC.length).replaceAll('\\', '/'))
}

async function meaningOf(path: string): Promise<string> {
  const text = await readFile(join(SRC, path), 'utf8')
  if (path.endsWith('.json')) return JSON.stringify(JSON.parse(text))
  const { code } = await transform(text, { loader: 'ts', minifyWhitespace: true, legalComments: 'none' })
  return code
}
