import { mkdir, writeFile } from 'node:fs/promises'
import { plotsOf } from './plots.ts'
import type { Results } from './results.ts'
import { reportOf } from './tables.ts'

const DOCS = new URL('../../../docs/', import.meta.url)
const IMAGES = new URL('images/performance/', DOCS)

/** Writes docs/performance.md and its plots, all of one run. */
export async function writeDocument(results: Results): Promise<void> {
  const plots = await plotsOf(results)
  await mkdir(IMAGES, { recursive: true })
  await Promise.all([...plots].map(([name, svg]) => writeFile(new URL(`${name}.svg`, IMAGES), `${svg}\n`)))
  const images = [...plots.keys()].map((name) => `![${name}](images/performance/${name}.svg)`).join('\n\n')
  await writeFile(
    new URL('performance.md', DOCS),
    `${introduction(results)}\n\n${reportOf(results)}\n\n## Plots\n\n${images}\n`,
  )
}

function introduction({ machine, versions, date, isQuick }: Results): string {
  return `# Performance

A hook call blocks a clinician. With prefetch the only cost that cannot be avoided is reading the request, so that is what we compare with.

Written by \`npm run bench -- --write\` on ${date}: ${machine}; ${versions}.${isQuick ? ' **A quick run: its figures are rough.**' : ''}

## Method
- **Service**: the bundle that \`wrangler deploy\` would send, in bare \`workerd\`: development, no bindings, no JWT. **Floor**: the smallest Hono Worker that parses
  the same JSON and answers a constant card. Both run beside each other all the time; only one is driven at a time, in turns, and each ratio is of two neighbours in
  time. Figures are medians over the rounds, after a warm-up.
- **Load**: autocannon in another process than the Workers, on the same machine. Every call has a patient id and a hook instance of its own. "1000 a second" is
  twenty cannons of fifty a second that start one after the other, because one alone sends its second's calls in a burst.
- **Bodies**: generated, the same on every machine: one fracture with its MRI report, radiograph, pain scores and treatment among visits about other things (laboratory,
  vital signs, diagnoses, medicines, reports of other parts); and the same without the fracture, which is what most calls are. A right answer is seen before anything is timed.
- **CPU** is user and system time of the server's process from \`/proc\`, **memory** its resident set after a run.
- **Stages** are measured in one Node process without HTTP. "Reading" = facts, five policies and report reading; the target compares it with \`JSON.parse\` of the body.
- Every answer in development carries the stages of its own call in \`Server-Timing\` (\`src/server-timing.ts\`): auth, body, gather, read, assess, admission (waiting for
  the replay check that ran beside the work), decide, memory, record, total. A production Worker tells none.
- **FHIR path**: calls without prefetch against the sandbox behind a server that delays every answer. Round trips are counted there, not inferred.

Again: \`npm run bench\` (about ten minutes), \`npm run bench -- --quick\` (about two, rough), \`npm run bench -- --write\` (rewrites this page and its plots).
\`tests/integration/bench.test.ts\` guards the ratios in CI with a wide margin: never an absolute time.

## What stands in the way, and what was done
- **Reports in words are read word by word.** \`JSON.parse\` is native code and takes a report as one string; the reader makes words of it, finds phrases, negations and
  levels. At 10 KB and 75 KB one MRI report still costs more than parsing the whole body, and no order of magnitude is left in it: a profile shows the time spread over
  tokens (a fifth), phrase search (a tenth) and the readers. Done: each token carries bits drawn from the rules' own tables, which tell what may begin there, so that a
  sentence meets only the readers whose words it has (tests/report-text/screening.test.ts); no pattern is run on plain words; a diagnosis name without a word of a
  fracture is not read any further; only Observations that carry facts are sorted. Not done: remembering reports between calls, because a patient's words do not outlive
  the call.
- **Merging** was quadratic (800 diagnoses and 800 reports of one vertebra: 1.6 s). Places are now looked at once, dates searched by halves, episodes split in one walk.
- **Body**: read by the platform where its length is stated; nesting is checked by a plain walk of the parsed value (a tenth of what listing the members cost).
- **Per call**: one formatter for each time zone (making one costs more than a whole silent call), code lists and sort keys made once, no clones of facts.
- **Cold start**: an empty Worker takes 23 to 33 ms until it listens. Of what comes on top (taken apart, roughly): reading 650 KB of code 20 ms, compiling and running the
  modules 30 ms, the first call 50 ms, in which every function runs for the first time, uncompiled and spread so evenly that none has more than 3 ms. Done: rows of the value
  sets and phrases of the report reader are taken apart when they are asked for (a third of what running the modules cost); pages, style sheets and scripts lie beside the
  bundle. Not done: schemas made on demand, which would save 3 ms at most.
- **Bundle**: minified, without \`@medplum/core\`, the classic \`zod\`, Hono's routers but the smallest, the playground, the style sheets and the markup of
  pages, which is rendered when the service is built: 73 KB gzipped less (\`docs/decisions/0016-a-bundle-under-200-kb.md\`). The largest
  parts left are our own rules, report reader and readers of FHIR (about 100 KB gzipped), the value sets (20 KB), \`zod\` (15 KB), \`hono\` (8 KB)
  and what the pages say, as JSON (8 KB).
- **A chart that suggests no fracture** ends after Conditions and reports: what was sent for the second wave is not read.
- **Small bodies**: below 20 KB the fixed cost of a call counts. At 10 KB without a fracture everything that reads and concludes takes 0.06 ms of the 0.5 ms, the floor's
  whole call 0.2 ms. Taking parts out one at a time saved 0.03 ms (security headers), 0.02 ms (keyed hashes) and 0.02 ms (audit record); no other single part is as large.
  Done: CORS headers are written into the one answer instead of making it three times; dates are formatted by hand; what several policies ask is judged once; names, dates
  and codes of a resource are looked at once.`
}
