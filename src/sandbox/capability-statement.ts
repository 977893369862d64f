import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceSearchParam,
  SearchParameter,
} from '@medplum/fhirtypes'
import type { Definitions } from './definitions.ts'

const TEXT_IS_FOUND_ANYWHERE = 'Matches anywhere in the text, in upper or lower case.'

/** Says what this server does, from the same list that searches are checked against. */
export function toCapabilityStatement(definitions: Definitions, baseUrl: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-22',
    kind: 'instance',
    software: { name: 'kyphoplasty-cds sandbox' },
    implementation: { description: 'FHIR server for development, with synthetic patients in memory', url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: { cors: true, description: 'No token is needed; one that is sent is ignored.' },
        resource: [...definitions].map(([type, parameters]) => toResource(type, parameters)),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  }
}

function toResource(type: string, parameters: ReadonlyMap<string, SearchParameter>): CapabilityStatementRestResource {
  const searchParam = [...parameters.values()].map(toSearchParam)
  return {
    // The definitions are R4's own, whose type names the typings narrow to those that Medplum stores.
    type: type as NonNullable<CapabilityStatementRestResource['type']>,
    interaction: [
      { code: 'read' },
      { code: 'search-type' },
      { code: 'create' },
      { code: 'update' },
      { code: 'delete' },
    ],
    versioning: 'no-version',
    updateCreate: true,
    ...(searchParam.length > 0 ? { searchParam } : {}),
  }
}

function toSearchParam({ code, type, url }: SearchParameter): CapabilityStatementRestResourceSearchParam {
  return {
    name: code,
    type,
    ...(url ? { definition: url } : {}),
    ...(type === 'string' ? { documentation: TEXT_IS_FOUND_ANYWHERE } : {}),
  }
}
