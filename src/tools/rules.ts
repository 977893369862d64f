import { readFile, writeFile } from 'node:fs/promises'
import { RULE_VERSION } from '../clinical/rule-version.ts'
import { ruleHash } from './rule-hash.ts'

const VERSIONS = new URL('../../docs/rule-versions.json', import.meta.url)

interface RecordedVersion {
  readonly version: string
  /** Null until the version is released; a released version keeps its hash for good. */
  readonly released: string | null
  readonly sha256: string
}

/** `npm run rules`: writes down the hash of the rules for the version they carry. */
async function recordRules() {
  const recorded: readonly RecordedVersion[] = JSON.parse(await readFile(VERSIONS, 'utf8'))
  const sha256 = await ruleHash()
  const known = recorded.find(({ version }) => version === RULE_VERSION)
  if (known?.sha256 === sha256) {
    console.log(`Rules ${RULE_VERSION}: ${sha256}, as recorded.`)
    return
  }
  if (known?.released != null) {
    console.error(
      `Rules ${RULE_VERSION} were released on ${known.released} and have changed since: give them a new version in src/clinical/rule-version.ts.`,
    )
    process.exitCode = 1
    return
  }
  const others = recorded.filter(({ version }) => version !== RULE_VERSION)
  const now: readonly RecordedVersion[] = [...others, { version: RULE_VERSION, released: null, sha256 }]
  await writeFile(VERSIONS, `${JSON.stringify(now, null, 2)}\n`)
  console.log(`Rules ${RULE_VERSION}: ${sha256}, recorded in docs/rule-versions.json.`)
}

await recordRules()
