import type { RuleJson } from '../../artefacts/rule-json.ts'

/** A rule as nested lists, in words. */
export function RuleView({ rule }: { readonly rule: RuleJson }) {
  if (!('rules' in rule)) {
    return (
      <>
        <a href={`#${rule.criterion}`}>{rule.name}</a> <span class="quiet">{LEAF_NOTES[rule.kind]}</span>
      </>
    )
  }
  return (
    <>
      <strong>{rule.words}</strong> <span class="quiet">{rule.unknown}</span>
      <ul class="rule">
        {rule.rules.map((each) => (
          <li>
            <RuleView rule={each} />
          </li>
        ))}
      </ul>
    </>
  )
}

const LEAF_NOTES = {
  criterion: '',
  'unless-not-met': '(refuses when not met; unknown holds nothing back)',
  told: '(told to the reader; decides nothing)',
} as const
