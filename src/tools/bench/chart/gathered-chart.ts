import type { Source } from '../../../clinical/facts.ts'
import { bySource } from '../../../fhir/gather.ts'
import type { Gathered, GatheredSource } from '../../../fhir/gathered.ts'
import { keepOwn } from '../../../fhir/patient-identity.ts'
import { isResource } from '../../../fhir/resource.ts'
import { SOURCE_ROWS } from '../../../fhir/sources.ts'
import type { Shape } from './shapes.ts'

/** A chart as if every source had been read to its end, however large: the limits of a call do not apply here. */
export function gatheredFrom(chart: readonly Shape[], patientId: string): Gathered {
  const read: readonly unknown[] = chart
  const all = read.filter(isResource)
  const of = (source: Source): GatheredSource => {
    const { types } = SOURCE_ROWS[source]
    const resources = all.filter(({ resourceType }) => types.includes(resourceType))
    const { own, foreign } = keepOwn(resources, { patientId, fhirServer: undefined })
    return { state: own.length > 0 ? 'read' : 'empty', resources: own, from: 'prefetch', foreign }
  }
  return { ...bySource(of), counts: { requests: 0, bytes: 0, elapsedMs: 0 } }
}
