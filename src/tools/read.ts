import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Resource } from '@medplum/fhirtypes'
import { isCalendarDate } from '../clinical/calendar.ts'
import { POLICIES } from '../clinical/policies/index.ts'
import { fieldOf, textOf } from '../fhir/element.ts'
import { toAssessmentJson } from '../services/assessment-json.ts'
import { reportOfEach, understandEach } from './read/each-patient.ts'
import { resourcesIn } from './read/load-resources.ts'
import { reportOf } from './read/report.ts'
import { understand } from './read/understand.ts'

const USAGE = `npm run read -- file.json... [--patient id] [--encounter id] [--on YYYY-MM-DD] [--policy id] [--all | --json | --each]

Prints what the service understands of FHIR files: Bundles of any type, resources, NDJSON, or bodies of hook calls.
Of scores and laboratory values the newest of each kind are shown; --all shows every one, --json the whole assessment.
--each takes many patients, and tells for whom there would be a card. Files that end in .gz are unpacked.`

/** `npm run read`: facts, evidence, what stands behind none of them, and one assessment. Calls nobody, keeps nothing. */
async function read(): Promise<string> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      patient: { type: 'string' },
      encounter: { type: 'string' },
      on: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      policy: { type: 'string', default: 'clinic' },
      all: { type: 'boolean', default: false },
      each: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const policy = POLICIES.find(({ id }) => id === values.policy)?.id
  if (positionals.length === 0) throw new Error(USAGE)
  if (policy === undefined) throw new Error(`--policy is one of ${POLICIES.map(({ id }) => id).join(', ')}`)
  if (!isCalendarDate(values.on)) throw new Error('--on is a date, YYYY-MM-DD')

  const resources = (await Promise.all(positionals.map(load))).flat()
  if (values.each) return reportOfEach(understandEach(resources, { assessedOn: values.on, policy })).join('\n')
  const understood = understand(resources, {
    patientId: values.patient ?? onlyPatientIn(resources),
    encounterId: values.encounter,
    assessedOn: values.on,
    policy,
  })
  return values.json
    ? JSON.stringify(toAssessmentJson(understood.assessment), null, 2)
    : reportOf(understood, { all: values.all }).join('\n')
}

async function load(path: string): Promise<readonly Resource[]> {
  try {
    const bytes = await readFile(path)
    const resources = resourcesIn((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
    if (resources.length === 0) throw new Error('holds no FHIR resource')
    return resources
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function onlyPatientIn(resources: readonly Resource[]): string {
  const ids = [...new Set(resources.flatMap(({ resourceType, id }) => (resourceType === 'Patient' && id ? [id] : [])))]
  const [only] = ids
  if (only !== undefined && ids.length === 1) return only
  const choices = (ids.length > 0 ? ids : subjectsOf(resources)).slice(0, 10).join(' | ')
  throw new Error(
    ids.length === 0
      ? `there is no Patient among the resources; whose record is it? --patient ${choices || 'id'}`
      : `there are ${ids.length} patients, choose one: --patient ${choices}`,
  )
}

function subjectsOf(resources: readonly Resource[]): readonly string[] {
  const references = resources.map(
    (resource) =>
      textOf(fieldOf(resource, 'subject'), 'reference') ?? textOf(fieldOf(resource, 'patient'), 'reference') ?? '',
  )
  return [...new Set(references.flatMap((reference) => /^Patient\/(.+)$/.exec(reference)?.[1] ?? []))]
}

try {
  console.log(await read())
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
