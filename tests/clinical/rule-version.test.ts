import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { ruleHash } from '../../src/tools/rule-hash.ts'

const recorded: readonly { readonly version: string; readonly sha256: string }[] = JSON.parse(
  readFileSync(new URL('../../docs/rule-versions.json', import.meta.url), 'utf8'),
)

test('the rules are those of their version: "npm run rules" records a change, a released version needs a new number', async () => {
  expect(recorded.find(({ version }) => version === RULE_VERSION)?.sha256).toBe(await ruleHash())
})

test('every version is recorded once', () => {
  const versions = recorded.map(({ version }) => version)
  expect(new Set(versions).size).toBe(versions.length)
})
