import { SOURCES } from '../../clinical/facts.ts'
import { SOURCE_ROWS } from '../../fhir/sources.ts'
import { SERVICES } from '../../services/index.ts'
import { prefetchTemplates, scopeFor } from '../../services/prefetch-templates.ts'

const START = '<!-- generated: npm run prefetch-table -->'
const END = '<!-- /generated -->'

/** The document with its generated part as the code has it now; an error where the marks of that part are gone. */
export function withPrefetchTable(document: string): string {
  const [before, rest] = document.split(START)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error('the marks of the generated part are missing')
  return [before, START, '\n', generatedPart(), '\n', END, after].join('')
}

function generatedPart(): string {
  const templates = Object.entries(prefetchTemplates())
  const copies = templates.map(([key, template]) => `**${key}**\n\`\`\`text\n${template}\n\`\`\``)
  return [...serviceTable(), '', ...scopeTable(), '', ...copies].join('\n')
}

function serviceTable(): readonly string[] {
  const rows = SERVICES.map(({ definition: { id, hook } }) => `| \`${id}\` | \`${hook}\` | \`/cds-services/${id}\` |`)
  return ['| service | hook | address |', '|---|---|---|', ...rows]
}

const NEED_WORDS = {
  required: 'yes',
  either: 'one of these two',
  optional: 'no',
} as const

function scopeTable(): readonly string[] {
  const rows = SOURCES.map((source) => {
    const { need, prefetchTemplate } = SOURCE_ROWS[source]
    return `| \`${source}\` | \`${scopeFor(prefetchTemplate)}\` | ${NEED_WORDS[need]} |`
  })
  return ['| key | scope | needed |', '|---|---|---|', ...rows]
}
