import { advertisedIn, type DiscoverySeen } from './discovery.ts'
import { portabilityProblems, subsetProblems, tokenProblems } from './prefetch-template.ts'
import { type Rule, skip } from './rule.ts'

export const TEMPLATE_RULES: readonly Rule<DiscoverySeen>[] = [
  {
    id: 'prefetch-tokens',
    level: 'SHALL',
    line: 288,
    section: 'prefetch-tokens',
    title: 'Prefetch tokens name a root field of the context or the user',
    todo: 'Use {{context.<field>}} with a field that the hook offers as token, or one of the four user tokens.',
    judge: onTemplates(({ template, hook }) => tokenProblems(template, hook)),
  },
  {
    id: 'prefetch-subset',
    level: 'SHOULD',
    line: 326,
    section: 'prefetch-query-restrictions',
    title: 'Prefetch templates stay in the recommended part of FHIR search',
    todo: 'Use reads, references, token equality, dates with eq, lt, gt, ge, le, _count and _sort.',
    judge: onTemplates(({ template }) => subsetProblems(template)),
  },
  {
    id: 'prefetch-portable',
    level: 'advice',
    line: 262,
    section: 'prefetch-template',
    title: 'Prefetch templates are short and repeat no parameter',
    todo: 'Filter in the service what the query cannot say in a portable way.',
    judge: onTemplates(({ template }) => portabilityProblems(template)),
  },
]

function onTemplates(
  problemsIn: (seen: { template: string; hook: string }) => readonly string[],
): Rule<DiscoverySeen>['judge'] {
  return (seen) => {
    const services = advertisedIn(seen).filter(({ prefetch }) => Object.keys(prefetch).length > 0)
    if (services.length === 0) return skip('no service has prefetch templates')
    return services.flatMap(({ id, hook, prefetch }) =>
      Object.entries(prefetch).flatMap(([key, template]) =>
        problemsIn({ template, hook }).map((problem) => `${id} ${key}: ${problem}`),
      ),
    )
  }
}
