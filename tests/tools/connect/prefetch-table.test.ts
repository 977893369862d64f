import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SERVICES } from '../../../src/services/index.ts'
import { withPrefetchTable } from '../../../src/tools/connect/prefetch-table.ts'

const document = readFileSync(new URL('../../../docs/connect-an-ehr.md', import.meta.url), 'utf8')

test('the document is in step with the code: "npm run prefetch-table" rewrites it', () => {
  expect(withPrefetchTable(document)).toBe(document)
})

test('it holds every service with its address and every template as a client copies it', () => {
  for (const { definition } of SERVICES) {
    expect(document).toContain(`\`/cds-services/${definition.id}\``)
    for (const [key, template] of Object.entries(definition.prefetch))
      expect(document).toContain(`**${key}**\n\`\`\`text\n${template}\n\`\`\``)
  }
})

test('a part that was changed by hand is put right', () => {
  expect(withPrefetchTable(document.replace('Condition?patient=', 'Condition?subject='))).toBe(document)
})

test('without its marks there is nothing to rewrite', () => {
  expect(() => withPrefetchTable('no marks')).toThrow(/marks/)
})
