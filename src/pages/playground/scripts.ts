/**
 * The modules of the page's script, by name. They import each other by the address they are served at, and are deployed
 * beside the Worker: no start pays for a page that is for development.
 */
export const SCRIPTS = ['cards', 'cds-client', 'ehr', 'fhir', 'orders', 'page', 'playground'] as const

/** Where a script lies among the deployed files. */
export function assetOf(script: string): string {
  return `playground/${script}.client.js`
}
