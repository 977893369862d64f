/**
 * What the pages load, by its path in this folder and among the files that are deployed beside the Worker: no start pays
 * for what only a browser reads.
 */
export const STYLE_SHEET = 'style.css'
export const PLAYGROUND_STYLE_SHEET = 'playground/playground.css'

/** The modules of the playground's script, by name. They import each other by the address they are served at. */
export const SCRIPTS = ['cards', 'cds-client', 'ehr', 'fhir', 'orders', 'page', 'playground'] as const

export function assetOf(script: string): string {
  return `playground/${script}.client.js`
}

export const PAGE_FILES: readonly string[] = [STYLE_SHEET, PLAYGROUND_STYLE_SHEET, ...SCRIPTS.map(assetOf)]
