import cards from './cards.client.js'
import cdsClient from './cds-client.client.js'
import ehr from './ehr.client.js'
import fhir from './fhir.client.js'
import orders from './orders.client.js'
import page from './page.client.js'
import playground from './playground.client.js'

/** The modules of the page's script, by name. They import each other by the address they are served at. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  cards,
  'cds-client': cdsClient,
  ehr,
  fhir,
  orders,
  page,
  playground,
}
