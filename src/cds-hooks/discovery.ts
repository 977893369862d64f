/** One entry of `GET /cds-services`. @see https://cds-hooks.hl7.org/2.0/#response */
export interface ServiceDefinition {
  readonly hook: string
  readonly id: string
  readonly title: string
  readonly description: string
  readonly usageRequirements: string
  readonly prefetch: Readonly<Record<string, string>>
}
