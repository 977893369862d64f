import { anOutcome } from './answers.ts'
import type { Call, Kind, Token } from './call.ts'
import type { Chart, ChartKind } from './charts.ts'
import { hookCall } from './hook-calls.ts'

const PATH = '/cds-services/vcf-patient-view'
/** The largest body that is read is 2 MiB; this is one byte more. */
const TOO_LARGE = Buffer.alloc(2 * 1024 * 1024 + 1, ' ')
const SERVICES = 6

/** What needs no card: discovery, an assessment, and everything that must be refused. */
export function otherKinds(newCharts: (kind: ChartKind) => () => Chart): readonly Kind[] {
  const assessed = newCharts({ size: { bytes: 10_000 }, hasFracture: true })
  const silent = newCharts({ size: { bytes: 10_000 }, hasFracture: false })
  const withToken = (token: Token) => () => ({ ...refused(401, silent().body), token })
  return [
    { name: 'discovery', weight: 2, next: () => DISCOVERY },
    { name: '/assessments', weight: 2, next: () => assessment(assessed()) },
    { name: '401 no token', weight: 1, next: withToken('none') },
    { name: '401 forged signature', weight: 1, next: withToken('forged') },
    { name: '401 other audience', weight: 1, next: withToken('other-audience') },
    { name: '401 token used before', weight: 1, next: withToken('used') },
    { name: '400 malformed JSON', weight: 1, next: () => refused(400, '{"hook":"patient-view",') },
    {
      name: '404 unknown service',
      weight: 1,
      next: () => refused(404, silent().body, '/cds-services/no-such-service'),
    },
    { name: '412 nothing to read', weight: 1, next: () => refused(412, withoutRecord()) },
    { name: '413 more than 2 MB', weight: 1, next: () => refused(413, TOO_LARGE) },
  ]
}

const DISCOVERY: Call = {
  method: 'GET',
  path: '/cds-services',
  token: 'none',
  status: 200,
  patientId: null,
  check: (answer) => {
    const { services } = Object(answer)
    return Array.isArray(services) && services.length === SERVICES ? undefined : 'discovery without all services'
  },
}

function assessment(chart: Chart): Call {
  return {
    ...hookCall(chart),
    path: '/assessments',
    check: (answer) => {
      const { patient, outcome, fractures } = Object(answer)
      if (patient !== `Patient/${chart.patientId}`) return 'an assessment of another patient'
      const [first] = Array.isArray(fractures) ? fractures : []
      const found = `${outcome} ${Object(first).level}`
      return found === `refer-now ${chart.level}` ? undefined : `${found} instead of refer-now ${chart.level}`
    },
  }
}

function refused(status: number, body: string | Buffer, path = PATH): Call {
  return { method: 'POST', path, body, token: 'fresh', status, patientId: null, check: anOutcome }
}

function withoutRecord(): string {
  const context = { userId: 'Practitioner/bench', patientId: 'bench-00000000' }
  return JSON.stringify({ hook: 'patient-view', hookInstance: crypto.randomUUID(), context })
}
