import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'

const TEXT_FILE = /\.sql$/
/** The NUL keeps other plugins away; the last extension says what these modules are. */
const PREFIX = '\0text-import:'
const SUFFIX = '.mjs'

/** Importing a migration gives its text. */
export function textImports(): Plugin {
  return {
    name: 'text-imports',
    enforce: 'pre',
    resolveId: (source, importer) => {
      if (!importer || !source.startsWith('.') || !TEXT_FILE.test(source)) return undefined
      const file = fileURLToPath(new URL(source, new URL(importer, 'file:')))
      return `${PREFIX}${file}${SUFFIX}`
    },
    load: async (id) => {
      if (!id.startsWith(PREFIX)) return undefined
      const text = await readFile(id.slice(PREFIX.length, -SUFFIX.length), 'utf8')
      return `export default ${JSON.stringify(text)}`
    },
  }
}
