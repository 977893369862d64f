import type { CodeableConcept, Resource } from '@medplum/fhirtypes'
import type { FhirReader } from './client.ts'
import { elementsOf, textOf } from './element.ts'
import type { Gathered } from './gathered.ts'
import type { SourceRow } from './sources.ts'
import { CODE_SYSTEMS } from './value-sets/index.ts'

/** A code under which a tenant's Observations keep what one of our own fact codes stands for. */
export interface FactCode {
  readonly fact: string
  readonly system: string
  readonly code: string
}

/** Adds our own code to each Observation (and component) that has the tenant's: readers know ours only. */
export function withOwnCodes(gathered: Gathered, factCodes: readonly FactCode[]): Gathered {
  if (factCodes.length === 0) return gathered
  const { observations } = gathered
  const resources = observations.resources.map((resource) => translated(resource, factCodes))
  return { ...gathered, observations: { ...observations, resources } }
}

function translated(resource: Resource, factCodes: readonly FactCode[]): Resource {
  if (resource.resourceType !== 'Observation') return resource
  const code = withOwnCoding(resource.code, factCodes)
  if (!Array.isArray(resource.component)) return { ...resource, code }
  const component = resource.component.map((part) => ({ ...part, code: withOwnCoding(part?.code, factCodes) }))
  return { ...resource, code, component }
}

function withOwnCoding(concept: CodeableConcept, factCodes: readonly FactCode[]): CodeableConcept {
  const codings = elementsOf(concept, 'coding')
  const facts = factCodes.filter(({ system, code }) =>
    codings.some((coding) => textOf(coding, 'system') === system && textOf(coding, 'code') === code),
  )
  if (facts.length === 0) return concept
  const own = facts.map(({ fact }) => ({ system: CODE_SYSTEMS.own.uri, code: fact }))
  return { ...concept, coding: [...own, ...[concept.coding ?? []].flat()] }
}

/** A reader that asks for the tenant's codes as well where it asks for Observations by code. */
export function askingAlsoFor(factCodes: readonly FactCode[], reader: FhirReader | undefined): FhirReader | undefined {
  if (!reader || factCodes.length === 0) return reader
  const tokens = factCodes.map(({ system, code }) => `${system}|${code}`)
  return { ...reader, search: (row, patientId) => reader.search(withTokens(row, tokens), patientId) }
}

function withTokens(row: SourceRow, tokens: readonly string[]): SourceRow {
  if (row.source !== 'observations' || !row.search) return row
  const ladder = row.search.ladder.map((rung) => {
    const { code } = rung.parameters
    if (code === undefined) return rung
    return { ...rung, parameters: { ...rung.parameters, code: [code, ...tokens].join(',') } }
  })
  return { ...row, search: { ...row.search, ladder } }
}
